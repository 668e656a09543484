"""Cards in columns, moved by mouse and by keyboard; knows no slice and no service."""
