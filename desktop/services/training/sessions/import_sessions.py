"""Sessions out of an office's timetable: one by its stage, day and beginning; mentors by name, made when new."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model import training as model
from desktop.model.people import Person
from desktop.rules.fields import Field, Kind
from desktop.rules.training import CALLED_OFF, HELD
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching
from desktop.services.intake.importer import Importer, Needed, StageTarget
from desktop.services.intake.plan import Parsed, Problem, Resolution, Target
from desktop.services.training.sessions.import_places import StageFinder
from desktop.services.training.sessions.planning import Planned, without_clashes

_MENTOR = Field(
    "mentor", "강사", Kind.NAME, private=True, max_length=60,
    aliases=("강사명", "담당강사", "담당 강사", "멘토", "멘토명", "교수", "담당교수"),
)  # fmt: skip
_OWN = tuple(each for each in model.SESSION_FIELDS if each.key not in {"stage_id", "mentor_id"})
_FIELDS = (*_OWN, _MENTOR, Field("stage", "단계", aliases=("과정단계", "교육단계")))
_TITLES = matching.titles_of(_FIELDS)
_KEYS = ("ends_at", "room", "mentor", "kind", "reason")
_NAMESAKES = (
    "이름이 같은 강사가 {}명 있어 누구인지 알 수 없습니다. 이 줄은 '수업 목록'에서 강사를 골라 추가해 주세요."
)
_TWICE = "{}행과 같은 때 시작하는 같은 단계의 수업입니다. 시각을 확인해 주세요."
_BACKWARDS = "끝나는 시각이 시작하는 시각보다 늦어야 합니다. 두 시각을 확인해 주세요."
_NO_REASON = "휴강이면 사유를 적어 주세요."
_HAS_MARKS = "출석이 적힌 수업이라 휴강으로 바꿀 수 없습니다. 출석부에서 먼저 지워 주세요."


@dataclass(slots=True)
class _Writes:
    new: list[Planned] = field(default_factory=list)
    changes: list[Planned] = field(default_factory=list)
    mentors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """What the data hold: sessions by their key, mentors by name, and which sessions have marks."""

    sessions: dict[tuple[int, dt.date, str], Any]
    mentors: dict[str, list[int]]
    marked: set[int]


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the session it is, and what it would clash with; nothing is written."""
    result, writes = Resolution(), _Writes()
    stages = StageFinder(session, target)
    known = _known(session)
    wanted: list[Planned] = []
    first_of: dict[tuple[int, dt.date, str], int] = {}
    for position in range(len(parsed.numbers)):
        try:
            one = _planned(parsed, position, stages, known)
        except UserError as error:
            result.problems[position] = _problem(parsed, position, error.field or "held_on", error.message)
            continue
        first = first_of.setdefault(one.key, position)
        if first == position:
            wanted.append(one)
        elif all(parsed.column(key)[first] == parsed.column(key)[position] for key in _KEYS):
            result.same_as[position] = first
            result.duplicates.append(position)
        else:
            result.problems[position] = matching.doubtful(
                parsed, position, "starts_at", parsed.numbers[first], _TWICE
            )
    kept, refused = without_clashes(session, wanted)
    for position, clash in refused.items():
        key = "room" if clash.field == "room" else "mentor"
        result.problems[position] = _problem(parsed, position, key, clash.message)
    _sort_out(parsed, kept, result, writes)
    writes.mentors = list(dict.fromkeys(each.mentor for each in kept if isinstance(each.mentor, str)))
    if writes.mentors:
        result.created = [f"강사 {len(writes.mentors):,}명을 새로 추가합니다: {', '.join(writes.mentors)}"]
    result.places = stages.told(each.key[0] for each in kept)
    result.duplicates.sort()
    result.writes = writes
    return result


def _known(session: Session) -> _Known:
    keys = ("stage_id", "held_on", "starts_at", "ends_at", "room", "mentor_id", "kind", "reason")
    rows = matching.existing(session, model.Session, keys)
    mentors: dict[str, list[int]] = {}
    for name, mentor_id in session.execute(
        select(Person.name, model.Mentor.id).join(model.Mentor).order_by(model.Mentor.id)
    ):
        mentors.setdefault(name, []).append(mentor_id)
    return _Known(
        {(row.stage_id, row.held_on, row.starts_at): row for row in rows},
        mentors,
        set(session.scalars(select(model.AttendanceMark.session_id).distinct())),
    )


def _planned(parsed: Parsed, position: int, stages: StageFinder, known: _Known) -> Planned:
    """What a row asks for. Raises UserError, with the field, where it can't be."""
    row = {key: parsed.column(key)[position] for key in (*_TITLES,)}
    stage_id = stages.of(row["stage"], row["held_on"])
    key = (stage_id, row["held_on"], row["starts_at"])
    stood = known.sessions.get(key)
    mentor: int | str | None = stood.mentor_id if stood else None
    if row["mentor"] is not None:
        namesakes = known.mentors.get(row["mentor"], [])
        if len(namesakes) > 1 and mentor not in namesakes:
            raise UserError(_NAMESAKES.format(len(namesakes)), "mentor")
        if mentor not in namesakes:
            mentor = namesakes[0] if namesakes else row["mentor"]
    values = {
        each: row[each] if row[each] is not None else getattr(stood, each, None)
        for each in ("ends_at", "room", "kind", "reason")
    }
    values["kind"] = values["kind"] or HELD
    if values["ends_at"] <= row["starts_at"]:
        raise UserError(_BACKWARDS, "ends_at")
    if values["kind"] == CALLED_OFF and not values["reason"]:
        raise UserError(_NO_REASON, "reason")
    if values["kind"] == CALLED_OFF and stood is not None and stood.id in known.marked:
        raise UserError(_HAS_MARKS, "kind")
    return Planned(position, key, mentor, values, stood)


def _problem(parsed: Parsed, position: int, key: str, sentence: str) -> Problem:
    value = parsed.column(key)[position]
    title = parsed.titles.get(key, _TITLES[key])
    return Problem(parsed.numbers[position], title, "" if value is None else str(value), sentence)


def _sort_out(parsed: Parsed, kept: list[Planned], result: Resolution, writes: _Writes) -> None:
    for one in kept:
        if one.stood is None:
            writes.new.append(one)
            result.added.append(one.position)
            continue
        new = {**one.values, "mentor_id": one.mentor}
        keys = tuple(key for key in new if new[key] != getattr(one.stood, key))
        number = parsed.numbers[one.position]
        if keys:
            writes.changes.append(one)
            _changed, told = matching.differing(
                number,
                {**_TITLES, "mentor_id": _TITLES["mentor"]},
                [key for key in keys if key != "mentor_id"],
                [new[key] for key in keys if key != "mentor_id"],
                one.stood._mapping,
            )
            result.differences += told
            result.updated.append(one.position)
        else:
            result.duplicates.append(one.position)


def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found."""
    writes: _Writes = resolution.writes
    people = op.insert_many(Person, [{"name": name} for name in writes.mentors], read=True)
    made = op.insert_many(model.Mentor, [{"person_id": person_id} for person_id in people])
    ids = dict(zip(writes.mentors, made, strict=True))

    def row(one: Planned) -> dict[str, Any]:
        mentor_id = ids[one.mentor] if isinstance(one.mentor, str) else one.mentor
        return {**one.values, "mentor_id": mentor_id}

    stage_keys = ("stage_id", "held_on", "starts_at")
    new = [{**dict(zip(stage_keys, one.key, strict=True)), **row(one)} for one in writes.new]
    op.insert_many(model.Session, new, read=True)
    op.update_many(model.Session, [{"id": one.stood.id, **row(one)} for one in writes.changes])


IMPORTER: Final = Importer(
    kind="sessions",
    title="수업 일정",
    noun="수업",
    counter="회",
    fields=_FIELDS,
    required=(
        Needed("날짜", ("held_on",)),
        Needed("시작", ("starts_at",)),
        Needed("종료", ("ends_at",)),
    ),
    resolve=resolve,
    write=write,
    not_mine=re.compile(r"생년월일|신청|접수|동의|연락"),
    named_by="held_on",
    target=StageTarget(),
    synonyms={
        "kind": {
            "정규": "수업", "정규수업": "수업", "강의": "수업", "보충": "보강", "보강수업": "보강",
            "취소": "휴강", "휴강처리": "휴강",
        },
    },
)  # fmt: skip
