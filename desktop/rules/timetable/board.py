"""A timetable in the making: what is placed where, and for every request where it could still begin."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence

from desktop.rules.timetable.bits import Stack, meeting, span
from desktop.rules.timetable.task import Task

NOWHERE = -1


class Board:
    """``at`` is each request's first cell, `NOWHERE` while it is not placed.

    ``apart`` are, for each request, the others of its person with the cells their beginnings must lie apart;
    ``begun`` the beginnings at each company, ascending.
    """

    def __init__(self, task: Task, plan: Sequence[int | None] = ()) -> None:
        self.task = task
        self.at = [NOWHERE] * len(task.requests)
        self.apart = _apart(task)
        self.begun: list[list[int]] = [[] for _ in task.company_hours]
        self.of_company: list[list[int]] = [[] for _ in task.company_hours]
        self._in_building: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in task.rooms]
        self.panels = [Stack(limit) for limit in task.panels]
        self.rooms = [Stack(limit) for limit in task.rooms]
        for request, start in enumerate(plan):
            if start is not None:
                self.put(request, start)

    @property
    def plan(self) -> list[int | None]:
        """The first cell of each request, None for one not placed."""
        return [None if start == NOWHERE else start for start in self.at]

    def put(self, request: int, start: int) -> None:
        """Place a request; the caller knows that it may begin there."""
        task, company = self.task, self.task.requests[request][1]
        building = task.building[company]
        self.at[request] = start
        self.of_company[company].append(request)
        insort(self.begun[company], start)
        self._in_building[building][start].append(request)
        self.panels[company].add(span(start, task.length + task.turn))
        self.rooms[building].add(span(start, task.length))

    def take(self, request: int) -> int:
        """Take a placed request off again; where it began."""
        task, company = self.task, self.task.requests[request][1]
        building, start, begun = task.building[company], self.at[request], self.begun[company]
        self.at[request] = NOWHERE
        self.of_company[company].remove(request)
        del begun[bisect_left(begun, start)]
        self._in_building[building][start].remove(request)
        self.panels[company].remove(span(start, task.length + task.turn))
        self.rooms[building].remove(span(start, task.length))
        return start

    def exchange(self, one: int, other: int) -> None:
        """Let two requests of one company change places; of one that has none the other comes to have none."""
        at, company = self.at, self.task.requests[one][1]
        at[one], at[other] = at[other], at[one]
        building, mates = self._in_building[self.task.building[company]], self.of_company[company]
        for come, gone in ((one, other), (other, one)):
            if at[come] != NOWHERE:
                here = building[at[come]]
                here[here.index(gone)] = come
            if at[gone] == NOWHERE:
                mates[mates.index(gone)] = come

    def no_panel(self, request: int, leaving: int = 0) -> int:
        """The cells at which no panel of the company is free, the cells ``leaving`` given up by one that is there."""
        task = self.task
        full = self.panels[task.requests[request][1]].full & ~leaving
        return meeting(full, task.length + task.turn) if full else 0

    def no_room(self, request: int, leaving: int = 0) -> int:
        """The cells at which the building has no room, the cells ``leaving`` given up by one that is there."""
        task = self.task
        full = self.rooms[task.building[task.requests[request][1]]].full & ~leaving
        return meeting(full, task.length) if full else 0

    def person_busy(self, request: int) -> int:
        """The cells at which the request would be too near another interview of the person."""
        busy, at = 0, self.at
        for other, reach in self.apart[request]:
            if (start := at[other]) != NOWHERE:
                busy |= span(start - reach + 1, 2 * reach - 1)
        return busy

    def open(self, request: int) -> int:
        """The cells at which the request could begin now; one that is placed gives up its own place for it."""
        task, start = self.task, self.at[request]
        starts = task.allowed[request] & ~self.person_busy(request)
        if not starts:
            return 0
        panel, room = (
            (span(start, task.length + task.turn), span(start, task.length)) if start != NOWHERE else (0, 0)
        )
        # What one gives up is no longer full, however many are busy there: a full cell less one has room for one.
        return starts & ~(self.no_panel(request, panel) | self.no_room(request, room))

    def in_the_way(self, request: int, start: int) -> list[int]:
        """Placed requests that must give way for this one to begin at ``start``; fewer may do where panels or rooms are several."""
        task, at = self.task, self.at
        company = task.requests[request][1]
        out = [
            other
            for other, reach in self.apart[request]
            if at[other] != NOWHERE and -reach < at[other] - start < reach
        ]
        wide = task.length + task.turn
        if self.panels[company].full & span(start, wide):
            near = [
                other
                for other in self.of_company[company]
                if -wide < at[other] - start < wide and other not in out
            ]
            near.sort(key=lambda other: (abs(at[other] - start), other))
            out += near[: max(1, len(near) - task.panels[company] + 1)]
        building = task.building[company]
        if self.rooms[building].full & span(start, task.length):
            here = self._in_building[building]
            same = [
                other
                for cell in range(start - task.length + 1, start + task.length)
                if cell in here
                for other in here[cell]
            ]
            if same and not set(out) & set(same):
                out.append(min(same))
        return out

    def ends_of_person(self, request: int, start: int) -> tuple[int, ...] | None:
        """The first and the last beginning of the person's other interviews; None where one is too near to ``start``."""
        at, first, last = self.at, NOWHERE, NOWHERE
        for other, reach in self.apart[request]:
            begins = at[other]
            if begins == NOWHERE:
                continue
            if -reach < begins - start < reach:
                return None
            if first == NOWHERE or begins < first:
                first = begins
            if begins > last:
                last = begins
        return () if first == NOWHERE else (first, last)

    def ends(self, request: int) -> list[int]:
        """The first and the last beginning of the person's other interviews, and of the company's, as far as there are any."""
        at = self.at
        mine = [at[other] for other, _reach in self.apart[request] if at[other] != NOWHERE]
        ends = [min(mine), max(mine)] if mine else []
        begun, start = self.begun[self.task.requests[request][1]], at[request]
        first, last = 0, len(begun) - 1
        if start != NOWHERE and begun:
            first += begun[first] == start
            last -= begun[last] == start
        if first <= last:
            ends += (begun[first], begun[last])
        return ends

    def tightest(self, request: int, starts: int) -> int:
        """Of the cells the one that stretches the person's and the company's time least, the earliest of several.

        How much a beginning stretches the two is the sum of its distances from both; it is least between the middle two of their
        four ends, and grows to either side.
        """
        ends = sorted(self.ends(request))
        if not ends:
            return (starts & -starts).bit_length() - 1
        first, last = ends[(len(ends) - 1) // 2], ends[len(ends) // 2]
        if inside := starts >> first << first & (1 << last + 1) - 1:
            return (inside & -inside).bit_length() - 1
        before, after = starts & (1 << first) - 1, starts >> last
        if not after:
            return before.bit_length() - 1
        later = last + (after & -after).bit_length() - 1
        if not before:
            return later
        earlier = before.bit_length() - 1
        return earlier if stretch(earlier, ends) <= stretch(later, ends) else later

    def lost(self) -> int:
        """Cells between the first and the last interview of each person and company, less the interviews themselves."""
        people: dict[int, list[int]] = defaultdict(list)
        for request, start in enumerate(self.at):
            if start != NOWHERE:
                people[self.task.requests[request][0]].append(start)
        return sum(self._lost(each, 1) for each in people.values()) + sum(
            self._lost(each, wide) for each, wide in zip(self.begun, self.task.panels, strict=True)
        )

    def _lost(self, starts: list[int], wide: int) -> int:
        if not starts:
            return 0
        length = self.task.length
        return max(0, max(starts) + length - min(starts) - -(-len(starts) * length // wide))


def stretch(start: int, ends: Sequence[int]) -> int:
    """Cells by which a beginning lengthens the times whose first and last beginnings are ``ends``, two by two.

    Counted twice over, less what is the same for every beginning.
    """
    total = 0
    for end in ends:  # much asked: a sum of what is generated takes three times as long
        total += end - start if end > start else start - end
    return total


def _apart(task: Task) -> list[tuple[tuple[int, int], ...]]:
    of_person: dict[int, list[int]] = defaultdict(list)
    for request, (person, _company) in enumerate(task.requests):
        of_person[person].append(request)
    return [
        tuple(
            (other, task.length + task.between(request, other))
            for other in of_person[person]
            if other != request
        )
        for request, (person, _company) in enumerate(task.requests)
    ]
