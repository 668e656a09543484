"""Marks for the practice file: every session of a cohort's stages, most people there, a few late, ill or gone."""

import random
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from desktop.model.training import Cohort, Stage
from desktop.rules.attendance import Mark
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.store import Store
from desktop.services.training.attendance.marking import Wanted, set_marks
from desktop.services.training.attendance.people import Attendee, are_in_the_book, attendees
from desktop.services.training.attendance.rules_of import planned

_SEED = 2022
_MARKS = (*Mark,)
_SHARES = (90, 4, 1, 1, 3, 1)
_OF_WHO_FAILED = (48, 6, 2, 1, 42, 1)
_MOST_MISSED = 0.1
"""Of those who completed: so they meet any usual minimum with what lateness adds."""


def fill(store: Store, cohort: str) -> None:
    """Mark all stages of a cohort; who did not complete one missed many of its sessions."""
    draw = random.Random(_SEED)  # noqa: S311 - invented marks, alike every time
    with store.read() as session:
        stages = session.scalars(
            select(Stage.id).join(Cohort).where(Cohort.name == cohort).order_by(Stage.position)
        ).all()
    for stage_id in stages:
        with store.read() as session:
            people = attendees(session, are_in_the_book(stage_id))
            held = [each.id for each in planned(session, stage_id) if not each.cancelled]
        set_marks(store, stage_id, [each for person in people for each in _marks(draw, person, held)])


def _marks(draw: random.Random, person: Attendee, sessions: Sequence[int]) -> Iterator[Wanted]:
    failed = person.status == EnrolmentStatus.NOT_COMPLETED.value
    drawn = draw.choices(_MARKS, _OF_WHO_FAILED if failed else _SHARES, k=len(sessions))
    may_miss = len(sessions) if failed else int(_MOST_MISSED * len(sessions))
    for session_id, mark in zip(sessions, drawn, strict=True):
        may_miss -= mark is Mark.ABSENT
        given = Mark.PRESENT if mark is Mark.ABSENT and may_miss < 0 else mark
        yield Wanted(person.enrolment_id, session_id, given)
