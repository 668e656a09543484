"""Excel in: the steps from a file on the desk to records in the data."""
