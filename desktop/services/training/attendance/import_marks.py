"""Marks from a sheet: 성명, 생년월일, then one column a session, headed by its day."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.people import PERSON_FIELDS
from desktop.model.training import AttendanceMark, Cohort, Enrolment, Stage
from desktop.rules import attendance
from desktop.rules.attendance import Mark, words_read
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.operations import Operation
from desktop.services.intake.importer import Importer, Needed, StageTarget
from desktop.services.intake.people import NOT_THE_PERSON
from desktop.services.intake.plan import Difference, Parsed, Problem, Resolution, Target
from desktop.services.training.attendance import headings
from desktop.services.training.attendance.marking import Wanted, check, write
from desktop.services.training.attendance.people import Attendee, attendees
from desktop.services.training.attendance.rules_of import CANCELLED, planned
from desktop.services.training.known_stage import stage_named

_KEY = "session_"
_PERSON = tuple(each for each in PERSON_FIELDS if each.key in {"name", "birth_date"})
_NAMED_OTHERWISE = re.compile(NOT_THE_PERSON.pattern + r"|\d")
"""A heading with a figure in it is a day, which `headings` reads, or no heading of this kind."""


def field_of(session: attendance.Session) -> Field:
    """The column of a session: '9월 17일 10:00'."""
    title = f"{session.start.month}월 {session.start.day}일 {session.start:%H:%M}"
    return Field(f"{_KEY}{session.id}", title, Kind.CHOICE, choices=tuple(each.value for each in Mark))


def _of_stage(session: Session, target: Target) -> Importer:
    """The importer with a column for each session of the stage."""
    if not target.cohort:
        return IMPORTER
    sessions = planned(session, stage_named(session, target.cohort, target.stage).id)
    read = headings.reader(sessions)
    fields = tuple(map(field_of, sessions))
    words = words_read()
    # Under a session that was called off its own word stands for no mark.
    off = {f"{_KEY}{each.id}" for each in sessions if each.cancelled}
    return replace(
        IMPORTER,
        fields=(*_PERSON, *fields),
        synonyms={each.key: words | {CANCELLED: ""} if each.key in off else words for each in fields},
        reads_heading=lambda heading: None if (row_id := read(heading)) is None else f"{_KEY}{row_id}",
    )


@dataclass(slots=True)
class _Writes:
    stage_id: int
    marks: list[Wanted] = field(default_factory=list)


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the person of the stage and which marks are new; nothing is written."""
    stage = stage_named(session, target.cohort, target.stage)
    sessions = {each.id: each for each in planned(session, stage.id)}
    keys = [key for key in parsed.keys if key.startswith(_KEY)]
    if not keys:
        raise UserError(
            f"'{stage.name}'의 수업 날짜를 제목으로 한 열이 없습니다. 열 제목을 수업 날짜(예: 2022-09-17)로 적어 주세요.",
            "mapping",
        )
    people = _People(attendees(session, Enrolment.stage_id == stage.id), stage)
    there = _there(session, stage.id)
    result, writes = Resolution(), _Writes(stage.id)
    seen: dict[int, int] = {}
    names, births = parsed.column("name"), parsed.column("birth_date")
    for position, number in enumerate(parsed.numbers):
        try:
            person = people.named(names[position], births[position])
            first = seen.setdefault(person.enrolment_id, position)
            if first != position:
                raise UserError(
                    f"{parsed.rows.shown(parsed.numbers[first])}행과 같은 사람입니다. 한 행만 남겨 주세요."
                )
        except UserError as error:
            title = parsed.titles.get("name", "성명")
            result.problems[position] = Problem(number, title, str(names[position]), error.message)
            continue
        marks, problem = _of_row(parsed, position, keys, person, sessions)
        if problem is not None:
            result.problems[position] = problem
            continue
        _note(parsed, position, marks, there, result, writes)
    cohort = session.get_one(Cohort, stage.cohort_id)
    result.places = [f"'{cohort.name}' {stage.name} 출석부에 {len(seen)}명"]
    result.writes = writes
    return result


def _of_row(
    parsed: Parsed,
    position: int,
    keys: list[str],
    person: Attendee,
    sessions: dict[int, attendance.Session],
) -> tuple[list[Wanted], Problem | None]:
    marks = []
    for key in keys:
        value = parsed.columns[key][position]
        if value is None:
            continue
        row_id = int(key.removeprefix(_KEY))
        try:
            check(person, sessions[row_id], Mark(value))
        except UserError as error:
            return [], Problem(
                parsed.numbers[position], parsed.titles[key], value, f"{person.label}: {error.message}"
            )
        marks.append(Wanted(person.enrolment_id, row_id, Mark(value)))
    return marks, None


def _note(
    parsed: Parsed,
    position: int,
    marks: list[Wanted],
    there: dict[tuple[int, int], str],
    result: Resolution,
    writes: _Writes,
) -> None:
    """A row is new where the person had none of its marks, else changed where one is another, else known already."""
    had = [there.get((each.enrolment_id, each.session_id)) for each in marks]
    for each, old in zip(marks, had, strict=True):
        assert each.mark is not None
        if old is not None and old != each.mark.value:
            title = parsed.titles[f"{_KEY}{each.session_id}"]
            result.differences.append(Difference(parsed.numbers[position], title, old, each.mark.value))
    new = [each for each, old in zip(marks, had, strict=True) if each.mark and old != each.mark.value]
    writes.marks += new
    if not new:
        result.duplicates.append(position)
    elif any(old is not None for old in had):
        result.updated.append(position)
    else:
        result.added.append(position)


class _People:
    """The people of a stage by name and birth date."""

    def __init__(self, people: list[Attendee], stage: Stage) -> None:
        self._stage = stage.name
        self._found: dict[tuple[Any, Any], Attendee] = {(each.name, each.birth_date): each for each in people}
        self._unborn = {each.name: each for each in people if each.birth_date is None}

    def named(self, name: str, birth_date: Any) -> Attendee:
        """Raises UserError where nobody of the stage has this name and was born that day."""
        person = self._found.get((name, birth_date)) or self._unborn.get(name)
        if person is None:
            raise UserError(
                f"'{self._stage}'에 이 이름과 생년월일의 사람이 없습니다. 이름과 생년월일을 확인해 주세요."
            )
        return person


def _there(session: Session, stage_id: int) -> dict[tuple[int, int], str]:
    rows = (
        select(AttendanceMark.enrolment_id, AttendanceMark.session_id, AttendanceMark.mark)
        .join(Enrolment, Enrolment.id == AttendanceMark.enrolment_id)
        .where(Enrolment.stage_id == stage_id)
    )
    return {(enrolment_id, session_id): mark for enrolment_id, session_id, mark in session.execute(rows)}


def _write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    write(op, resolution.writes.marks)


IMPORTER: Final = Importer(
    kind="marks",
    title="출석부",
    noun="출석부",
    counter="명",
    fields=_PERSON,
    required=(Needed("성명", ("name",)), Needed("생년월일", ("birth_date",))),
    resolve=resolve,
    write=_write,
    not_mine=_NAMED_OTHERWISE,
    target=StageTarget(),
    of_target=_of_stage,
)
