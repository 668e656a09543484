"""The work without a window."""
