"""What every reader of foreign files hands over: sheets of plain cell values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""One cell's value; a blank is ''."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range, its rows and columns counted from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows[i]`` is the row a spreadsheet numbers i + 1, and all rows are equally long.

    ``hidden_rows`` holds such numbers, counted from 1: rows a filter or a person hid.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read, with the sheets that hold cells."""

    path: Path
    sheets: tuple[Sheet, ...]


def column_letters(index: int) -> str:
    """A column's letters as a spreadsheet shows them, ``index`` counted from 0: 0 → 'A', 27 → 'AB'."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
