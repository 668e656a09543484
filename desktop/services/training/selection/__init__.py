"""Selecting: criteria and judges, scores, the ranking with its cut line, what was published, reserves moving up."""
