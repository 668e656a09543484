"""Plans in which no trainee and opening would rather have each other.

`deferred` is Gale and Shapley 1962, a lottery breaking the ties (as Roth and Peranson 1999 do): no trainee gains by ranking falsely.
`promoted` is Király 2013 ("Linear time local approximation algorithm for maximum stable marriage", Algorithms 6): with ties it places
at least two thirds of the most that a stable plan can.
"""

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from desktop.rules import lottery
from desktop.rules.matching.market import Market, Plan, Preferences, Ranked, groups, in_order


def deferred(
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    skipped: Collection[Any],
    forbidden: Collection[tuple[Any, Any]],
    seed: int,
) -> Plan:
    """Trainees ask down their lists, openings keep the best; works on the lists as they are, for the largest markets.

    ``skipped`` take no part. One number per trainee breaks the ties of openings, one per opening those of trainees.
    """
    everyone = in_order(trainees)
    by_lot = _by_lot(len(everyone), seed)
    turns = [0] * len(by_lot)
    for turn, place in enumerate(by_lot):
        turns[place] = turn
    desks = _Desks(openings, places, forbidden)
    wishes = _Wishes([trainees[each] for each in everyone], _Luck(in_order(places), seed + 1))
    waiting = [place for place, each in enumerate(everyone) if each not in skipped]
    while waiting:
        place = waiting.pop()
        trainee, turn = everyone[place], turns[place]
        for opening in wishes.of(place):
            theirs, held, room = desks[opening]
            if trainee not in theirs:
                continue
            # Below zero, for the one let go first is the least of a heap.
            stands = -(theirs[trainee] * len(by_lot) + turn)
            if len(held) < room:
                heapq.heappush(held, stands)
                break
            if held and held[0] < stands:
                waiting.append(by_lot[-heapq.heapreplace(held, stands) % len(by_lot)])
                break
    plan: Plan = {each: None for each in everyone if each not in skipped}
    for opening, (_theirs, held, _room) in desks.items():
        for standing in held:
            plan[everyone[by_lot[-standing % len(by_lot)]]] = opening
    return plan


def _by_lot(count: int, seed: int) -> list[int]:
    """The places of so many in the order in which lots are drawn."""
    draw = lottery.seeded(seed).random
    numbers = [draw() for _ in range(count)]
    return sorted(range(count), key=numbers.__getitem__)


class _Wishes:
    """How far everybody is down the list, tied wishes in the order of their numbers.

    Most wishes are never come to: ties are broken as they are reached, and half a million groups are not copied.
    """

    def __init__(self, rows: Sequence[Ranked], luck: Mapping[Any, float]) -> None:
        self._rows = _in_groups(rows)
        self._number = luck.__getitem__
        self._reached = [0] * len(rows)
        self._tied: list[list[Any]] = [[]] * len(rows)

    def of(self, place: int) -> Iterator[Any]:
        """The wishes not yet come to, from the best on; who takes no more of them goes on here another time."""
        row, reached = self._rows[place], self._reached
        while True:
            if tied := self._tied[place]:
                yield tied.pop()
            elif (nth := reached[place]) < len(row):
                reached[place] = nth + 1
                if len(group := row[nth]) == 1:
                    yield group[0]
                else:
                    self._tied[place] = sorted(group, key=self._number, reverse=True)
            else:
                return


class _Luck(dict[Any, float]):
    """One number for each, in the order of ids; 0 for whom nobody knows and who is no possible partner anyway."""

    def __init__(self, ids: Sequence[Any], seed: int) -> None:
        super().__init__(zip(ids, lottery.numbers(range(len(ids)), seed).values(), strict=True))

    def __missing__(self, _key: object) -> float:
        return 0.0


class _Desks(dict[Any, tuple[Mapping[Any, int], list[int], int]]):
    """Of each opening the rank of whom it lists and may have, tied ones sharing it; whom it holds; and for how many it has room.

    Made when the first asks, and at hand then.
    """

    def __init__(
        self, openings: Preferences, places: Mapping[Any, int], forbidden: Iterable[tuple[Any, Any]]
    ) -> None:
        super().__init__()
        self._openings = openings
        self._places = places
        self._forbidden = {*forbidden}

    def __missing__(self, opening: Any) -> tuple[Mapping[Any, int], list[int], int]:
        room = self._places.get(opening, 0)
        (groups,) = _in_groups((self._openings.get(opening, ()) if room else (),))
        row = {each: rank for rank, group in enumerate(groups) for each in group}
        if self._forbidden:
            row = {each: rank for each, rank in row.items() if (each, opening) not in self._forbidden}
        desk = self[opening] = row, [], room
        return desk


def _in_groups(rows: Sequence[Ranked]) -> Sequence[Sequence[Sequence[Any]]]:
    """The same lists, each id in a group of its own where it is in none."""
    # A market of forty thousand has half a million groups: asking each for its type would cost as much as all the rest.
    if {*map(type, chain.from_iterable(rows))} <= {list, tuple}:
        return rows
    return [[group if isinstance(group, (list, tuple)) else (group,) for group in row] for row in rows]


class _Asking:
    """One trainee's way down the list: the tied openings not yet tried, and whether it is the second time, with priority."""

    __slots__ = ("groups", "left", "level", "second")

    def __init__(self, row: Mapping[Any, int], luck: Mapping[Any, float]) -> None:
        self.groups = [sorted(group, key=luck.__getitem__) for group in groups(row)]
        self.second = False
        self.level = 0
        self.left = self.groups[0][:] if self.groups else []

    def refused(self, opening: Any) -> None:
        """Go on without that opening: to the next group, or once more from the top; ``left`` is empty when all is lost."""
        self.left.remove(opening)
        if self.left:
            return
        self.level += 1
        if self.level == len(self.groups):
            if self.second:
                return
            self.second, self.level = True, 0
        self.left = self.groups[self.level][:]


class _Promotion:
    """One pass: an opening keeps the best, of equals those who ask the second time, and lets go first whom it need not keep."""

    def __init__(self, market: Market, seed: int) -> None:
        luck = dict(
            zip(market.theirs, lottery.numbers(range(len(market.theirs)), seed + 1).values(), strict=True)
        )
        numbers = list(lottery.numbers(range(len(market.mine)), seed).values())
        places = sorted(range(len(numbers)), key=numbers.__getitem__)
        everyone = list(market.mine)
        self.order = [everyone[each] for each in places]
        self.turn = {trainee: turn for turn, trainee in enumerate(self.order)}
        self.theirs, self.free = market.theirs, dict(market.places)
        self.asking = {trainee: _Asking(row, luck) for trainee, row in market.mine.items()}
        self.plan: Plan = dict.fromkeys(market.mine)
        self.held: dict[Any, list[tuple[int, int]]] = {opening: [] for opening in market.theirs}
        self.loose: dict[Any, set[int]] = {opening: set() for opening in market.theirs}

    def run(self) -> Plan:
        waiting = self.order[::-1]
        while waiting:
            trainee = waiting.pop()
            asking = self.asking[trainee]
            while asking.left:
                out = self._asks(trainee, asking)
                if out is trainee:
                    continue
                if out is not None and self.asking[out].left:
                    waiting.append(out)
                break
        return self.plan

    def _asks(self, trainee: Any, asking: _Asking) -> Any:
        """Who is without a place after the trainee asked for one; None where nobody is."""
        free = self.free
        opening = next((each for each in asking.left if free[each] > 0), asking.left[0])
        if free[opening] > 0:
            free[opening] -= 1
            self._hold(trainee, opening, asking)
            return None
        out = self._loose_one(opening)
        if out is None:
            worst = self._worst(opening)
            if worst is None or self._key(trainee, opening) >= worst[0]:
                asking.refused(opening)
                return trainee
            out = self.order[worst[1]]
            self.asking[out].refused(opening)
        self.loose[opening].discard(self.turn[out])
        self.plan[out] = None
        self._hold(trainee, opening, asking)
        return out

    def _hold(self, trainee: Any, opening: Any, asking: _Asking) -> None:
        self.plan[trainee] = opening
        heapq.heappush(self.held[opening], (-self._key(trainee, opening), -self.turn[trainee]))
        if len(asking.left) > 1:
            self.loose[opening].add(self.turn[trainee])

    def _key(self, trainee: Any, opening: Any) -> int:
        """The greater the sooner let go: the opening's rank, of equals who asks the first time."""
        return 2 * self.theirs[opening][trainee] + (not self.asking[trainee].second)

    def _loose_one(self, opening: Any) -> Any:
        """A held trainee for whom another opening, as good and not tried, has a place free."""
        for turn in sorted(self.loose[opening]):
            trainee = self.order[turn]
            if any(each != opening and self.free[each] > 0 for each in self.asking[trainee].left):
                return trainee
        return None

    def _worst(self, opening: Any) -> tuple[int, int] | None:
        """The key and turn of who would be let go first; entries of those who left are dropped on the way."""
        heap = self.held[opening]
        while heap:
            key, turn = -heap[0][0], -heap[0][1]
            trainee = self.order[turn]
            if self.plan[trainee] == opening and self._key(trainee, opening) == key:
                return key, turn
            heapq.heappop(heap)
        return None


def promoted(market: Market, seed: int) -> Plan:
    """One pass of Király's way with its own lottery."""
    return _Promotion(market, seed).run()


def best_of(plans: Iterable[Plan], market: Market) -> Plan:
    """The plan that places the most, then the one with the most first choices, then second ...; of equals the first."""
    return max(plans, key=lambda plan: (placed(plan), profile(plan, market)))


def placed(plan: Mapping[Any, Any]) -> int:
    """How many have a place."""
    return sum(opening is not None for opening in plan.values())


def profile(plan: Mapping[Any, Any], market: Market) -> tuple[int, ...]:
    """How many of the free have their first choice, second, ... down to the deepest rank of the market."""
    deepest = max((rank for row in market.mine.values() for rank in row.values()), default=-1)
    counts = [0] * (deepest + 1)
    for trainee, opening in plan.items():
        if opening is not None and trainee in market.mine:
            counts[market.mine[trainee][opening]] += 1
    return tuple(counts)
