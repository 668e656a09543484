"""Who is in which team, with running totals, so that the price of a swap is known without a recount.

A swap changes a team's total of a feature only where the two people differ in it. What that costs is looked up: features are
taken in groups of which people show few kinds, and for each pair of kinds the features that differ are kept, each with the
change of penalty that every total would see.
"""

from collections.abc import Callable, Sequence

from desktop.rules.teams.problem import Problem

HARD = 1000
"""What the search pays for a pair that meets or parts against the rule: more than balance is ever worth."""
_KINDS = 128
"""Kinds of people in one group of features: their pairs stay below a few megabytes."""

_Step = tuple[int, tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]
"""A feature, and by a team's kind of size the change of its penalty at each total: for who gets the gain, for who loses it."""
_Group = tuple[tuple[int, ...], list[list[tuple[_Step, ...] | None]]]
"""Each person's kind, and by two people's kinds the steps of the features in which they differ; None where not yet looked at."""


class Division:
    """A division under way: ``team_of`` and ``members`` are kept in step by `swap`."""

    def __init__(self, problem: Problem, team_of: Sequence[int]) -> None:
        self.problem = problem
        self.team_of = list(team_of)
        self.members = [
            [each for each, at in enumerate(team_of) if at == team] for team in range(len(problem.sizes))
        ]
        self.totals = [
            [
                sum(problem.features[person][index] for person in crowd)
                for index in range(len(problem.features[0]))
            ]
            for crowd in self.members
        ]

    def swap(self, one: int, other: int) -> None:
        """Let the two, of different teams, change places."""
        here, there = self.team_of[one], self.team_of[other]
        at, to = self.totals[here], self.totals[there]
        for index, (mine, yours) in enumerate(
            zip(self.problem.features[one], self.problem.features[other], strict=True)
        ):
            if mine != yours:
                at[index] += yours - mine
                to[index] += mine - yours
        self.members[here][self.members[here].index(one)] = other
        self.members[there][self.members[there].index(other)] = one
        self.team_of[one], self.team_of[other] = there, here


class Prices:
    """What is looked up of a problem; made once, used by every division of it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        kinds = sorted(set(problem.sizes))
        self.size_kind = [kinds.index(size) for size in problem.sizes]
        self._tables = [problem.tables[size] for size in kinds]
        self._steps: dict[tuple[int, int], _Step] = {}
        self.groups: list[_Group] = []
        self._fields: list[list[int]] = []
        for group in _grouped(problem.features):
            parts = [tuple(row[index] for index in group) for row in problem.features]
            names = {part: number for number, part in enumerate(dict.fromkeys(parts))}
            rows: list[list[tuple[_Step, ...] | None]] = [[None] * len(names) for _ in names]
            self.groups.append((tuple(names[part] for part in parts), rows))
            self._fields.append(group)

    def steps(self, number: int, one: int, other: int) -> tuple[_Step, ...]:
        """In the group of features so numbered, where ``other`` differs from ``one``; kept for the next time."""
        kind_of, rows = self.groups[number]
        mine, yours = self.problem.features[one], self.problem.features[other]
        found = tuple(
            self._step(index, yours[index] - mine[index])
            for index in self._fields[number]
            if mine[index] != yours[index]
        )
        rows[kind_of[one]][kind_of[other]] = found
        return found

    def _step(self, index: int, gain: int) -> _Step:
        if (index, gain) not in self._steps:
            gets, loses = (
                tuple(_changes(tables[index], change) for tables in self._tables) for change in (gain, -gain)
            )
            self._steps[index, gain] = (index, gets, loses)
        return self._steps[index, gain]

    def pricer(self, now: Division) -> Callable[[int, int], int]:
        """``price(one, other)``: what `HARD` pairs and penalty change by when two people of different teams change places."""
        problem, groups, steps_of, size_kind = (
            self.problem,
            tuple(enumerate(self.groups)),
            self.steps,
            self.size_kind,
        )
        team_of, totals, wishes = now.team_of, now.totals, problem.wishes
        paired = [
            bool(apart or together) for apart, together in zip(problem.apart, problem.together, strict=True)
        ]

        def price(one: int, other: int) -> int:
            here, there = team_of[one], team_of[other]
            mine, yours = wishes[one], wishes[other]
            delta = mine[there] - mine[here] + yours[here] - yours[there]
            at, to, kind_at, kind_to = totals[here], totals[there], size_kind[here], size_kind[there]
            for number, (kind_of, rows) in groups:
                steps = rows[kind_of[one]][kind_of[other]]
                if steps is None:
                    steps = steps_of(number, one, other)
                for index, gets, loses in steps:
                    delta += gets[kind_at][at[index]] + loses[kind_to][to[index]]
            if paired[one] or paired[other]:
                delta += HARD * pairs_changed(problem, team_of, one, other)
            return delta

        return price


def pairs_changed(problem: Problem, team_of: Sequence[int], one: int, other: int) -> int:
    """How many more pairs are broken after the two change places."""
    here, there = team_of[one], team_of[other]
    return (
        _broken_at(problem, team_of, one, there, other)
        - _broken_at(problem, team_of, one, here, other)
        + _broken_at(problem, team_of, other, here, one)
        - _broken_at(problem, team_of, other, there, one)
    )


def _broken_at(problem: Problem, team_of: Sequence[int], person: int, team: int, besides: int) -> int:
    met = sum(team_of[mate] == team for mate in problem.apart[person] if mate != besides)
    return met + sum(team_of[mate] != team for mate in problem.together[person] if mate != besides)


def _changes(table: Sequence[int], gain: int) -> tuple[int, ...]:
    """By how much the penalty changes at each total when that much is added; 0 where no total can be so."""
    top = len(table)
    return tuple(table[at + gain] - table[at] if 0 <= at + gain < top else 0 for at in range(top))


def _grouped(features: Sequence[Sequence[int]]) -> list[list[int]]:
    """The features in groups of which people show at most so many kinds together; a wider feature stands alone."""
    groups: list[list[int]] = []
    for index in range(len(features[0])):
        together = [*groups[-1], index] if groups else [index]
        if groups and len({tuple(row[each] for each in together) for row in features}) <= _KINDS:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
