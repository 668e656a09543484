"""Proposals of the junior board: how they are moved, discussed, merged and begun anew."""
