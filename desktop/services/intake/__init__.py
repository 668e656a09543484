"""What every importer of an office's sheet works with."""
