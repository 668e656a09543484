"""Writes trainees in bulk: people, their part in the programme, their enrolments and teams."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from desktop.model.people import PERSON_FIELDS, Person
from desktop.model.training import Enrolment, ProjectTeam, Trainee
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching as matching
from desktop.services.intake.plan import Parsed, Resolution, Target
from desktop.services.training.import_stages import StageOfCohort, Stages

PERSON_KEYS = tuple(f.key for f in PERSON_FIELDS)
OWN_KEYS = ("school", "major", "major_kind")


@dataclass(slots=True)
class Enrolling:
    """One row's place: whose it is (a position, or a trainee's id), where, and what the file says of it."""

    position: int
    place: StageOfCohort
    status: str
    team: str | None
    reason: str | None


@dataclass(slots=True)
class Writes:
    """What an import of trainees is to write: positions of parsed rows, ids of what is known, and changes."""

    new_people: list[int] = field(default_factory=list)
    new_trainees: list[int] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    trainees: dict[int, int] = field(default_factory=dict)
    person_changes: list[matching.Changes] = field(default_factory=list)
    trainee_changes: list[matching.Changes] = field(default_factory=list)
    enrolling: list[Enrolling] = field(default_factory=list)
    enrolment_changes: list[matching.Changes] = field(default_factory=list)
    team_changes: list[tuple[int, StageOfCohort, str]] = field(default_factory=list)


def write(op: Operation, parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found: people, their part as trainees, their enrolments, in bulk."""
    writes: Writes = resolution.writes

    def people(positions: Sequence[int]) -> list[dict[str, Any]]:
        return _values(parsed, positions, PERSON_KEYS)

    def trainees(positions: Sequence[int]) -> list[dict[str, Any]]:
        own = _values(parsed, positions, OWN_KEYS)
        return [
            {**row, "person_id": writes.people[position]}
            for position, row in zip(positions, own, strict=True)
        ]

    new = writes.new_people
    writes.people.update(zip(new, op.insert_many(Person, new, people, read=True), strict=True))
    new = writes.new_trainees
    writes.trainees.update(zip(new, op.insert_many(Trainee, new, trainees, read=True), strict=True))
    stages = Stages(op)
    teams = _Teams(op)
    # What is new of them is made before the rows that point at it.
    for place, team in dict.fromkeys((entry.place, entry.team) for entry in writes.enrolling):
        stage = stages.of(place)
        if team:
            teams.id_of(stage.cohort_id, team)

    def enrolments(entries: Sequence[Enrolling]) -> list[dict[str, Any]]:
        return [
            {
                "trainee_id": writes.trainees[entry.position],
                "stage_id": (stage := stages.of(entry.place)).id,
                "status": entry.status,
                "reason": entry.reason,
                "team_id": teams.id_of(stage.cohort_id, entry.team) if entry.team else None,
            }
            for entry in entries
        ]

    op.insert_many(Enrolment, writes.enrolling, enrolments, read=True)
    op.update_many(Person, writes.person_changes)
    op.update_many(Trainee, writes.trainee_changes)
    op.update_many(Enrolment, writes.enrolment_changes)
    op.update_many(
        Enrolment,
        [
            {"id": enrolment_id, "team_id": teams.id_of(stages.of(place).cohort_id, team)}
            for enrolment_id, place, team in writes.team_changes
        ],
    )


def _values(parsed: Parsed, positions: Sequence[int], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    columns = (map(parsed.column(key).__getitem__, positions) for key in keys)
    return [dict(zip(keys, row, strict=True)) for row in zip(*columns, strict=True)]


class _Teams:
    """Project teams by cohort and name; a new one is added after the others."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._ids: dict[tuple[int, str], int] = {
            (team.cohort_id, team.name): team.id for team in op.session.scalars(select(ProjectTeam))
        }

    def id_of(self, cohort_id: int, name: str) -> int:
        if (cohort_id, name) not in self._ids:
            last = self._op.session.scalar(
                select(func.max(ProjectTeam.position)).where(ProjectTeam.cohort_id == cohort_id)
            )
            team = self._op.add(ProjectTeam(cohort_id=cohort_id, name=name, position=(last or 0) + 1))
            self._ids[cohort_id, name] = team.id
        return self._ids[cohort_id, name]
