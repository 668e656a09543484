"""A chart, declared as data the way a list is: what each value is called, how much it is, and which rows stand behind it."""

from dataclasses import dataclass
from enum import StrEnum

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

    ``value`` None is one that is not told, and drawn as nothing.
    """

    label: str
    value: int | None
    told: str
    rows: Rows | None = None


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
    def highest(self) -> int:
        """The largest value, at least 1."""
        return max((each.value or 0 for each in self.marks), default=0) or 1
