"""The kinds of record of mentoring."""

from sqlalchemy import select

from desktop.model.people import Person
from desktop.model.training import MENTOR_FIELDS, Mentor
from desktop.queries.training.mentoring import MENTORS
from desktop.services.record_kind import Offered, RecordKind
from desktop.services.training.mentoring import mentors

KINDS = (
    RecordKind(
        kind="mentors",
        table=Mentor,
        fields=MENTOR_FIELDS,
        label=lambda row: row.person.name,
        add=mentors.add_mentor,
        list=MENTORS,
        chosen=Offered(
            select(Mentor).join(Person).order_by(Person.name, Mentor.id),
            lambda _session, row: " · ".join(filter(None, (row.person.name, row.affiliation))),
        ),
        searched=True,
        past=True,
    ),
)
