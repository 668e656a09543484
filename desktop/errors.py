"""The ways work can end early, and how it tells its progress."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

NO_MEMORY = (
    "메모리가 모자라 마치지 못했습니다. 저장된 것은 그대로입니다. 다른 프로그램을 닫고 다시 해 주세요."
)

Progress = Callable[[int, int], None]
"""``progress(done, total)``; raises `Cancelled` when the person asked to stop."""


class UserError(Exception):
    """Something the person at the desk can put right.

    ``message`` is a Korean sentence that says what happened and how to go on;
    ``field`` is the key of the input it belongs to, if it belongs to one; ``others`` are more of the kind, where
    several inputs are wrong at once.
    """

    def __init__(self, message: str, field: str | None = None, others: tuple["UserError", ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.others = others


class NeedsPassword(UserError):  # noqa: N818 - named as what it tells
    """The server wants a password, or another one."""


class NothingThere(UserError):  # noqa: N818 - named as what it tells
    """The server's database is empty: the tables are still to be made."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value two people changed: in words what one of them wrote, what stands now, and whose that is since when.

    ``field`` is its key, ``now`` the plain value that stands.
    """

    field: str
    title: str
    mine: str
    theirs: str
    now: Any
    who: str = ""
    at: dt.datetime | None = None

    def sentence(self) -> str:
        """Both values, for the person who has to choose."""
        at = self.at.astimezone() if self.at else None
        since = f" {at.month}. {at.day}. {at:%H:%M}" if at else ""
        by = f" ({self.who}{since})" if self.who else ""
        return f"{self.title}: 내 값 '{self.mine or '빈칸'}', 지금 값 '{self.theirs or '빈칸'}'{by}"


class Conflict(UserError):  # noqa: N818 - named as the thing it tells of
    """Something else stands where it was about to be written; nothing was overwritten.

    Somebody else wrote it meanwhile, or ``known`` is who the new record is about, and what was known of them differs.
    """

    def __init__(self, differences: Sequence[Difference], known: str = "") -> None:
        first, *more = (
            UserError(
                f"이미 있는 {known}님의 값과 달라 저장하지 않았습니다. {each.sentence()}"
                if known
                else f"그 사이 바뀌어 저장하지 않았습니다. {each.sentence()}",
                each.field,
            )
            for each in differences
        )
        super().__init__(first.message, first.field, tuple(more))
        self.differences = tuple(differences)
        self.known = known


class Damaged(UserError):  # noqa: N818 - as UserError says it
    """A data file that cannot be read as it is; a backup of it may be."""


class Cancelled(Exception):  # noqa: N818 - no error: the person asked for it
    """The person stopped the work; nothing of it stays."""


def no_progress(_done: int, _total: int) -> None:
    """The progress of work nobody watches."""


def in_phases(progress: Progress, number: int) -> Progress:
    """One progress for ``number`` pieces of work after another, each of which counts from the beginning."""
    phase, started = 0, False

    def told(done: int, total: int) -> None:
        nonlocal phase, started
        phase = min(phase + (started and done == 0), number - 1)
        started = True
        progress(phase * total + done, number * total)

    return told
