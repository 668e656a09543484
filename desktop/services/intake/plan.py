"""What an import would do, told before it does it."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from desktop.documents.reading.cells import Cell
from desktop.rules.fields import Value
from desktop.text.dates import show_date


class Problem(NamedTuple):
    """Why a row does not come in; a resident registration number stands in ``value`` only as asterisks."""

    row: int
    column: str
    value: str
    reason: str


class Repair(NamedTuple):
    """A value read otherwise than it stood in the cell; dates in ``to`` are ISO 8601."""

    row: int
    column: str
    from_: str
    to: str


class Repeat(NamedTuple):
    """A row that changes nothing: ``like`` is the number of the earlier row of the same record, None for one in the data.

    ``otherwise`` tells what it says otherwise than that row, which does not come in.
    """

    row: int
    name: str
    like: int | None
    otherwise: str


class Flag(NamedTuple):
    """A new record that is outside a rule and comes in all the same: how, what it is, and the rule in a sentence."""

    row: int
    name: str
    word: str
    what: str
    rule: str


class Difference(NamedTuple):
    """A value of a record already there that the file changes."""

    row: int
    title: str
    old: Value
    new: Value


_APART = 1 << 32


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows of an import are called. Those of several ``sheets`` taken together have numbers of their own."""

    sheets: tuple[str, ...] = ()

    @staticmethod
    def number(sheet: int, row: int) -> int:
        """The number that stands for a row, as a spreadsheet counts it, of the sheet at this place (0 the first)."""
        return sheet * _APART + row

    def place(self, number: int) -> tuple[str, int]:
        """The sheet's name, '' where there is only one, and the row as a spreadsheet counts it."""
        sheet, row = divmod(number, _APART)
        return (self.sheets[sheet] if len(self.sheets) > 1 else "", row)

    def shown(self, number: int) -> str:
        """In words that '행' may follow: '3', or of several sheets "'2반' 3"."""
        sheet, row = self.place(number)
        return f"'{sheet}' {row}" if sheet else str(row)


ONE_SHEET = Rows()


RESIDENT = "resident"
"""How a column was found whose values are resident registration numbers, or the second halves of some."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the file and the field it fills; ``key`` None when it is left out.

    ``found`` tells how: 'remembered' from the last file of this shape, by its 'heading', a 'guess' from part of it or
    from its 'contents' where no heading is known, 'chosen' by the person, 'resident' for a column of resident
    registration numbers or of their second halves, which can't be chosen.
    """

    index: int
    heading: str
    key: str | None
    found: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the records go when the file does not say: a cohort's name or year, a stage's name, a board's id.

    ``status`` is the status of enrolments whose row names none; without it newcomers begin where everybody does. ``judge``
    is whose scores they are where the columns do not say.
    """

    cohort: str | None = None
    stage: str | None = None
    board_id: int | None = None
    status: str | None = None
    judge: str | None = None


ANYWHERE = Target()


@dataclass(slots=True)
class Parsed:
    """The rows that could be read, as columns: ``columns[key][i]`` belongs to the row numbered ``numbers[i]``."""

    keys: tuple[str, ...]
    titles: dict[str, str]
    numbers: list[int]
    columns: dict[str, list[Any]]
    rows: Rows = ONE_SHEET
    _blanks: list[None] = field(default_factory=list)

    def column(self, key: str) -> list[Any]:
        """The values of ``key``, all None when the file has no such column."""
        if key in self.columns:
            return self.columns[key]
        self._blanks = self._blanks or [None] * len(self.numbers)
        return self._blanks


@dataclass(slots=True)
class Resolution:
    """What becomes of each parsed row, found against the data as it stands.

    ``added``, ``updated`` and ``duplicates`` hold positions in the parsed rows; ``same_as`` the earlier position of a
    row's record, where the file names it twice, and ``dropped`` what the later row says otherwise, the earlier row's
    value as the old one; ``writes`` is the importer's own;
    ``seen`` is the last operation there was when it was found.
    """

    added: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    same_as: dict[int, int] = field(default_factory=dict)
    dropped: list[Difference] = field(default_factory=list)
    problems: dict[int, Problem] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    writes: Any = None
    seen: int = 0

    @property
    def mark(self) -> tuple[object, ...]:
        """Equal when two resolutions would do the same."""
        return (
            self.added,
            self.updated,
            self.duplicates,
            sorted(self.problems),
            self.differences,
            self.created,
            self.places,
        )


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The dry run of an import; nothing of it is written yet.

    ``total`` is ``added`` + ``updated`` + ``duplicates`` + ``rejected``. ``problems`` may hold several per rejected
    row. ``blanked`` are values left out because they could not be read and no record needs them; ``could_blank`` how
    many more there are, and of how many rows that would then come in; ``doubtful`` how many of the rejected rows could
    come in as they stand if a person says so. ``flags`` are the people outside a rule. ``notes`` are sentences: hidden rows that come
    in, rows left out, resident numbers dropped. ``created`` names the cohort or board that would be made, ``places``
    how many rows go where.
    """

    kind: str
    path: Path
    sheet: str
    header_rows: tuple[int, ...]
    mapping: tuple[MappedColumn, ...]
    shape: str
    target: Target
    added: int
    updated: int
    duplicates: int
    rejected: int
    problems: tuple[Problem, ...]
    repairs: tuple[Repair, ...]
    blanked: tuple[Problem, ...]
    could_blank: tuple[int, int]
    doubtful: int
    differences: tuple[Difference, ...]
    repeats: tuple[Repeat, ...]
    flags: tuple[Flag, ...]
    ignored_columns: tuple[str, ...]
    notes: tuple[str, ...]
    created: tuple[str, ...]
    places: tuple[str, ...]
    rejects: tuple[tuple[int, tuple[Cell, ...]], ...]
    parsed: Parsed
    resolution: Resolution

    @property
    def source(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def rows(self) -> Rows:
        """What its rows are called."""
        return self.parsed.rows

    @property
    def total(self) -> int:
        """How many records the file holds."""
        return self.added + self.updated + self.duplicates + self.rejected

    def as_json(self) -> dict[str, Any]:
        """The plan under the words of the command line; everything in it is JSON already."""
        return {
            "kind": self.kind,
            "file": self.source,
            "sheet": self.sheet,
            "sheets": list(self.rows.sheets) or [self.sheet],
            "header_rows": list(self.header_rows),
            "total": self.total,
            "added": self.added,
            "updated": self.updated,
            "duplicates": self.duplicates,
            "rejected": self.rejected,
            "problems": [self._found(problem) for problem in self.problems],
            "repairs": [
                self._at(repair.row) | {"column": repair.column, "from": repair.from_, "to": repair.to}
                for repair in self.repairs
            ],
            "blanked": [self._found(problem) for problem in self.blanked],
            "repeats": [
                self._at(repeat.row)
                | {"name": repeat.name, "like": self._like(repeat), "otherwise": repeat.otherwise}
                for repeat in self.repeats
            ],
            "differences": [
                self._at(row) | {"field": title, "old": json_value(old), "new": json_value(new)}
                for row, title, old, new in self.differences
            ],
            "flags": [{**flag._asdict(), **self._at(flag.row)} for flag in self.flags],
            "ignored_columns": list(self.ignored_columns),
            "mapping": {column.heading: column.key for column in self.mapping},
            "notes": list(self.notes),
            "created": list(self.created),
            "places": list(self.places),
        }

    def _at(self, number: int) -> dict[str, Any]:
        """A row as a spreadsheet counts it, and its sheet where there are several."""
        sheet, row = self.rows.place(number)
        return {"row": row, "sheet": sheet} if sheet else {"row": row}

    def _found(self, problem: Problem) -> dict[str, Any]:
        return {**problem._asdict(), **self._at(problem.row)}

    def _like(self, repeat: Repeat) -> int | None:
        return None if repeat.like is None else self.rows.place(repeat.like)[1]


def show_plain(value: Value) -> str:
    """A value as a sentence tells it."""
    if value is None:
        return ""
    return show_date(value) if isinstance(value, dt.date) else str(value)


def json_value(value: Value) -> str | int | bool | None:
    """A value as JSON tells it: dates in ISO 8601."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value
