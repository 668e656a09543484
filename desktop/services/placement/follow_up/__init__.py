"""What became of interns and graduates: retention, careers, both sides' judgement, and the figures."""
