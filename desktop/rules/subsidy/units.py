"""The units of a line, with their days and how much of each counts."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from desktop.rules.subsidy.policy import Employment, Line, Month, Policy, ProRata, Start, Unit
from desktop.text import dates

DAY = dt.timedelta(1)
_DAYS = {Unit.FOUR_WEEKS: 28, Unit.WEEK: 7}


@dataclass(frozen=True, slots=True)
class Span:
    """One unit: the days worked in it, its own first and last day, and the part of a whole unit that counts, in words too."""

    number: int
    first: dt.date
    last: dt.date
    unit_first: dt.date
    unit_last: dt.date
    part: Fraction
    words: str


def spans(line: Line, policy: Policy, work: Employment, holidays: Collection[dt.date] = ()) -> list[Span]:
    """The units that the line pays for, in order.

    Together they never count more than the line's units: a contract of three months that touches four of the calendar has four
    rows and three months. ``holidays`` are days off besides Saturdays and Sundays, asked for where working days count.
    """
    bounds = _bounds(line, work)
    if bounds is None:
        return []
    begin, until = bounds
    left, found = Fraction(line.count), []
    for number, (first, last) in enumerate(_periods(line, policy, begin, until), start=1):
        worked = (max(first, begin), min(last, until))
        part, words = _part(line, policy, (first, last), worked, holidays)
        part = min(part, left)
        left -= part
        found.append(Span(number, *worked, first, last, part, words))
    return found


def line_start(line: Line, work: Employment) -> dt.date | None:
    """The day a line runs from; None for one from a conversion that did not come."""
    start = work.converted if line.start is Start.CONVERSION else work.start
    if start is None or not line.skipped:
        return start
    return _after(start, line, line.skipped)


def _bounds(line: Line, work: Employment) -> tuple[dt.date, dt.date] | None:
    begin = line_start(line, work)
    if begin is None:
        return None
    until = _after(begin, line, line.count) - DAY
    in_office = work.worked_until if work.converted else work.end
    if line.start is Start.BEGINNING and line.paid_after == 1:
        until = min(until, work.end)
    elif in_office is not None:
        until = min(until, in_office)
    return (begin, until) if until >= begin else None


def _after(begin: dt.date, line: Line, units: int) -> dt.date:
    """The day after so many units from ``begin``; a line paid once takes one day."""
    if line.unit is Unit.MONTH:
        return dates.months_end(begin, units) + DAY
    return begin + dt.timedelta(_DAYS.get(line.unit, 1) * units)


def _periods(line: Line, policy: Policy, begin: dt.date, until: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    first, number = begin, 0
    if line.unit is Unit.MONTH and policy.month is Month.CALENDAR and line.paid_after == 1:
        first = begin.replace(day=1)
        while first <= until:
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            yield first, last
            first = last + DAY
        return
    while first <= until:
        number += 1
        after = _after(begin, line, number)
        yield first, after - DAY
        first = after


def _part(
    line: Line,
    policy: Policy,
    unit: tuple[dt.date, dt.date],
    worked: tuple[dt.date, dt.date],
    holidays: Collection[dt.date],
) -> tuple[Fraction, str]:
    """How much of the unit counts; what is worked whole counts whole, whatever its length."""
    if unit == worked:
        return Fraction(1), ""
    way = policy.pro_rata
    if way is ProRata.WHOLE or line.paid_after > 1:
        return Fraction(0), "다 채우지 못함"
    if way is ProRata.BEGUN:
        return Fraction(1), "시작한 단위"
    if way is ProRata.WORKING_DAYS:
        whole, done = (_working(*each, holidays) for each in (unit, worked))
        return (Fraction(done, whole) if whole else Fraction(0)), f"근무일 {done}/{whole}일"
    done = _length(worked)
    whole = 30 if way is ProRata.THIRTY and line.unit is Unit.MONTH else _length(unit)
    return min(Fraction(done, whole), Fraction(1)), f"{done}/{whole}일"


def _length(days: tuple[dt.date, dt.date]) -> int:
    return (days[1] - days[0]).days + 1


def _working(first: dt.date, last: dt.date, holidays: Collection[dt.date]) -> int:
    days = (first + dt.timedelta(each) for each in range((last - first).days + 1))
    return sum(day.weekday() < 5 and day not in holidays for day in days)
