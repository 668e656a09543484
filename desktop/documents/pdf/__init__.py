"""Fonts and archive files."""
