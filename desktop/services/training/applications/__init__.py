"""Applying: who is eligible, which papers were handed in, where everybody stands."""
