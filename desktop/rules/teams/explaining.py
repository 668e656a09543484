"""What a division is made of: each team's penalty by criterion, and what moving a person would cost before it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.rules.teams.problem import Problem, problem_of
from desktop.rules.teams.wanted import Pair, Person, TeamRule
from desktop.text.hangul import attach


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion in one team: its total there, and what it costs."""

    title: str
    total: int
    penalty: int


@dataclass(frozen=True, slots=True)
class TeamParts:
    """A team (0 the first) with its members' ids, ascending, and what its penalty is made of, the dearest first."""

    team: int
    members: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def penalty(self) -> int:
        """What the team costs in all."""
        return sum(each.penalty for each in self.parts)


@dataclass(frozen=True, slots=True)
class Price:
    """What the penalty and the number of unmet pairs change by if ``person`` goes to ``team``, in exchange for ``partner`` or alone.

    ``uneven`` tells that afterwards two teams differ by more than one person; ``pinned`` that one of the two is fixed elsewhere.
    """

    person: int
    team: int
    partner: int | None
    penalty: int
    unmet: int
    uneven: bool = False
    pinned: bool = False


WISHES = "희망"
NOWHERE = -1
"""The team of somebody who is in none yet: that costs nothing, and keeps no pair."""


def parts(people: Sequence[Person], rule: TeamRule, team_of: Mapping[int, int]) -> tuple[TeamParts, ...]:
    """Every team's penalty by criterion, and by its members' wishes under '희망'; the teams in their order."""
    problem, ids = problem_of(people, rule), sorted(each.id for each in people)
    found = []
    for team in range(rule.count):
        members = [place for place, each in enumerate(ids) if team_of[each] == team]
        tables = problem.tables_for(len(members))
        totals = [
            sum(problem.features[each][index] for each in members) for index in range(len(rule.balances))
        ]
        each_part = [
            Part(balance.title, total, table[total])
            for balance, total, table in zip(rule.balances, totals, tables, strict=True)
        ]
        wished = sum(problem.wishes[each][team] for each in members)
        each_part.append(Part(WISHES, wished, wished))
        each_part.sort(key=lambda part: -part.penalty)
        found.append(TeamParts(team, tuple(ids[each] for each in members), tuple(each_part)))
    return tuple(found)


def prices(
    people: Sequence[Person], rule: TeamRule, team_of: Mapping[int, int], person: int
) -> tuple[Price, ...]:
    """For every other team, what going there alone and every exchange with one of its people would cost, the cheapest first.

    People may be `NOWHERE` yet; one who is exchanged with such a person goes there instead.
    """
    problem, ids = problem_of(people, rule), sorted(each.id for each in people)
    now, place = [team_of[each] for each in ids], ids.index(person)
    found = []
    for team in range(rule.count):
        if team == now[place]:
            continue
        found.append(_move(problem, now, ids, place, team))
        found += [_exchange(problem, now, ids, place, other) for other, at in enumerate(now) if at == team]
    return tuple(sorted(found, key=lambda each: (each.unmet, each.penalty, each.team, each.partner or 0)))


def unmet(people: Sequence[Person], rule: TeamRule, team_of: Mapping[int, int]) -> tuple[str, ...]:
    """A sentence for each pair or fixed place that the division does not keep."""
    names = {each.id: each.label for each in people}
    met = [
        f"{attach(names[one], '와/과')} {attach(names[other], '이/가')} {rule.called(team_of[one])}에 함께 있습니다(따로 요청)."
        for one, other in _once(rule.apart)
        if team_of[one] == team_of[other] != NOWHERE
    ]
    parted = [
        f"{attach(names[one], '와/과')} {attach(names[other], '이/가')} 다른 팀입니다(함께 요청)."
        for one, other in _once(rule.together)
        if team_of[one] != team_of[other] and NOWHERE not in {team_of[one], team_of[other]}
    ]
    moved = [
        f"{attach(names[person], '은/는')} {rule.called(team)}에 고정인데 {rule.called(team_of[person])}에 있습니다."
        for person, team in sorted(rule.fixed.items())
        if team_of[person] not in {team, NOWHERE}
    ]
    return (*met, *parted, *moved)


def _once(pairs: Iterable[Pair]) -> Iterable[Pair]:
    """Each pair once, whichever way round it was asked for."""
    return dict.fromkeys((min(pair), max(pair)) for pair in pairs)


def _move(problem: Problem, now: list[int], ids: Sequence[int], place: int, team: int) -> Price:
    after = now[:]
    after[place] = team
    sizes = [after.count(each) for each in range(len(problem.sizes))]
    pinned = problem.pinned[place] not in {None, team}
    uneven = max(sizes) - min(sizes) > 1
    return replace(_priced(problem, now, after, ids[place], team), uneven=uneven, pinned=pinned)


def _exchange(problem: Problem, now: list[int], ids: Sequence[int], place: int, other: int) -> Price:
    after = now[:]
    after[place], after[other] = now[other], now[place]
    pinned = any(problem.pinned[each] not in {None, after[each]} for each in (place, other))
    return replace(_priced(problem, now, after, ids[place], now[other]), partner=ids[other], pinned=pinned)


def _priced(problem: Problem, now: Sequence[int], after: Sequence[int], person: int, team: int) -> Price:
    """Only the teams that change are counted; with the few people of a team that is quicker than tables kept for it."""
    delta = sum(
        _wished(problem, each, after[each]) - _wished(problem, each, now[each])
        for each in range(len(now))
        if now[each] != after[each]
    )
    for at in _differing(now, after) - {NOWHERE}:
        delta += _team(problem, after, at) - _team(problem, now, at)
    return Price(person, team, None, delta, problem.broken(after) - problem.broken(now))


def _wished(problem: Problem, person: int, team: int) -> int:
    return 0 if team == NOWHERE else problem.wishes[person][team]


def _differing(now: Sequence[int], after: Sequence[int]) -> set[int]:
    return {team for one, other in zip(now, after, strict=True) if one != other for team in (one, other)}


def _team(problem: Problem, team_of: Sequence[int], team: int) -> int:
    members = [place for place, at in enumerate(team_of) if at == team]
    return sum(
        table[sum(problem.features[each][index] for each in members)]
        for index, table in enumerate(problem.tables_for(len(members)))
    )
