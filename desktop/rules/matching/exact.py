"""Plans that place as many people as can be, exactly: by shortest augmenting paths with whole numbers of any size.

One person more outweighs all ranks; a better rank outweighs any number of worse ones (or the other way round), and all of that
outweighs the openings' own ranks. Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 12.
"""

import heapq
from typing import Any

from desktop.rules import lottery
from desktop.rules.matching.market import Market, Plan, in_order

_NOWHERE = object()


def cheapest(market: Market, *, worst_first: bool, seed: int) -> Plan:
    """The exact plan; ``worst_first`` makes the worst ranks few before the first ones many. ``seed`` decides among equals."""
    return _cheapest(market, _prices(market, worst_first=worst_first), seed)


def _prices(market: Market, *, worst_first: bool) -> list[int]:
    """What a place of each rank costs, and last what none costs; each step more than all the smaller ones of everybody."""
    count = len(market.mine)
    deepest = max((rank for row in market.mine.values() for rank in row.values()), default=0)
    unit = max((rank for row in market.theirs.values() for rank in row.values()), default=0) * count + 1
    base = count + 1
    if worst_first:
        prices = [base**rank * unit for rank in range(deepest + 1)]
    else:
        prices = [(base ** (deepest + 1) - base ** (deepest - rank)) * unit for rank in range(deepest + 1)]
    return [*prices, base ** (deepest + 2) * unit]


def _cheapest(market: Market, prices: list[int], seed: int) -> Plan:
    names = [*market.theirs, _NOWHERE]
    nowhere = len(names) - 1
    number = {opening: place for place, opening in enumerate(names)}
    costs = [
        {number[each]: prices[row[each]] + market.theirs[each][trainee] for each in in_order(row)}
        | {nowhere: prices[-1]}
        for trainee, row in market.mine.items()
    ]
    places = [*(market.places[opening] for opening in market.theirs), len(costs)]
    search = _Paths(costs, places)
    luck = lottery.numbers(range(len(costs)), seed)
    for trainee in sorted(luck, key=luck.__getitem__):
        search.seat(trainee)
    return {
        trainee: None if at in {None, nowhere} else names[at]
        for trainee, at in zip(market.mine, search.at, strict=True)
    }


class _Paths:
    """The cheapest plan of those seated so far: each sits where the cost less the opening's ``credit`` is least."""

    def __init__(self, costs: list[dict[int, int]], places: list[int]) -> None:
        self.costs, self.places = costs, places
        self.at: list[Any] = [None] * len(costs)
        self.held: list[set[int]] = [set() for _ in places]
        self.credit = [0] * len(places)

    def seat(self, trainee: int) -> None:
        """Give one more a place, moving others along the cheapest path of moves to a place that is free."""
        end, settled, came = self._path(trainee)
        for opening, far in settled.items():
            self.credit[opening] += far - settled[end]
        opening = end
        while True:
            mover = came[opening]
            before = self.at[mover]
            self.at[mover] = opening
            self.held[opening].add(mover)
            if before is None:
                return
            self.held[before].discard(mover)
            opening = before

    def _path(self, trainee: int) -> tuple[int, dict[int, int], dict[int, int]]:
        """The nearest opening with a place free, the distance of those settled, and by whom each was reached."""
        credit, costs, held, places = self.credit, self.costs, self.held, self.places
        reach = {opening: cost - credit[opening] for opening, cost in costs[trainee].items()}
        came = dict.fromkeys(reach, trainee)
        heap = [(far, opening) for opening, far in reach.items()]
        heapq.heapify(heap)
        settled: dict[int, int] = {}
        while True:
            far, opening = heapq.heappop(heap)
            if opening in settled:
                continue
            settled[opening] = far
            if len(held[opening]) < places[opening]:
                return opening, settled, came
            for other in held[opening]:
                base = far - costs[other][opening] + credit[opening]
                for onward, cost in costs[other].items():
                    if onward not in settled:
                        there = base + cost - credit[onward]
                        if onward not in reach or there < reach[onward]:
                            reach[onward], came[onward] = there, other
                            heapq.heappush(heap, (there, onward))
