"""The sessions of a stage: the weekly hours they are made from, and what keeps two of them out of one room."""
