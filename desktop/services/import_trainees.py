"""Trainees: one person by name and birth date, enrolled in a stage of a cohort."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Progress, UserError
from desktop.model.base import table_of
from desktop.model.people import PERSON_FIELDS, Person
from desktop.model.training import ENROLMENT_FIELDS, TRAINEE_FIELDS, Enrolment, ProjectTeam, Trainee
from desktop.rules.states import EnrolmentStatus
from desktop.services import import_matching as matching
from desktop.services.import_places import Place, Places
from desktop.services.import_plan import Difference, Parsed, Problem, Resolution, Target
from desktop.services.operations import Operation

NOUN, COUNTER = "신청자", "명"
_PERSON_KEYS = tuple(f.key for f in PERSON_FIELDS)
_OWN_KEYS = ("school", "major", "major_kind")
_TITLES = matching.titles_of((*TRAINEE_FIELDS, *ENROLMENT_FIELDS))
_DOUBTFUL = "{}행과 이름·생년월일이 같은데 연락처가 다릅니다. 같은 사람이면 연락처를 같게 고치고, 아니면 생년월일을 확인해 주세요."
_TELL_EVERY = 1_000


@dataclass(slots=True)
class _Enrolling:
    """One row's place: whose it is (a position, or a trainee's id), where, and what the file says of it."""

    position: int
    place: Place
    status: str
    team: str | None
    reason: str | None


@dataclass(slots=True)
class _Writes:
    new_people: list[int] = field(default_factory=list)
    new_trainees: list[int] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    trainees: dict[int, int] = field(default_factory=dict)
    person_changes: list[matching.Changes] = field(default_factory=list)
    trainee_changes: list[matching.Changes] = field(default_factory=list)
    enrolling: list[_Enrolling] = field(default_factory=list)
    enrolment_changes: list[matching.Changes] = field(default_factory=list)
    team_changes: list[tuple[int, Place, str]] = field(default_factory=list)


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the person it is; nothing is written."""
    result, writes = Resolution(), _Writes()
    places = Places(session, target)
    firsts = _within_the_file(parsed, result, places)
    _against_the_data(session, parsed, firsts, result, writes, places)
    result.created = places.to_be_created()
    result.notes += places.notes
    result.added.sort()
    result.updated.sort()
    result.writes = writes
    return result


def _within_the_file(
    parsed: Parsed, result: Resolution, places: Places
) -> dict[int, list[tuple[int, Place | None]]]:
    """The rows that are first to name a person, each with the places all its rows ask for."""
    names, births, phones, emails = map(parsed.column, ("name", "birth_date", "phone", "email"))
    seen: dict[tuple[str, Any], int] = {}
    asked: dict[int, list[tuple[int, Place | None]]] = {}
    cohorts, stages, teams = map(parsed.column, ("cohort", "stage", "team"))
    for position, person in enumerate(zip(names, births, strict=True)):
        try:
            place = places.of(cohorts[position], stages[position], in_team=teams[position] is not None)
        except UserError as error:
            key = error.field or "stage"
            value = str(parsed.column(key)[position] or "")
            title = parsed.titles.get(key, _TITLES[key])
            result.problems[position] = Problem(parsed.numbers[position], title, value, error.message)
            continue
        first = seen.setdefault(person, position)
        if first == position:
            asked[position] = [(position, place)]
            continue
        same_mail = emails[first] is not None and emails[first] == emails[position]
        if not (matching.agree(phones[first], phones[position]) or same_mail):
            result.problems[position] = matching.doubtful(
                parsed, position, "phone", parsed.numbers[first], _DOUBTFUL
            )
            continue
        matching.fill_blanks(parsed, first, position, (*_PERSON_KEYS, *_OWN_KEYS))
        if any(place == other for _position, other in asked[first]):
            result.duplicates.append(position)
        else:
            asked[first].append((position, place))
            result.updated.append(position)
    return asked


def _against_the_data(
    session: Session,
    parsed: Parsed,
    asked: dict[int, list[tuple[int, Place | None]]],
    result: Resolution,
    writes: _Writes,
    places: Places,
) -> None:
    person_keys, people_rows = matching.rows_of(parsed, _PERSON_KEYS)
    own_keys, own_rows = matching.rows_of(parsed, _OWN_KEYS)
    people = {
        (row.name, row.birth_date): row for row in reversed(matching.existing(session, Person, _PERSON_KEYS))
    }
    unborn = {
        (row.name, row.phone): row
        for row in people.values()
        if row.birth_date is None and row.phone is not None
    }
    trainees = {row.person_id: row for row in matching.existing(session, Trainee, ("person_id", *_OWN_KEYS))}
    enrolments = _Enrolments(session, places.stage_ids())
    names, births, phones = map(parsed.column, ("name", "birth_date", "phone"))
    for position, wanted in asked.items():
        person = people.get((names[position], births[position])) or unborn.get(
            (names[position], phones[position])
        )
        number, edited = parsed.numbers[position], False
        if person is None:
            writes.new_people.append(position)
        else:
            writes.people[position] = person.id
            edited = _note_changes(
                number, person_keys, people_rows[position], person, writes.person_changes, result.differences
            )
        trainee = trainees.get(person.id) if person is not None else None
        if trainee is None:
            writes.new_trainees.append(position)
        else:
            writes.trainees[position] = trainee.id
            own = own_rows[position] if own_keys else ()
            edited |= _note_changes(
                number, own_keys, own, trainee, writes.trainee_changes, result.differences
            )
        for row, place in wanted:
            if place is not None:
                known = enrolments.find(trainee, place)
                edited |= _enrol(parsed, position, row, place, known, writes, result.differences)
        if trainee is None:
            result.added.append(position)
        elif edited:
            result.updated.append(position)
        else:
            result.duplicates.append(position)


def _note_changes(
    number: int,
    keys: tuple[str, ...],
    new: tuple[Any, ...],
    old: Any,
    changes: list[matching.Changes],
    differences: list[Difference],
) -> bool:
    changed, told = matching.differing(number, _TITLES, keys, new, old._mapping)
    if changed:
        changes.append({"id": old.id, **changed})
        differences.extend(told)
    return bool(changed)


class _Enrolments:
    """The enrolments there are in the cohorts the file is about, with the names of their teams."""

    def __init__(self, session: Session, stage_ids: list[int]) -> None:
        columns = table_of(Enrolment).c
        teams = table_of(ProjectTeam)
        statement = (
            select(
                columns.id,
                columns.trainee_id,
                columns.stage_id,
                columns.status,
                columns.reason,
                teams.c.name.label("team"),
            )
            .outerjoin(teams, teams.c.id == columns.team_id)
            .where(columns.stage_id.in_(stage_ids))
        )
        self._known = (
            {(row.trainee_id, row.stage_id): row for row in session.execute(statement)} if stage_ids else {}
        )

    def find(self, trainee: Any, place: Place) -> Any:
        """The trainee's enrolment at ``place``, if there is one."""
        return (
            None
            if trainee is None or place.stage_id is None
            else self._known.get((trainee.id, place.stage_id))
        )


def _enrol(
    parsed: Parsed,
    position: int,
    row: int,
    place: Place,
    known: Any,
    writes: _Writes,
    differences: list[Difference],
) -> bool:
    status, team, reason = (parsed.column(key)[row] for key in ("status", "team", "reason"))
    if known is None:
        begins = EnrolmentStatus.APPLIED if place.is_first else EnrolmentStatus.SELECTED
        writes.enrolling.append(_Enrolling(position, place, status or begins.value, team, reason))
        return True
    number = parsed.numbers[row]
    changed, told = matching.differing(
        number, _TITLES, ("status", "reason"), (status, reason), known._mapping
    )
    if changed:
        writes.enrolment_changes.append({"id": known.id, **changed})
        differences.extend(told)
    if team is not None and team != known.team:
        writes.team_changes.append((known.id, place, team))
        differences.append(Difference(number, _TITLES["team"], known.team, team))
        return True
    return bool(changed)


def write(op: Operation, parsed: Parsed, resolution: Resolution, target: Target, progress: Progress) -> None:
    """Write what `resolve` found: people, their part as trainees, their enrolments, in bulk."""
    writes: _Writes = resolution.writes
    total = len(parsed.numbers)
    progress(0, total)
    for position, person_id in zip(
        writes.new_people,
        op.insert_many(Person, _values(parsed, writes.new_people, _PERSON_KEYS)),
        strict=True,
    ):
        writes.people[position] = person_id
    progress(total // 3, total)
    own = _values(parsed, writes.new_trainees, _OWN_KEYS)
    for position, values in zip(writes.new_trainees, own, strict=True):
        values["person_id"] = writes.people[position]
    for position, trainee_id in zip(writes.new_trainees, op.insert_many(Trainee, own), strict=True):
        writes.trainees[position] = trainee_id
    progress(2 * total // 3, total)
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
    progress(total, total)


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
