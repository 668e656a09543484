"""Following up in the practice file: who was taken on in 2021, what became of the graduates of 2022, two judgements."""

import datetime as dt

from sqlalchemy import select

from desktop.model.follow_up import SIDES, Career, Evaluation, FollowUp
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort
from desktop.queries.list_spec import Scope
from desktop.rules.placement import MatchStatus
from desktop.rules.placement.employment import Kept, Outcome
from desktop.services.datafile.store import Store
from desktop.services.placement.follow_up import asking

_OUTCOMES = (
    *((Outcome.EMPLOYED, True),) * 11, *((Outcome.EMPLOYED, False),) * 4, *((Outcome.FURTHER_STUDY, False),) * 3,
    (Outcome.SERVICE, False), (Outcome.FOREIGNER, False), *((Outcome.INTERN, False),) * 5,
    *((Outcome.SEEKING, False),) * 3, *((Outcome.UNKNOWN, False),) * 2,
)  # fmt: skip
"""Of thirty: 50.0 % simple, 60.0 % official, 44.0 % in the field."""
_DAY = dt.date(2022, 9, 16)
_ASKED_UNTIL = dt.date(2022, 6, 30)


def fill(store: Store) -> None:
    """Put them into the sample, which has its internships by then."""
    with store.read() as session:
        cohort_id = session.scalars(select(Cohort.id).where(Cohort.year == 2022)).one()
    asking.make(store, Scope(today=store.today()))
    asking.enter_graduates(store, Scope(cohort_id=cohort_id, today=store.today()))
    with store.operation("사후 확인, 진로, 평가 적기") as op:
        rows = op.session.scalars(select(FollowUp).order_by(FollowUp.id)).all()
        for place, row in enumerate(each for each in rows if each.due_on <= _ASKED_UNTIL):
            unknown = place % 9 == 8
            row.found = Kept.UNKNOWN.value if unknown else Kept.SAME_COMPANY.value
            row.evidence = "연락 안 됨" if unknown else "4대보험 가입내역"
            row.checked_on = row.due_on
        careers = op.session.scalars(
            select(Career).where(Career.cohort_id == cohort_id).order_by(Career.trainee_id)
        ).all()
        for career, (outcome, in_field) in zip(careers, _OUTCOMES, strict=False):
            career.outcome, career.in_field, career.as_of = outcome.value, in_field, _DAY
        ended = select(Match).join(Opening).where(Match.status == MatchStatus.ENDED.value).order_by(Match.id)
        match = op.session.scalars(ended).first()
        assert match is not None
        newest = select(Match).join(Opening).where(Opening.cohort_id == cohort_id).order_by(Match.id)
        first = op.session.scalars(newest).first()
        assert first is not None
        op.add(
            Evaluation(
                match_id=first.id, side=SIDES[0], written_on=first.ends_on, work=5, attitude=5, again=True
            )
        )
        for side, work, complaint in ((SIDES[0], 5, False), (SIDES[1], 4, True)):
            op.add(
                Evaluation(
                    match_id=match.id, side=side, written_on=match.ends_on, work=work, attitude=4, again=True,
                    complaint=complaint,
                )
            )  # fmt: skip
