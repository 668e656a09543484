"""The history of the tables: one script for each version, in the order of their names."""

from pathlib import Path

VERSIONS = tuple(
    sorted(script.name.partition("_")[0] for script in (Path(__file__).parent / "versions").glob("[0-9]*.py"))
)
"""Read from the folder: a script nobody listed would make today's files look made by a newer program."""
HEAD = VERSIONS[-1]
