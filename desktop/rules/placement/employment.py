"""What became of those who completed: three definitions of one figure, conversion, retention (feature rows CO-22 to CO-24, CO-29).

The official rate is that of 교육부's 고등교육기관 졸업자 취업통계: employed ÷ (completed − 진학 − 입대 − 취업 불가능 − 외국인 −
제외 인정); 377,120 ÷ 542,988 = 69.5 % in 2024. An internship is never employment, and the unknown are a class of their own.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from desktop.errors import UserError
from desktop.text import dates
from desktop.text.percent import show_percent


class Outcome(StrEnum):
    """Where somebody is on the day of the figure."""

    EMPLOYED = "취업"
    FURTHER_STUDY = "진학"
    SERVICE = "입대"
    UNABLE = "취업 불가능"
    FOREIGNER = "외국인"
    EXCLUDED = "제외 인정"
    FOUNDER = "창업"
    INTERN = "인턴"
    SEEKING = "구직"
    OTHER = "기타"
    UNKNOWN = "미확인"


LEFT_OUT = frozenset(
    {Outcome.FURTHER_STUDY, Outcome.SERVICE, Outcome.UNABLE, Outcome.FOREIGNER, Outcome.EXCLUDED}
)
"""Who is in no denominator of the official rate."""


@dataclass(frozen=True, slots=True)
class Graduate:
    """One who completed; ``in_field`` tells that the job is in the field trained for."""

    id: int
    outcome: Outcome
    in_field: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure that stands up: its name, definition and day, and the people above and below the line, by id."""

    title: str
    definition: str
    day: dt.date
    part: tuple[int, ...]
    whole: tuple[int, ...]

    @property
    def share(self) -> Fraction | None:
        """The exact share; None for 0 ÷ 0."""
        return Fraction(len(self.part), len(self.whole)) if self.whole else None

    def sentence(self) -> str:
        """'공식 취업률 60.0 % (15/25, 2022. 12. 31. 기준)'."""
        counts = f"{len(self.part)}/{len(self.whole)}"
        return f"{self.title} {show_percent(self.share)} % ({counts}, {dates.show_date(self.day)} 기준)"


def rates(graduates: Iterable[Graduate], day: dt.date) -> tuple[Rate, ...]:
    """단순, 공식, 전공 분야, and 공식 without the unknown: one set of people, each definition with its rows."""
    everyone = sorted(graduates, key=lambda each: each.id)
    counted = [each for each in everyone if each.outcome not in LEFT_OUT]
    known = [each for each in counted if each.outcome is not Outcome.UNKNOWN]
    hired = [each for each in everyone if each.outcome is Outcome.EMPLOYED]
    in_field = [each for each in hired if each.in_field]
    below = "수료 − 진학 − 입대 − 취업 불가능 − 외국인 − 제외 인정"
    return tuple(
        Rate(title, definition, day, tuple(each.id for each in part), tuple(each.id for each in whole))
        for title, definition, part, whole in (
            ("단순 취업률", "취업 ÷ 수료", hired, everyone),
            ("공식 취업률", f"취업 ÷ ({below})", hired, counted),
            ("분야 취업률", f"배운 분야 취업 ÷ ({below})", in_field, counted),
            ("미확인 제외 취업률", f"취업 ÷ ({below} − 미확인)", hired, known),
        )
    )


class Kept(StrEnum):
    """What a follow-up found."""

    SAME_COMPANY = "같은 기업"
    ELSEWHERE = "다른 기업"
    NOT_EMPLOYED = "미취업"
    UNKNOWN = "확인불가"


CHECKED_AFTER = (1, 3, 6, 12)
"""Months after which somebody hired is asked for."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Of ``hired`` so many are in the same company, employed anywhere, or cannot be found; all stay in the denominator."""

    months: int
    hired: int
    same_company: int
    employed: int
    unknown: int

    @property
    def same_share(self) -> Fraction | None:
        """Those still in the company, of all hired."""
        return Fraction(self.same_company, self.hired) if self.hired else None

    @property
    def employed_share(self) -> Fraction | None:
        """Those employed anywhere, of all hired."""
        return Fraction(self.employed, self.hired) if self.hired else None


def retention(found: Sequence[Kept], months: int) -> Retention:
    """What became of everybody hired, after so many months; who was not found is unknown, not gone."""
    same, elsewhere = found.count(Kept.SAME_COMPANY), found.count(Kept.ELSEWHERE)
    return Retention(months, len(found), same, same + elsewhere, found.count(Kept.UNKNOWN))


def follow_ups(hired: dt.date, months: Sequence[int] = CHECKED_AFTER) -> list[tuple[int, dt.date]]:
    """The days on which somebody hired then has been there so many months (민법 제160조)."""
    return [(each, dates.months_end(hired, each) + dt.timedelta(1)) for each in months]


@dataclass(frozen=True, slots=True)
class Conversion:
    """제의, 수락 and 계약 are steps of their own; only contracts count as regular work."""

    interns: int
    offered: int
    accepted: int
    contracted: int

    @property
    def share(self) -> Fraction | None:
        """Contracts of interns: 6 of 16 are 37.5 %, never the 12 offers' 75."""
        return Fraction(self.contracted, self.interns) if self.interns else None


def conversion(interns: int, offered: int, accepted: int, contracted: int) -> Conversion:
    """Raises UserError where a step has more people than the one before."""
    steps = (("인턴", interns), ("제의", offered), ("수락", accepted), ("계약", contracted))
    for (before, many), (after, more) in pairwise(steps):
        if not 0 <= more <= many:
            raise UserError(f"{after} {more}명이 {before} {many}명보다 많습니다. 단계를 확인해 주세요.")
    return Conversion(interns, offered, accepted, contracted)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain with its share of the one before and of the first; '—' where that is nobody."""

    title: str
    count: int
    of_before: str
    of_first: str


def chain(steps: Sequence[tuple[str, int]]) -> list[Step]:
    """53 completed, 36 interned, 12 converted: 67.9 and 33.3 % of the step before, 22.6 % of the first, denominators named."""
    found = []
    for place, (title, count) in enumerate(steps):
        before, first = steps[max(0, place - 1)][1], steps[0][1]
        shares = (
            f"{show_percent(Fraction(count, each) if each else None)} % ({count}/{each})"
            for each in (before, first)
        )
        found.append(Step(title, count, *shares))
    return found
