"""Demo day: the order drawn, the judges' sheets and scores, awards, and the papers of the day."""
