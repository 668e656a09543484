"""The figures of a term's pilots: what was decided of them, and how far they came (row AN-07)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.board import VERDICTS, Indicator, Pilot, Proposal
from desktop.queries.board.pilots import UNDER_WAY
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.rules.review.pilots import median_share, progress, show_share
from desktop.text.percent import show_percent


def pilot_charts(session: Session, board_id: int) -> tuple[Chart, Chart]:
    """The verdicts, and the median share of the gap by verdict."""
    return (_verdicts(session, board_id), _reached(session, board_id))


def _verdicts(session: Session, board_id: int) -> Chart:
    """Of those closed, how many came to each verdict; those under way beside them."""
    rows = session.execute(
        select(Pilot.verdict, func.count())
        .join(Proposal, Proposal.id == Pilot.proposal_id)
        .where(Proposal.board_id == board_id)
        .group_by(Pilot.verdict)
    )
    counts: dict[str | None, int] = {verdict: count for verdict, count in rows}  # noqa: C416 - rows are no pairs to a type checker
    closed = sum(counts.get(verdict, 0) for verdict in VERDICTS)
    marks = [Mark("마침", closed, f"{closed:,}건", Rows("pilots", (_of(VERDICTS),)))]
    for verdict in VERDICTS:
        count = counts.get(verdict, 0)
        told = f"{count:,}건" + (f" ({show_percent(Fraction(count, closed))} %)" if closed else "")
        marks.append(Mark(verdict, count, told, Rows("pilots", (_of((verdict,)),))))
    going = counts.get(None, 0)
    marks.append(Mark(UNDER_WAY, going, f"{going:,}건", Rows("pilots", (_of((UNDER_WAY,)),))))
    return Chart("시범운영의 판정", Shape.BARS, tuple(marks) if counts else (), "시범운영이 아직 없습니다.")


def _reached(session: Session, board_id: int) -> Chart:
    """Of every indicator measured in a closed pilot the share of the gap that was reached."""
    rows = session.execute(
        select(Pilot.verdict, Indicator.baseline, Indicator.target, Indicator.actual)
        .select_from(Indicator)
        .join(Pilot, Pilot.id == Indicator.pilot_id)
        .join(Proposal, Proposal.id == Pilot.proposal_id)
        .where(Proposal.board_id == board_id, Pilot.verdict.is_not(None), Indicator.actual.is_not(None))
    )
    shares = [
        (verdict, progress(Decimal(baseline), Decimal(target), Decimal(actual or 0)))
        for verdict, baseline, target, actual in rows
    ]
    groups = [("전체", VERDICTS), *((verdict, (verdict,)) for verdict in VERDICTS)]
    marks = [
        _middle(label, group, verdicts)
        for label, verdicts in groups
        if (group := [share for verdict, share in shares if verdict in verdicts])
    ]
    empty = "마친 시범운영의 지표가 아직 없습니다."
    return Chart("시범 지표의 달성률 (중앙값)", Shape.BARS, tuple(marks), empty)


def _middle(label: str, shares: Sequence[Fraction], verdicts: tuple[str, ...]) -> Mark:
    found = median_share(shares) or Fraction(0)
    rows = Rows("indicators", (_of(verdicts), Filter("actual", Test.NOT_BLANK)))
    told = f"{show_share(found)} · 지표 {len(shares):,}개"
    return Mark(label, max(0, int(found * 1000)), told, rows)  # what went the wrong way has no bar


def _of(verdicts: tuple[str, ...]) -> Filter:
    return Filter("standing", Test.ONE_OF, verdicts)
