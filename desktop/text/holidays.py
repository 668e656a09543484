"""Public holidays of Korea, 2019 to 2035, each by its name.

공휴일에 관한 법률 제2조·제3조, 관공서의 공휴일에 관한 규정 제2조(공휴일)·제3조(대체공휴일). Days of the lunar calendar are as the
Korea Astronomy and Space Science Institute (한국천문연구원) publishes them. Sundays are public holidays too, but no reason to
hold no session. Elections that are still to come and days the government will give are not known: an office adds them.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from desktop.errors import UserError
from desktop.text.dates import parse_date

FIRST_YEAR, LAST_YEAR = 2019, 2035
_SATURDAY, _SUNDAY = 5, 6
_DAY_OFF = re.compile(
    r"(\d{4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}\s*[.일]?)(?:\([월화수목금토일]\))?(.*)", re.ASCII
)
_ONE_DAY = dt.timedelta(days=1)
_NEVER = dt.date.max
_ALWAYS = dt.date.min
# The decrees under which days have substitutes: of 2013, of 4 August 2021, of 4 May 2023; the Act as amended in 2026.
_SINCE_2021, _SINCE_2023, _SINCE_2026 = dt.date(2021, 8, 4), dt.date(2023, 5, 4), dt.date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class _Holiday:
    """A holiday: since when it is one, since when it has a substitute, and whether Saturdays call for one too."""

    name: str
    since: dt.date = _ALWAYS
    substituted_since: dt.date = _NEVER
    on_saturdays: bool = True


_FIXED: Mapping[tuple[int, int], _Holiday] = {
    (1, 1): _Holiday("신정"),
    (3, 1): _Holiday("삼일절", substituted_since=_SINCE_2021),
    (5, 1): _Holiday("노동절", since=_SINCE_2026, substituted_since=_SINCE_2026),
    (5, 5): _Holiday("어린이날", substituted_since=_ALWAYS),
    (6, 6): _Holiday("현충일"),
    (7, 17): _Holiday("제헌절", since=_SINCE_2026, substituted_since=_SINCE_2026),
    (8, 15): _Holiday("광복절", substituted_since=_SINCE_2021),
    (10, 3): _Holiday("개천절", substituted_since=_SINCE_2021),
    (10, 9): _Holiday("한글날", substituted_since=_SINCE_2021),
    (12, 25): _Holiday("기독탄신일", substituted_since=_SINCE_2023),
}
_BUDDHA = _Holiday("부처님오신날", substituted_since=_SINCE_2023)
_SEOLLAL, _SEOLLAL_EVE = (
    _Holiday(name, substituted_since=_ALWAYS, on_saturdays=False) for name in ("설날", "설날 연휴")
)
_CHUSEOK, _CHUSEOK_EVE = (
    _Holiday(name, substituted_since=_ALWAYS, on_saturdays=False) for name in ("추석", "추석 연휴")
)
# Month and day of 설날 (1 January of the lunar calendar), 부처님오신날 (8 April) and 추석 (15 August), by the year.
_LUNAR: Mapping[int, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    2019: ((2, 5), (5, 12), (9, 13)),
    2020: ((1, 25), (4, 30), (10, 1)),
    2021: ((2, 12), (5, 19), (9, 21)),
    2022: ((2, 1), (5, 8), (9, 10)),
    2023: ((1, 22), (5, 27), (9, 29)),
    2024: ((2, 10), (5, 15), (9, 17)),
    2025: ((1, 29), (5, 5), (10, 6)),
    2026: ((2, 17), (5, 24), (9, 25)),
    2027: ((2, 7), (5, 13), (9, 15)),
    2028: ((1, 27), (5, 2), (10, 3)),
    2029: ((2, 13), (5, 20), (9, 22)),
    2030: ((2, 3), (5, 9), (9, 12)),
    2031: ((1, 23), (5, 28), (10, 1)),
    2032: ((2, 11), (5, 16), (9, 19)),
    2033: ((1, 31), (5, 6), (9, 8)),
    2034: ((2, 19), (5, 25), (9, 27)),
    2035: ((2, 8), (5, 15), (9, 16)),
}
_GIVEN: Mapping[dt.date, str] = {
    dt.date(2020, 4, 15): "국회의원 선거일",
    dt.date(2020, 8, 17): "임시공휴일",
    dt.date(2022, 3, 9): "대통령 선거일",
    dt.date(2022, 6, 1): "지방선거일",
    dt.date(2023, 10, 2): "임시공휴일",
    dt.date(2024, 4, 10): "국회의원 선거일",
    dt.date(2024, 10, 1): "임시공휴일",
    dt.date(2025, 1, 27): "임시공휴일",
    dt.date(2025, 6, 3): "대통령 선거일",
    dt.date(2026, 6, 3): "지방선거일",
}


def parse_days_off(text: str) -> dict[dt.date, str]:
    """Days an office adds, one a line: '2027-05-06 개교기념일', or the day alone. Raises UserError for a line without a day."""
    found: dict[dt.date, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        written = _DAY_OFF.fullmatch(line)
        if written is None:
            raise UserError(
                f"'{line}' 줄에 날짜가 없습니다. 2027-05-06 개교기념일처럼 한 줄에 하루씩 적어 주세요."
            )
        found[parse_date(written[1])] = written[2].strip() or "쉬는 날"
    return found


def holidays(first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """The public holidays from ``first`` to ``last`` with their names; none outside 2019 to 2035, which nobody knows here."""
    years = range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
    return {day: name for year in years for day, name in of_year(year).items() if first <= day <= last}


@cache
def of_year(year: int) -> Mapping[dt.date, str]:
    """The public holidays of one year in their order. Raises KeyError outside 2019 to 2035."""
    own: dict[dt.date, list[_Holiday]] = {}
    for day, holiday in sorted(_statutory(year), key=lambda each: each[0]):
        if day >= holiday.since:
            own.setdefault(day, []).append(holiday)
    named = {day: "·".join(each.name for each in kept) for day, kept in own.items()}
    named |= {day: name for day, name in _GIVEN.items() if day.year == year}
    for day, kept in sorted(own.items()):
        for holiday in _to_be_made_up(day, kept):
            named[_next_free(day, named)] = f"대체공휴일({holiday.name.split()[0]})"
    return dict(sorted(named.items()))


def _statutory(year: int) -> Iterable[tuple[dt.date, _Holiday]]:
    new_year, buddha, harvest = (dt.date(year, *each) for each in _LUNAR[year])
    for day, eve, whole in ((new_year, _SEOLLAL_EVE, _SEOLLAL), (harvest, _CHUSEOK_EVE, _CHUSEOK)):
        yield from ((day - _ONE_DAY, eve), (day, whole), (day + _ONE_DAY, eve))
    yield buddha, _BUDDHA
    for (month, day_of_month), holiday in _FIXED.items():
        yield dt.date(year, month, day_of_month), holiday


def _to_be_made_up(day: dt.date, kept: list[_Holiday]) -> list[_Holiday]:
    """Of the holidays of one day those that fall on a day off anyway (제3조 제1항).

    On a weekend each has its substitute; of two on a weekday one of them, as of 5 May 2025.
    """
    entitled = [each for each in kept if day >= each.substituted_since]
    if day.weekday() == _SUNDAY:
        return entitled
    if day.weekday() == _SATURDAY:
        return [each for each in entitled if each.on_saturdays]
    return entitled[: len(kept) - 1]


def _next_free(day: dt.date, named: Mapping[dt.date, str]) -> dt.date:
    """The first day after ``day`` that is neither a holiday nor of a weekend (제3조 제1항 and 제3항)."""
    day += _ONE_DAY
    while day in named or day.weekday() in {_SATURDAY, _SUNDAY}:
        day += _ONE_DAY
    return day
