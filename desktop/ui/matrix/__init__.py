"""A grid of two axes: rows with columns that stand still, cells written by single keys, by typing or by pasting."""
