"""What every reader of foreign files hands over: sheets of plain cell values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""One cell's value; a blank is ''. Text of the classes below is no value, and says why there is none."""


class CellError(str):
    """What a formula came to that cannot be worked out, as a spreadsheet shows it: '#REF!', '#N/A'."""

    __slots__ = ()


class Uncalculated(str):
    """A formula whose value the file does not hold: '=DATE(1999,4,2)', or '=' where its text is not told."""

    __slots__ = ()


NO_VALUES: Final = (CellError, Uncalculated)
"""Both, to ask millions of cells for: a union would be made anew each time."""


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

    ``hidden_rows`` holds such numbers, counted from 1: rows a filter or a person hid; ``hidden_columns`` are counted
    from 0. A ``very_hidden`` sheet is hidden too, and only a macro shows it. ``comments`` are keyed by a row's number
    and a column's index; '' where only their place is known. ``is_delimited``: cells were told apart by separators, so
    one too many shifts the rest of its row. ``from_1904``: bare serial numbers count days from 1904.

    What the reader mended is told in ``notes``, whole sentences; ``doubts`` are rows, by number, that may stand
    otherwise than they were meant, and why.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    very_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_delimited: bool = False
    from_1904: bool = False
    notes: tuple[str, ...] = ()
    doubts: Mapping[int, str] = field(default_factory=dict)


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
