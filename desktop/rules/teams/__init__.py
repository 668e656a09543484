"""Teams from people and criteria (feature row TR-16): the same seed and people give the same teams everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import Progress, no_progress
from desktop.rules.teams.explaining import NOWHERE, WISHES, Part, Price, TeamParts, parts, prices, unmet
from desktop.rules.teams.problem import problem_of
from desktop.rules.teams.search import Effort, divide
from desktop.rules.teams.wanted import Balance, Kind, Person, TeamRule, check, sizes_of

__all__ = [
    "NOWHERE",
    "WISHES",
    "Balance",
    "Effort",
    "Kind",
    "Part",
    "Person",
    "Price",
    "TeamParts",
    "TeamRule",
    "Teams",
    "check",
    "form",
    "parts",
    "prices",
    "sizes_of",
    "unmet",
]


@dataclass(frozen=True, slots=True)
class Teams:
    """A division: each person's team (0 the first) by id, its penalty without pairs, and a sentence for each pair it does not keep."""

    team_of: dict[int, int]
    penalty: int
    unmet: tuple[str, ...]
    seed: int


def form(
    people: Sequence[Person],
    rule: TeamRule,
    seed: int = 0,
    effort: Effort | None = None,
    progress: Progress = no_progress,
) -> Teams:
    """Teams of sizes that differ by at most one, with the least penalty found; who is fixed stays.

    Raises UserError, naming the people, where no division can keep the pairs. ``effort`` is how long is searched; by
    itself it grows with the people (thirty: under a second).
    """
    check(people, rule)
    problem = problem_of(people, rule)
    found = divide(problem, seed, effort, progress)
    team_of = dict(zip(sorted(each.id for each in people), found, strict=True))
    return Teams(team_of, problem.penalty(found), unmet(people, rule, team_of), seed)
