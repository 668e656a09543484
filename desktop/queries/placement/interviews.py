"""The lists of interviews: days, rooms, companies that interview, hours, and the interviews with what came of them."""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, FromClause, func
from sqlalchemy.orm import InstrumentedAttribute, aliased, join

from desktop.model.interviews import (
    INTERVIEW_DAY_FIELDS,
    INTERVIEW_FIELDS,
    INTERVIEW_HOURS_FIELDS,
    INTERVIEW_PANEL_FIELDS,
    INTERVIEW_ROOM_FIELDS,
    Interview,
    InterviewDay,
    InterviewHours,
    InterviewPanel,
    InterviewRoom,
)
from desktop.model.people import Person
from desktop.model.placement import Company, Opening
from desktop.model.training import Cohort, Trainee
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind
from desktop.rules.placement.interviews import INTERVIEW

_day = {field.key: field for field in INTERVIEW_DAY_FIELDS}
_room = {field.key: field for field in INTERVIEW_ROOM_FIELDS}
_panel = {field.key: field for field in INTERVIEW_PANEL_FIELDS}
_hours = {field.key: field for field in INTERVIEW_HOURS_FIELDS}
_interview = {field.key: field for field in INTERVIEW_FIELDS}
_NAME = Field("name", "교육생", Kind.NAME, private=True)
_COMPANY, _COHORT = Field("company", "기업"), Field("cohort", "기수")
_Within = Callable[[Scope], Iterable[ColumnElement[bool]]]


def _of(cohort_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None]) -> _Within:
    return lambda scope: () if scope.cohort_id is None else (cohort_id == scope.cohort_id,)


def _interviews() -> FromClause:
    source = join(join(Interview, Opening), Company)
    source = join(join(source, Trainee, Trainee.id == Interview.trainee_id), Person)
    source = join(source, InterviewDay, InterviewDay.id == Interview.day_id, isouter=True)
    source = join(source, InterviewRoom, InterviewRoom.id == Interview.room_id, isouter=True)
    return join(source, Cohort, Cohort.id == Opening.cohort_id, isouter=True)


INTERVIEWS = ListSpec(
    kind="interviews",
    title="면접",
    noun="면접",
    counter="건",
    id=Interview.id,
    source=lambda _scope: _interviews(),
    narrowed_to="cohorts",
    where=_of(Opening.cohort_id),
    columns=(
        Column(_NAME, Person.name, 110, searched=True),
        Column(_COMPANY, Company.name, 160, searched=True),
        Column(Field("duty", "직무"), Opening.duty, 130, searched=True),
        Column(Field("held_on", "면접일", Kind.DATE), InterviewDay.held_on, 120),
        Column(_interview["starts_at"], Interview.starts_at, 80),
        Column(Field("room", "면접실"), InterviewRoom.name, 90, searched=True),
        Column(Field("status", "상태", Kind.CHOICE, choices=INTERVIEW.statuses), Interview.status, 90),
        Column(_interview["score"], Interview.score, 80, editable=True),
        Column(_interview["rank"], Interview.rank, 70, editable=True),
        Column(Field("reason", "사유"), Interview.reason, 150, searched=True),
        Column(_interview["pinned"], Interview.pinned, 70, editable=True),
        Column(_interview["told_on"], Interview.told_on, 120, editable=True, shown=False),
        Column(_interview["note"], Interview.note, 160, editable=True, shown=False),
        Column(_COHORT, Cohort.name, 150, shown=False),
    ),
    order=(("held_on", False), ("starts_at", False), ("company", False), ("name", False)),
    tables=frozenset(
        {"interview", "interview_day", "interview_room", "opening", "company", "trainee", "person", "cohort"}
    ),
    initials=(Person.name_initials, Company.name_initials),
    last_four=(Person.phone_last4,),
    empty="'면접 추가'로 누가 어느 모집에 신청했는지 적어 주세요. 시각은 '면접 시간표'가 정합니다.",
)

INTERVIEW_DAYS = ListSpec(
    kind="interview_days",
    title="면접일",
    noun="면접일",
    counter="일",
    id=InterviewDay.id,
    source=lambda _scope: join(InterviewDay, Cohort),
    narrowed_to="cohorts",
    where=_of(InterviewDay.cohort_id),
    columns=(
        Column(_day["held_on"], InterviewDay.held_on, 120, editable=True),
        Column(_day["starts_at"], InterviewDay.starts_at, 80, editable=True),
        Column(_day["ends_at"], InterviewDay.ends_at, 80, editable=True),
        Column(_COHORT, Cohort.name, 150),
    ),
    order=(("held_on", False),),
    tables=frozenset({"interview_day", "cohort"}),
    empty="'면접일 추가'로 면접하는 날과 시각을 적어 주세요.",
)

INTERVIEW_ROOMS = ListSpec(
    kind="interview_rooms",
    title="면접실",
    noun="면접실",
    counter="곳",
    id=InterviewRoom.id,
    source=lambda _scope: join(InterviewRoom, Cohort),
    narrowed_to="cohorts",
    where=_of(InterviewRoom.cohort_id),
    columns=(
        Column(_room["building"], InterviewRoom.building, 140, editable=True, searched=True),
        Column(_room["name"], InterviewRoom.name, 140, editable=True, searched=True),
        Column(_COHORT, Cohort.name, 150),
    ),
    order=(("building", False), ("name", False)),
    tables=frozenset({"interview_room", "cohort"}),
    empty="'면접실 추가'로 건물과 방을 적어 주세요.",
)

INTERVIEW_PANELS = ListSpec(
    kind="interview_panels",
    title="면접 기업",
    noun="면접 기업",
    counter="곳",
    id=InterviewPanel.id,
    source=lambda _scope: join(join(InterviewPanel, Company), Cohort, Cohort.id == InterviewPanel.cohort_id),
    narrowed_to="cohorts",
    where=_of(InterviewPanel.cohort_id),
    columns=(
        Column(_COMPANY, Company.name, 180, searched=True),
        Column(_panel["panels"], InterviewPanel.panels, 90, editable=True),
        Column(_panel["building"], InterviewPanel.building, 140, editable=True, searched=True),
        Column(_COHORT, Cohort.name, 150),
    ),
    order=(("company", False),),
    tables=frozenset({"interview_panel", "company", "cohort"}),
    initials=(Company.name_initials,),
    empty="면접조가 둘 이상이거나 다른 건물에서 면접하는 기업만 적어 주세요.",
)

_firm = aliased(Company)


def _times() -> FromClause:
    source = join(join(InterviewHours, InterviewDay), Cohort)
    source = join(source, Trainee, Trainee.id == InterviewHours.trainee_id, isouter=True)
    source = join(source, Person, Person.id == Trainee.person_id, isouter=True)
    return join(source, _firm, _firm.id == InterviewHours.company_id, isouter=True)


INTERVIEW_HOURS = ListSpec(
    kind="interview_hours",
    title="면접 가능 시간",
    noun="면접 가능 시간",
    counter="건",
    id=InterviewHours.id,
    source=lambda _scope: _times(),
    narrowed_to="cohorts",
    where=_of(InterviewDay.cohort_id),
    columns=(
        Column(Field("held_on", "면접일", Kind.DATE), InterviewDay.held_on, 120),
        Column(
            Field("whose", "누구", private=True), func.coalesce(_firm.name, Person.name), 160, searched=True
        ),
        Column(_hours["starts_at"], InterviewHours.starts_at, 80, editable=True),
        Column(_hours["ends_at"], InterviewHours.ends_at, 80, editable=True),
        Column(_COHORT, Cohort.name, 150, shown=False),
    ),
    order=(("held_on", False), ("whose", False), ("starts_at", False)),
    tables=frozenset({"interview_hours", "interview_day", "trainee", "person", "company", "cohort"}),
    empty="면접일 내내 되지는 않는 사람과 기업만 적어 주세요. 적은 시간에만 면접이 들어갑니다.",
)
LISTS = (INTERVIEWS, INTERVIEW_DAYS, INTERVIEW_ROOMS, INTERVIEW_PANELS, INTERVIEW_HOURS)
