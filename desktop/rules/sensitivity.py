"""What decides at the line (feature row TR-25): whose result would flip without one judge, or with a weight five points off.

Deterministic and exact: every scenario is the same ranking again, under the same way of deciding ties.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop.rules.scoring import (
    Candidate,
    Scored,
    ScoringRule,
    check_rule,
    parts_of,
    weights_of,
    with_totals,
)
from desktop.rules.selection import Line, Result, Selection, SelectionRule, cut
from desktop.text.percent import plain_percent

STEP = Fraction(5)
"""How many points of 100 a weight is moved by, up and down."""


@dataclass(frozen=True, slots=True)
class Flip:
    """Somebody whose result changes, with the rank before and after; a rank is None without a total."""

    candidate: Candidate
    old_rank: int | None
    new_rank: int | None
    old_result: Result
    new_result: Result


@dataclass(frozen=True, slots=True)
class Scenario:
    """One change, in words, by the judge's or the criterion's id, and the people it flips: none when none."""

    title: str
    judge: int | None
    criterion: int | None
    flips: tuple[Flip, ...]


def scenarios(
    candidates: Iterable[Candidate], scoring: ScoringRule, rule: SelectionRule, step: Fraction = STEP
) -> tuple[Scenario, ...]:
    """Each judge left out in turn, then each weight ``step`` points lower and higher, the others sharing the rest as before.

    A weight that would leave 0 to 100 is not tried; nor is leaving out the only judge. With one judge fewer than
    `ScoringRule.trim_from` the ends are no longer dropped, as the rule itself says. Flips are ordered by the old rank.
    Raises UserError as `select` does.
    """
    check_rule(scoring)
    people = list(candidates)
    parted = [parts_of(each, scoring) for each in people]
    base = _ranked(parted, weights_of(scoring), scoring, rule)
    found = []
    if any(each.judged for each in scoring.criteria) and len(scoring.judges) > 1:
        for number, judge in enumerate(scoring.judges, start=1):
            fewer = scoring.without_judge(judge)
            left = _ranked([parts_of(each, fewer) for each in people], weights_of(fewer), fewer, rule)
            found.append(Scenario(f"심사위원 {number} 제외", judge, None, _flips(base, left)))
    for criterion, title, weights in _shifted(scoring, step):
        moved = _ranked(parted, weights, scoring, rule)
        found.append(Scenario(title, None, criterion, _flips(base, moved)))
    return tuple(found)


def _ranked(
    parted: Sequence[Scored], weights: Sequence[Fraction], scoring: ScoringRule, rule: SelectionRule
) -> Selection:
    return cut(with_totals(parted, weights, scoring.digits), scoring, rule)


def _shifted(scoring: ScoringRule, step: Fraction) -> Iterator[tuple[int, str, tuple[Fraction, ...]]]:
    before = weights_of(scoring)
    for place, criterion in enumerate(scoring.criteria):
        for moved in (before[place] - step, before[place] + step):
            if not 0 <= moved <= 100 or before[place] == 100:
                continue
            rest = (100 - moved) / (100 - before[place])
            weights = tuple(moved if other == place else each * rest for other, each in enumerate(before))
            yield criterion.id, f"{criterion.title} {plain_percent(moved / 100)} %", weights


def _flips(base: Selection, other: Selection) -> tuple[Flip, ...]:
    after: dict[int, Line] = {each.scored.candidate.id: each for each in other.lines}
    pairs = ((each, after[each.scored.candidate.id]) for each in base.lines)
    return tuple(
        Flip(old.scored.candidate, old.rank, new.rank, old.result, new.result)
        for old, new in pairs
        if old.result is not new.result
    )
