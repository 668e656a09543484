"""Logs of mentoring that prove themselves, and what they are paid by (feature rows TR-18 and TR-27)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_HOUR = 60
_WHOLE = 100
_TEN_WON = 10
_LOCAL_TENTH = 10


class Doubt(StrEnum):
    """What is odd about a log, as it is called on the screen."""

    OVERLAP = "시간 겹침"
    PHOTO = "같은 사진"
    NO_SESSION = "수업 없음"


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it is checked; times are texts like '09:30', ``photo`` tells one picture from another, None where there is none."""

    id: int
    mentor: Hashable
    team: Hashable
    day: dt.date
    starts_at: str
    ends_at: str
    photo: Hashable | None = None
    reason: str | None = None

    @property
    def minutes(self) -> int:
        """How long it was."""
        return _minute(self.ends_at) - _minute(self.starts_at)


Found = Mapping[int, Mapping[Doubt, tuple[int, ...]]]
"""For a log's id what is odd about it, and with which other logs, by their ids; logs with nothing odd are not in it."""


def doubts(logs: Sequence[Log], taught: Collection[tuple[Hashable, dt.date]]) -> Found:
    """What is odd: hours of one mentor that overlap, a photo in two logs, no session of the team that day.

    ``taught`` are the teams' days with a session that was held. What two logs have in common stands at both.
    """
    found: dict[int, dict[Doubt, tuple[int, ...]]] = defaultdict(dict)
    for of_day in _grouped(logs, lambda log: (log.mentor, log.day)):
        for log in of_day:
            if others := tuple(each.id for each in of_day if _meets(log, each)):
                found[log.id][Doubt.OVERLAP] = others
    for of_photo in _grouped((log for log in logs if log.photo is not None), lambda log: log.photo):
        for log in of_photo:
            if others := tuple(each.id for each in of_photo if each.id != log.id):
                found[log.id][Doubt.PHOTO] = others
    for log in logs:
        if (log.team, log.day) not in taught:
            found[log.id][Doubt.NO_SESSION] = ()
    return dict(found)


def is_paid(log: Log, found: Found) -> bool:
    """Whether its hours are paid: nothing is odd about it, or a reason was given."""
    return log.id not in found or bool(log.reason)


class Fee(NamedTuple):
    """What a mentor is paid for a month, in won: the fee, the two taxes held back from it, and what is left."""

    fee: int
    income_tax: int
    local_tax: int

    @property
    def net(self) -> int:
        """What is paid out."""
        return self.fee - self.income_tax - self.local_tax


def fee(minutes: int, hourly_fee: int, rate: int) -> Fee:
    """The fee of so many minutes of a month, and the tax by ``rate``, in percent.

    The minutes of the month are paid together, to the minute, the fraction of a won cut off. Income tax is ``rate`` of the fee
    (소득세법 제129조), local income tax a tenth of that (지방세법 제103조의13), each with what is below ten won cut off (국고금 관리법
    제47조): of 1,000,000 won 30,000 and 3,000, the '3.3 %'.
    """
    amount = minutes * hourly_fee // _HOUR
    income = _tens(amount * rate // _WHOLE)
    return Fee(amount, income, _tens(income // _LOCAL_TENTH))


def in_hours(minutes: int) -> str:
    """'12시간 30분', '2시간', '45분'."""
    hours, rest = divmod(minutes, _HOUR)
    parts = (f"{hours:,}시간" if hours else "", f"{rest}분" if rest or not hours else "")
    return " ".join(filter(None, parts))


def _meets(one: Log, other: Log) -> bool:
    return one.id != other.id and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _grouped(logs: Iterable[Log], key: Callable[[Log], Hashable]) -> Iterable[list[Log]]:
    groups: dict[Hashable, list[Log]] = defaultdict(list)
    for log in logs:
        groups[key(log)].append(log)
    return groups.values()


def _tens(won: int) -> int:
    return won // _TEN_WON * _TEN_WON


def _minute(written: str) -> int:
    hour, minute = written.split(":")
    return int(hour) * _HOUR + int(minute)
