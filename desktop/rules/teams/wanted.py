"""What an officer asks of teams: what is balanced and how heavily, wishes, who must not meet, who stays where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.errors import UserError
from desktop.rules.teams.colouring import uncolourable
from desktop.text.hangul import attach

Pair = tuple[int, int]


class Kind(StrEnum):
    """How a team's total of a feature becomes a penalty."""

    SHARE = "비율 고르게"
    LONE = "혼자 없게"
    COVER = "한 명 이상"
    EVEN = "합 고르게"


@dataclass(frozen=True, slots=True)
class Balance:
    """One row of the criteria.

    SHARE, LONE and COVER count the people whose ``feature`` is at least ``level``: SHARE costs ``weight`` for each
    one more or fewer than the cohort's share rounded down or up, LONE where there is just one, COVER where
    there is none. EVEN adds the feature up and costs ``weight`` for each whole unit off the cohort's mean.
    """

    title: str
    kind: Kind
    feature: str
    weight: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """``values`` are whole numbers from 0 on by feature, missing ones 0; ``wishes`` team numbers (0 the first), the dearest first."""

    id: int
    label: str
    values: Mapping[str, int] = field(default_factory=dict)
    wishes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamRule:
    """How ``count`` teams are to be made; pairs and ``fixed`` (person to team) are by the people's ids.

    ``names`` are what the teams are called, where they have names. ``wish_costs`` are what the first, second, … wish costs; the
    last is the price of any other team, for those who wished.
    """

    count: int
    balances: tuple[Balance, ...] = ()
    wish_costs: tuple[int, ...] = (0, 2, 5, 9, 14)
    apart: tuple[Pair, ...] = ()
    together: tuple[Pair, ...] = ()
    fixed: Mapping[int, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def called(self, team: int) -> str:
        """What sentences call a team: by its name, else by its number."""
        return self.names[team] if team < len(self.names) else f"{team + 1}팀"


def sizes_of(people: int, teams: int) -> tuple[int, ...]:
    """How large each team is: they differ by at most one, the larger first."""
    return tuple(people // teams + (team < people % teams) for team in range(teams))


def check(people: Sequence[Person], rule: TeamRule) -> None:
    """Raise UserError, naming the people, for what no division can meet; sizes beside pairs are left to the search."""
    if rule.count < 1:
        raise UserError("팀은 1개 이상이어야 합니다. 팀 수를 확인해 주세요.", "count")
    if len(people) < rule.count:
        raise UserError(
            f"{len(people)}명으로 {rule.count}팀을 만들 수 없습니다. 팀 수를 줄여 주세요.", "count"
        )
    names = {each.id: each.label for each in people}
    if len(names) < len(people):
        raise UserError("같은 사람이 두 번 들어 있습니다. 명단을 확인해 주세요.")
    for person in (
        each for pair in (*rule.apart, *rule.together, *((one, one) for one in rule.fixed)) for each in pair
    ):
        if person not in names:
            raise UserError("조건에 이 명단에 없는 사람이 있습니다. 조건을 다시 골라 주세요.")
    _check_fixed(names, rule)
    group_of = groups(names, rule.together)
    _check_together(names, group_of, rule)
    _check_apart(names, group_of, rule)


def groups(people: Iterable[int], together: Iterable[Pair]) -> dict[int, int]:
    """Each person's group, by its smallest id: who is bound to one is bound to all whom that one is bound to."""
    group_of = {each: each for each in people}
    for one, other in together:
        first, second = sorted((group_of[one], group_of[other]))
        for each, group in group_of.items():
            if group == second:
                group_of[each] = first
    return group_of


def _check_fixed(names: Mapping[int, str], rule: TeamRule) -> None:
    seats = sizes_of(len(names), rule.count)
    for person, team in rule.fixed.items():
        if not 0 <= team < rule.count:
            raise UserError(
                f"{attach(names[person], '을/를')} 고정한 팀이 없습니다. 다시 고정해 주세요.", "fixed"
            )
    for team, size in enumerate(seats):
        held = [names[person] for person in sorted(rule.fixed) if rule.fixed[person] == team]
        if len(held) > size:
            raise UserError(
                f"{attach(rule.called(team), '은/는')} {size}명인데 {len(held)}명이 고정되어 있습니다: {', '.join(held)}.",
                "fixed",
            )


def _check_together(names: Mapping[int, str], group_of: Mapping[int, int], rule: TeamRule) -> None:
    largest = max(sizes_of(len(names), rule.count))
    for group in sorted(set(group_of.values())):
        members = [person for person in sorted(names) if group_of[person] == group]
        told = attach(", ".join(names[each] for each in members), "은/는")
        if len(members) > largest:
            raise UserError(
                f"{told} 한 팀이어야 하지만 팀은 {largest}명까지입니다. 조건을 줄여 주세요.", "together"
            )
        teams = sorted({rule.fixed[each] for each in members if each in rule.fixed})
        if len(teams) > 1:
            where = ", ".join(map(rule.called, teams))
            raise UserError(
                f"{told} 한 팀이어야 하지만 {where}에 고정되어 있습니다. 고정을 풀어 주세요.", "together"
            )


def _check_apart(names: Mapping[int, str], group_of: Mapping[int, int], rule: TeamRule) -> None:
    fixed = {group_of[person]: team for person, team in rule.fixed.items()}
    edges = set()
    for one, other in rule.apart:
        told = f"{attach(names[one], '와/과')} {attach(names[other], '은/는')}"
        first, second = sorted((group_of[one], group_of[other]))
        if first == second:
            raise UserError(
                f"{told} 다른 팀이어야 하면서 한 팀이어야 합니다. 둘 중 하나를 지워 주세요.", "apart"
            )
        if first in fixed and fixed[first] == fixed.get(second):
            raise UserError(
                f"{told} 다른 팀이어야 하지만 {rule.called(fixed[first])}에 함께 고정되어 있습니다.", "apart"
            )
        edges.add((first, second))
    if stuck := uncolourable(edges, rule.count, fixed):
        told = attach(", ".join(names[each] for each in sorted(names) if group_of[each] in stuck), "은/는")
        raise UserError(
            f"{told} {rule.count}팀에 모두 떨어뜨릴 수 없습니다. 조건을 줄이거나 팀을 늘려 주세요.", "apart"
        )
