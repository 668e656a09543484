"""What a stage asks for, as its rules take it."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Session as SessionRow
from desktop.model.training import Stage
from desktop.rules import attendance
from desktop.rules.attendance import AttendanceRule
from desktop.rules.completion import CompletionRule
from desktop.rules.training import SESSION_KINDS
from desktop.services.datafile.store import Store

CANCELLED = SESSION_KINDS[-1]


def attendance_rule(stage: Stage) -> AttendanceRule:
    """How attendance is counted in the stage."""
    return AttendanceRule(
        minimum=Fraction(stage.attendance_minimum, 100),
        minors_per_absence=stage.minors_per_absence,
        per_period=stage.minors_per_period,
        excused_present=stage.excused_present,
        excused_limit=stage.excused_limit,
        by_hours=stage.counts_hours,
        expelled_in_period=_share(stage.expelled_in_period),
        expelled_over_all=_share(stage.expelled_over_all),
    )


def completion_rule(stage: Stage, *, scored: bool) -> CompletionRule:
    """What completing the stage asks for. A stage in which nothing is ``scored`` asks for no score."""
    return CompletionRule(
        attendance=stage.completes_by_attendance,
        score=Decimal(stage.score_minimum) if stage.completes_by_score and scored else None,
        project=stage.completes_by_project,
    )


def planned(session: Session, stage_id: int) -> list[attendance.Session]:
    """The sessions of the stage in their order, those called off among them."""
    rows = session.execute(
        select(SessionRow.id, SessionRow.held_on, SessionRow.starts_at, SessionRow.ends_at, SessionRow.kind)
        .where(SessionRow.stage_id == stage_id)
        .order_by(SessionRow.held_on, SessionRow.starts_at, SessionRow.id)
    )
    return [
        attendance.Session(
            row_id, moment(day, start), _minutes(end) - _minutes(start), cancelled=kind == CANCELLED
        )
        for row_id, day, start, end, kind in rows
    ]


def begins(stage: Stage, sessions: list[attendance.Session]) -> dt.date:
    """The day the stage's 단위기간 are counted from: its first day, or that of its first session."""
    if stage.starts_on:
        return stage.starts_on
    return sessions[0].start.date() if sessions else dt.date.min


def local_now(store: Store) -> dt.datetime:
    """The minute it is on the desk's own clock, as sessions have it."""
    return store.clock().astimezone().replace(tzinfo=None)


def moment(day: dt.date, time: str) -> dt.datetime:
    """The minute of a day at 'HH:MM'."""
    return dt.datetime.combine(day, dt.time.fromisoformat(time))


def _minutes(time: str) -> int:
    hours, minutes = map(int, time.split(":"))
    return 60 * hours + minutes


def _share(percent: int | None) -> Fraction | None:
    return None if percent is None else Fraction(percent, 100)
