"""What proves a leave: a file attached to the mark of a person in a session."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import AttendanceMark, Enrolment, Trainee
from desktop.model.training import Session as SessionRow
from desktop.services.attachments import keeping
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store

_NO_MARK = "출석을 먼저 적은 뒤에 증빙을 붙여 주세요."


def attach(store: Store, enrolment_id: int, session_id: int, path: Path) -> Changes:
    """Attach the file to the mark, in the place of one attached before. Raises UserError where there is no mark."""
    incoming = keeping.read_in(path)
    with store.operation("증빙 붙이기") as op:
        mark = _mark(op.session, enrolment_id, session_id)
        if mark is None:
            raise UserError(_NO_MARK)
        mark.evidence_id = keeping.put(store, op, incoming)
        name = op.get(Trainee, op.get(Enrolment, enrolment_id).trainee_id).person.name
        day = op.get(SessionRow, session_id).held_on
        op.name = f"{name} {day.month}. {day.day}. 증빙 붙이기"
    return op.changes


def detach(store: Store, enrolment_id: int, session_id: int) -> Changes:
    """Take the evidence off the mark again."""
    with store.operation("증빙 떼기") as op:
        mark = _mark(op.session, enrolment_id, session_id)
        if mark is None or mark.evidence_id is None:
            raise UserError("이 출석에는 증빙이 없습니다.")
        mark.evidence_id = None
    return op.changes


def attached(store: Store, enrolment_id: int, session_id: int) -> int | None:
    """The id of the evidence of a mark; None where it has none."""
    with store.read() as session:
        mark = _mark(session, enrolment_id, session_id)
        return mark.evidence_id if mark else None


def _mark(session: Session, enrolment_id: int, session_id: int) -> AttendanceMark | None:
    return session.scalar(
        select(AttendanceMark).where(
            AttendanceMark.enrolment_id == enrolment_id, AttendanceMark.session_id == session_id
        )
    )
