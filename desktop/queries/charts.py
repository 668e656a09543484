"""A chart, declared as data the way a list is: what each value is called, how much it is, and which rows stand behind it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from desktop.queries.filtering import Filter


class Shape(StrEnum):
    """How the values are drawn: bars from one edge, bars about a middle, points joined by a line."""

    BARS = "bars"
    FUNNEL = "funnel"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows behind a value: those of the list of ``kind``, in the scope in work, that ``filters`` leave."""

    kind: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: ``label`` names it, ``told`` is written at it; ``rows`` None where no list shows them.

    ``value`` None is one that is not told, and drawn as nothing. ``share`` is what part ``value`` is of its own whole,
    where that is what the chart is about.
    """

    label: str
    value: int | None
    told: str
    rows: Rows | None = None
    share: Fraction | None = None

    @property
    def drawn(self) -> int | Fraction:
        """How long it is drawn: by its share, where the wholes differ from mark to mark."""
        return (self.value or 0) if self.share is None else self.share


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of marks in their order; ``empty`` is said where there is none.

    ``lines`` names the lines of a LINE that has several over the same points: the marks of the first stand first, then as
    many of the second, and so on.
    """

    title: str
    shape: Shape
    marks: tuple[Mark, ...]
    empty: str = ""
    lines: tuple[str, ...] = ()

    @property
    def each(self) -> int:
        """How many marks a line has; all of them where there is one."""
        return len(self.marks) // max(1, len(self.lines))

    @property
    def highest(self) -> int | Fraction:
        """What the longest is drawn by; 1 where all are nought."""
        return max((each.drawn for each in self.marks), default=0) or 1
