"""The screens of proposals of the junior board: their list, the 판 and the discussion."""
