"""Dividing people: annealing over swaps, then kicks and descents (iterated local search).

Ended by counts of steps, not by a clock, and drawn by `Random.random` alone: one seed gives one division on every machine.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.errors import Progress, no_progress
from desktop.rules import lottery
from desktop.rules.teams.division import HARD, Division, Prices
from desktop.rules.teams.problem import Problem

Draw = Callable[[], float]
Told = Callable[[int], None]
_STEPS_A_KICK = 500
"""About as many steps of annealing as a kick with its descents costs."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is searched: steps of annealing in all, in so many rounds from fresh seats, and kicks of the best.

    ``hot`` and ``cold`` are the first and the last temperature, in units of penalty.
    """

    steps: int
    rounds: int
    kicks: int
    hot: float = 10.0
    cold: float = 0.3


def effort_for(people: int) -> Effort:
    """What was found to pay: small cohorts start several times and are kicked often, large ones take the steps at one go."""
    people = max(1, people)
    # Steps: many people find less in so many, and take no kicks that mend it.
    each = 6_000 if people > 300 else 5_000
    return Effort(each * people, max(1, 120 // people), 225_000 // people**2)


def divide(
    problem: Problem, seed: int, effort: Effort | None = None, progress: Progress = no_progress
) -> list[int]:
    """The team of each person, by the person's number: the least penalty found, pairs before all else.

    Who is pinned stays; the teams have the problem's sizes. ``progress`` counts the steps, a kick for as many as it costs.
    """
    chance = lottery.seeded(seed).random
    free = [person for person, team in enumerate(problem.pinned) if team is None]
    effort = effort or effort_for(len(problem.features))
    if len(free) < 2 or len(problem.sizes) < 2:
        return _seated(problem, chance)
    prices = Prices(problem)
    best: list[int] = []
    least = math.inf
    whole = effort.steps + effort.kicks * _STEPS_A_KICK
    for number in range(effort.rounds):
        begun = number * (effort.steps // effort.rounds)
        found, cost = _annealed(problem, prices, free, chance, effort, partial(_tell, progress, whole, begun))
        if cost < least:
            best, least = found, cost
    best = _descended(problem, prices, free, best)
    told = partial(_tell, progress, whole, effort.steps)
    return _kicked(problem, prices, free, best, chance, effort.kicks, told)


def _tell(progress: Progress, whole: int, begun: int, step: int) -> None:
    progress(begun + step, whole)


def cost_of(problem: Problem, team_of: Sequence[int]) -> int:
    """What the search makes small: the penalty, and broken pairs far above it."""
    return problem.penalty(team_of) + HARD * problem.broken(team_of)


def _seated(problem: Problem, chance: Draw) -> list[int]:
    """The pinned in their teams, the others dealt out at random over the seats left."""
    seats = [
        team
        for team, size in enumerate(problem.sizes)
        for _ in range(size - sum(at == team for at in problem.pinned))
    ]
    for last in range(len(seats) - 1, 0, -1):
        pick = int(chance() * (last + 1))
        seats[last], seats[pick] = seats[pick], seats[last]
    dealt = iter(seats)
    return [next(dealt) if team is None else team for team in problem.pinned]


def _annealed(
    problem: Problem, prices: Prices, free: Sequence[int], chance: Draw, effort: Effort, told: Told
) -> tuple[list[int], int]:
    """One round, cooled geometrically; every other try aims at a team the person asked for."""
    now = Division(problem, _seated(problem, chance))
    price, team_of, members, count, exp = prices.pricer(now), now.team_of, now.members, len(free), math.exp
    liked = _liked(problem)
    loose = [team is None for team in problem.pinned]
    cost = least = cost_of(problem, team_of)
    best = team_of[:]
    steps = effort.steps // effort.rounds
    for step in range(steps):
        if not step & 255:
            heat = effort.hot * (effort.cold / effort.hot) ** (step / steps)
            told(step)
        one = free[int(chance() * count)]
        if step & 1 and liked[one]:
            crowd = members[liked[one][int(chance() * len(liked[one]))]]
            other = crowd[int(chance() * len(crowd))]
        else:
            other = free[int(chance() * count)]
        if team_of[one] == team_of[other] or not loose[other]:
            continue
        delta = price(one, other)
        if delta <= 0 or chance() < exp(-delta / heat):
            now.swap(one, other)
            cost += delta
            if cost < least:
                best, least = team_of[:], cost
    return best, least


def _liked(problem: Problem) -> list[list[int]]:
    """The teams each person pays less for than for the dearest."""
    return [[team for team, cost in enumerate(row) if cost < max(row)] for row in problem.wishes]


def _descended(problem: Problem, prices: Prices, free: Sequence[int], team_of: Sequence[int]) -> list[int]:
    """Every swap that makes it better is taken until none is left."""
    now = Division(problem, team_of)
    price, at = prices.pricer(now), now.team_of
    better = True
    while better:
        better = False
        for place, one in enumerate(free):
            for other in free[place + 1 :]:
                if at[one] != at[other] and price(one, other) < 0:
                    now.swap(one, other)
                    better = True
    return at


def _kicked(
    problem: Problem,
    prices: Prices,
    free: Sequence[int],
    best: list[int],
    chance: Draw,
    kicks: int,
    told: Told,
) -> list[int]:
    """A few random swaps on the best, descent, and back unless it is no worse."""
    cost, count = cost_of(problem, best), len(free)
    for kick in range(kicks):
        told(kick * _STEPS_A_KICK)
        now = Division(problem, best)
        for _ in range(4):
            one, other = free[int(chance() * count)], free[int(chance() * count)]
            if now.team_of[one] != now.team_of[other]:
                now.swap(one, other)
        found = _descended(problem, prices, free, now.team_of)
        new = cost_of(problem, found)
        if new <= cost:
            best, cost = found, new
    return best
