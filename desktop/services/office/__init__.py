"""The office, and the people and terms everything is about."""
