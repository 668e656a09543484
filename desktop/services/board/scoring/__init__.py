"""Score sheets of proposals: criteria and judges of a term, scores, the total at the close."""
