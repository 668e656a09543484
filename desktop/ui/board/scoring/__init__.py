"""심사표: judges by criteria, and what they come to."""
