"""A cohort with two teams and two mentors; its last stage has a session on each Saturday of September 2022 but the 10th."""

from dataclasses import dataclass

import pytest

from desktop.queries.list_spec import Scope
from desktop.services.records import records
from desktop.services.training import programme


@dataclass
class Mentoring:
    store: object
    scope: Scope
    teams: dict[str, int]
    mentors: dict[str, int]

    def log(
        self, day="2022-09-03", starts_at="10:00", ends_at="12:00", *, team="가", mentor="한서율", **more
    ):
        """Save a log as its dialog does; its id."""
        values = {
            "team_id": self.teams[team], "mentor_id": self.mentors[mentor], "held_on": day,
            "starts_at": starts_at, "ends_at": ends_at, "content": "함께 봄", **more,
        }  # fmt: skip
        return records.save(self.store, "mentor_logs", values).inserted["mentor_log"][0]


@pytest.fixture
def mentoring(store):
    cohort = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    cohort_id = records.save(store, "cohorts", cohort).inserted["cohort"][0]
    scope = Scope(cohort_id=cohort_id, today=store.today())
    with store.read() as session:
        last = programme.stages(session, cohort_id)[-1].id
    teams = {
        name: records.save(store, "teams", {"name": name, "position": place}, scope=scope).inserted[
            "project_team"
        ][0]
        for place, name in enumerate(("가", "나"), 1)
    }
    mentors = {
        name: records.save(store, "mentors", {"name": name, "hourly_fee": rate}).inserted["mentor"][0]
        for name, rate in (("한서율", 120_000), ("문지안", None))
    }
    for day in ("2022-09-03", "2022-09-17", "2022-09-24"):
        values = {"stage_id": last, "held_on": day, "starts_at": "09:00", "ends_at": "18:00", "kind": "수업"}
        records.save(store, "sessions", values)
    return Mentoring(store, scope, teams, mentors)
