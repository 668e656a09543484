"""The junior board as it is written."""
