"""The list of marks of attendance, one for each person and session that has one."""

from sqlalchemy import select
from sqlalchemy.orm import join

from desktop.model.attachments import Attachment
from desktop.model.base import table_of
from desktop.model.people import BIRTH_DATE, NAME, Person
from desktop.model.training import SESSION_FIELDS, AttendanceMark, Cohort, Enrolment, Session, Stage, Trainee
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.attendance import Mark
from desktop.rules.fields import Field, Kind

_session = {field.key: field for field in SESSION_FIELDS}
_MARK = Field("mark", "출석", Kind.CHOICE, choices=tuple(each.value for each in Mark))
_evidence = (
    select(Attachment.name)
    .where(Attachment.id == AttendanceMark.evidence_id)
    .correlate(AttendanceMark)
    .scalar_subquery()
)
_with_session = join(join(join(AttendanceMark, Session), Stage), Cohort)
_with_person = join(
    join(
        join(_with_session, Enrolment, AttendanceMark.enrolment_id == Enrolment.id),
        Trainee,
        Enrolment.trainee_id == Trainee.id,
    ),
    table_of(Person),
    Trainee.person_id == Person.id,
)

MARKS = ListSpec(
    kind="marks",
    title="출석 기록",
    noun="출석",
    counter="건",
    id=AttendanceMark.id,
    source=lambda _scope: _with_person,
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(Field("stage", "단계"), Stage.name, 150),
        Column(_session["held_on"], Session.held_on, 110),
        Column(_session["starts_at"], Session.starts_at, 70),
        Column(NAME, Person.name, 100, searched=True),
        Column(BIRTH_DATE, Person.birth_date, 110),
        Column(_MARK, AttendanceMark.mark, 80),
        Column(Field("note", "비고"), AttendanceMark.note, 160),
        Column(Field("evidence", "증빙"), _evidence, 160),
    ),
    order=(("held_on", False), ("starts_at", False), ("name", False)),
    tables=frozenset(
        {"attendance_mark", "session", "stage", "cohort", "enrolment", "trainee", "person", "attachment"}
    ),
    initials=(Person.name_initials,),
    empty="'출석부'에서 출석을 적거나 엑셀에서 가져와 주세요.",
)

LISTS = (MARKS,)
