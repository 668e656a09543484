"""Mentors, what they log of their teams, and coaching."""
