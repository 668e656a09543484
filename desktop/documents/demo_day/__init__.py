"""Papers of demo day: the booklet of project cards, and the judges' sheets."""
