"""Why a request found no place, and the smallest change that gives it one (feature row CO-26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.rules.timetable.bits import cells, fitting, span
from desktop.rules.timetable.board import Board
from desktop.rules.timetable.task import Axis, Task, told


class Cause(StrEnum):
    """The first that holds, in this order."""

    NO_COMMON_TIME = "공통 시간 없음"
    COMPANY_FULL = "기업 시간 참"
    PERSON_BUSY = "면접자 시간 겹침"
    ROOMS_FULL = "면접실 참"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request without a place: its number, its cause, and in a sentence what would place it.

    ``company_cells`` and ``person_cells`` are the hours to add on the axis, ``room`` tells that one more in the building would do.
    """

    request: int
    cause: Cause
    sentence: str
    company_cells: int = 0
    person_cells: int = 0
    room: bool = False


@dataclass(frozen=True, slots=True)
class _Change:
    """Hours added to either side so that the request begins at ``start``."""

    start: int
    company: int
    person: int
    earlier: bool

    @property
    def order(self) -> tuple[int, bool, int]:
        """The fewest hours first, of equals those at the end of a day, of those the earliest."""
        return (self.company.bit_count() + self.person.bit_count(), self.earlier, self.start)


def unplaced(task: Task, plan: Sequence[int | None], axis: Axis, shut: int = 0) -> list[Unplaced]:
    """Every request without a place, with its cause; ``shut`` are cells no hours can be added in, lunch above all."""
    board = Board(task, plan)
    usable = axis.whole() & ~shut
    return [_why(task, board, request, axis, usable) for request, start in enumerate(plan) if start is None]


def barred(task: Task, plan: Sequence[int | None], request: int) -> list[tuple[int, Cause]]:
    """The cells at which each cause keeps a request from beginning, with all others where they are; the first cause first."""
    board = Board(task, [None if number == request else at for number, at in enumerate(plan)])
    return [
        (~task.allowed[request], Cause.NO_COMMON_TIME),
        (board.no_panel(request), Cause.COMPANY_FULL),
        (board.person_busy(request), Cause.PERSON_BUSY),
        (board.no_room(request), Cause.ROOMS_FULL),
    ]


def clash(task: Task, plan: Sequence[int | None], request: int, start: int) -> Cause | None:
    """What keeps a request from beginning at ``start`` with all others where they are; None where nothing does."""
    return next((cause for taken, cause in barred(task, plan, request) if taken >> start & 1), None)


def _why(task: Task, board: Board, request: int, axis: Axis, usable: int) -> Unplaced:
    left = task.allowed[request]
    cause = Cause.NO_COMMON_TIME
    if left:
        cause, left = Cause.COMPANY_FULL, left & ~board.no_panel(request)
    if left:
        cause, left = Cause.PERSON_BUSY, left & ~board.person_busy(request)
    if left:
        first = told(axis.moment(cells(left)[0]), axis)
        sentence = f"면접실이 모자랍니다 — 1개 더 있으면 {first}에 들어갑니다"
        return Unplaced(request, Cause.ROOMS_FULL, sentence, room=True)
    change = _smallest(task, board, request, usable)
    if change is None:
        return Unplaced(
            request, cause, f"{cause.value}: 시간을 늘려도 자리가 없습니다 — 날짜를 더하면 들어갑니다"
        )
    return Unplaced(request, cause, _told(cause, change, task, axis), change.company, change.person)


def _smallest(task: Task, board: Board, request: int, usable: int) -> _Change | None:
    """The least hours, next to those there are, that let the request begin with all others where they are."""
    person, company = task.requests[request]
    taken = board.no_panel(request) | board.person_busy(request) | board.no_room(request)
    sides = (task.company_hours[company], task.person_hours[person])
    changes = []
    for start in cells(fitting(usable, task.length) & ~taken):
        added = [_added(hours, start, task.length) & usable for hours in sides]
        ends = [each.bit_length() for each in added if each]
        earlier = any(end > start + task.length for end in ends) or any(
            bits and hours >> (start + task.length) & 1 for bits, hours in zip(added, sides, strict=True)
        )
        changes.append(_Change(start, added[0], added[1], earlier))
    return min(changes, key=lambda each: each.order, default=None)


def _added(hours: int, start: int, length: int) -> int:
    """The cells to add so that the hours reach over the interview from the nearest of their ends."""
    wanted = span(start, length)
    if wanted & hours or not hours:
        return wanted & ~hours
    before, after = hours & span(0, start), hours >> (start + length)
    ways = []
    if before:
        ways.append(span(before.bit_length(), start + length - before.bit_length()))
    if after:
        ways.append(span(start, length + (after & -after).bit_length() - 1))
    return min(ways, key=int.bit_count)


def _told(cause: Cause, change: _Change, task: Task, axis: Axis) -> str:
    parts = []
    for name, added in (("기업", change.company), ("면접자", change.person)):
        if added:
            first = (added & -added).bit_length() - 1
            until = f"{told(axis.moment(change.start + task.length), axis)}까지면"
            when = f"{told(axis.moment(first), axis)}부터면" if change.earlier else until
            parts.append(f"{name} 시간이 {added.bit_count() * axis.cell}분 모자랍니다 — {when} 들어갑니다")
    if not parts:
        parts.append(f"{told(axis.moment(change.start), axis)}에 들어갑니다")
    prefix = "" if cause is Cause.COMPANY_FULL and not change.person else f"{cause.value}: "
    return prefix + ", ".join(parts)
