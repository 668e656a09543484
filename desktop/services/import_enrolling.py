"""Writes trainees in bulk: people, their part in the programme, their enrolments and teams."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from desktop.model.people import PERSON_FIELDS, Person
from desktop.model.training import Enrolment, ProjectTeam, Trainee
from desktop.services import import_matching as matching
from desktop.services.import_places import Place, Places
from desktop.services.import_plan import Parsed, Resolution, Target
from desktop.services.operations import Operation

PERSON_KEYS = tuple(f.key for f in PERSON_FIELDS)
OWN_KEYS = ("school", "major", "major_kind")


@dataclass(slots=True)
class Enrolling:
    """One row's place: whose it is (a position, or a trainee's id), where, and what the file says of it."""

    position: int
    place: Place
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
    team_changes: list[tuple[int, Place, str]] = field(default_factory=list)


def write(op: Operation, parsed: Parsed, resolution: Resolution, target: Target) -> None:
    """Write what `resolve` found: people, their part as trainees, their enrolments, in bulk."""
    writes: Writes = resolution.writes
    for position, person_id in zip(
        writes.new_people,
        op.insert_many(Person, _values(parsed, writes.new_people, PERSON_KEYS)),
        strict=True,
    ):
        writes.people[position] = person_id
    own = _values(parsed, writes.new_trainees, OWN_KEYS)
    for position, values in zip(writes.new_trainees, own, strict=True):
        values["person_id"] = writes.people[position]
    for position, trainee_id in zip(writes.new_trainees, op.insert_many(Trainee, own), strict=True):
        writes.trainees[position] = trainee_id
    places = Places(op.session, target)
    teams = _Teams(op)
    enrolments = []
    for entry in writes.enrolling:
        stage = places.stage_of(op, entry.place)
        enrolments.append(
            {
                "trainee_id": writes.trainees[entry.position],
                "stage_id": stage.id,
                "status": entry.status,
                "reason": entry.reason,
                "team_id": teams.id_of(stage.cohort_id, entry.team) if entry.team else None,
            }
        )
    op.insert_many(Enrolment, enrolments)
    op.update_many(Person, writes.person_changes)
    op.update_many(Trainee, writes.trainee_changes)
    op.update_many(Enrolment, writes.enrolment_changes)
    op.update_many(
        Enrolment,
        [
            {"id": enrolment_id, "team_id": teams.id_of(places.stage_of(op, place).cohort_id, team)}
            for enrolment_id, place, team in writes.team_changes
        ],
    )


def _values(parsed: Parsed, positions: list[int], keys: tuple[str, ...]) -> list[dict[str, Any]]:
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
