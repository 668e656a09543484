"""A cohort of thirty in its last stage, 21 of them without a related degree."""

import random

import pytest

from desktop.model.people import Person
from desktop.model.training import Enrolment, Stage, Trainee
from desktop.services.records import records

SURNAMES = "김이박최정강조윤장임"


@pytest.fixture
def cohort(store):
    """Its id."""
    values = {
        "name": "서초 AI칼리지 2022",
        "year": 2022,
        "programme": "서초 AI칼리지",
        "starts_on": "2022-05-02",
    }
    return records.save(store, "cohorts", values).inserted["cohort"][0]


def fill(store, cohort_id, count=30, outside=21, *, order=None):
    """Put so many people into the last stage, in a given order of rows; returns their enrolments."""
    draw = random.Random(5)
    people = [
        {
            "name": f"{SURNAMES[number % 10]}사람{number:02}",
            "birth_date": f"{1990 + number % 9}-{1 + number % 12:02}-{1 + number % 28:02}",
            "phone": f"010-{1000 + number}-{2000 + number}",
            "gender": "여" if draw.random() < 0.4 else "남",
            "major_kind": "비전공" if number < outside else "전공",
            "skill": 1 + int(5 * draw.random()),
        }
        for number in range(count)
    ]
    with store.operation("사람 넣기") as op:
        stage = op.session.query(Stage).filter_by(cohort_id=cohort_id).order_by(Stage.position.desc()).first()
        made = []
        for number in order or range(count):
            one = people[number]
            values = records.validate("trainees", {k: one[k] for k in one if k != "skill"}, store.today())
            major_kind = values.pop("major_kind")
            person = op.add(Person(**values))
            trainee = op.add(Trainee(person=person, major_kind=major_kind))
            row = Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수강", skill=one["skill"])
            made.append(op.add(row).id)
    return made


@pytest.fixture
def filling():
    return fill
