"""The lists of sessions and of the weekly hours they are made from."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, FromClause, case, func, select
from sqlalchemy.orm import join

from desktop.model.people import Person
from desktop.model.training import (
    PATTERN_FIELDS,
    SESSION_FIELDS,
    AttendanceMark,
    Cohort,
    Mentor,
    Session,
    SessionPattern,
    Stage,
)
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind
from desktop.rules.training import WEEKDAYS

_session = {field.key: field for field in SESSION_FIELDS}
_pattern = {field.key: field for field in PATTERN_FIELDS}
_marks = (
    select(func.count())
    .select_from(AttendanceMark)
    .where(AttendanceMark.session_id == Session.id)
    .correlate(Session)
    .scalar_subquery()
)
_MENTOR = Field("mentor", "강사", Kind.NAME, private=True)
_STAGE, _COHORT = Field("stage", "단계"), Field("cohort", "기수")


def _with_mentor(table: type[Session] | type[SessionPattern]) -> FromClause:
    source = join(join(table, Stage), Cohort)
    source = join(source, Mentor, Mentor.id == table.mentor_id, isouter=True)
    return join(source, Person, Person.id == Mentor.person_id, isouter=True)


def _of_cohort(scope: Scope) -> Iterable[ColumnElement[bool]]:
    return () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,)


SESSIONS = ListSpec(
    kind="sessions",
    title="수업 목록",
    noun="수업",
    counter="회",
    id=Session.id,
    source=lambda _scope: _with_mentor(Session),
    narrowed_to="cohorts",
    where=_of_cohort,
    columns=(
        Column(_session["held_on"], Session.held_on, 120, editable=True),
        Column(_session["starts_at"], Session.starts_at, 80, editable=True),
        Column(_session["ends_at"], Session.ends_at, 80, editable=True),
        Column(_STAGE, Stage.name, 170, searched=True),
        Column(_session["room"], Session.room, 140, editable=True, searched=True),
        Column(_MENTOR, Person.name, 110, searched=True),
        Column(_session["kind"], Session.kind, 90, editable=True),
        Column(_session["reason"], Session.reason, 170, editable=True, searched=True),
        Column(Field("marks", "출석 기록", Kind.INTEGER, unit="명"), _marks, 100),
        Column(_COHORT, Cohort.name, 160, shown=False),
    ),
    order=(("held_on", False), ("starts_at", False)),
    tables=frozenset({"session", "stage", "cohort", "mentor", "person", "attendance_mark"}),
    initials=(Person.name_initials,),
    empty="'주간 시간으로 수업 만들기'를 누르거나, 수업 일정을 엑셀에서 가져와 주세요.",
)

PATTERNS = ListSpec(
    kind="patterns",
    title="주간 시간",
    noun="주간 시간",
    counter="개",
    id=SessionPattern.id,
    source=lambda _scope: _with_mentor(SessionPattern),
    narrowed_to="cohorts",
    where=_of_cohort,
    columns=(
        Column(_STAGE, Stage.name, 170, searched=True),
        Column(_pattern["weekday"], SessionPattern.weekday, 80, editable=True),
        Column(_pattern["starts_at"], SessionPattern.starts_at, 80, editable=True),
        Column(_pattern["ends_at"], SessionPattern.ends_at, 80, editable=True),
        Column(_pattern["room"], SessionPattern.room, 140, editable=True, searched=True),
        Column(_MENTOR, Person.name, 110, searched=True),
        Column(_COHORT, Cohort.name, 160, shown=False),
        Column(
            Field("position", "순서", Kind.INTEGER, averaged=False),
            Stage.position * 10
            + case({day: place for place, day in enumerate(WEEKDAYS)}, value=SessionPattern.weekday),
            70,
            shown=False,
        ),
    ),
    order=(("position", False), ("starts_at", False)),
    tables=frozenset({"session_pattern", "stage", "cohort", "mentor", "person"}),
    empty="'수업' 화면의 '주간 시간'에서 단계마다 요일과 시각을 적어 주세요.",
)
LISTS = (SESSIONS, PATTERNS)
