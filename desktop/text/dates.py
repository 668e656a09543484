"""Dates as people write them, as Excel stores and offices print them; ages and periods by the Civil Act."""

import calendar
import datetime as dt
import re
from typing import NoReturn

from desktop.errors import UserError
from desktop.text import hangul, resident_number

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
YOUNGEST, OLDEST = 10, 99
_TWO_DIGIT_PIVOT = 70
# Day 0 of Excel's calendar for every day after 28 February 1900, which Excel believes was a leap year.
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30).toordinal()
# Below, a bare number is likelier a date without its leading zeros than a day before 1940.
_FIRST_SERIAL, _LAST_SERIAL = 14611, 109_574

_DASHES = "-‐‑‒–—−"
_WRITTEN = re.compile(
    rf"['’‘`]?(\d{{4}}|\d{{2}}) ?[{_DASHES}./·,년 ] ?(\d{{1,2}}) ?[{_DASHES}./·,월 ] ?(\d{{1,2}}) ?[.일]?"
    r"(?: ?\(?[월화수목금토일](?:요일)?\)?)?(?: ?\(?양력?\)?)?(?: ?(?:출?생|생일))?\.?"
    r"(?:[T ] ?(오전|오후)? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_BARE = re.compile(r"\d{8}|\d{5,6}", re.ASCII)
_SEOUL = dt.timezone(dt.timedelta(hours=9))
# What a clock shows in Greenwich when a day begins in Seoul, and the years it did so: at nine hours apart, at eight and
# a half from 1954, each an hour earlier in summers that had their own time. Programs that think in Universal Time write
# birth dates so.
_MIDNIGHTS = {
    dt.time(15): range(EARLIEST_YEAR, LATEST_YEAR + 1),
    dt.time(14): (*range(1948, 1952), 1987, 1988),
    dt.time(15, 30): range(1954, 1962),
    dt.time(14, 30): range(1955, 1961),
}
# Seoul's own mean time, which it kept in the year spreadsheets count from, lacks this of half past eight.
_SHORT_OF_MIDNIGHT = dt.timedelta(seconds=52)
_LAST_MINUTE = dt.time(23, 59)
_UNREADABLE = "날짜로 읽을 수 없습니다. 1998-03-01처럼 연, 월, 일을 차례로 적어 주세요."


def on_the_clock(moment: dt.datetime) -> dt.datetime:
    """A moment on the clock of the desk; one without a zone is of that clock already.

    Windows knows no local time before 1970 or after 3000: then it is Seoul's.
    """
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        return moment.replace(tzinfo=_SEOUL) if moment.tzinfo is None else moment.astimezone(_SEOUL)


def parse_date(raw: object) -> dt.date:
    """The day meant by a date cell, an Excel serial number or text: '2022. 9. 16.', '220916', '22년 9월 6일'.

    Two-digit years are 1970 to 2069. A time of another zone is told in Seoul's. Raises UserError where there is no such
    day, outside 1900–2199, and for a cell with the time at which a day of Seoul begins elsewhere: it may be a day early.
    """
    moment = _moment_in(raw)
    if moment is not None:
        moment = _not_short(moment)
        if not isinstance(raw, str) and _is_midnight(moment):
            raise UserError(
                f"{moment:%H:%M}이 붙어 있어 하루 이른 날짜일 수 있습니다. 날짜만 1998-03-01처럼 적어 주세요."
            )
        return _within(moment.date())
    if isinstance(raw, dt.date):
        return _within(raw)
    year, month, day = _read(raw)
    if year < 100:
        year += 1900 if year >= _TWO_DIGIT_PIVOT else 2000
    return _within(_day(year, month, day))


def parse_birth_date(raw: object, today: dt.date) -> dt.date:
    """A birth date, from the forms `parse_date` reads; neither in the future nor before 1900.

    A two-digit year belongs to the century that makes the person 10 to 99 years old ``today``; where neither
    does (a child below ten, or a hundred years old), four digits are asked for. Nobody's day of birth has a time: one
    that is a midnight of Seoul told in another zone, or just short of midnight, means the day after.
    """
    if isinstance(raw, str) and resident_number.find(raw):
        raise UserError("주민등록번호는 받지 않습니다. 생년월일만 적어 주세요.")
    moment = _moment_in(raw, keeps_zone=True)
    if moment is not None:
        birth = _day_begun(moment)
    elif isinstance(raw, dt.date):
        birth = parse_date(raw)
    else:
        year, month, day = _read(raw)
        birth = _day(year, month, day) if year >= 100 else _born_in(year, month, day, today)
    if birth > today:
        raise UserError("생년월일이 오늘보다 뒤입니다. 연도를 확인해 주세요.")
    return _within(birth)


def parse_moment(raw: object) -> dt.datetime:
    """A day with a time: '2022. 9. 16. 14:00', '2022-09-16 오후 2:00', a date cell; else midnight."""
    moment = _moment_in(raw)
    if moment is not None:
        return moment
    day = parse_date(raw)
    written = _WRITTEN.fullmatch(hangul.clean(raw)) if isinstance(raw, str) else None
    if written is None or written[5] is None:
        return dt.datetime.combine(day, dt.time())
    return dt.datetime.combine(day, _time(written).replace(second=0))


_OF_DAY = re.compile(r"(오전|오후)?\s*(\d{1,2})\s*(?:[:시]\s*(?:(\d{1,2})\s*분?)?)(?::\d{2})?", re.ASCII)


def parse_time(raw: object) -> str:
    """A time of day as 'HH:MM': '9:30', '오후 2시', '14시 30분', a time cell, or a spreadsheet's share of a day.

    Raises UserError for anything else.
    """
    if isinstance(raw, dt.datetime | dt.time):
        return f"{raw:%H:%M}"
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 1440)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    written = _OF_DAY.fullmatch(hangul.clean(raw)) if isinstance(raw, str) else None
    if written is None:
        raise UserError("시각은 09:30처럼 적어 주세요.")
    half, hour, minute = written[1], int(written[2]), int(written[3] or 0)
    if half:
        hour = hour % 12 + (12 if half == "오후" else 0)
    if hour > 23 or minute > 59:
        raise UserError("시각은 00:00부터 23:59까지 적어 주세요.")
    return f"{hour:02}:{minute:02}"


def _time(written: re.Match[str]) -> dt.time:
    hour, minute, second = int(written[5]), int(written[6]), int(written[7] or 0)
    if written[4]:
        hour = hour % 12 + (12 if written[4] == "오후" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UserError("시각은 00:00부터 23:59까지 적어 주세요.")
    return dt.time(hour, minute, second)


def _moment_in(raw: object, *, keeps_zone: bool = False) -> dt.datetime | None:
    """The moment a cell or a text tells to the minute, in Seoul; None where there is but a day.

    A text without a zone counts only with ``keeps_zone``, which leaves the clock as it stands in its own zone.
    """
    if isinstance(raw, dt.datetime):
        return raw if raw.tzinfo is None else raw.astimezone(_SEOUL).replace(tzinfo=None)
    if isinstance(raw, float) and not raw.is_integer() and _may_be_serial(raw):
        return _serial_moment(raw)
    written = _WRITTEN.fullmatch(hangul.clean(raw)) if isinstance(raw, str) else None
    if written is None or written[5] is None or len(written[1]) != 4 or not (written[8] or keeps_zone):
        return None
    day = _day(int(written[1]), int(written[2]), int(written[3]))
    moment = dt.datetime.combine(day, _time(written))
    if written[8] in {None, "Z"} and keeps_zone:
        return moment
    zone = dt.datetime.strptime(written[8].replace("Z", "+0000"), "%z").tzinfo
    return moment.replace(tzinfo=zone).astimezone(_SEOUL).replace(tzinfo=None)


def _serial_moment(number: float) -> dt.datetime:
    day = dt.datetime.combine(dt.date.fromordinal(_EXCEL_DAY_ZERO), dt.time())
    return day + dt.timedelta(seconds=round(number * 86_400))


def _not_short(moment: dt.datetime) -> dt.datetime:
    """The moment with the 52 seconds that programs lose in Seoul, where it ends in just these."""
    later = moment + _SHORT_OF_MIDNIGHT
    whole = later.replace(second=0, microsecond=0)
    return whole if moment.second in {7, 8, 9} and abs(later - whole) < dt.timedelta(seconds=2) else moment


def _is_midnight(moment: dt.datetime) -> bool:
    return moment.year in _MIDNIGHTS.get(moment.time().replace(microsecond=0), ())


def _day_begun(moment: dt.datetime) -> dt.date:
    moment = _not_short(moment)
    if _is_midnight(moment) or moment.time() >= _LAST_MINUTE:
        return moment.date() + dt.timedelta(days=1)
    return moment.date()


def _read(raw: object) -> tuple[int, int, int]:
    """Year (two digits as they stand), month and day; not yet known to exist."""
    if isinstance(raw, str):
        text = hangul.clean(raw)
        if written := _WRITTEN.fullmatch(text):
            return int(written[1]), int(written[2]), int(written[3])
        if _BARE.fullmatch(text):
            return _from_number(int(text)) if len(text) == 5 else _from_digits(text)
    elif isinstance(raw, int) or (isinstance(raw, float) and _may_be_serial(raw)):
        return _from_number(int(raw))
    raise UserError(_UNREADABLE)


def _may_be_serial(number: float) -> bool:
    """Whole, or a serial number whose fraction is the time of day."""
    return number.is_integer() or _FIRST_SERIAL <= number <= _LAST_SERIAL


def _from_digits(digits: str) -> tuple[int, int, int]:
    return int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])


def _from_number(number: int) -> tuple[int, int, int]:
    """A number in a cell: 19980301, 980301, 20301 for 020301 without its zero, or an Excel serial number."""
    if 10**5 <= number < 10**6 or 10**7 <= number < 10**8:
        return _from_digits(str(number))
    if not 100 < number < 10**5:
        raise UserError(_UNREADABLE)
    short = _from_digits(f"{number:06}")
    is_short = 1 <= short[1] <= 12 and 1 <= short[2] <= calendar.monthrange(2000 + short[0], short[1])[1]
    is_serial = number >= _FIRST_SERIAL
    if is_short == is_serial:
        both = "두 가지로 읽힙니다" if is_short else "날짜로 읽을 수 없습니다"
        raise UserError(f"숫자만으로는 {both}. 1998-03-01처럼 적어 주세요.")
    if is_short:
        return short
    day = dt.date.fromordinal(_EXCEL_DAY_ZERO + number)
    return day.year, day.month, day.day


def _born_in(short_year: int, month: int, day: int, today: dt.date) -> dt.date:
    for century in (2000, 1900):
        # 29 February exists in 2000 and not in 1900, so each century is asked for itself.
        if day <= _last_day(century + short_year, month):
            birth = dt.date(century + short_year, month, day)
            if birth <= today and YOUNGEST <= age_on(birth, today) <= OLDEST:
                return birth
    _day(2000 + short_year, month, day)
    raise UserError("태어난 연도를 알 수 없습니다. 1998처럼 네 자리로 적어 주세요.")


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0


def _day(year: int, month: int, day: int) -> dt.date:
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR):
        _outside()
    if not 1 <= month <= 12:
        raise UserError(f"{month}월은 없습니다. 연, 월, 일의 차례를 확인해 주세요.")
    if not 1 <= day <= _last_day(year, month):
        raise UserError(f"{year}년 {month}월에는 {day}일이 없습니다. 날짜를 확인해 주세요.")
    return dt.date(year, month, day)


def _within(day: dt.date) -> dt.date:
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else _outside()


def _outside() -> NoReturn:
    raise UserError(
        f"{EARLIEST_YEAR}년부터 {LATEST_YEAR}년까지의 날짜만 쓸 수 있습니다. 연도를 확인해 주세요."
    )


def show_date(day: dt.date) -> str:
    """As offices write it (행정업무규정 제7조): '2022. 9. 16.'"""
    return f"{day.year}. {day.month}. {day.day}."


WEEKDAYS = "월화수목금토일"


def show_day(day: dt.date) -> str:
    """With the day of the week: '2022. 9. 17.(토)'."""
    return f"{show_date(day)}({WEEKDAYS[day.weekday()]})"


def mask_date(shown: str) -> str:
    """A date as it is shown or stored with month and day hidden: '1998. 3. 1.' → '1998. *. *.'"""
    return f"{shown[:4]}. *. *."


def age_on(birth: dt.date, day: dt.date) -> int:
    """Age in full years (만 나이, 민법 제158조) on ``day``.

    Who is born on 29 February turns a year older on 1 March of other years: the year of life ends with the
    last of February (민법 제160조 제3항).
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def months_end(start: dt.date, months: int) -> dt.date:
    """Last day of a period of ``months`` that begins on ``start``: 2022-10-04 and 3 → 2023-01-03.

    The day before the same day of the last month; where that month has no such day, its last (민법 제160조):
    2022-11-30 and 3 → 2023-02-28.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    if start.day > _last_day(year, month):
        return dt.date(year, month, _last_day(year, month))
    return dt.date(year, month, start.day) - dt.timedelta(days=1)
