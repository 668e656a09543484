"""The review of proposals: the clock, the opinions of departments, the answer, pilots."""
