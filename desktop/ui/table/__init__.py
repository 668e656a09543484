"""A table of cells as a spreadsheet has it."""
