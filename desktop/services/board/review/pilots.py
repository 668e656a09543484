"""Pilots: closed with a verdict once all is measured, and measured as long as they are closed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select

from desktop.errors import UserError
from desktop.model.board import Indicator, Pilot, Proposal
from desktop.rules.board.states import check_alone, check_tried_out
from desktop.rules.review.pilots import check_close
from desktop.services.datafile.operations import Operation

_OPEN_FIRST = "판정한 시범운영의 지표입니다. 시범운영의 판정과 마친 날을 먼저 비운 뒤에 고쳐 주세요."


def after(op: Operation, pilot: Pilot, _values: Mapping[str, Any]) -> None:
    """A verdict closes the pilot, today where no day is given.

    Raises UserError for one without, or with unmeasured indicators.
    """
    if pilot.closed_on is None and pilot.verdict is None:
        return
    indicators = op.session.scalars(select(Indicator).where(Indicator.pilot_id == pilot.id)).all()
    if not indicators:
        raise UserError("지표가 없습니다. 지표와 그 결과값을 적은 뒤에 판정해 주세요.", "verdict")
    check_close(pilot.verdict, [each.name for each in indicators if each.actual is None])
    if pilot.closed_on is None:
        pilot.closed_on = op.at.astimezone().date()


def add(op: Operation, values: Mapping[str, Any], _scope: Any) -> Pilot:
    """A new pilot; it is measured before it is closed. Raises UserError for a proposal that is not tried out."""
    proposal = op.get(Proposal, values["proposal_id"])
    check_tried_out(proposal.status)
    check_alone(proposal.merged_into_id, "proposal_id")
    if values.get("verdict") or values.get("closed_on"):
        raise UserError(
            "지표와 그 결과값을 적은 뒤에 판정해 주세요. 먼저 판정 없이 저장해 주세요.", "verdict"
        )
    return op.add(Pilot(**values))


def after_indicator(op: Operation, indicator: Indicator, _values: Mapping[str, Any]) -> None:
    """Raise UserError where a closed pilot would be unmeasured."""
    pilot = op.get(Pilot, indicator.pilot_id)
    if pilot.verdict is not None and indicator.actual is None:
        raise UserError(_OPEN_FIRST, "actual")


def check_measured(op: Operation, pilot: Pilot, _values: Mapping[str, Any]) -> None:
    """Raise UserError where a closed pilot is not measured."""
    if pilot.verdict is None:
        return
    actual = op.session.scalars(select(Indicator.actual).where(Indicator.pilot_id == pilot.id)).all()
    if not actual or None in actual:
        raise UserError(_OPEN_FIRST, "actual")


def remove_indicators(op: Operation, ids: Sequence[int]) -> None:
    """Raise UserError where a closed pilot would be left without any."""
    measured = exists().where(Indicator.pilot_id == Pilot.id, Indicator.id.not_in(ids))
    if op.session.scalar(select(Pilot.id).where(Pilot.verdict.is_not(None), ~measured).limit(1)) is not None:
        raise UserError(_OPEN_FIRST, "pilot_id")


def remove_parts(op: Operation, pilot_ids: Sequence[int]) -> None:
    """Its indicators go with it."""
    ids = op.session.scalars(select(Indicator.id).where(Indicator.pilot_id.in_(pilot_ids))).all()
    op.delete_many(Indicator, ids)
