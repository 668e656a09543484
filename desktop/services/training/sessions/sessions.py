"""Sessions as they are written: in no room that is taken, kept while marks stand on them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model import training as model
from desktop.queries.timetable import clock, minutes
from desktop.rules.training import CALLED_OFF
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training.sessions.booking import booking, diary, refuse_clash, sentence, standing
from desktop.text.dates import show_day


def label(row: model.Session) -> str:
    """What a session is called: '2022. 9. 17.(토) 10:00 심화과정'."""
    return f"{show_day(row.held_on)} {row.starts_at} {row.stage.name}"


def settle(op: Operation, row: model.Session, _values: Mapping[str, Any]) -> None:
    """What must hold once a session is written. Raises UserError naming the session or the marks in the way."""
    op.session.flush()
    op.session.refresh(row, ("stage", "mentor"))
    refuse_clash(op.session, row)
    _refuse_lost_marks(op.session, row)


def _refuse_lost_marks(session: Session, row: model.Session) -> None:
    of_it = model.AttendanceMark.session_id == row.id
    marks = select(func.count()).select_from(model.AttendanceMark).where(of_it)
    if row.kind == CALLED_OFF and (count := session.scalar(marks)):
        raise UserError(
            f"이 수업에 출석이 {count:,}명 적혀 있어 휴강으로 바꿀 수 없습니다. 출석부에서 먼저 지워 주세요.",
            "kind",
        )
    others = marks.join(model.Enrolment).where(model.Enrolment.stage_id != row.stage_id)
    if count := session.scalar(others):
        raise UserError(
            f"이 수업에 출석이 {count:,}명 적혀 있어 다른 단계로 옮길 수 없습니다. 출석부에서 먼저 지워 주세요.",
            "stage_id",
        )


def refuse_marked(op: Operation, session_ids: Sequence[int]) -> None:
    """Raise UserError, naming the first, where sessions to be deleted have marks."""
    for within in parts(session_ids):
        marked = op.session.execute(
            select(model.Session, func.count())
            .join(model.AttendanceMark, model.AttendanceMark.session_id == model.Session.id)
            .where(within(model.Session.id))
            .group_by(model.Session.id)
            .order_by(model.Session.held_on, model.Session.starts_at)
            .limit(1)
        ).first()
        if marked is not None:
            row, count = marked
            raise UserError(
                f"{label(row)} 수업에 출석이 {count:,}명 적혀 있어 지울 수 없습니다. "
                "하지 않은 수업이면 출석부에서 출석을 지운 뒤 휴강으로 바꿔 주세요."
            )


def move(store: Store, session_id: int, day: dt.date, starts_at: str) -> Changes:
    """Put a session on another day or hour, as long as it is. Raises UserError where `settle` does."""
    with store.operation("수업 옮기기") as op:
        row = op.get(model.Session, session_id)
        op.name = f"{label(row)} 수업을 {show_day(day)} {starts_at}에 옮기기"
        row.held_on, row.starts_at, row.ends_at = day, starts_at, _as_long(row, starts_at)
        settle(op, row, {})
    return op.changes


def refusal(store: Store, session_id: int, day: dt.date, starts_at: str) -> str:
    """Why `move` would be refused for a room or a mentor, '' where it would not; nothing is written."""
    with store.read() as session:
        row = session.get(model.Session, session_id)
        if row is None or (wanted := booking(row)) is None:
            return ""
        moved = wanted._replace(day=day, starts_at=starts_at, ends_at=_as_long(row, starts_at))
        clash = diary(standing(session, day, day)).clash(moved)
        return sentence(session, clash) if clash else ""


def _as_long(row: model.Session, starts_at: str) -> str:
    """When a session ends that begins at another time, as long as it is."""
    return clock(minutes(starts_at) + minutes(row.ends_at) - minutes(row.starts_at))
