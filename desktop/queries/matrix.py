"""A matrix of two axes, people by sessions or by criteria, declared as data: what stands in it, what keys mean, what may be written.

A slice fills one from its own reading; the view knows no slice. Values are read for the rows that are looked at.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.rules.flows import Tone

Cells = Mapping[tuple[int, int], str]
"""Values by the ids of a row and a column; a cell that is not there is blank."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a value looks: one or two letters or a figure on a ground of its tone, and what it is called.

    ``paper_clip`` asks for what is missing beside it.
    """

    short: str
    word: str
    tone: Tone = Tone.PLAIN
    paper_clip: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell of a column that stands still, with its tone where it says how a person stands, and more of it in a tooltip."""

    text: str
    tone: Tone | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its id, the name it is found and pasted by, what it is called aloud, and the cells of the columns that stand still."""

    id: int
    name: str
    label: str
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its id, the two lines of its heading, what it is called aloud; ``faded`` where it holds nothing any more."""

    id: int
    upper: str
    lower: str
    label: str
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a person put into a cell: the value, '' to clear it."""

    row: int
    column: int
    value: str


def _as_typed(text: str) -> str:
    return text.strip()


def _blank(_rows: Sequence[int]) -> Cells:
    return {}


def _open(_row: int, _column: int) -> str:
    return ""


def _plain(value: str) -> Look:
    return Look(value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What a `MatrixView` shows.

    ``beside`` are the titles of the columns that stand still, each with its width. ``read`` gives the values of some rows.
    ``look`` says how a value looks. ``keys`` are single keys and the values they write; where ``typed``, a cell is typed into
    instead. ``parse`` reads what was typed or pasted, '' for a blank; it raises UserError for what cannot be read. ``closed`` says
    in a sentence why a cell cannot be written, '' where it can. ``noun`` is what a row is.
    """

    beside: tuple[tuple[str, int], ...]
    lines: Sequence[Line]
    heads: Sequence[Head]
    read: Callable[[Sequence[int]], Cells] = _blank
    look: Callable[[str], Look] = _plain
    keys: Mapping[str, str] = field(default_factory=dict)
    parse: Callable[[str], str] = _as_typed
    closed: Callable[[int, int], str] = _open
    typed: bool = False
    noun: str = "사람"
    width: int = 48
