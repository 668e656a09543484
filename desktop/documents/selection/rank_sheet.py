"""What the workbook of a ranking holds: the scores by person, and how they become totals, ranks and results."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

PER_CRITERION, PER_JUDGE = "항목마다", "심사위원 총점으로"
Score = Decimal | str | None
"""A figure; a word such as 결시 where there is none; None for a blank."""


@dataclass(frozen=True, slots=True)
class RankColumn:
    """One score of everybody: the place of its criterion (0 the first) and its judge, '' where nobody judges it."""

    criterion: int
    judge: str = ""


@dataclass(frozen=True, slots=True)
class RankCriterion:
    """A criterion with its weight of 100 and the top of its scale."""

    title: str
    weight: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class RankRow:
    """One person.

    ``apart`` is the place a tie rule gave among equal totals, 0 the first; ``place`` what the cut lines count on top: the
    place in a lottery, or all but one of a block that goes in or out together.
    """

    id: int
    name: str
    birth_date: dt.date | None
    scores: tuple[Score, ...]
    apart: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True)
class RankSheet:
    """A whole ranking. ``trim`` is one of the words above or none of them; ``lottery`` numbers reserves one by one."""

    title: str
    criteria: tuple[RankCriterion, ...]
    columns: tuple[RankColumn, ...]
    rows: tuple[RankRow, ...]
    seats: int
    reserves: int
    trim: str = ""
    trim_from: int = 5
    lottery: bool = False
