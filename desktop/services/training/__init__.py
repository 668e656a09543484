"""The training programme as it is written."""
