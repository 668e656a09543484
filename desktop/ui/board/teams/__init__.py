"""The screens of the teams of the junior board."""
