"""The same as numbers: what every total of every feature costs a team of every size, so that a swap is priced by look-ups."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.rules.teams.wanted import Balance, Kind, Person, TeamRule, sizes_of

Tables = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """People are numbered from 0, by ascending id.

    ``features[person][feature]`` is a whole number from 0 on; ``tables[size][feature][total]`` what a team of that
    size pays for its total; ``wishes[person][team]`` what a person pays there; ``apart`` and ``together`` hold for
    each person those not to meet and not to part from; ``pinned[person]`` is the team somebody stays in, or None.
    """

    sizes: tuple[int, ...]
    features: tuple[tuple[int, ...], ...]
    tables: dict[int, Tables]
    wishes: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[int, ...], ...]
    together: tuple[tuple[int, ...], ...]
    pinned: tuple[int | None, ...]

    def penalty(self, team_of: Sequence[int]) -> int:
        """What a division costs, pairs left out, counted from nothing; teams may have any size."""
        cost = sum(self.wishes[person][team] for person, team in enumerate(team_of))
        for team in range(len(self.sizes)):
            members = [person for person, at in enumerate(team_of) if at == team]
            tables = self.tables_for(len(members))
            cost += sum(
                table[sum(self.features[person][index] for person in members)]
                for index, table in enumerate(tables)
            )
        return cost

    def broken(self, team_of: Sequence[int]) -> int:
        """How many pairs meet that must not, or part that must not; who is in no team yet (below 0) does neither."""
        return sum(
            sum(team_of[other] == team for other in self.apart[person] if other > person)
            + sum(team_of[other] not in {team, -1} for other in self.together[person] if other > person)
            for person, team in enumerate(team_of)
            if team >= 0
        )

    def tables_for(self, size: int) -> Tables:
        """The tables of a team of that size; of one nobody asked for, those of the nearest size, longer totals at its end's price."""
        if size in self.tables:
            return self.tables[size]
        nearest = min(self.tables, key=lambda each: (abs(each - size), each))
        tops = [max(column, default=0) * size for column in zip(*self.features, strict=True)]
        return tuple(
            table + (table[-1],) * max(0, top + 1 - len(table))
            for table, top in zip(self.tables[nearest], tops, strict=True)
        )


def problem_of(people: Sequence[Person], rule: TeamRule) -> Problem:
    """The numbers of what is asked; ``people`` in any order."""
    ordered = sorted(people, key=lambda each: each.id)
    place = {each.id: number for number, each in enumerate(ordered)}
    sizes = sizes_of(len(ordered), rule.count)
    columns = [_column(ordered, each) for each in rule.balances]
    around = {size for each in sizes for size in (each - 1, each, each + 1) if size >= 0}
    return Problem(
        sizes,
        tuple(zip(*columns, strict=True)) if columns else ((),) * len(ordered),
        {
            size: tuple(
                table(each, column, size) for each, column in zip(rule.balances, columns, strict=True)
            )
            for size in sorted(around)
        },
        tuple(_wishes(each, rule) for each in ordered),
        _partners(len(ordered), [(place[one], place[other]) for one, other in rule.apart]),
        _partners(len(ordered), [(place[one], place[other]) for one, other in rule.together]),
        tuple(rule.fixed.get(each.id) for each in ordered),
    )


def table(balance: Balance, column: Sequence[int], size: int) -> tuple[int, ...]:
    """What each total of the column costs a team of ``size``."""
    whole, count, weight = sum(column), max(1, len(column)), balance.weight
    totals = range(size * max(column, default=0) + 1)
    if balance.kind is Kind.SHARE:
        low, high = whole * size // count, -(-whole * size // count)
        return tuple(weight * max(0, low - total, total - high) for total in totals)
    if balance.kind is Kind.LONE:
        return tuple(weight * (total == 1) for total in totals)
    if balance.kind is Kind.COVER:
        return tuple(weight * (total == 0) for total in totals)
    return tuple(weight * abs(total * count - whole * size) // count for total in totals)


def _column(people: Sequence[Person], balance: Balance) -> list[int]:
    values = [each.values.get(balance.feature, 0) for each in people]
    return values if balance.kind is Kind.EVEN else [int(value >= balance.level) for value in values]


def _wishes(person: Person, rule: TeamRule) -> tuple[int, ...]:
    if not person.wishes or not rule.wish_costs:
        return (0,) * rule.count
    row = [rule.wish_costs[-1]] * rule.count
    for team, cost in zip(person.wishes, rule.wish_costs, strict=False):
        if 0 <= team < rule.count:
            row[team] = min(row[team], cost)
    return tuple(row)


def _partners(count: int, pairs: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    found: list[set[int]] = [set() for _ in range(count)]
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return tuple(tuple(sorted(each)) for each in found)
