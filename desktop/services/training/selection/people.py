"""The people of one stage as scores, rankings and lists of applicants name them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.text.dates import show_date


@dataclass(frozen=True, slots=True)
class Entrant:
    """One person in one stage; ``label`` tells namesakes apart by the year, else the day, of birth."""

    enrolment_id: int
    trainee_id: int
    name: str
    birth_date: dt.date | None
    status: str
    label: str
    number: int | None = None
    gender: str | None = None
    major_kind: str | None = None
    address: str | None = None


_COLUMNS = (
    Enrolment.id.label("enrolment_id"),
    Enrolment.trainee_id,
    Person.name,
    Person.birth_date,
    Enrolment.status,
    Person.name.label("label"),
    Enrolment.application_number.label("number"),
    Person.gender,
    Trainee.major_kind,
    Person.address,
)


def of_stage(session: Session, stage_id: int, *which: ColumnElement[bool]) -> tuple[Entrant, ...]:
    """Everybody in the stage whom ``which`` lets through, in the order of the 가나다, then of birth and id."""
    rows = session.execute(
        select(*_COLUMNS)
        .select_from(Enrolment)
        .join(Trainee, Trainee.id == Enrolment.trainee_id)
        .join(Person, Person.id == Trainee.person_id)
        .where(Enrolment.stage_id == stage_id, *which)
    )
    found = [Entrant(**row._mapping) for row in rows]
    return tuple(
        sorted(
            told_apart(found), key=lambda each: (each.name, each.birth_date or dt.date.max, each.enrolment_id)
        )
    )


def told_apart(people: Sequence[Entrant]) -> list[Entrant]:
    """The same with labels that no two share: 김민수, or 김민수(1998) and 김민수(1999)."""
    names = Counter(each.name for each in people)
    years = Counter((each.name, each.birth_date and each.birth_date.year) for each in people)

    def label(each: Entrant) -> str:
        if names[each.name] == 1 or each.birth_date is None:
            return each.name
        alone = years[each.name, each.birth_date.year] == 1
        return f"{each.name}({each.birth_date.year if alone else show_date(each.birth_date)})"

    return [replace(each, label=label(each)) for each in people]


def labels(people: Iterable[Entrant]) -> Mapping[int, str]:
    """What each is called, by the id of the enrolment."""
    return {each.enrolment_id: each.label for each in people}


def stage_named(session: Session, cohort: Cohort, wanted: str | None) -> Stage:
    """The stage of this name, the beginning of it or its number; the cohort's first for None.

    Raises UserError, naming the stages there are, where none is meant or several are.
    """
    stages = session.scalars(select(Stage).where(Stage.cohort_id == cohort.id).order_by(Stage.position)).all()
    if not stages:
        raise UserError(
            f"'{cohort.name}' 기수에 단계가 없습니다. '기수와 단계'에서 단계를 먼저 추가해 주세요.", "stage"
        )
    if not wanted:
        return stages[0]
    squeezed = wanted.replace(" ", "")
    names = [(number, each, each.name.replace(" ", "")) for number, each in enumerate(stages, 1)]
    found = [each for _, each, name in names if name == squeezed] or [
        each
        for number, each, name in names
        if name.startswith(squeezed) or squeezed in {str(number), f"{number}단계"}
    ]
    if len(found) != 1:
        there = ", ".join(each.name for each in stages)
        raise UserError(
            f"'{cohort.name}' 기수에 '{wanted}' 단계가 없습니다. 있는 단계로 적어 주세요: {there}", "stage"
        )
    return found[0]
