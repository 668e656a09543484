"""Who else is at the data file: other desks, other machines, other places it lies in."""
