"""The attendance book (출석부) of a stage: who was there, what that comes to, and who completes."""
