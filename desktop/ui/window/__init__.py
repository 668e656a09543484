"""The window and what stands round its pages."""
