"""Interviews of the practice file: the thirty graduates of 2022 at its twelve companies, and what came of the first."""

import datetime as dt

from sqlalchemy import select

from desktop.model.interviews import Interview, InterviewDay, InterviewHours, InterviewPanel, InterviewRoom
from desktop.model.placement import Company, Match, Opening
from desktop.model.training import Cohort, Enrolment, Stage
from desktop.rules.placement.interviews import InterviewStatus
from desktop.rules.timetable import Effort
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.placement.interviews import making
from desktop.services.placement.interviews.book import gather

_YEAR = 2022
_DAYS = (dt.date(2022, 9, 20), dt.date(2022, 9, 21))
_ROOMS = (("구청 본관", ("301호", "302호", "303호")), ("별관", ("교육장",)))
_ASKED = 3
_QUICK = Effort(repairs=60, moves=200)
_CAUTION = "지난해 인턴 한 명이 근로조건이 달라 중도에 그만두었습니다"
_PASSED, _FAILED = InterviewStatus.PASSED.value, InterviewStatus.FAILED.value


def fill(store: Store) -> None:
    """Put them into the practice file, which has its graduates, companies and openings by then."""
    with store.operation("2022년 면접 신청 적기") as op:
        cohort = op.session.scalars(select(Cohort).where(Cohort.year == _YEAR)).one()
        openings = op.session.scalars(
            select(Opening).where(Opening.cohort_id == cohort.id).order_by(Opening.id)
        ).all()
        _set_up(op, cohort.id, openings[-1].company_id)
        graduates = op.session.scalars(
            select(Enrolment.trainee_id)
            .join(Stage)
            .where(Stage.cohort_id == cohort.id, Enrolment.status == EnrolmentStatus.COMPLETED.value)
            .order_by(Stage.position.desc(), Enrolment.id)
            .limit(30)
        ).all()
        for place, trainee_id in enumerate(graduates):
            for step in range(_ASKED):
                opening = openings[(place + step * (1 + place % 3)) % len(openings)]
                op.add(Interview(opening_id=opening.id, trainee_id=trainee_id))
        first = op.get(Company, openings[0].company_id)
        first.caution = _CAUTION
    making.make(store, cohort.id, _YEAR, _QUICK)
    with store.operation("2022년 면접 결과 적기") as op:
        _results(op, cohort.id)


def _set_up(op: Operation, cohort_id: int, elsewhere: int) -> None:
    days = [
        op.add(InterviewDay(cohort_id=cohort_id, held_on=day, starts_at="09:00", ends_at="18:00"))
        for day in _DAYS
    ]
    for building, names in _ROOMS:
        for name in names:
            op.add(InterviewRoom(cohort_id=cohort_id, building=building, name=name))
    op.add(InterviewPanel(cohort_id=cohort_id, company_id=elsewhere, panels=1, building="별관"))
    op.add(InterviewHours(day_id=days[0].id, company_id=elsewhere, starts_at="14:00", ends_at="16:30"))


def _results(op: Operation, cohort_id: int) -> None:
    """The first day's: a pass, a failure or an absence each, and the places that were taken up."""
    matches = op.session.scalars(select(Match).join(Opening).where(Opening.cohort_id == cohort_id))
    placed = {(each.trainee_id, each.opening_id) for each in matches}
    rows = [
        each for each in gather(op.session, cohort_id).interviews if each.day and each.day.held_on == _DAYS[0]
    ]
    for place, row in enumerate(rows):
        row.told_on = _DAYS[0] - dt.timedelta(days=3)
        if place % 9 == 4:
            row.status, row.reason = InterviewStatus.ABSENT.value, "같은 시각에 다른 시험"
        elif place % 3 == 1:
            row.status, row.reason, row.score = _FAILED, "직무 경험 부족", 6000 + place % 7 * 150
        else:
            row.status, row.score = _PASSED, 8000 + place % 8 * 225
    by_opening: dict[int, list[Interview]] = {}
    for row in rows:
        if row.status == _PASSED:
            by_opening.setdefault(row.opening_id, []).append(row)
    for passed in by_opening.values():
        for rank, row in enumerate(sorted(passed, key=lambda one: (-(one.score or 0), one.id)), 1):
            row.rank = rank
    for row in rows:
        if (row.trainee_id, row.opening_id) in placed and row.status == _PASSED:
            row.status = InterviewStatus.ACCEPTED.value
