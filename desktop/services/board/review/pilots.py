"""Pilots: closed with a verdict once all is measured."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Indicator, Pilot
from desktop.rules.review.pilots import check_close
from desktop.services.datafile.operations import Operation


def after(op: Operation, pilot: Pilot, _values: Mapping[str, Any]) -> None:
    """A verdict closes the pilot, today where no day is given. Raises UserError for one without, or with unmeasured indicators."""
    if pilot.closed_on is None and pilot.verdict is None:
        return
    indicators = op.session.scalars(select(Indicator).where(Indicator.pilot_id == pilot.id)).all()
    if not indicators:
        raise UserError("지표가 없습니다. 지표와 그 결과값을 적은 뒤에 판정해 주세요.", "verdict")
    check_close(pilot.verdict, [each.name for each in indicators if each.actual is None])
    if pilot.closed_on is None:
        pilot.closed_on = op.at.astimezone().date()


def add(op: Operation, values: Mapping[str, Any], _scope: Any) -> Pilot:
    """A new pilot; it is measured before it is closed."""
    if values.get("verdict") or values.get("closed_on"):
        raise UserError(
            "지표와 그 결과값을 적은 뒤에 판정해 주세요. 먼저 판정 없이 저장해 주세요.", "verdict"
        )
    return op.add(Pilot(**values))


def remove_parts(op: Operation, pilot_ids: Sequence[int]) -> None:
    """Its indicators go with it."""
    ids = op.session.scalars(select(Indicator.id).where(Indicator.pilot_id.in_(pilot_ids))).all()
    op.delete_many(Indicator, ids)
