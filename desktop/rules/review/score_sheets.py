"""The score sheet of a proposal: each judge's weighted total, the highest and the lowest dropped from five judges on.

Reckoned by `rules.scoring`; a blank is never a 0 but keeps the sheet open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.errors import UserError
from desktop.rules.scoring import (
    WHOLE,
    Candidate,
    CellKey,
    Criterion,
    Scored,
    ScoringRule,
    Trim,
    dropped_judges,
    scored,
)

TRIMMED_FROM = 5
"""From so many judges on the highest and the lowest are dropped (the sheets of a 제안 심사위원회)."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is scored: ``criteria``, the judges' names by id in their order, and the scores by criterion and judge."""

    criteria: tuple[Criterion, ...]
    judges: Mapping[int, str]
    scores: Mapping[CellKey, Decimal]


@dataclass(frozen=True, slots=True)
class Result:
    """``totals`` of the judges, None of one who left a blank; the ``total`` of all, None as long as there are ``blanks``."""

    totals: Mapping[int, Decimal | None]
    dropped: frozenset[int]
    total: Decimal | None
    blanks: tuple[CellKey, ...]


def result_of(sheet: Sheet) -> Result:
    """As the scores stand. Raises UserError for weights that do not sum to 100, no judge, a score outside its scale."""
    whole = _scored(sheet, tuple(sheet.judges))
    totals = {judge: _scored(sheet, (judge,)).total for judge in sheet.judges}
    dropped = (
        frozenset[int]() if whole.blanks else dropped_judges(whole.candidate, _rule(sheet, sheet.judges))
    )
    return Result(totals, dropped, whole.total, whole.blanks)


def trim_in_words(sheet: Sheet, result: Result) -> str:
    """Who was dropped, or that nobody is and why."""
    judges = len(sheet.judges)
    if judges < TRIMMED_FROM:
        return f"심사자가 {judges}명이어서 아무도 빼지 않고 평균을 냅니다({TRIMMED_FROM}명부터 최고와 최저를 뺍니다)."
    if not result.dropped:
        return f"심사자 {judges}명 가운데 총점이 가장 높은 한 명과 가장 낮은 한 명을 빼고 평균을 냅니다."
    low, high = sorted(result.dropped, key=lambda judge: result.totals[judge] or Decimal(0))
    told = f"최고 {sheet.judges[high]} {result.totals[high]}, 최저 {sheet.judges[low]} {result.totals[low]}"
    return f"심사자 {judges}명 가운데 총점이 가장 높은 한 명과 가장 낮은 한 명을 뺐습니다({told})."


def check_closing(sheet: Sheet, result: Result) -> Decimal:
    """The total to be kept. Raises UserError, naming judge and criterion, where a score is blank."""
    if result.total is not None:
        return result.total
    titles = {each.id: each.title for each in sheet.criteria}
    blanks = [f"{sheet.judges[judge or 0]}의 {titles[criterion]}" for criterion, judge in result.blanks]
    more = f" 외 {len(blanks) - _NAMED}칸" if len(blanks) > _NAMED else ""
    raise UserError(
        f"점수가 빈 칸이 있어 마감할 수 없습니다: {', '.join(blanks[:_NAMED])}{more}. 빈칸은 0점이 아닙니다. 점수를 적어 주세요.",
        "closed_on",
    )


def sum_in_words(criteria: Sequence[Criterion]) -> str:
    """What the weights sum to and how far that is from 100: '배점 비율의 합이 60 %입니다. 40 %가 모자랍니다.'"""
    total = _sum(criteria)
    told = f"배점 비율의 합이 {total:f} %입니다."
    if total == WHOLE:
        return told
    return f"{told} {abs(WHOLE - total):f} %가 {'모자랍니다' if total < WHOLE else '넘칩니다'}."


def check_weights(criteria: Sequence[Criterion], field: str) -> None:
    """Raise UserError at ``field`` unless the weights sum to 100."""
    if _sum(criteria) != WHOLE:
        raise UserError(
            f"{sum_in_words(criteria)} '심사 기준과 심사자'에서 모두 더해 100 %가 되게 고쳐 주세요.", field
        )


def check_room(criteria: Sequence[Criterion], written: int) -> None:
    """Raise UserError where the weight of the criterion ``written`` takes the sum beyond 100; below, more may come."""
    room = WHOLE - _sum([each for each in criteria if each.id != written])
    if _sum(criteria) <= WHOLE:
        return
    if room <= 0:
        raise UserError(
            "다른 기준만으로 배점 비율이 100 %입니다. 다른 기준의 배점 비율을 먼저 줄여 주세요.", "weight"
        )
    raise UserError(
        f"다른 기준의 배점 비율이 모두 {WHOLE - room:f} %여서 이 기준은 {room:f} %까지 적을 수 있습니다. "
        "더 적으려면 다른 기준을 먼저 줄여 주세요.",
        "weight",
    )


def _sum(criteria: Sequence[Criterion]) -> Decimal:
    return sum((each.weight for each in criteria), Decimal(0))


def _rule(sheet: Sheet, judges: Mapping[int, str] | tuple[int, ...]) -> ScoringRule:
    return ScoringRule(sheet.criteria, tuple(judges), Trim.PER_JUDGE, TRIMMED_FROM, digits=1)


def _scored(sheet: Sheet, judges: tuple[int, ...]) -> Scored:
    return scored([Candidate(0, "", sheet.scores)], _rule(sheet, judges))[0]
