"""Who leaves keeps the stage, the day and the reason (feature row TR-05)."""

from typing import Any

from sqlalchemy import select

from desktop.model.training import Enrolment
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.operations import Operation

_IN_IT = {
    EnrolmentStatus.APPLIED.value,
    EnrolmentStatus.RESERVE.value,
    EnrolmentStatus.SELECTED.value,
    EnrolmentStatus.ATTENDING.value,
}


def keep_day(op: Operation, trainee: Any, _values: object) -> None:
    """Note the day on which this operation put somebody to 중도포기; who comes back has none."""
    op.session.flush()
    moved = op.changes.edited.get(Enrolment.__tablename__, ())
    if not moved:
        return
    for row in op.session.scalars(select(Enrolment).where(Enrolment.trainee_id == trainee.id)):
        if row.id not in moved:
            continue
        if row.status == EnrolmentStatus.WITHDRAWN.value:
            row.left_on = row.left_on or op.at.astimezone().date()
        elif row.status in _IN_IT:
            row.left_on = None
    op.session.flush()
