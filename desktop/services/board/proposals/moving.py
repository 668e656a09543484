"""A proposal on its way from one state to the next: what a move is refused for, asks for and leaves behind."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from desktop.model.board import CONDITION_FIELDS, Proposal
from desktop.rules.board.states import (
    DECISIONS,
    WITH_CONDITION,
    ProposalStatus,
    check_alone,
    check_way_out,
    is_no_way_out,
)
from desktop.rules.fields import Field
from desktop.services.board.proposals import conditions, writing
from desktop.services.board.review import reviewing
from desktop.services.datafile.operations import Operation
from desktop.text.dates import show_date

_HELD = ProposalStatus.ON_HOLD.value


def after(op: Operation, proposal: Proposal, values: Mapping[str, Any]) -> None:
    """Its authors are those it was saved with, and its review was received on the same day."""
    writing.after(op, proposal, values)
    reviewing.follow_receipt(op, proposal, values)


def bars(session: Session, proposal_ids: Sequence[int], to: str) -> str:
    """One merged moves with the one it is in, one on hold back to where it came from, a no for some days only.

    A decision waits for the departments.
    """
    rows = [session.get_one(Proposal, each) for each in proposal_ids]
    if any(row.merged_into_id is not None for row in rows):
        return "다른 제안에 합쳐짐"
    for row in rows:
        if is_no_way_out(row.status, row.held_from, to):
            return f"'{row.held_from}'에서 보류함"
        if (until := reviewing.too_late(session, row, session.info["today"])) is not None:
            return f"재심사는 {show_date(until)}까지"
    asked = proposal_ids if to in DECISIONS else ()
    missing = dict.fromkeys(name for each in asked for name in reviewing.missing_opinions(session, each))
    return f"의견 기다림: {', '.join(missing)}" if missing else ""


def asked(to: str) -> tuple[Field, ...]:
    """What a move to a state asks for besides its reason."""
    return (*(CONDITION_FIELDS if to in WITH_CONDITION else ()), *reviewing.asked(to))


def moving(op: Operation, proposal: Proposal, to: str, values: Mapping[str, Any]) -> None:
    """Every proposal goes from state to state through here, before it has the state it goes to.

    A UserError raised here, by what stands first, keeps it where it is; ``values`` are those of `asked`.
    """
    check_way_out(proposal.status, proposal.held_from, to)
    check_alone(proposal.merged_into_id, "status")
    today = op.at.astimezone().date()
    reviewing.moving(op, proposal, to, values)
    if to in WITH_CONDITION:
        conditions.keep(op, proposal, to, values)
    if proposal.received_on == today:
        writing.check_days(proposal, "status")
    proposal.held_from = proposal.status if to == _HELD else None
    proposal.status_on = today


def check_state(op: Operation, proposal: Proposal, _values: Mapping[str, Any]) -> None:
    """Raise UserError for one that is merged, and for a decision that opinions are missing for."""
    check_alone(proposal.merged_into_id, "status")
    if proposal.status in DECISIONS:
        reviewing.check_opinions(op.session, proposal.id)
