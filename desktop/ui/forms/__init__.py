"""Inputs, and dialogs made of them."""
