"""Who a group is made of: 비전공, gender, age and 동, as counts and shares of the whole (feature row AN-04).

For outside eyes a part of fewer than `FEWEST` people is not told, lest it tell of one of them.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from desktop.text import dates
from desktop.text.percent import show_percent

FEWEST = 3
UNKNOWN = "모름"
_DONG = re.compile(r"([가-힣0-9]+동)(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Trait:
    """What is counted of one person; None where it is not known."""

    birth_date: dt.date | None = None
    gender: str | None = None
    major_kind: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """So many of the group, of ``of`` in all; ``count`` is None where it is too small to be told outside."""

    word: str
    count: int | None
    of: int

    @property
    def share(self) -> str:
        """As a percentage with one digit: '70.0'; '—' of nobody, '' where it is not told."""
        if self.count is None:
            return ""
        return show_percent(Fraction(self.count, self.of) if self.of else None)

    @property
    def told(self) -> str:
        """'비전공 21명 70.0 %'."""
        return (
            f"{self.word} {FEWEST}명 미만"
            if self.count is None
            else f"{self.word} {self.count:,}명 {self.share} %"
        )


@dataclass(frozen=True, slots=True)
class Group:
    """One trait with its parts, the largest first."""

    title: str
    parts: tuple[Part, ...]


def composition(people: Iterable[Trait], day: dt.date, *, public: bool = False) -> tuple[Group, ...]:
    """전공, 성별, 나이대 on ``day`` and 동 of the people; with ``public`` parts of fewer than three are not told."""
    everybody = list(people)
    ways: tuple[tuple[str, Callable[[Trait], str]], ...] = (
        ("전공 여부", lambda each: each.major_kind or UNKNOWN),
        ("성별", lambda each: each.gender or UNKNOWN),
        ("나이대", lambda each: age_band(each.birth_date, day)),
        ("동", lambda each: dong_of(each.address)),
    )
    return tuple(Group(title, _parts(everybody, way, public=public)) for title, way in ways)


def age_band(birth_date: dt.date | None, day: dt.date) -> str:
    """'25~29세' on that day."""
    if birth_date is None:
        return UNKNOWN
    low = dates.age_on(birth_date, day) // 5 * 5
    return f"{low}~{low + 4}세"


def dong_of(address: str | None) -> str:
    """The first 동 an address names."""
    found = _DONG.search(address or "")
    return found[1] if found else UNKNOWN


def _parts(people: list[Trait], way: Callable[[Trait], str], *, public: bool) -> tuple[Part, ...]:
    counts = Counter(map(way, people))
    order = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(
        Part(word, None if public and count < FEWEST else count, len(people)) for word, count in order
    )
