"""Trainees: one person by name and birth date, enrolled in a stage of a cohort."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.training import (
    ENROLMENT_FIELDS,
    TRAINEE_FIELDS,
    Enrolment,
    ProjectTeam,
    Trainee,
)
from desktop.rules.training import EnrolmentStatus
from desktop.services.intake import matching as matching
from desktop.services.intake.importer import CohortTarget, Importer, Needed
from desktop.services.intake.people import GENDERS, NOT_THE_PERSON
from desktop.services.intake.plan import Difference, Parsed, Problem, Resolution, Target
from desktop.services.training.import_ages import outside_the_bounds
from desktop.services.training.import_enrolling import OWN_KEYS, PERSON_KEYS, Enrolling, Writes, write
from desktop.services.training.import_stages import CohortFinder, StageOfCohort
from desktop.services.training.import_target import COMPLETED, NEW_STAGES, STATUSES, propose

_REMARK = re.compile(r"[()\[\]0-9]")
_NAMED = 5
_FIELDS = (*TRAINEE_FIELDS, *ENROLMENT_FIELDS)
_TITLES = matching.titles_of(_FIELDS)
_DOUBTFUL = "{}행과 이름·생년월일이 같은데 연락처가 다릅니다. 같은 사람이면 연락처를 같게 고치고, 아니면 생년월일을 확인해 주세요."


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the person it is; nothing is written."""
    result, writes = Resolution(), Writes()
    places = CohortFinder(session, target, parsed.column("cohort"))
    asked = _within_the_file(parsed, result, places)
    _against_the_data(session, parsed, asked, result, writes, places)
    result.created = places.to_be_created()
    result.places = places.told(entry.place for entry in writes.enrolling)
    result.notes += [*places.notes, *_odd_names(parsed)]
    for rows in (result.added, result.updated, result.duplicates):
        rows.sort()
    result.writes = writes
    return result


def _odd_names(parsed: Parsed) -> list[str]:
    """A word about names that carry a remark, as '최다은(개명)': a certificate would say it too."""
    names = parsed.column("name")
    odd = [position for position, name in enumerate(names) if name and _REMARK.search(name)]
    if not odd:
        return []
    more = f" 외 {len(odd) - _NAMED:,}명" if len(odd) > _NAMED else ""
    named = ", ".join(
        f"{parsed.rows.shown(parsed.numbers[position])}행 {names[position]}" for position in odd[:_NAMED]
    )
    return [f"성명에 괄호나 숫자가 있습니다. 수료증에도 그대로 나가니 맞는지 확인해 주세요: {named}{more}"]


@dataclass(slots=True)
class _Asked:
    """The rows that are first to name a person, with their places; the few that name one again, by the first of each."""

    firsts: dict[int, StageOfCohort | None] = field(default_factory=dict)
    again: dict[int, list[tuple[int, StageOfCohort | None]]] = field(default_factory=dict)

    def of(self, first: int) -> list[tuple[int, StageOfCohort | None]]:
        """All rows of one person, each with the place it asks for."""
        return [(first, self.firsts[first]), *self.again.get(first, ())]


def _within_the_file(parsed: Parsed, result: Resolution, places: CohortFinder) -> _Asked:
    """Who is named in the rows, and which places these ask for."""
    names, births, phones, emails = map(parsed.column, ("name", "birth_date", "phone", "email"))
    seen: dict[tuple[str, Any], int] = {}
    asked = _Asked()
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
            asked.firsts[position] = place
            continue
        same_mail = emails[first] is not None and emails[first] == emails[position]
        if not (matching.agree(phones[first], phones[position]) or same_mail):
            result.problems[position] = matching.doubtful(
                parsed, position, "phone", parsed.numbers[first], _DOUBTFUL
            )
            continue
        matching.note_repeat(parsed, result, first, position, (*PERSON_KEYS, *OWN_KEYS))
        if any(place == other for _position, other in asked.of(first)):
            result.duplicates.append(position)
        else:
            asked.again.setdefault(first, []).append((position, place))
    return asked


def _against_the_data(
    session: Session,
    parsed: Parsed,
    asked: _Asked,
    result: Resolution,
    writes: Writes,
    places: CohortFinder,
) -> None:
    person_keys, people_rows = matching.rows_of(parsed, PERSON_KEYS)
    own_keys, own_rows = matching.rows_of(parsed, OWN_KEYS)
    people = {
        (row.name, row.birth_date): row for row in reversed(matching.existing(session, Person, PERSON_KEYS))
    }
    unborn = {
        (row.name, row.phone): row
        for row in people.values()
        if row.birth_date is None and row.phone is not None
    }
    trainees = {row.person_id: row for row in matching.existing(session, Trainee, ("person_id", *OWN_KEYS))}
    enrolments = _Enrolments(session, places.stage_ids())
    names, births, phones = map(parsed.column, ("name", "birth_date", "phone"))
    for position in asked.firsts:
        person = people.get((names[position], births[position]))
        if person is None:
            # Once: a second row of that phone with another birth date is another person.
            person = unborn.pop((names[position], phones[position]), None)
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
        for row, place in asked.of(position):
            known = enrolments.find(trainee, place)
            enrolled = _enrol(parsed, position, row, place, known, writes, result.differences, places.status)
            if row == position:
                edited |= enrolled
            else:
                (result.updated if enrolled else result.duplicates).append(row)
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

    def find(self, trainee: Any, place: StageOfCohort | None) -> Any:
        """The trainee's enrolment at ``place``, if there is one."""
        if trainee is None or place is None or place.stage_id is None:
            return None
        return self._known.get((trainee.id, place.stage_id))


def _enrol(
    parsed: Parsed,
    position: int,
    row: int,
    place: StageOfCohort | None,
    known: Any,
    writes: Writes,
    differences: list[Difference],
    otherwise: str | None,
) -> bool:
    """Note what the row asks for at its place; whether that is anything new."""
    if place is None:
        return False
    status, team, reason = (parsed.column(key)[row] for key in ("status", "team", "reason"))
    status = status or otherwise
    if known is None:
        begins = EnrolmentStatus.APPLIED if place.is_first else EnrolmentStatus.SELECTED
        writes.enrolling.append(Enrolling(position, place, status or begins.value, team, reason))
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


def _major_kinds(heading: str) -> tuple[str, str]:
    """'비전공 여부' asks for the others, '전공/비전공' and '전공 여부' for those of the subject."""
    squeezed = heading.replace("·", "/").replace(" ", "")
    asks_for_others = "비전공" in heading and "전공/비전공" not in squeezed
    return ("비전공", "전공") if asks_for_others else ("전공", "비전공")


def _completed_or_not(heading: str) -> tuple[str, str] | None:
    return ("수료", "미수료") if "수료" in heading else None


IMPORTER: Final = Importer(
    kind="trainees",
    title="교육생(신청자)",
    noun="신청자",
    counter="명",
    fields=_FIELDS,
    required=(Needed("성명", ("name",)), Needed("생년월일", ("birth_date",))),
    resolve=resolve,
    write=write,
    flag=outside_the_bounds,
    not_mine=NOT_THE_PERSON,
    target=CohortTarget(propose, STATUSES, stands_last=COMPLETED, new_stages=NEW_STAGES),
    synonyms={
        "gender": GENDERS,
        "major_kind": {"전공자": "전공", "비전공자": "비전공", "비 전공": "비전공", "비": "비전공", "유관전공": "전공"},
        "status": {
            "접수": "신청", "지원": "신청", "신청완료": "신청", "접수완료": "신청", "합격": "선발", "선정": "선발",
            "최종선발": "선발", "수강중": "수강", "교육중": "수강", "참여중": "수강", "수료자": "수료", "이수": "수료",
            "수료완료": "수료", "미이수": "미수료", "포기": "중도포기", "중도탈락": "중도포기", "불합격": "탈락",
            "미선발": "탈락", "미선정": "탈락",
        },
    },
    yes_or_no={"major_kind": _major_kinds, "status": _completed_or_not},
)  # fmt: skip
