"""투표: the roll call and the counts."""
