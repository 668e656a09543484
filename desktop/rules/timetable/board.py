"""A timetable in the making: what is placed where, and for every request where it could still begin."""

import math
from collections.abc import Sequence

from desktop.rules.timetable.bits import Stack, meeting, span
from desktop.rules.timetable.task import Task

NOWHERE = -1


class Board:
    """``at`` is each request's first cell, `NOWHERE` while it is not placed."""

    def __init__(self, task: Task, plan: Sequence[int | None] = ()) -> None:
        self.task = task
        self.at = [NOWHERE] * len(task.requests)
        self.of_person: list[list[int]] = [[] for _ in task.person_hours]
        self.of_company: list[list[int]] = [[] for _ in task.company_hours]
        self.of_building: list[set[int]] = [set() for _ in task.rooms]
        self.panels = [Stack(limit) for limit in task.panels]
        self.rooms = [Stack(limit) for limit in task.rooms]
        self.no_panel = [meeting(each.full, task.length + task.turn) for each in self.panels]
        self.no_room = [meeting(each.full, task.length) for each in self.rooms]
        for request, start in enumerate(plan):
            if start is not None:
                self.put(request, start)

    @property
    def plan(self) -> list[int | None]:
        """The first cell of each request, None for one not placed."""
        return [None if start == NOWHERE else start for start in self.at]

    def put(self, request: int, start: int) -> None:
        """Place a request; the caller knows that it may begin there."""
        person, company = self.task.requests[request]
        self.at[request] = start
        self.of_person[person].append(request)
        self.of_company[company].append(request)
        self._busy(request, company, start, added=True)

    def take(self, request: int) -> int:
        """Take a placed request off again; where it began."""
        person, company = self.task.requests[request]
        start = self.at[request]
        self.at[request] = NOWHERE
        self.of_person[person].remove(request)
        self.of_company[company].remove(request)
        self._busy(request, company, start, added=False)
        return start

    def _busy(self, request: int, company: int, start: int, *, added: bool) -> None:
        task = self.task
        building, wide = task.building[company], task.length + task.turn
        panel, room = self.panels[company], self.rooms[building]
        if added:
            panel.add(span(start, wide))
            room.add(span(start, task.length))
            self.of_building[building].add(request)
        else:
            panel.remove(span(start, wide))
            room.remove(span(start, task.length))
            self.of_building[building].discard(request)
        self.no_panel[company] = meeting(panel.full, wide)
        self.no_room[building] = meeting(room.full, task.length)

    def person_busy(self, request: int) -> int:
        """The cells at which the request would be too near another interview of the person."""
        task, busy = self.task, 0
        for other in self.of_person[task.requests[request][0]]:
            if other != request:
                reach = task.length + task.between(request, other) - 1
                busy |= span(self.at[other] - reach, 2 * reach + 1)
        return busy

    def open(self, request: int) -> int:
        """The cells at which the request could begin now."""
        task = self.task
        person, company = task.requests[request]
        starts = task.allowed[request] & ~(self.no_panel[company] | self.no_room[task.building[company]])
        if starts and self.of_person[person]:
            starts &= ~self.person_busy(request)
        return starts

    def in_the_way(self, request: int, start: int) -> list[int]:
        """Placed requests that must give way for this one to begin at ``start``; fewer may do where panels or rooms are several."""
        task = self.task
        person, company = task.requests[request]
        out = [
            other
            for other in self.of_person[person]
            if abs(self.at[other] - start) < task.length + task.between(request, other)
        ]
        reach = task.length + task.turn
        near = [
            other
            for other in self.of_company[company]
            if abs(self.at[other] - start) < reach and other not in out
        ]
        if self.panels[company].full & span(start, reach):
            near.sort(key=lambda other: (abs(self.at[other] - start), other))
            out += near[: max(1, len(near) - task.panels[company] + 1)]
        building = task.building[company]
        if self.rooms[building].full & span(start, task.length):
            same = [
                other for other in self.of_building[building] if abs(self.at[other] - start) < task.length
            ]
            if same and not set(out) & set(same):
                out.append(min(same))
        return out

    def tightest(self, request: int, starts: int) -> int:
        """Of the cells the one that stretches the person's and the company's time least, the earliest of several."""
        person, company = self.task.requests[request]
        ends = []
        for group in (self.of_person[person], self.of_company[company]):
            begun = [self.at[other] for other in group if other != request]
            if begun:
                ends.append((min(begun), max(begun)))
        best, least = -1, math.inf
        while starts:
            low = starts & -starts
            starts ^= low
            start, stretch = low.bit_length() - 1, 0
            for first, last in ends:
                if start > last:
                    stretch += start - last
                elif start < first:
                    stretch += first - start
            if stretch < least:
                best, least = start, stretch
                if not stretch:
                    break
        return best

    def lost_by(self, request: int) -> int:
        """Cells lost by the person and the company of a request."""
        person, company = self.task.requests[request]
        return self._lost(self.of_person[person], 1) + self._lost(
            self.of_company[company], self.task.panels[company]
        )

    def lost(self) -> int:
        """Cells between the first and the last interview of each person and company, less the interviews themselves."""
        people = sum(self._lost(each, 1) for each in self.of_person)
        return people + sum(
            self._lost(each, wide) for each, wide in zip(self.of_company, self.task.panels, strict=True)
        )

    def _lost(self, group: list[int], wide: int) -> int:
        if not group:
            return 0
        at, length = self.at, self.task.length
        starts = [at[each] for each in group]
        return max(0, max(starts) + length - min(starts) - -(-len(starts) * length // wide))
