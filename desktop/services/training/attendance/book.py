"""The attendance book as it is looked at: everybody's standing at once, the marks of those whose rows are shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import AttendanceMark, Stage
from desktop.rules import attendance
from desktop.rules.attendance import Mark
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training.attendance.figures import Figure, figures
from desktop.services.training.attendance.marking import check
from desktop.services.training.attendance.people import Attendee, are_in_the_book, attendees
from desktop.services.training.attendance.rules_of import local_now, planned

PROVEN = f"{Mark.EXCUSED.value}+"
"""How 공결 is called where its evidence is attached."""


@dataclass(frozen=True, slots=True)
class Book:
    """The people and sessions of a stage, and what everybody's marks come to."""

    stage_id: int
    people: tuple[Attendee, ...]
    sessions: tuple[attendance.Session, ...]
    figures: Mapping[int, Figure]
    _person_of: dict[int, Attendee] = field(default_factory=dict)
    _session_of: dict[int, attendance.Session] = field(default_factory=dict)

    def figure(self, enrolment_id: int) -> Figure:
        """What a person's marks come to."""
        return self.figures[enrolment_id]

    def person(self, enrolment_id: int) -> Attendee:
        """Somebody in the book."""
        return self._person_of[enrolment_id]

    def closed(self, enrolment_id: int, session_id: int) -> str:
        """Why no mark can stand there, in a sentence; '' where one can."""
        try:
            check(self._person_of[enrolment_id], self._session_of[session_id], Mark.PRESENT)
        except UserError as error:
            return error.message
        return ""

    def fallen(self) -> list[tuple[Attendee, Figure]]:
        """Who cannot reach the minimum any more, whoever fell last first."""
        out = [
            (each, self.figures[each.enrolment_id])
            for each in self.people
            if not self.figures[each.enrolment_id].standing.reachable
        ]
        return sorted(out, key=lambda pair: pair[1].standing.fell_on or dt.date.min, reverse=True)


def read(store: Store, stage_id: int) -> Book | None:
    """The book of a stage as it stands now; None when the stage is gone."""
    with store.read() as session:
        stage = session.get(Stage, stage_id)
        if stage is None:
            return None
        people = tuple(attendees(session, are_in_the_book(stage_id)))
        sessions = tuple(planned(session, stage_id))
        found = figures(session, stage, local_now(store), dated=True)
    return Book(
        stage_id,
        people,
        sessions,
        found,
        {each.enrolment_id: each for each in people},
        {each.id: each for each in sessions},
    )


def cells(store: Store, enrolment_ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """The marks of these people by enrolment and session: their words, and 공결 with evidence as `PROVEN`."""
    found = {}
    with store.read() as session:
        for within in parts(enrolment_ids):
            rows = select(
                AttendanceMark.enrolment_id,
                AttendanceMark.session_id,
                AttendanceMark.mark,
                AttendanceMark.evidence_id,
            ).where(within(AttendanceMark.enrolment_id))
            for enrolment_id, session_id, mark, evidence in session.execute(rows):
                proven = evidence is not None and mark == Mark.EXCUSED.value
                found[enrolment_id, session_id] = PROVEN if proven else mark
    return found
