"""The screens of meetings of the junior board."""
