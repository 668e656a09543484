"""Meetings of the junior board: what is kept of them, and the ideas that become proposals."""
