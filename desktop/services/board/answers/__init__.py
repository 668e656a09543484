"""Answers to proposals: templates, and many of them at once."""
