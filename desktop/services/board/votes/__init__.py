"""Votes of the members on proposals: open ones by roll call, secret ones by their counts."""
