"""Interview timetables (feature rows CO-06, CO-26): as many as can be placed, little time lost, and why somebody has none."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.rules.timetable.bits import cells
from desktop.rules.timetable.board import Board
from desktop.rules.timetable.causes import Cause, Unplaced, clash, unplaced
from desktop.rules.timetable.search import Effort, place
from desktop.rules.timetable.task import Axis, Request, Side, Task, TimetableRule, lunch, task_of
from desktop.text.hangul import attach

__all__ = [
    "Axis",
    "Cause",
    "Effort",
    "Request",
    "Side",
    "Task",
    "Timetable",
    "TimetableRule",
    "Unplaced",
    "arrange",
    "check_pinned",
    "clash",
    "free_places",
]


@dataclass(frozen=True, slots=True)
class Timetable:
    """When each request begins, None where it found no place; ``lost_minutes`` is everybody's waiting, ``unplaced`` says why not.

    ``task`` and ``axis`` are the same in cells, for `free_places`.
    """

    starts: tuple[dt.datetime | None, ...]
    lost_minutes: int
    unplaced: tuple[Unplaced, ...]
    seed: int
    task: Task
    axis: Axis


def arrange(
    rule: TimetableRule,
    people: Sequence[Side],
    companies: Sequence[Side],
    rooms: Mapping[str, int],
    requests: Sequence[Request],
    seed: int = 0,
    effort: Effort | None = None,
    standing: Sequence[dt.datetime | None] = (),
) -> Timetable:
    """A timetable of the requests, in their order; what is fixed stays.

    ``standing`` is when each begins so far: who was told a change that would give a place has one once it is made.

    Nobody is in two places; ``gap`` lies between two interviews of a person, ``travel`` more between buildings; a panel
    has its turnover; no building holds more interviews than rooms. The same seed gives the same timetable, as long as nothing was
    promised. Raises UserError for unknown ids, wrong hours, and fixed interviews that clash, naming them.
    """
    task, axis = task_of(rule, people, companies, rooms, requests)
    labels = {("p", each.id): each.label for each in people} | {
        ("c", each.id): each.label for each in companies
    }
    check_pinned(task, [f"{labels['p', each.person]}–{labels['c', each.company]}" for each in requests])
    so_far = [axis.at(start) if start is not None and axis.holds(start) else None for start in standing]
    plan = place(task, seed, effort, so_far)
    return Timetable(
        tuple(None if start is None else axis.moment(start) for start in plan),
        Board(task, plan).lost() * rule.cell,
        tuple(unplaced(task, plan, axis, lunch(axis, rule))),
        seed,
        task,
        axis,
    )


def check_pinned(task: Task, labels: Sequence[str]) -> None:
    """Raise UserError, naming it, where a fixed interview lies outside the hours or clashes with an earlier fixed one."""
    board = Board(task)
    for request, start in enumerate(task.pinned):
        if start is None:
            continue
        if not task.allowed[request] >> start & 1:
            raise UserError(
                f"고정한 면접 {attach(labels[request], '은/는')} 가능한 시간 밖입니다. 고정을 풀거나 시간을 고쳐 주세요.",
                "fixed",
            )
        if not board.open(request) >> start & 1:
            raise UserError(
                f"고정한 면접 {attach(labels[request], '이/가')} 다른 고정 면접과 겹칩니다. 하나를 옮겨 주세요.",
                "fixed",
            )
        board.put(request, start)


def free_places(found: Timetable, request: int) -> list[dt.datetime]:
    """Where a request could begin with all others where they are: what a dragged interview may be dropped on."""
    plan = [
        None if start is None or number == request else found.axis.at(start)
        for number, start in enumerate(found.starts)
    ]
    return [found.axis.moment(cell) for cell in cells(Board(found.task, plan).open(request))]
