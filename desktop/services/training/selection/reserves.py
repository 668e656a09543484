"""Reserves move up by their number; who is passed over is passed over for a reason that is kept."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.model.training import Enrolment, Selection, SelectionLine, Trainee
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

_RESERVE, _SELECTED = EnrolmentStatus.RESERVE.value, EnrolmentStatus.SELECTED.value


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reserve who has not moved up, nor left; ``passed_over`` is the reason for which a later one went first."""

    enrolment_id: int
    number: int
    name: str
    passed_over: str = ""


def waiting(session: Session, stage_id: int) -> list[Waiting]:
    """The reserves of a published selection, by their number."""
    rows = session.execute(
        select(SelectionLine.enrolment_id, SelectionLine.reserve, Person.name, SelectionLine.reason)
        .join(Selection, Selection.id == SelectionLine.selection_id)
        .join(Enrolment, Enrolment.id == SelectionLine.enrolment_id)
        .join(Trainee, Trainee.id == Enrolment.trainee_id)
        .join(Person, Person.id == Trainee.person_id)
        .where(
            Selection.stage_id == stage_id, SelectionLine.reserve.is_not(None), Enrolment.status == _RESERVE
        )
        .order_by(SelectionLine.reserve, SelectionLine.id)
    )
    return [Waiting(enrolment, number or 0, name, reason or "") for enrolment, number, name, reason in rows]


def move_up(store: Store, stage_id: int, enrolment_id: int | None = None, reason: str = "") -> Changes:
    """Select the first reserve, or the one with this enrolment: those before are passed over for ``reason``.

    Raises UserError where nobody waits, and where somebody is passed over without a reason.
    """
    with store.operation("예비 올리기", reason=reason.strip()) as op:
        queue = waiting(op.session, stage_id)
        chosen = next(
            (each for each in queue if enrolment_id is None or each.enrolment_id == enrolment_id), None
        )
        if chosen is None:
            raise UserError("올릴 예비가 없습니다. 선발 결과를 확인해 주세요.")
        before = [each for each in queue if each.number < chosen.number and not each.passed_over]
        if before and not reason.strip():
            raise UserError(_first(before[0]), "reason")
        for each in before:
            line = op.session.scalars(_line(stage_id, each.enrolment_id)).one()
            line.reason = reason.strip()
        row = op.get(Enrolment, chosen.enrolment_id)
        row.status, row.reason = _SELECTED, None
        op.name = f"예비 {chosen.number}번 {chosen.name} 선발로 올리기"
    return op.changes


def check_order(op: Operation, trainee: Any, _values: object) -> None:
    """Raise UserError where somebody is 선발 by another way than the number: moved in the list, say."""
    op.session.flush()
    moved = op.session.execute(
        select(SelectionLine.reserve, Selection.stage_id)
        .join(Selection, Selection.id == SelectionLine.selection_id)
        .join(Enrolment, Enrolment.id == SelectionLine.enrolment_id)
        .where(Enrolment.trainee_id == trainee.id, Enrolment.status == _SELECTED)
        .where(SelectionLine.reserve.is_not(None))
    )
    for number, stage_id in moved:
        before = [
            each
            for each in waiting(op.session, stage_id)
            if each.number < (number or 0) and not each.passed_over
        ]
        if before:
            raise UserError(_first(before[0]), "reason")


def _first(before: Waiting) -> str:
    return f"예비 {before.number}번 {before.name}님이 먼저입니다. 건너뛰려면 '선발' 화면에서 사유를 적고 올려 주세요."


def _line(stage_id: int, enrolment_id: int) -> Any:
    return (
        select(SelectionLine)
        .join(Selection, Selection.id == SelectionLine.selection_id)
        .where(Selection.stage_id == stage_id, SelectionLine.enrolment_id == enrolment_id)
    )
