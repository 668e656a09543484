"""A cohort of 2022 with its three stages, two mentors, and means to put sessions in."""

import datetime as dt
from dataclasses import dataclass

import pytest

from desktop.queries.list_spec import Scope
from desktop.services.records import records
from desktop.services.training import programme


@dataclass
class Programme:
    """The stages' ids by name, and the mentors' by theirs."""

    store: object
    cohort_id: int
    stages: dict[str, int]
    mentors: dict[str, int]

    def add(
        self, day="2022-09-17", starts_at="10:00", ends_at="12:00", *, stage="기초과정", mentor=None, **more
    ):
        """Save a session as its dialog does; its id."""
        values = {
            "stage_id": self.stages[stage], "held_on": day, "starts_at": starts_at, "ends_at": ends_at,
            "mentor_id": self.mentors.get(mentor), "kind": "수업", **more,
        }  # fmt: skip
        return records.save(self.store, "sessions", values).inserted["session"][0]

    def mark(self, session_id, stage="기초과정"):
        """Somebody enrolled in a stage, present at a session."""
        from desktop.model.training import AttendanceMark, Enrolment

        scope = Scope(cohort_id=self.cohort_id)
        changes = records.save(
            self.store, "trainees", {"name": "김하나", "birth_date": "1999-03-02"}, scope=scope
        )
        with self.store.operation("출석") as op:
            enrolment = op.get(Enrolment, changes.inserted["enrolment"][0])
            enrolment.stage_id = self.stages[stage]
            return op.add(AttendanceMark(enrolment_id=enrolment.id, session_id=session_id, mark="출석")).id


PERIODS = (("2022-04-04", "2022-05-27"), ("2022-05-30", "2022-07-22"), ("2022-07-25", "2022-09-16"))


@pytest.fixture
def training(store):
    cohort = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    cohort_id = records.save(store, "cohorts", cohort).inserted["cohort"][0]
    with store.read() as session:
        stages = {stage.name: stage.id for stage in programme.stages(session, cohort_id)}
    with store.operation("기간") as op:
        for stage, (first, last) in zip(programme.stages(op.session, cohort_id), PERIODS, strict=True):
            stage.starts_on, stage.ends_on = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    mentors = {
        name: records.save(store, "mentors", {"name": name, "affiliation": "한빛대학교"}).inserted["mentor"][
            0
        ]
        for name in ("한서율", "문지안")
    }
    return Programme(store, cohort_id, stages, mentors)
