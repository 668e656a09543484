"""Lists and dialogs of any kind of record."""
