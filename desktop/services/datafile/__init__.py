"""The data file itself, whatever is in it: opened, written by named operations, journalled, locked."""
