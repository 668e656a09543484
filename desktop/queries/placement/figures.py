"""The figures of a cohort's matching and of the way to regular work, each with the rows behind it (rows AN-05, CO-22)."""

from collections.abc import Iterable
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.matching import MatchingPlan, PlanLine
from desktop.model.placement import Match, Opening
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.queries.placement.internships import CONVERSION_STEP
from desktop.rules.placement import CONVERSION, ConversionStatus, MatchStatus
from desktop.text.percent import show_percent

_INTERNS = tuple(
    each.value for each in MatchStatus if each not in {MatchStatus.PLANNED, MatchStatus.CANCELLED}
)
_CONTRACTED = (ConversionStatus.CONTRACTED.value,)
_ACCEPTED = (ConversionStatus.ACCEPTED.value, *_CONTRACTED)
_MOST_NAMED = 3


def charts(session: Session, cohort_id: int) -> tuple[Chart, ...]:
    """The way to regular work, and as which choice people were placed; () where nobody is an intern yet."""
    if not _count(session, cohort_id):
        return ()
    return (_conversion(session, cohort_id), _choices(session, cohort_id))


def _count(session: Session, cohort_id: int, steps: Iterable[str] | None = None) -> int:
    rows = (
        select(func.count())
        .select_from(Match)
        .join(Opening)
        .where(Opening.cohort_id == cohort_id, Match.status.in_(_INTERNS))
    )
    if steps is not None:
        rows = rows.where(CONVERSION_STEP.in_(list(steps)))
    return session.scalar(rows) or 0


def _conversion(session: Session, cohort_id: int) -> Chart:
    """Only who has a contract is converted: an offer, or one accepted, is told as a count and as no share."""
    interns = _count(session, cohort_id)
    worked = Filter("status", Test.ONE_OF, _INTERNS)
    marks = [Mark("인턴", interns, f"{interns:,}명", Rows("matches", (worked,)))]
    for label, steps in (("제의", CONVERSION.statuses), ("수락", _ACCEPTED), ("계약", _CONTRACTED)):
        count = _count(session, cohort_id, steps)
        told = f"{count:,}명"
        if steps == _CONTRACTED:
            told += f" · 전환율 {show_percent(Fraction(count, interns))} % ({count:,} ÷ {interns:,})"
        rows = Rows("matches", (worked, Filter("conversion", Test.ONE_OF, tuple(steps))))
        marks.append(Mark(label, count, told, rows))
    return Chart("정규직 전환: 제의, 수락, 계약", Shape.BARS, tuple(marks))


def _choices(session: Session, cohort_id: int) -> Chart:
    found = session.execute(
        select(PlanLine.choice, func.count(func.distinct(Match.id)))
        .select_from(PlanLine)
        .join(MatchingPlan)
        .join(Match, Match.id == PlanLine.match_id)
        .where(
            MatchingPlan.cohort_id == cohort_id,
            MatchingPlan.accepted_on.is_not(None),
            Match.status != MatchStatus.CANCELLED.value,
        )
        .group_by(PlanLine.choice)
    ).all()
    counts: dict[int | None, int] = {rank: count for rank, count in found}  # noqa: C416 - rows are no pairs to a type checker
    whole, named = sum(counts.values()), {each: n for each, n in counts.items() if each is not None}
    title = "몇 희망에 배정되었나"
    if named:
        mean = Fraction(sum(each * n for each, n in named.items()), sum(named.values()))
        title += f" (평균 {show_percent(mean / 100, digits=2)}희망)"
    standing = Filter(
        "status", Test.ONE_OF, tuple(each for each in MatchStatus if each != MatchStatus.CANCELLED)
    )
    marks = []
    for choice in range(1, max((_MOST_NAMED, *named)) + 1):
        exact = Filter("choice", Test.RANGE, (choice, choice))
        marks.append(_share(f"{choice}희망", named.get(choice, 0), whole, Rows("matches", (standing, exact))))
    if None in counts:
        marks.append(_share("희망에 없던 곳", counts[None], whole, None))
    return Chart(title, Shape.BARS, tuple(marks) if whole else (), "받아들인 배정안이 아직 없습니다.")


def _share(label: str, count: int, whole: int, rows: Rows | None) -> Mark:
    share = show_percent(Fraction(count, whole) if whole else None)
    return Mark(label, count, f"{count:,}명 · {share} % ({count:,} ÷ {whole:,})", rows)
