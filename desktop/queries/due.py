"""What is due, asked of every slice by one shape: what, whose, until when, and what mends it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from desktop.queries.list_spec import Scope
from desktop.rules.flows import Tone


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do. ``until`` is the last day on which it is in time, None where it has none and should get one.

    ``kind`` and ``id`` are the record that mends it; with ``page`` it is mended on that page of the window, else in the
    record's own dialog. One that ``lapses`` is history after `LONG_AGO`: nobody can mend it any more, and the years past would
    bury today. Whatever is still owed does not.
    """

    what: str
    whose: str
    until: dt.date | None
    kind: str
    id: int
    page: str = ""
    tone: Tone = Tone.PLAIN
    lapses: bool = False


class When(StrEnum):
    """The headings things due stand under, in their order."""

    LATE = "늦음"
    TODAY = "오늘"
    WEEK = "이번 주"
    UNDATED = "날짜 없음"


Asked = Callable[[Session, Scope, dt.datetime], Iterable[Due]]
"""A slice's answer within a scope at a minute of the desk's own clock; what is done, it leaves out."""

LONG_AGO = dt.timedelta(days=120)
"""What lapses and was due before that is left out."""


def when(due: Due, today: dt.date) -> When | None:
    """Under which heading it stands; None where it is due only after this week's Sunday, or has lapsed."""
    if due.until is None:
        return When.UNDATED
    if due.until < today:
        return None if due.lapses and due.until < today - LONG_AGO else When.LATE
    if due.until == today:
        return When.TODAY
    return When.WEEK if due.until <= today + dt.timedelta(days=6 - today.weekday()) else None
