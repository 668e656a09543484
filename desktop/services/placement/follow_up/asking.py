"""Whom to ask and when: those hired after 1, 3, 6 and 12 months, everybody who completed, and what a company is like."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.follow_up import Career, Evaluation, FollowUp
from desktop.model.internships import Conversion
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import SubsidySupport
from desktop.model.training import Cohort, Enrolment, Stage
from desktop.queries.card import Linked
from desktop.queries.due import Due
from desktop.queries.list_spec import Scope
from desktop.rules.flows import Tone
from desktop.rules.placement import ConversionStatus, MatchStatus
from desktop.rules.placement.employment import CHECKED_AFTER, Kept, Outcome, follow_ups
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

_DAY = dt.timedelta(1)
_NOT_INTERNS = (MatchStatus.PLANNED.value, MatchStatus.CANCELLED.value)


def hired(session: Session, scope: Scope) -> dict[int, dt.date]:
    """By internship, the day somebody was taken on for good: of the contract, else as a support tells it, else the day after."""
    told = select(SubsidySupport.match_id, func.min(SubsidySupport.converted_on)).group_by(
        SubsidySupport.match_id
    )
    contracts = select(Conversion.match_id, Conversion.contracted_on).where(
        Conversion.status == ConversionStatus.CONTRACTED.value
    )
    days = {
        match_id: day
        for rows in (told, contracts)
        for match_id, day in session.execute(rows)
        if day is not None
    }
    converted = select(SubsidySupport.match_id).where(SubsidySupport.converted_on.is_not(None))
    rows = (
        select(Match.id, Match.ends_on)
        .join(Opening)
        .where((Match.status == MatchStatus.CONVERTED.value) | Match.id.in_(converted))
        .order_by(Match.id)
    )
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    return {match_id: days.get(match_id, ends_on + _DAY) for match_id, ends_on in session.execute(rows)}


def lacking(session: Session, scope: Scope) -> list[tuple[int, int, dt.date]]:
    """Internship, months and day of each follow-up that nobody entered yet."""
    known = {(row.match_id, row.months) for row in session.scalars(select(FollowUp))}
    return [
        (match_id, months, day)
        for match_id, since in hired(session, scope).items()
        for months, day in follow_ups(since)
        if (match_id, months) not in known
    ]


def make(store: Store, scope: Scope) -> Changes:
    """Enter the follow-ups of everybody hired. Raises UserError where all are there."""
    with store.operation("사후 확인 만들기") as op:
        new = lacking(op.session, scope)
        if not new:
            raise UserError("더 만들 확인이 없습니다. 정규직으로 전환된 사람의 확인이 모두 있습니다.")
        op.insert_many(
            FollowUp,
            [
                {"match_id": match_id, "months": months, "due_on": day, "found": None, "evidence": None,
                 "checked_on": None, "note": None}
                for match_id, months, day in new
            ],
        )  # fmt: skip
        op.name = f"사후 확인 {len(new):,}건 만들기"
    return op.changes


def check_follow_up(op: Operation, row: FollowUp, _values: Mapping[str, Any]) -> None:
    """Raise UserError unless it is of one of the months asked for, and what was found has its evidence."""
    if row.months not in CHECKED_AFTER:
        raise UserError("확인은 1, 3, 6, 12개월 뒤에 합니다. 개월을 확인해 주세요.", "months")
    if (row.found is None) != (row.evidence is None):
        raise UserError(
            f"확인 결과와 증빙을 함께 적어 주세요. 확인하지 못했으면 '{Kept.UNKNOWN.value}'를 고릅니다.",
            "evidence",
        )
    with op.session.no_autoflush:
        if row.found is not None and row.checked_on is None:
            row.checked_on = op.at.astimezone().date()
    op.session.flush()


def completed(session: Session, cohort_id: int) -> list[int]:
    """The trainees who completed the last stage of a cohort, ascending."""
    last = select(Stage.id).where(Stage.cohort_id == cohort_id).order_by(Stage.position.desc()).limit(1)
    rows = select(Enrolment.trainee_id).where(
        Enrolment.stage_id == last.scalar_subquery(), Enrolment.status == EnrolmentStatus.COMPLETED.value
    )
    return sorted(set(session.scalars(rows)))


def enter_graduates(store: Store, scope: Scope) -> Changes:
    """Enter everybody who completed and is not there, as 미확인. Raises UserError where nobody is left."""
    if scope.cohort_id is None:
        raise UserError("왼쪽 위에서 기수를 고른 뒤 다시 눌러 주세요.")
    with store.operation("수료자 넣기") as op:
        known = set(op.session.scalars(select(Career.trainee_id).where(Career.cohort_id == scope.cohort_id)))
        new = [each for each in completed(op.session, scope.cohort_id) if each not in known]
        if not new:
            raise UserError("이 기수의 수료자가 모두 들어 있습니다.")
        day = op.get(Cohort, scope.cohort_id).ends_on or op.at.astimezone().date()
        op.insert_many(
            Career,
            [
                {"trainee_id": each, "cohort_id": scope.cohort_id, "as_of": day, "outcome": Outcome.UNKNOWN.value,
                 "in_field": False, "place": None, "evidence": None, "note": None}
                for each in new
            ],
        )  # fmt: skip
        op.name = f"수료자 {len(new):,}명 넣기"
    return op.changes


def due(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """Follow-ups nobody has made: entered ones are opened, those not entered yet lead to the internship.

    They lapse: asked long after its month, a person tells of another one.
    """
    rows = select(FollowUp).join(Match).join(Opening).where(FollowUp.found.is_(None))
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    for row in session.scalars(rows):
        whose = f"{row.match.trainee.person.name} · {row.match.opening.company.name}"
        what = f"{row.months}개월 고용 확인"
        yield Due(what, whose, row.due_on, "follow_ups", row.id, tone=Tone.WARN, lapses=True)
    for match_id, months, day in lacking(session, scope):
        match = session.get_one(Match, match_id)
        whose = f"{match.trainee.person.name} · {match.opening.company.name}"
        yield Due(
            f"{months}개월 고용 확인", whose, day, "matches", match_id,
            page="matches", tone=Tone.WARN, lapses=True,
        )  # fmt: skip


def scorecard(session: Session, company_id: int) -> Sequence[Linked]:
    """A company's years on its card: interns, who completed and was taken on, complaints, and what interns say."""
    rows = session.scalars(select(Match).join(Opening).where(Opening.company_id == company_id)).all()
    interns = [row for row in rows if row.status not in _NOT_INTERNS]
    said = session.scalars(
        select(Evaluation).where(Evaluation.match_id.in_([row.id for row in interns]))
    ).all()
    years = {row.id: row.starts_on.year for row in interns}
    complaints = Counter(years[each.match_id] for each in said if each.complaint)
    told = []
    for year in sorted(set(years.values()), reverse=True):
        of_year = [row for row in interns if row.starts_on.year == year]
        done = sum(row.status in {MatchStatus.ENDED.value, MatchStatus.CONVERTED.value} for row in of_year)
        converted = sum(row.status == MatchStatus.CONVERTED.value for row in of_year)
        told.append(
            Linked(
                f"{year}년: 인턴 {len(of_year)}명, 마침 {done}명, 정규직 전환 {converted}명, 민원 {complaints[year]}건"
            )
        )
    return told
