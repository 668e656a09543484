"""The review of the practice file: receipts and answers in the autumn of 2022, two departments' opinions, one extension, one pilot.

What was answered keeps the days of that autumn, so that 성과 has lead times to show; what is still under review was received
some days ago, so that its clock runs, and what is tried out was tried out since.
"""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import Condition, Indicator, Opinion, Pilot, Proposal, Review
from desktop.queries.list_spec import Scope
from desktop.rules.board.states import ProposalStatus
from desktop.services.board.review import clocks, reviewing
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

_DAY = dt.timedelta(days=1)
_LASTED = (9, 31, 12, 4, 18)
"""Days from receipt to answer, of the answered ones in turn."""
_RECEIVED_AFTER, _WAITING, _PLANNED_AFTER = 2 * _DAY, 11 * _DAY, 20 * _DAY
_PILOTED_SINCE, _PILOT_AFTER, _PILOT_ENDED = 25 * _DAY, 4 * _DAY, 2 * _DAY
"""How long ago the piloted one was received, how long after that its pilot began, and how long ago that ended."""


def fill(store: Store) -> None:
    """Put them into the sample, whose proposals stand in every state by then."""
    with store.operation("심사와 시범운영 적기") as op:
        _date(op)
        reviewed = _first(op.session, ProposalStatus.REVIEWED)
        review = op.session.scalars(select(Review).where(Review.proposal_id == reviewed.id)).one()
        asked_on = review.received_on
        op.add(
            Opinion(
                proposal_id=reviewed.id, department="건설관리과", asked_on=asked_on, due_on=asked_on + 9 * _DAY,
                answered_on=asked_on + 5 * _DAY, verdict="일부 수용", text="큰 공사장 열 곳에서 먼저 공개할 수 있음",
            )
        )  # fmt: skip
        op.add(
            Opinion(
                proposal_id=reviewed.id,
                department="도시안전과",
                asked_on=asked_on,
                due_on=asked_on + 14 * _DAY,
            )
        )
        today = op.at.astimezone().date()
        adopted = _first(op.session, ProposalStatus.ADOPTED)
        reviewing.add_notice(
            op,
            {
                "proposal_id": adopted.id, "told_on": today,
                "expected_on": today + 60 * _DAY, "words": "지도 자료를 새로 받느라 두 달 늦어짐",
            },
            Scope(),
        )  # fmt: skip
        piloted = _first(op.session, ProposalStatus.PILOTED)
        pilot = op.add(
            Pilot(
                proposal_id=piloted.id, place="고속터미널 앞 횡단보도 네 곳", budget=8_000_000,
                starts_on=(piloted.received_on or today) + _PILOT_AFTER, ends_on=today - _PILOT_ENDED,
            )
        )  # fmt: skip
        op.add(
            Indicator(
                pilot_id=pilot.id, name="그늘 만족도", unit="점", baseline=4000, target=6000, actual=5500
            )
        )
    reviewing.extend(store, review.id, 10, "공사장 관리 시스템의 자료를 확인하는 데 시간이 더 필요함")


def _date(op: Operation) -> None:
    """The moves were all made today: their days are those on which they would have been made."""
    today, answered = op.at.astimezone().date(), 0
    for review in op.session.scalars(select(Review).order_by(Review.id)):
        proposal = review.proposal
        if review.answered_on is None:
            is_piloted = proposal.status == ProposalStatus.PILOTED.value
            review.received_on = today - (_PILOTED_SINCE if is_piloted else _WAITING)
            proposal.status_on = review.received_on + (_PILOT_AFTER if is_piloted else 0 * _DAY)
        else:
            review.received_on = (proposal.proposed_on or review.received_on) + _RECEIVED_AFTER
            review.answered_on = review.received_on + _LASTED[answered % len(_LASTED)] * _DAY
            proposal.status_on = review.answered_on
            if proposal.status == ProposalStatus.ADOPTED.value:
                review.planned_on = review.answered_on + _PLANNED_AFTER
            answered += 1
        proposal.received_on = review.received_on
        clocks.set_ends(op.session, review)
    for condition in op.session.scalars(
        select(Condition).where(Condition.state == ProposalStatus.REJECTED.value)
    ):
        condition.set_on = condition.proposal.status_on or condition.set_on
    op.session.flush()


def _first(session: Session, status: ProposalStatus) -> Proposal:
    of_status = select(Proposal).where(Proposal.status == status.value).order_by(Proposal.id)
    return session.scalars(of_status.limit(1)).one()
