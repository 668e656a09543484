"""A review from receipt to answer: begun, stopped, extended, decided, as its proposal moves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Indicator, Notice, Opinion, Pilot, Proposal, Review, Supplement
from desktop.queries.board.merged import its_own_and_merged
from desktop.queries.list_spec import Scope
from desktop.rules.board.days import check_order
from desktop.rules.board.states import (
    BEFORE_RECEIPT,
    DECIDED,
    DECISIONS,
    ProposalStatus,
    check_alone,
    is_received,
)
from desktop.rules.fields import Field, Kind
from desktop.rules.review.clock import Clock, Period, Unit, check_extension, check_in_time, end_of
from desktop.rules.review.days import check_days, check_told
from desktop.services.board.review import clocks, settings
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date
from desktop.text.hangul import attach

_REVIEWED, _SUPPLEMENTED = ProposalStatus.REVIEWED.value, ProposalStatus.SUPPLEMENTED.value
_REJECTED = ProposalStatus.REJECTED.value
ADOPTIONS = (ProposalStatus.ADOPTED.value, ProposalStatus.PARTLY_ADOPTED.value)
EXPECTED = Field(
    "expected_on", "시행 예정일", Kind.DATE, help="아직 모르면 비워 둡니다. 그러면 '통지 필요'에 나옵니다."
)


def asked(to: str) -> tuple[Field, ...]:
    """What a move asks for: an adoption, when it is to be carried out."""
    return (EXPECTED,) if to in ADOPTIONS else ()


def of_proposal(session: Session, proposal_id: int) -> Review | None:
    """The review of a proposal; None before it was received."""
    return session.scalar(select(Review).where(Review.proposal_id == proposal_id))


def begin(op: Operation, proposal: Proposal, received_on: dt.date) -> Review:
    """A clock from a day of receipt, for the period that is set now; of one that ran before nothing is left."""
    review = of_proposal(op.session, proposal.id) or Review(proposal_id=proposal.id, supplements=[])
    for each in review.supplements:
        op.session.delete(each)
    review.supplements = []
    review.received_on = proposal.received_on = received_on
    review.period, review.unit = value(op.session, settings.PERIOD), value(op.session, settings.UNIT)
    review.extended_by = review.extended_on = review.extension_reason = None
    _take_back_answer(review)
    clocks.set_ends(op.session, review)
    return op.add(review)


def _take_back_answer(review: Review) -> None:
    """It is to be answered again: what was told of the first decision is none of the next one's."""
    review.answered_on = review.expected_on = review.planned_on = review.answer = None


def add(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Review:
    """A review by hand, of a proposal that came in before reviews were kept; of a decided one, answered on that day."""
    proposal = op.get(Proposal, values["proposal_id"])
    check_alone(proposal.merged_into_id, "proposal_id")
    if of_proposal(op.session, proposal.id) is not None:
        raise UserError("이미 심사 중인 제안입니다. 심사 목록에서 찾아 고쳐 주세요.", "proposal_id")
    answered_on = (proposal.status_on or _today(op)) if proposal.status in DECIDED else None
    check_days(values["received_on"], answered_on, values.get("expected_on"), _today(op))
    review = begin(op, proposal, values["received_on"])
    review.answered_on = answered_on
    review.expected_on, review.answer = values.get("expected_on"), values.get("answer")
    return review


def after(op: Operation, review: Review, values: Mapping[str, Any]) -> None:
    """A day of receipt that was mended moves the end; the proposal tells the same day. Raises UserError for days out of order."""
    check_standing(op, review, values)
    clocks.set_ends(op.session, review)
    proposal = op.get(Proposal, review.proposal_id)
    if proposal.received_on != review.received_on:
        proposal.received_on = review.received_on
        check_order(("제안일", proposal.proposed_on), ("접수일", review.received_on), "received_on")
    op.session.flush()


def check_standing(op: Operation, review: Review, _values: Mapping[str, Any]) -> None:
    """Raise UserError for days out of order."""
    check_days(review.received_on, review.answered_on, review.expected_on, _today(op))


def follow_receipt(op: Operation, proposal: Proposal, values: Mapping[str, Any]) -> None:
    """The review follows the day of receipt its proposal was saved with. Raises UserError for one taken away."""
    review = of_proposal(op.session, proposal.id) if "received_on" in values else None
    if review is None or review.received_on == proposal.received_on:
        return
    if proposal.received_on is None:
        raise UserError(
            "심사를 받는 제안의 접수일은 비울 수 없습니다. 접수한 날을 적어 주세요.", "received_on"
        )
    review.received_on = proposal.received_on
    after(op, review, values)


def remove_parts(op: Operation, review_ids: Sequence[int]) -> None:
    """Its days in 보완 go with it. Raises UserError where its proposal stands on it: begun again, it could be extended again."""
    for within in parts(review_ids):
        standing = (
            select(Proposal.title, Proposal.status)
            .join(Review, Review.proposal_id == Proposal.id)
            .where(within(Review.id), Proposal.status.not_in(BEFORE_RECEIPT))
        )
        if (row := op.session.execute(standing.limit(1)).first()) is not None:
            raise UserError(
                f"'{row.title}' 제안이 '{row.status}'인 동안에는 그 심사를 지울 수 없습니다. 접수일은 심사에서 고치고, "
                "심사를 그만두려면 제안을 '제출'로 되돌린 뒤에 지워 주세요."
            )
    _remove_supplements(op, review_ids)


def _remove_supplements(op: Operation, review_ids: Sequence[int]) -> None:
    ids = op.session.scalars(select(Supplement.id).where(Supplement.review_id.in_(review_ids))).all()
    op.delete_many(Supplement, ids)


def moving(op: Operation, proposal: Proposal, to: str, values: Mapping[str, Any]) -> None:
    """What a move of its proposal does to the review.

    Raises UserError for a decision that opinions are missing for, for a no that is left too late, and for days out of order.
    """
    today, review = _today(op), of_proposal(op.session, proposal.id)
    if to in DECISIONS:
        check_opinions(op.session, proposal.id)
    if (until := too_late(op.session, proposal, today)) is not None:
        raise UserError(
            f"재심사는 {show_date(until)}까지 신청할 수 있었습니다. 되살리기로 새 제안을 시작해 주세요.",
            "status",
        )
    if is_received(proposal.status, to):
        review = begin(op, proposal, today)
    elif review is None and to in (_REVIEWED, *DECISIONS):
        review = begin(op, proposal, proposal.received_on or today)
    if review is None:
        return
    _stop_or_go_on(review, proposal.status, to, today)
    if to in DECISIONS:
        _decide(review, to, values, today)
    elif review.answered_on is not None and (to == _REVIEWED or proposal.status == _REJECTED):
        _take_back_answer(review)
    clocks.set_ends(op.session, review)
    op.session.flush()


def _decide(review: Review, to: str, values: Mapping[str, Any], today: dt.date) -> None:
    """The day of the decision, and of the start: an adoption that is come back to keeps both, a no is one of its own."""
    if review.answered_on is None or to == _REJECTED:
        review.answered_on = today
    expected_on = (values.get("expected_on") or review.expected_on) if to in ADOPTIONS else None
    check_days(review.received_on, review.answered_on, expected_on, today)
    review.expected_on = expected_on


def _stop_or_go_on(review: Review, status: str, to: str, today: dt.date) -> None:
    """The clock stands still while the proposal is in 보완."""
    if to == _SUPPLEMENTED:
        review.supplements.append(Supplement(asked_on=today))
    for each in review.supplements if status == _SUPPLEMENTED else ():
        if each.back_on is None:
            each.back_on = today


def add_notice(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Notice:
    """That the authors were told of a start that is late. Raises UserError before adoption."""
    proposal = op.get(Proposal, values["proposal_id"])
    check_alone(proposal.merged_into_id, "proposal_id")
    if proposal.status not in ADOPTIONS:
        raise UserError("채택한 제안만 시행 예정일을 알립니다. 채택한 제안을 골라 주세요.", "proposal_id")
    if of_proposal(op.session, proposal.id) is None:
        raise UserError(
            "이 제안에는 심사가 없습니다. '심사 추가'로 접수일을 먼저 적어 주세요.", "proposal_id"
        )
    return op.add(Notice(**values))


def after_notice(op: Operation, notice: Notice, values: Mapping[str, Any]) -> None:
    """The review expects the day its authors were told of last. Raises UserError for a notice from before the adoption."""
    check_notice(op, notice, values)
    review = of_proposal(op.session, notice.proposal_id)
    op.session.flush()
    if review is not None and "expected_on" in values and _last_notice(op.session, review) is notice:
        review.expected_on = notice.expected_on
        op.session.flush()


def check_notice(op: Operation, notice: Notice, _values: Mapping[str, Any]) -> None:
    """Raise UserError for a notice from before the adoption."""
    review = of_proposal(op.session, notice.proposal_id)
    check_told(notice.told_on, review.answered_on if review else None)


def _last_notice(session: Session, review: Review) -> Notice | None:
    told = select(Notice).where(Notice.proposal_id == review.proposal_id)
    return session.scalar(told.order_by(Notice.told_on.desc(), Notice.id.desc()).limit(1))


def remove_of_proposals(op: Operation, proposal_ids: Sequence[int]) -> None:
    """All that the review of proposals left goes with them."""
    for within in parts(proposal_ids):
        reviews = op.session.scalars(select(Review.id).where(within(Review.proposal_id))).all()
        pilots = op.session.scalars(select(Pilot.id).where(within(Pilot.proposal_id))).all()
        _remove_supplements(op, reviews)
        op.delete_many(
            Indicator, op.session.scalars(select(Indicator.id).where(Indicator.pilot_id.in_(pilots))).all()
        )
        for table in (Review, Opinion, Notice, Pilot):
            op.delete_many(table, op.session.scalars(select(table.id).where(within(table.proposal_id))).all())


def waiting_for(session: Session, proposal_id: int) -> list[tuple[str, dt.date]]:
    """The departments that have neither answered nor been left out with a reason, each with the day it was asked.

    What they were asked of the proposals merged into this one is waited for too.
    """
    asked_on = func.min(Opinion.asked_on)
    rows = session.execute(
        select(Opinion.department, asked_on)
        .where(
            Opinion.proposal_id.in_(its_own_and_merged(proposal_id)),
            Opinion.answered_on.is_(None),
            Opinion.skipped_reason.is_(None),
        )
        .group_by(Opinion.department)
        .order_by(asked_on, func.min(Opinion.id))
    )
    return [(department, day) for department, day in rows]


def missing_opinions(session: Session, proposal_id: int) -> list[str]:
    """The departments that are waited for."""
    return [department for department, _asked_on in waiting_for(session, proposal_id)]


def check_opinions(session: Session, proposal_id: int) -> None:
    """Raise UserError, naming the departments, unless every opinion asked for is there or left out with a reason."""
    if missing := missing_opinions(session, proposal_id):
        who = attach(", ".join(missing), "이/가")
        raise UserError(
            f"{who} 아직 답하지 않았습니다. 의견을 적거나 생략 사유를 적은 뒤에 결정해 주세요.", "status"
        )


def extend(store: Store, review_id: int, days: int, reason: str) -> Changes:
    """Extend a review once, by so many days, months or working days. Raises UserError where that may not be."""
    with store.operation("심사 기한 연장", reason=reason.strip()) as op:
        review = op.get(Review, review_id)
        check_alone(review.proposal.merged_into_id, "count")
        if review.answered_on is not None:
            raise UserError("이미 답한 제안입니다. 기한을 연장할 수 없습니다.", "count")
        check_extension(clocks.clock(review), Period(days, Unit(review.unit)), reason)
        review.extended_by, review.extension_reason = days, reason.strip()
        review.extended_on = _today(op)
        clocks.set_ends(op.session, review)
        check_in_time(review.due_on, _today(op))
        op.session.flush()
        op.name = f"심사 기한 연장: {review.proposal.title} ({show_date(review.due_on)}까지)"
    return op.changes


def too_late(session: Session, proposal: Proposal, today: dt.date) -> dt.date | None:
    """Until when a no could have been left, where that is over; None where it is not, and for what is no no.

    It is left within some days of its notice, wherever to: what goes back to 시범 may go on to 검토.
    """
    if proposal.status != _REJECTED:
        return None
    review = of_proposal(session, proposal.id)
    told_on = review.answered_on if review else proposal.status_on
    if told_on is None:
        return None
    until = end_of(Clock(told_on, Period(value(session, settings.AGAIN_DAYS))), clocks.calendar(session))
    return until if today > until else None


def _today(op: Operation) -> dt.date:
    return op.at.astimezone().date()
