"""Marks for the practice file: every session of a cohort's stages, most people there, a few late, ill or gone."""

import datetime as dt
import random

from sqlalchemy import select

from desktop.model.training import Cohort, Session, Stage
from desktop.rules.attendance import Mark
from desktop.services.datafile.store import Store
from desktop.services.training.attendance.marking import Wanted, set_marks
from desktop.services.training.attendance.people import are_in_the_book, attendees
from desktop.services.training.attendance.rules_of import planned

_SEED = 2022
_MARKS = (*Mark,)
_SHARES = (90, 4, 1, 1, 3, 1)
_WEEKS = 8


def fill(store: Store, cohort: str) -> None:
    """Mark the last stage of a cohort, whose people all completed: nobody misses more than two sessions."""
    draw = random.Random(_SEED)  # noqa: S311 - invented marks, alike every time
    with store.read() as session:
        stage_id = session.scalars(
            select(Stage.id)
            .join(Cohort)
            .where(Cohort.name == cohort)
            .order_by(Stage.position.desc())
            .limit(1)
        ).one()
    _plan(store, stage_id)
    with store.read() as session:
        people = attendees(session, are_in_the_book(stage_id))
        sessions = [each.id for each in planned(session, stage_id) if not each.cancelled]
    wanted = []
    for person in people:
        drawn = draw.choices(_MARKS, _SHARES, k=len(sessions))
        missed = 0
        for session_id, mark in zip(sessions, drawn, strict=True):
            missed += mark is Mark.ABSENT
            given = Mark.PRESENT if mark is Mark.ABSENT and missed > 1 else mark
            wanted.append(Wanted(person.enrolment_id, session_id, given))
    set_marks(store, stage_id, wanted)


def _plan(store: Store, stage_id: int) -> None:
    """Saturdays, where no session is planned yet."""
    with store.operation("수업 계획") as op:
        stage = op.get(Stage, stage_id)
        if op.session.scalars(select(Session.id).where(Session.stage_id == stage_id).limit(1)).first():
            return
        first = stage.starts_on or dt.date(2022, 10, 1)
        saturday = first + dt.timedelta(days=(5 - first.weekday()) % 7)
        op.insert_many(Session, [
            {"stage_id": stage_id, "held_on": saturday + dt.timedelta(weeks=week), "starts_at": "10:00",
             "ends_at": "13:00", "room": "교육장 1", "kind": "수업"}
            for week in range(_WEEKS)
        ])  # fmt: skip
