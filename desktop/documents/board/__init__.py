"""Papers of the junior board."""
