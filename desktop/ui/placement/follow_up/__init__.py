"""The screens of following up."""
