"""The days of a term of the junior board: who is a member on one, and which may not come before another."""

import datetime as dt

from desktop.errors import UserError
from desktop.text.dates import show_date
from desktop.text.hangul import attach

JOINED, LEFT = "joined_on", "left_on"


def outside(day: dt.date, joined_on: dt.date | None, left_on: dt.date | None) -> str:
    """Which end of a member's stay keeps a day out of it, by its key; '' for a day within. The last day is within."""
    if joined_on is not None and day < joined_on:
        return JOINED
    return LEFT if left_on is not None and day > left_on else ""


def check_author(
    name: str,
    proposed_on: dt.date | None,
    today: dt.date,
    joined_on: dt.date | None,
    left_on: dt.date | None,
    key: str,
) -> None:
    """Raise UserError unless an author is a member on the day of the proposal, of one without a day on the day it is saved."""
    if not outside(proposed_on or today, joined_on, left_on):
        return
    if proposed_on is None:
        raise UserError(f"{name}님은 오늘 위원이 아닙니다. 위원이던 때의 제안이면 제안일을 적어 주세요.", key)
    raise UserError(
        f"{name}님은 제안일({show_date(proposed_on)})에 위원이 아니었습니다. 제안일이나 위원의 임기를 확인해 주세요.",
        key,
    )


def check_order(first: tuple[str, dt.date | None], then: tuple[str, dt.date | None], key: str) -> None:
    """Raise UserError, with the key, where the day of ``then`` comes before that of ``first``; both by their titles."""
    (title, start), (told, day) = first, then
    if start is not None and day is not None and day < start:
        raise UserError(
            f"{attach(told, '이/가')} {title}({show_date(start)})보다 앞섭니다. 두 날짜를 확인해 주세요.", key
        )


def check_come(title: str, day: dt.date | None, today: dt.date, key: str) -> None:
    """Raise UserError, with the key, for the day of what is over where that is yet to come."""
    if day is not None and day > today:
        raise UserError(f"{attach(title, '이/가')} 오늘보다 뒤입니다. 날짜를 다시 적어 주세요.", key)
