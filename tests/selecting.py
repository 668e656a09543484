"""A stage with three criteria, and people with scores in it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.model.training import Enrolment, Trainee
from desktop.queries.list_spec import Scope
from desktop.services.records import choices, records
from desktop.services.training.selection import scores
from desktop.services.training.selection.scores import Place

COHORT = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}


@dataclass
class Selecting:
    """``add`` puts a person in who applies, with scores by criterion's title; ``criterion`` makes one."""

    store: Any
    scope: Scope
    stage: int

    def __post_init__(self):
        self.criteria: dict[str, int] = {}
        self.people: dict[str, int] = {}

    def criterion(self, title, weight, **values):
        raw = {
            "stage_id": self.stage, "purpose": "선발", "title": title, "weight": str(weight), "position": 1,
            "lowest": "0", "highest": "100", "judged": False,
        }  # fmt: skip
        made = records.save(self.store, "criteria", raw | values).inserted["criterion"][0]
        self.criteria[title] = made
        return made

    def judge(self, name):
        raw = {"stage_id": self.stage, "purpose": "선발", "name": name}
        return records.save(self.store, "judges", raw).inserted["judge"][0]

    def three(self):
        """서류 30, 면접 50, 과제 20."""
        for title, weight in (("서류", 30), ("면접", 50), ("과제", 20)):
            self.criterion(title, weight)
        return self

    def add(self, name, *given, born="1998-03-01", **values):
        changes = records.save(
            self.store, "trainees", {"name": name, "birth_date": born, **values}, scope=self.scope
        )
        with self.store.read() as session:
            trainee = session.get(Trainee, changes.inserted["trainee"][0])
            enrolment = session.scalars(select(Enrolment.id).where(Enrolment.trainee_id == trainee.id)).one()
        self.people[name] = enrolment
        if given:
            self.score(enrolment, *given)
        return enrolment

    def score(self, enrolment, *given):
        texts = {
            Place(enrolment, criterion): str(value)
            for criterion, value in zip(self.criteria.values(), given, strict=True)
        }
        put = scores.put(self.store, self.stage, "선발", texts)
        assert not put.refused
        return put

    def status(self, name):
        with self.store.read() as session:
            return session.get(Enrolment, self.people[name]).status


def begin(store):
    """The first stage of a new cohort, with nothing in it."""
    cohort = records.save(store, "cohorts", COHORT).inserted["cohort"][0]
    scope = Scope(cohort_id=cohort, today=store.today())
    return Selecting(store, scope, choices.of(store, "stages", scope)[0][0])


def figures(ranked):
    """Each person's label, total, rank and result, from the top."""
    return [
        (
            each.scored.candidate.label,
            each.scored.total,
            each.rank,
            f"{each.result.value}{each.reserve or ''}",
        )
        for each in ranked.selection.lines
    ]
