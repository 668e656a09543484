"""Until when a proposal is to be answered, reckoned as the Civil Act reckons periods.

The day counted from is not counted (민법 제157조); a period in months ends on the same day of the last month, or on that
month's last day (제160조 제3항); one that ends on a Saturday, a Sunday or a holiday ends on the next working day (제161조).
Days for which the proposal is back with its authors (보완) are not counted.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import UserError
from desktop.text.dates import months_end, show_date

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "일"
    MONTHS = "개월"
    WORKING_DAYS = "근무일"


class Colour(StrEnum):
    """How near the end of a period is, in a word; a clock whose proposal nobody owes anything rests."""

    FAR = ""
    NEAR = "기한 임박"
    LATE = "기한 지남"
    STOPPED = "보완 중"
    RESTING = "그침"


@dataclass(frozen=True, slots=True)
class Period:
    """So many days, months or working days."""

    count: int
    unit: Unit = Unit.DAYS


@dataclass(frozen=True, slots=True)
class Pause:
    """Days with the authors: asked for on one day, back on another; None while they are out."""

    asked_on: dt.date
    back_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that are no working days beside Saturdays and Sundays, and whether an end on one moves on (제161조)."""

    days_off: Collection[dt.date] = ()
    moves_on: bool = True

    def is_off(self, day: dt.date) -> bool:
        """Whether ``day`` is a Saturday, a Sunday or a holiday."""
        return day.weekday() >= _SATURDAY or day in self.days_off

    def next_working(self, day: dt.date) -> dt.date:
        """``day``, or the first working day after it."""
        while self.is_off(day):
            day += _DAY
        return day

    def moved(self, end: dt.date) -> dt.date:
        """Where a period ends that would end on ``end``."""
        return self.next_working(end) if self.moves_on else end


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one proposal: received, for how long, stopped when, extended or not."""

    received_on: dt.date
    period: Period
    pauses: tuple[Pause, ...] = ()
    extension: Period | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether the proposal is with its authors."""
        return any(each.back_on is None for each in self.pauses)


def end_of(clock: Clock, calendar: Calendar) -> dt.date:
    """The last day of the clock. While it is stopped: the day it would be, were the proposal back on the day it went.

    An extension runs on from where the first period ends before a weekend or holiday moves it: both are one period. Of a
    period that is over but for its end being moved no day is left: back from 보완, it ends on the day it is back.
    """
    end = _after(clock.received_on, clock.period, calendar)
    if clock.extension is not None:
        end = _after(end, clock.extension, calendar)
    for pause in sorted(clock.pauses, key=lambda each: each.asked_on):
        if pause.back_on is not None and pause.asked_on <= calendar.moved(end):
            end = _with_days_out(
                max(end, pause.asked_on), pause.asked_on, pause.back_on, clock.period.unit, calendar
            )
    return calendar.moved(end)


def colour(clock: Clock, calendar: Calendar, today: dt.date, near: int) -> Colour:
    """How the clock stands ``today``; ``near`` days before its end it is near."""
    if clock.is_stopped:
        return Colour.STOPPED
    end = end_of(clock, calendar)
    if today > end:
        return Colour.LATE
    return Colour.NEAR if today >= end - dt.timedelta(days=near) else Colour.FAR


def check_extension(clock: Clock, extension: Period, reason: str) -> None:
    """Raise UserError unless the clock may be extended so: once, no longer than the first period, with a reason."""
    if clock.extension is not None:
        raise UserError(
            "기한은 한 번만 연장할 수 있습니다. 이미 연장한 제안이니 기한 안에 답해 주세요.", "count"
        )
    if extension.unit is not clock.period.unit or not 1 <= extension.count <= clock.period.count:
        raise UserError(
            f"연장은 처음 기간({clock.period.count}{clock.period.unit.value})까지만 됩니다. 더 짧게 적어 주세요.",
            "count",
        )
    if not reason.strip():
        raise UserError("연장하는 사유를 적어 주세요.", "reason")


def check_in_time(end: dt.date, today: dt.date) -> None:
    """Raise UserError for an extension to a day that is over: the clock would stay late."""
    if end < today:
        raise UserError(
            f"연장해도 {show_date(end)}까지여서 이미 지났습니다. 오늘까지 닿게 더 길게 적거나, 연장하지 말고 답해 주세요.",
            "count",
        )


def days_out(pauses: Sequence[Pause]) -> int:
    """For how many days a proposal was with its authors and came back, all times together."""
    return sum((pause.back_on - pause.asked_on).days for pause in pauses if pause.back_on is not None)


def check_pauses(received_on: dt.date, pauses: Sequence[Pause]) -> None:
    """Raise UserError where a proposal went out before it came in, or came back before it went."""
    for pause in pauses:
        if pause.asked_on < received_on:
            raise UserError("보완을 접수보다 먼저 요청할 수 없습니다. 날짜를 확인해 주세요.", "asked_on")
        if pause.back_on is not None and pause.back_on < pause.asked_on:
            raise UserError("보완이 요청보다 먼저 돌아올 수 없습니다. 두 날짜를 확인해 주세요.", "back_on")


def _after(start: dt.date, period: Period, calendar: Calendar) -> dt.date:
    if period.unit is Unit.MONTHS:
        return months_end(start + _DAY, period.count)
    if period.unit is Unit.DAYS:
        return start + dt.timedelta(days=period.count)
    return _working_days_after(start, period.count, calendar)


def _working_days_after(day: dt.date, count: int, calendar: Calendar) -> dt.date:
    for _ in range(count):
        day = calendar.next_working(day + _DAY)
    return day


def _with_days_out(
    end: dt.date, asked_on: dt.date, back_on: dt.date, unit: Unit, calendar: Calendar
) -> dt.date:
    """The end later by the days between; of a period in working days by the working days between."""
    days = (back_on - asked_on).days
    if unit is not Unit.WORKING_DAYS:
        return end + dt.timedelta(days=days)
    between = (asked_on + dt.timedelta(days=number) for number in range(1, days + 1))
    return _working_days_after(end, sum(not calendar.is_off(day) for day in between), calendar)
