"""A stage with people and sessions, made in one operation, for tests of the attendance book."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop.model.people import Person
from desktop.model.training import AttendanceMark, Cohort, Enrolment, Session, Stage, Trainee
from desktop.rules.attendance import Mark
from desktop.services.datafile.store import Store
from desktop.services.training.attendance.marking import Wanted, set_marks

NAMES = ("강하늘", "김민수", "김민수", "박도담", "최서솔", "한지빛")
FIRST = dt.date(2022, 6, 4)
"""A Saturday; sessions follow every week."""
_MARKS = dict(zip("출지조외결공", Mark, strict=True))


@dataclass(frozen=True)
class Made:
    """The ids of a stage, and of its people and sessions in their order."""

    stage_id: int
    people: Sequence[int]
    sessions: Sequence[int]


def make(
    store: Store,
    count: int = 6,
    sessions: int = 24,
    *,
    first: dt.date = FIRST,
    every: int = 7,
    hours: Sequence[int] = (2,),
    stage: Mapping[str, object] | None = None,
    status: str = "수강",
) -> Made:
    """``count`` people in the only stage of a cohort, with so many sessions, each of the next of ``hours``."""
    with store.operation("출석부 만들기") as op:
        cohort = op.add(Cohort(name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지"))
        asked = {"attendance_minimum": 80, "score_minimum": 60, "starts_on": first, **(stage or {})}
        row = op.add(Stage(cohort_id=cohort.id, name="심화과정", position=1, **asked))
        persons = op.insert_many(Person, [person(place) for place in range(count)])
        trainees = op.insert_many(Trainee, [{"person_id": row_id} for row_id in persons])
        people = op.insert_many(
            Enrolment, [{"trainee_id": row_id, "stage_id": row.id, "status": status} for row_id in trainees]
        )
        held = op.insert_many(Session, [
            {"stage_id": row.id, "held_on": first + dt.timedelta(days=every * place), "starts_at": "10:00",
             "ends_at": f"{10 + hours[place % len(hours)]}:00", "kind": "수업", "reason": None}
            for place in range(sessions)
        ])  # fmt: skip
    return Made(row.id, people, held)


def person(place: int) -> dict[str, object]:
    """The name and the day of birth of one of them; no two are alike."""
    birth = dt.date(1990, 1, 1) + dt.timedelta(days=400 * (place % 30))
    return {"name": NAMES[place] if place < len(NAMES) else f"이{place:04}", "birth_date": birth}


def mark(store: Store, made: Made, person: int, marks: str) -> None:
    """Marks one person's sessions from the first on by their first syllables; '.' leaves one blank."""
    wanted = [
        Wanted(made.people[person], session_id, _MARKS[each])
        for session_id, each in zip(made.sessions, marks, strict=False)
        if each != "."
    ]
    assert not set_marks(store, made.stage_id, wanted).refused


def change(store: Store, table: type, row_id: int, **values: object) -> None:
    """Sets columns of one row."""
    with store.operation("고침") as op:
        for key, value in values.items():
            setattr(op.get(table, row_id), key, value)


def standing_marks(store: Store) -> int:
    """How many marks there are."""
    with store.read() as session:
        return len(session.scalars(select(AttendanceMark.id)).all())
