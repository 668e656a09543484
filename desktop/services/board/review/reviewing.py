"""A review from receipt to answer: begun, stopped, extended, decided, as its proposal moves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Indicator, Notice, Opinion, Pilot, Proposal, Review, Supplement
from desktop.queries.list_spec import Scope
from desktop.rules.board.days import check_order
from desktop.rules.board.states import DECISIONS, ProposalStatus
from desktop.rules.fields import Field, Kind
from desktop.rules.review.clock import Clock, Period, Unit, check_extension, end_of
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
    """A review received on a day, for the period that is set now."""
    period, unit = value(op.session, settings.PERIOD), value(op.session, settings.UNIT)
    review = Review(
        proposal_id=proposal.id, received_on=received_on, period=period, unit=unit, supplements=[]
    )
    clocks.set_ends(op.session, review)
    return op.add(review)


def add(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Review:
    """A review by hand, of a proposal that came in before reviews were kept."""
    proposal = op.get(Proposal, values["proposal_id"])
    if of_proposal(op.session, proposal.id) is not None:
        raise UserError("이미 심사 중인 제안입니다. 심사 목록에서 찾아 고쳐 주세요.", "proposal_id")
    review = begin(op, proposal, values["received_on"])
    review.expected_on, review.answer = values.get("expected_on"), values.get("answer")
    return review


def after(op: Operation, review: Review, _values: Mapping[str, Any]) -> None:
    """A day of receipt that was mended moves the end; the proposal tells the same day."""
    clocks.set_ends(op.session, review)
    proposal = op.get(Proposal, review.proposal_id)
    if proposal.received_on != review.received_on:
        proposal.received_on = review.received_on
        check_order(("제안일", proposal.proposed_on), ("접수일", review.received_on), "received_on")
    op.session.flush()


def remove_parts(op: Operation, review_ids: Sequence[int]) -> None:
    """Its days in 보완 go with it."""
    ids = op.session.scalars(select(Supplement.id).where(Supplement.review_id.in_(review_ids))).all()
    op.delete_many(Supplement, ids)


def moving(op: Operation, proposal: Proposal, to: str, values: Mapping[str, Any]) -> None:
    """What a move of its proposal does to the review.

    Raises UserError for a decision that opinions are missing for, and for a 재심사 that comes too late.
    """
    today = op.at.astimezone().date()
    review = of_proposal(op.session, proposal.id)
    if to in DECISIONS:
        check_opinions(op.session, proposal.id)
    if review is None:
        if to == _REVIEWED:
            begin(op, proposal, today)
        return
    if proposal.status == _REJECTED and to == _REVIEWED:
        _check_again(op.session, review, today)
    _stop_or_go_on(review, proposal.status, to, today)
    if to in DECISIONS:
        review.answered_on = today
        review.expected_on = _expected(values, today)
    elif to == _REVIEWED and proposal.status in DECISIONS:
        review.answered_on = review.expected_on = None
    clocks.set_ends(op.session, review)
    op.session.flush()


def _stop_or_go_on(review: Review, status: str, to: str, today: dt.date) -> None:
    """The clock stands still while the proposal is in 보완."""
    if to == _SUPPLEMENTED:
        review.supplements.append(Supplement(asked_on=today))
    for each in review.supplements if status == _SUPPLEMENTED else ():
        if each.back_on is None:
            each.back_on = today


def _expected(values: Mapping[str, Any], today: dt.date) -> dt.date | None:
    expected_on: dt.date | None = values.get("expected_on")
    if expected_on is not None and expected_on < today:
        raise UserError(
            "시행 예정일이 채택하는 날보다 앞섭니다. 뒤의 날짜를 적거나 비워 주세요.", "expected_on"
        )
    return expected_on


def add_notice(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Notice:
    """That the authors were told of a start that is late: the review expects the new day. Raises UserError before adoption."""
    review = of_proposal(op.session, values["proposal_id"])
    if review is None or review.proposal.status not in ADOPTIONS:
        raise UserError("채택한 제안만 시행 예정일을 알립니다. 채택한 제안을 골라 주세요.", "proposal_id")
    notice = op.add(Notice(**values))
    review.expected_on = notice.expected_on
    op.session.flush()
    return notice


def remove_of_proposals(op: Operation, proposal_ids: Sequence[int]) -> None:
    """All that the review of proposals left goes with them."""
    for within in parts(proposal_ids):
        reviews = op.session.scalars(select(Review.id).where(within(Review.proposal_id))).all()
        pilots = op.session.scalars(select(Pilot.id).where(within(Pilot.proposal_id))).all()
        remove_parts(op, reviews)
        op.delete_many(
            Indicator, op.session.scalars(select(Indicator.id).where(Indicator.pilot_id.in_(pilots))).all()
        )
        for table in (Review, Opinion, Notice, Pilot):
            op.delete_many(table, op.session.scalars(select(table.id).where(within(table.proposal_id))).all())


def missing_opinions(session: Session, proposal_id: int) -> list[str]:
    """The departments that were asked and have neither answered nor been left out with a reason."""
    return list(
        session.scalars(
            select(Opinion.department)
            .where(
                Opinion.proposal_id == proposal_id,
                Opinion.answered_on.is_(None),
                Opinion.skipped_reason.is_(None),
            )
            .order_by(Opinion.asked_on, Opinion.id)
        )
    )


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
        if review.answered_on is not None:
            raise UserError("이미 답한 제안입니다. 기한을 연장할 수 없습니다.", "count")
        check_extension(clocks.clock(review), Period(days, Unit(review.unit)), reason)
        review.extended_by, review.extension_reason = days, reason.strip()
        review.extended_on = op.at.astimezone().date()
        clocks.set_ends(op.session, review)
        op.session.flush()
        op.name = f"심사 기한 연장: {review.proposal.title} ({show_date(review.due_on)}까지)"
    return op.changes


def longest_extension(store: Store, review_id: int) -> tuple[int, str]:
    """How long an extension may be, and in which unit. Raises UserError where the review is gone."""
    with store.read() as session:
        review = session.get(Review, review_id)
        if review is None:
            raise UserError("심사 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        return review.period, review.unit


def _check_again(session: Session, review: Review, today: dt.date) -> None:
    """A 재심사 is asked for within some days of the notice."""
    if review.answered_on is None:
        return
    days, calendar = value(session, settings.AGAIN_DAYS), clocks.calendar(session)
    told = Clock(review.answered_on, Period(days))
    until = end_of(told, calendar)
    if today > until:
        raise UserError(
            f"재심사는 {show_date(until)}까지 신청할 수 있었습니다. 되살리기로 새 제안을 시작해 주세요.",
            "status",
        )
