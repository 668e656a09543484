"""The kinds of record of the timetable: sessions, and the weekly hours they are made from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.model import training as model
from desktop.queries.card import Linked
from desktop.queries.training.sessions import PATTERNS, SESSIONS
from desktop.rules.training import CALLED_OFF, WEEKDAYS
from desktop.services.record_kind import Offered, RecordKind, plain_add
from desktop.services.training.sessions import sessions
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from desktop.services.intake.importer import Importer


_WEEKDAY = case({day: place for place, day in enumerate(WEEKDAYS)}, value=model.SessionPattern.weekday)


def _counted(session: Session, which: "ColumnElement[bool]") -> Sequence[Linked]:
    """'수업 24회 (휴강 1회) · 2022. 4. 4. ~ 2022. 5. 27.'"""
    held = model.Session
    count, off, first, last = session.execute(
        select(
            func.count(),
            func.count().filter(held.kind == CALLED_OFF),
            func.min(held.held_on),
            func.max(held.held_on),
        ).where(which)
    ).one()
    if not count:
        return ()
    less = f" (휴강 {off}회)" if off else ""
    return (Linked(f"수업 {count:,}회{less} · {show_date(first)} ~ {show_date(last)}"),)


def _hours(row: model.SessionPattern) -> str:
    return f"{row.weekday} {row.starts_at}~{row.ends_at}"


def _in_words(_session: Session, row: model.SessionPattern) -> str:
    mentor = row.mentor.person.name if row.mentor else ""
    return " · ".join(filter(None, (row.stage.name, _hours(row), row.room, mentor)))


def _of_stage(session: Session, stage_id: int) -> Sequence[Linked]:
    patterns = select(model.SessionPattern).where(model.SessionPattern.stage_id == stage_id)
    in_order = session.scalars(patterns.order_by(_WEEKDAY, model.SessionPattern.starts_at))
    return [
        *_counted(session, model.Session.stage_id == stage_id),
        *(Linked(f"매주 {_hours(row)}", "patterns", row.id) for row in in_order),
    ]


def _of_mentor(session: Session, mentor_id: int) -> Sequence[Linked]:
    return _counted(session, model.Session.mentor_id == mentor_id)


def _importer() -> "Importer":
    from desktop.services.training.sessions.import_sessions import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


KINDS = (
    RecordKind(
        kind="sessions",
        table=model.Session,
        fields=model.SESSION_FIELDS,
        label=sessions.label,
        add=plain_add(model.Session),
        after=sessions.settle,
        remove_parts=sessions.refuse_marked,
        list=SESSIONS,
        shown_on={"stages": _of_stage, "mentors": _of_mentor},
        importer=_importer,
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="patterns",
        table=model.SessionPattern,
        fields=model.PATTERN_FIELDS,
        label=_hours,
        add=plain_add(model.SessionPattern),
        list=PATTERNS,
        chosen=Offered(
            select(model.SessionPattern)
            .join(model.Stage)
            .order_by(model.Stage.cohort_id, model.Stage.position, _WEEKDAY, model.SessionPattern.starts_at),
            _in_words,
            lambda scope: () if scope.cohort_id is None else (model.Stage.cohort_id == scope.cohort_id,),
        ),
        searched=False,
        past=False,
    ),
)
