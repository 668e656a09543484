"""Who stands in the attendance book of a stage."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from desktop.model.people import Person
from desktop.model.training import AttendanceMark, Enrolment, Trainee
from desktop.rules.training import EnrolmentStatus

ATTENDING = (
    EnrolmentStatus.SELECTED.value,
    EnrolmentStatus.ATTENDING.value,
    EnrolmentStatus.COMPLETED.value,
    EnrolmentStatus.NOT_COMPLETED.value,
)
NEVER = (EnrolmentStatus.RESERVE.value, EnrolmentStatus.NOT_SELECTED.value)
"""Who is not in the stage, so that no session is theirs."""


class Attendee(NamedTuple):
    """A person in a stage. ``label`` is the name, with the year of birth where another has the same name."""

    enrolment_id: int
    trainee_id: int
    name: str
    birth_date: dt.date | None
    status: str
    joined_on: dt.date | None
    left_on: dt.date | None
    label: str


def are_in_the_book(stage_id: int) -> ColumnElement[bool]:
    """Of enrolments: those who attend, and whoever else of the stage has a mark."""
    marked = exists().where(AttendanceMark.enrolment_id == Enrolment.id)
    return (Enrolment.stage_id == stage_id) & or_(Enrolment.status.in_(ATTENDING), marked)


def attendees(session: Session, where: ColumnElement[bool]) -> list[Attendee]:
    """The people of these enrolments, by name."""
    rows = session.execute(
        select(
            Enrolment.id,
            Trainee.id,
            Person.name,
            Person.birth_date,
            Enrolment.status,
            Enrolment.joined_on,
            Enrolment.left_on,
        )
        .join_from(Enrolment, Trainee)
        .join(Person)
        .where(where)
        .order_by(Person.name, Person.birth_date, Enrolment.id)
    ).all()
    labels = told_apart((row[2], row[3]) for row in rows)
    return [Attendee(*row, label) for row, label in zip(rows, labels, strict=True)]


def told_apart(people: Iterable[tuple[str, dt.date | None]]) -> Sequence[str]:
    """Names, each with the year of birth where several have it: '김민수(1998)'."""
    listed = list(people)
    times = Counter(name for name, _birth in listed)
    return [f"{name}({birth.year})" if birth and times[name] > 1 else name for name, birth in listed]
