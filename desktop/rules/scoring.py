"""Scores of a person by criteria and judges, and their total: exact in between, rounded once as published.

Decimals in, fractions between, a Decimal of two digits out, halves up: 서류 81.5 × 30 % + 면접 84 × 50 % + 과제 90 × 20 % is 84.45
on paper and here. Nothing is a float, so that a total never depends on the order of adding.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from desktop.errors import UserError
from desktop.text.hangul import attach
from desktop.text.percent import half_up

WHOLE = Decimal(100)


class Missing(StrEnum):
    """Why there is no score where one is expected; a blank, None, has no reason yet and stops publishing."""

    ABSENT = "결시"
    RECUSED = "제척"


class Trim(StrEnum):
    """Where the highest and the lowest of the judges are dropped: of each criterion, or by each judge's weighted total."""

    NONE = "하지 않음"
    PER_CRITERION = "항목마다"
    PER_JUDGE = "심사위원 총점으로"


Cell = Decimal | Missing | None
CellKey = tuple[int, int | None]
"""A criterion's id and a judge's; None for the judge where the criterion has one score."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored: its weight of 100, its scale, and whether each judge scores it or it has one score."""

    id: int
    title: str
    weight: Decimal
    highest: Decimal = WHOLE
    lowest: Decimal = Decimal(0)
    judged: bool = False


@dataclass(frozen=True, slots=True)
class TieRule:
    """Who goes first among equal totals: the higher score in ``criterion``, else the higher `Candidate.extras` under ``title``."""

    title: str
    criterion: int | None = None


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How scores become a total.

    ``judges`` are the ids of those who score the judged criteria. ``trim`` drops one highest and one lowest from
    ``trim_from`` judges on. Totals are published with ``digits``. ``ties`` are applied in their order.
    """

    criteria: tuple[Criterion, ...]
    judges: tuple[int, ...] = ()
    trim: Trim = Trim.NONE
    trim_from: int = 5
    digits: int = 2
    ties: tuple[TieRule, ...] = ()

    def without_judge(self, judge: int) -> "ScoringRule":
        """The same rule with one judge fewer."""
        return replace(self, judges=tuple(each for each in self.judges if each != judge))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person with the scores given; a key that is not there is a blank. ``label`` names the person in sentences."""

    id: int
    label: str
    scores: Mapping[CellKey, Cell]
    extras: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """A person's total.

    ``parts`` are each criterion's share of its scale (84 of 100 is 84/100), in the rule's order; ``total`` and ``parts`` are
    None for who is absent or lacks a score. ``blanks`` are the cells still empty.
    """

    candidate: Candidate
    parts: tuple[Fraction, ...] | None
    total: Decimal | None
    absent: bool = False
    blanks: tuple[CellKey, ...] = ()


def check_rule(rule: ScoringRule) -> None:
    """Raise UserError unless the criteria can make a total: weights of 100 in all, scales the right way up, judges where needed."""
    if not rule.criteria:
        raise UserError("평가 항목이 없습니다. 항목을 하나 이상 적어 주세요.", "criteria")
    for criterion in rule.criteria:
        if criterion.weight < 0:
            raise UserError(
                f"'{criterion.title}'의 배점 비율이 0보다 작습니다. 0 이상으로 적어 주세요.", "weight"
            )
        if criterion.highest <= criterion.lowest or criterion.highest <= 0:
            raise UserError(
                f"'{criterion.title}'의 만점이 최저점보다 커야 합니다. 척도를 확인해 주세요.", "highest"
            )
    weights = sum((each.weight for each in rule.criteria), Decimal(0))
    if weights != WHOLE:
        raise UserError(f"배점 비율의 합이 {_plain(weights)} %입니다. 100 %가 되게 고쳐 주세요.", "weight")
    if any(each.judged for each in rule.criteria) and not rule.judges:
        raise UserError("심사위원이 없습니다. 심사위원을 하나 이상 적어 주세요.", "judges")


def check_score(criterion: Criterion, score: Decimal, label: str = "") -> None:
    """Raise UserError, naming the person, where a score lies outside its criterion's scale."""
    if not (score.is_finite() and criterion.lowest <= score <= criterion.highest):
        who = f"{label}: " if label else ""
        what = attach(f"{criterion.title} 점수 {_plain(score)}", "은/는")
        raise UserError(
            f"{who}{what} {_plain(criterion.lowest)}~{_plain(criterion.highest)} 밖입니다. 점수를 확인해 주세요.",
            "score",
        )


def parts_of(candidate: Candidate, rule: ScoringRule) -> Scored:
    """The person's share in each criterion; the total is still None. Raises UserError for a score outside its scale."""
    expected: list[tuple[Criterion, list[tuple[int | None, Cell]]]] = [
        (criterion, [(judge, candidate.scores.get((criterion.id, judge))) for judge in judges])
        for criterion in rule.criteria
        for judges in ((rule.judges if criterion.judged else (None,)),)
    ]
    if any(cell is Missing.ABSENT for _, cells in expected for _, cell in cells):
        return Scored(candidate, None, None, absent=True)
    blanks = tuple(
        (criterion.id, judge) for criterion, cells in expected for judge, cell in cells if cell is None
    )
    given = [
        (criterion, {judge: cell for judge, cell in cells if isinstance(cell, Decimal)})
        for criterion, cells in expected
    ]
    for criterion, scores in given:
        for score in scores.values():
            check_score(criterion, score, candidate.label)
        if not scores and not blanks:
            blanks = tuple((criterion.id, judge) for judge in (rule.judges if criterion.judged else (None,)))
    if blanks:
        return Scored(candidate, None, None, blanks=blanks)
    dropped = _dropped_judges(given, rule)
    parts = (_part(criterion, scores, rule, dropped) for criterion, scores in given)
    return Scored(candidate, tuple(parts), None)


def total_of(parts: Sequence[Fraction], weights: Sequence[Fraction], digits: int) -> Decimal:
    """The weighted total as published, rounded half up once, at the end; ``weights`` are points of 100."""
    total = sum((part * weight for part, weight in zip(parts, weights, strict=True)), Fraction(0))
    unit: int = 10**digits
    return Decimal((2 * total.numerator * unit + total.denominator) // (2 * total.denominator)).scaleb(
        -digits
    )


def weights_of(rule: ScoringRule) -> tuple[Fraction, ...]:
    """The criteria's weights as exact points of 100, in their order."""
    return tuple(Fraction(each.weight) for each in rule.criteria)


def scored(candidates: Iterable[Candidate], rule: ScoringRule) -> list[Scored]:
    """Everybody's total, in the order given. Raises UserError for a rule that cannot make one and a score outside its scale."""
    check_rule(rule)
    return with_totals((parts_of(each, rule) for each in candidates), weights_of(rule), rule.digits)


def with_totals(parted: Iterable[Scored], weights: Sequence[Fraction], digits: int) -> list[Scored]:
    """The same people with the totals that these weights give."""
    return [
        each
        if each.parts is None
        else Scored(
            each.candidate, each.parts, total_of(each.parts, weights, digits), each.absent, each.blanks
        )
        for each in parted
    ]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many have a total, their mean and (population) deviation, two digits; absentees and the incomplete are in none of them."""

    count: int
    mean: Decimal | None
    deviation: Decimal | None


def summary(people: Iterable[Scored]) -> Summary:
    """The figures below a ranking; None where nobody has a total."""
    totals = [each.total for each in people if each.total is not None]
    if not totals:
        return Summary(0, None, None)
    mean = sum(map(Fraction, totals), Fraction(0)) / len(totals)
    variance = sum(((Fraction(each) - mean) ** 2 for each in totals), Fraction(0)) / len(totals)
    return Summary(len(totals), half_up(_decimal(mean), 2), half_up(_decimal(variance).sqrt(), 2))


def _part(
    criterion: Criterion, scores: Mapping[int | None, Decimal], rule: ScoringRule, dropped: frozenset[int]
) -> Fraction:
    kept = [score for judge, score in scores.items() if judge not in dropped]
    if criterion.judged and rule.trim is Trim.PER_CRITERION and len(kept) >= rule.trim_from:
        kept = sorted(kept)[1:-1]
    return Fraction(sum(kept, Decimal(0))) / (len(kept) * Fraction(criterion.highest))


def dropped_judges(candidate: Candidate, rule: ScoringRule) -> frozenset[int]:
    """Whose sheets do not count for who has all scores: of the highest and of the lowest total one each, or nobody's."""
    given = [(each, _given(candidate, each, rule)) for each in rule.criteria]
    return _dropped_judges(given, rule)


def _given(candidate: Candidate, criterion: Criterion, rule: ScoringRule) -> dict[int | None, Decimal]:
    cells = ((judge, candidate.scores.get((criterion.id, judge))) for judge in rule.judges)
    return {judge: cell for judge, cell in cells if isinstance(cell, Decimal)}


def _dropped_judges(
    given: Sequence[tuple[Criterion, Mapping[int | None, Decimal]]], rule: ScoringRule
) -> frozenset[int]:
    """Who gave the highest and the lowest total; of equal ones it does not matter which."""
    if rule.trim is not Trim.PER_JUDGE:
        return frozenset()
    totals: dict[int, Fraction] = {}
    for criterion, scores in given:
        for judge, score in scores.items():
            if judge is not None:
                share = Fraction(score) / Fraction(criterion.highest) * Fraction(criterion.weight)
                totals[judge] = totals.get(judge, Fraction(0)) + share
    if len(totals) < rule.trim_from:
        return frozenset()
    order = sorted(totals, key=lambda judge: (totals[judge], judge))
    return frozenset({order[0], order[-1]})


def _decimal(share: Fraction) -> Decimal:
    return Decimal(share.numerator) / Decimal(share.denominator)


def _plain(number: Decimal) -> str:
    """As a person writes it: 100 and 81.5, not 1E+2 or 81.50."""
    if not number.is_finite():
        return str(number)
    return f"{number.quantize(Decimal(1), ROUND_HALF_UP) if number == number.to_integral_value() else number.normalize():f}"
