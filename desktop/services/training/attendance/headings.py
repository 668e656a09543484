"""Which session a heading of a sheet of marks means: its day, in whatever way it is written, and its start where needed."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from desktop.errors import UserError
from desktop.rules.attendance import Session
from desktop.text import hangul
from desktop.text.dates import parse_date, parse_time

_BESIDE = re.compile(
    r"\(.*?\)|\d+\s*(?:차시|회차?|주차)|[월화수목금토일]요일|(?<![\d])[월화수목금토일](?=\s|$)"
)
_DAY = re.compile(
    r"(?P<full>(?:\d{2}|\d{4})\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}\s*[.일]?|\d{8}|\d{6})(?:[T\s]+(?P<time>.+))?"
)
_SHORT = re.compile(r"(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})\s*[.일]?(?:\s+(?P<time>.+))?")


def reader(sessions: Sequence[Session]) -> Callable[[str], int | None]:
    """What finds the id of the session a heading means; None for any other heading, and for a day that has two."""
    of_day: dict[dt.date, list[Session]] = defaultdict(list)
    for each in sessions:
        of_day[each.start.date()].append(each)

    def read(heading: str) -> int | None:
        written = _BESIDE.sub(" ", hangul.clean(heading)).strip()
        day, time = _written(written, of_day)
        if day is None:
            return None
        here = of_day.get(day, [])
        if time:
            here = [each for each in here if f"{each.start:%H:%M}" == time]
        return here[0].id if len(here) == 1 else None

    return read


def _written(text: str, known: dict[dt.date, list[Session]]) -> tuple[dt.date | None, str]:
    """The day and the time of a heading; of a day without a year the one that has a session."""
    if whole := _DAY.fullmatch(text):
        try:
            day = parse_date(whole["full"])
        except UserError:
            return None, ""
        return _with_time(day, whole["time"])
    if short := _SHORT.fullmatch(text):
        month_day = (int(short["month"]), int(short["day"]))
        days = [each for each in known if (each.month, each.day) == month_day]
        return _with_time(days[0], short["time"]) if len(days) == 1 else (None, "")
    return None, ""


def _with_time(day: dt.date, written: str | None) -> tuple[dt.date | None, str]:
    if not written:
        return day, ""
    try:
        time = parse_time(re.split(r"\s*[~∼〜-]\s*", written)[0])
    except UserError:
        return None, ""
    return day, "" if written.startswith("00:00") else time
