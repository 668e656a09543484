"""Sessions from weekly hours: every such day of a period but the holidays, which are named (feature row TR-01)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

WEEK = dt.timedelta(days=7)


class Hours(NamedTuple):
    """Weekly hours: ``weekday`` counts from 0, Monday; times are texts like '09:30'."""

    weekday: int
    starts_at: str
    ends_at: str
    room: str | None
    mentor_id: int | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """The sessions of a period, by day and hour, and the days left out for a holiday, each with its name."""

    sessions: tuple[tuple[dt.date, Hours], ...]
    skipped: tuple[tuple[dt.date, str], ...]


def weeks(patterns: Sequence[Hours], first: dt.date, last: dt.date, holidays: Mapping[dt.date, str]) -> Weeks:
    """The sessions ``patterns`` give from ``first`` to ``last``, both counted."""
    sessions: list[tuple[dt.date, Hours]] = []
    skipped: dict[dt.date, str] = {}
    for hours in patterns:
        day = first + dt.timedelta(days=(hours.weekday - first.weekday()) % 7)
        while day <= last:
            if day in holidays:
                skipped[day] = holidays[day]
            else:
                sessions.append((day, hours))
            day += WEEK
    sessions.sort(key=lambda each: (each[0], each[1].starts_at))
    return Weeks(tuple(sessions), tuple(sorted(skipped.items())))


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day of the week ``years`` later: 52 weeks a year, so that all days of a programme move alike."""
    return day + 52 * years * WEEK
