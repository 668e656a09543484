"""What was being written in dialogs when a program ended: kept, and offered again."""
