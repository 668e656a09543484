"""Placing as many requests as can be, then losing little of everybody's time.

The request with the fewest places left goes first; what is left out pushes out what stands in its way, and who was pushed out often is
pushed less (iterative forward search, Müller 2005); then interviews move and change places under falling heat. Counts of
turns end it, and `Random.random` alone is drawn: the same seed gives the same timetable.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.rules import lottery
from desktop.rules.timetable.bits import cells
from desktop.rules.timetable.board import NOWHERE, Board
from desktop.rules.timetable.improving import Improving, filled
from desktop.rules.timetable.task import Task

Draw = Callable[[], float]
Plan = list[int | None]
_OPTIONS = 12
"""Places looked at for one request that has none free."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Turns of pushing in, and of moving about."""

    repairs: int
    moves: int


def effort_for(requests: int) -> Effort:
    """What was found to pay: it grows with the requests, from a second for ninety to some for nine hundred."""
    return Effort(min(200 * requests, 500 + 8 * requests), min(2_000 * requests, 80_000 + 180 * requests))


def place(task: Task, seed: int, effort: Effort | None = None, standing: Sequence[int | None] = ()) -> Plan:
    """The first cell of each request, None for one that found no place; what is pinned stays where it is.

    ``standing`` is the plan so far. Who has no place in it and could now simply be put in, since hours or rooms were added,
    has one in the new plan too, if as many find a place with that: what was promised is kept.
    """
    chance = lottery.seeded(seed).random
    effort = effort or effort_for(len(task.requests))
    board = _constructed(task, chance)
    board = _repaired(board, chance, effort.repairs)
    plan = Improving(board, chance).run(effort.moves).plan
    board, promised = _standing(task, standing)
    if all(plan[each] is not None for each in promised):
        return plan
    kept = Improving(board, chance, promised).run(effort.moves).plan
    return kept if kept.count(None) <= plan.count(None) else plan


def _standing(task: Task, standing: Sequence[int | None]) -> tuple[Board, list[int]]:
    """The plan so far, as far as it still holds, with those put in who find a place in it now; nobody where there was no plan."""
    board, promised = Board(task, task.pinned), []
    for request, start in enumerate(standing):
        if start is not None and board.at[request] == NOWHERE and board.open(request) >> start & 1:
            board.put(request, start)
    if board.plan == list(task.pinned):
        return board, []
    for request, start in enumerate(standing):
        if start is None and (starts := board.open(request)):
            board.put(request, board.tightest(request, starts))
            promised.append(request)
    return board, promised


def _constructed(task: Task, chance: Draw) -> Board:
    board = Board(task, task.pinned)
    waiting = {request for request, start in enumerate(task.pinned) if start is None}
    left = {request: board.open(request).bit_count() for request in sorted(waiting)}
    tie = [chance() for _ in task.requests]
    while waiting:
        request = min(waiting, key=lambda each: (left[each], tie[each], each))
        waiting.remove(request)
        if starts := board.open(request):
            board.put(request, board.tightest(request, starts))
            person, company = task.requests[request]
            for other in waiting:
                if task.requests[other][0] == person or task.requests[other][1] == company:
                    left[other] = board.open(other).bit_count()
    return board


def _repaired(board: Board, chance: Draw, turns: int) -> Board:
    task = board.task
    out = [request for request, start in enumerate(board.at) if start == NOWHERE and task.allowed[request]]
    pushed = [0] * len(task.requests)
    best, fewest = board.plan, len(out)
    for _ in range(turns):
        if not out:
            break
        request = out.pop(int(chance() * len(out)))
        if starts := board.open(request):
            board.put(request, board.tightest(request, starts))
        else:
            out += _pushed_in(board, request, pushed, chance)
            pushed[request] += 1
        if len(out) < fewest:
            best, fewest = board.plan, len(out)
    return filled(Board(task, best))


def _pushed_in(board: Board, request: int, pushed: list[int], chance: Draw) -> list[int]:
    """Place a request where those in its way were pushed out least so far; who is left out now."""
    task = board.task
    options = cells(task.allowed[request])
    if len(options) > _OPTIONS:
        options = [options[int(chance() * len(options))] for _ in range(_OPTIONS)]
    ways = []
    for start in options:
        others = board.in_the_way(request, start)
        if all(task.pinned[other] is None for other in others):
            ways.append((sum(1 + pushed[other] for other in others), chance(), start))
    if not ways:
        return [request]
    start, left = min(ways)[2], []
    for _ in range(6):
        if board.open(request) >> start & 1:
            break
        for other in board.in_the_way(request, start):
            if task.pinned[other] is None:
                board.take(other)
                pushed[other] += 1
                left.append(other)
    if board.open(request) >> start & 1:
        board.put(request, start)
        return left
    return [*left, request]
