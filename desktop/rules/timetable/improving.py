"""Losing little of everybody's time: interviews move and change places under falling heat, and whoever was left out comes in.

A turn is weighed before anything is moved: what a beginning costs is a sum of distances (`board.stretch`), and two of a company that
change places leave its panels, its rooms and its own time as they were. Most turns come to nothing.
"""

import math
from collections.abc import Callable, Collection

from desktop.rules.timetable.board import NOWHERE, Board, stretch

_HOT, _COLD = 12.0, 0.05
"""Cells of time lost that are still accepted now and then, in the first turns and in the last."""
_LOOK = 4
"""Turns after which one of those left out is looked at again."""


class Improving:
    """Turns of a board, drawn by ``chance``: never fewer are placed than before, and what is pinned stays.

    Those ``held`` may move, and are not left out for another.
    """

    def __init__(self, board: Board, chance: Callable[[], float], held: Collection[int] = ()) -> None:
        self._board, self._chance, self._held = board, chance, held
        self._heat = _HOT
        self._cost = 0
        """Half cells lost, against the board as it was given."""

    def run(self, turns: int) -> Board:
        """The best board met: the most placed, of those the least time lost."""
        board, task, chance = self._board, self._board.task, self._chance
        pinned = task.pinned
        moving = [each for each, at in enumerate(board.at) if at != NOWHERE and pinned[each] is None]
        left = [each for each, at in enumerate(board.at) if at == NOWHERE and task.allowed[each]]
        best, least = board.at[:], 0
        for turn in range(turns):
            self._heat = _HOT * (1 - turn / turns) + _COLD
            if left and turn % _LOOK == 0:
                place = int(chance() * len(left))
                request = left[place]
                if starts := board.open(request):
                    board.put(request, board.tightest(request, starts))
                    del left[place]
                    moving.append(request)
                    best, least = board.at[:], self._cost
                elif (gone := self._replace(request)) != NOWHERE:
                    left[place] = gone
                    moving[moving.index(gone)] = request
            if not moving:
                continue
            request = moving[int(chance() * len(moving))]
            mates = board.of_company[task.requests[request][1]]
            if chance() < 0.5 and len(mates) > 1:
                self._exchange(request, mates[int(chance() * len(mates))])
            else:
                self._move(request)
            if self._cost < least:
                best, least = board.at[:], self._cost
        return filled(Board(task, [None if start == NOWHERE else start for start in best]))

    def _accepts(self, change: int) -> bool:
        """Whether a change of so many half cells is made; a worse one less often the colder it is."""
        if change > 0 and self._chance() >= math.exp(-change / (2 * self._heat)):
            return False
        self._cost += change
        return True

    def _exchange(self, one: int, other: int) -> None:
        board, task = self._board, self._board.task
        here, there = board.at[one], board.at[other]
        if here == there or task.pinned[other] is not None:
            return
        if not task.allowed[one] >> there & task.allowed[other] >> here & 1:
            return
        change = 0
        for request, old, new in ((one, here, there), (other, there, here)):
            ends = board.ends_of_person(request, new)
            if ends is None:
                return
            change += stretch(new, ends) - stretch(old, ends)
        if self._accepts(change):
            board.exchange(one, other)

    def _replace(self, request: int) -> int:
        """Let one left out have the place of another of its company, who is left out then; NOWHERE where nobody is."""
        board, task = self._board, self._board.task
        mates = board.of_company[task.requests[request][1]]
        if not mates:
            return NOWHERE
        other = mates[int(self._chance() * len(mates))]
        start = board.at[other]
        if task.pinned[other] is not None or other in self._held or not task.allowed[request] >> start & 1:
            return NOWHERE
        ends = board.ends_of_person(request, start)
        if ends is None:
            return NOWHERE
        change = self._costs(start, ends) - self._costs(start, board.ends_of_person(other, start) or ())
        if not self._accepts(change):
            return NOWHERE
        board.exchange(request, other)
        return other

    def _costs(self, start: int, ends: tuple[int, ...]) -> int:
        """Half cells a person loses more by an interview there besides those within ``ends``: fewer where it falls in between."""
        return stretch(start, ends) - (ends[1] - ends[0]) - 2 * self._board.task.length if ends else 0

    def _move(self, request: int) -> None:
        """To where it fits tightest, or anywhere."""
        board, old = self._board, self._board.at[request]
        starts = board.open(request) & ~(1 << old)
        if not starts:
            return
        new = self._any(starts) if self._chance() < 0.5 else board.tightest(request, starts)
        ends = board.ends(request)
        if self._accepts(stretch(new, ends) - stretch(old, ends)):
            board.take(request)
            board.put(request, new)

    def _any(self, starts: int) -> int:
        """One of the cells: the first from anywhere between them on, which is found without going through them all."""
        earliest = (starts & -starts).bit_length() - 1
        here = earliest + int(self._chance() * (starts.bit_length() - earliest))
        later = starts >> here
        return here + (later & -later).bit_length() - 1


def filled(board: Board) -> Board:
    """The same board with everybody on it who still finds a place."""
    for request, start in enumerate(board.at):
        if start == NOWHERE and (starts := board.open(request)):
            board.put(request, board.tightest(request, starts))
    return board
