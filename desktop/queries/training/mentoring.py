"""The lists of mentors, of what they log, and of coaching."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    SQLColumnExpression,
    case,
    cast,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased, join

from desktop.model.attachments import Attachment
from desktop.model.people import Person
from desktop.model.training import (
    COACHING_FIELDS,
    MENTOR_FIELDS,
    MENTOR_LOG_FIELDS,
    CoachingNote,
    Cohort,
    Enrolment,
    Mentor,
    MentorLog,
    ProjectTeam,
    Session,
    Stage,
    Trainee,
)
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind
from desktop.rules.mentoring import Doubt
from desktop.rules.training import CALLED_OFF

_mentor = {field.key: field for field in MENTOR_FIELDS}
_log = {field.key: field for field in MENTOR_LOG_FIELDS}
_note = {field.key: field for field in COACHING_FIELDS}
UNPAID = "사유 필요"

MENTORS = ListSpec(
    kind="mentors",
    title="멘토",
    noun="멘토",
    counter="명",
    id=Mentor.id,
    source=lambda _scope: join(Mentor, Person),
    columns=(
        Column(_mentor["name"], Person.name, 110, editable=True, searched=True),
        Column(_mentor["affiliation"], Mentor.affiliation, 170, editable=True, searched=True),
        Column(_mentor["specialty"], Mentor.specialty, 150, editable=True, searched=True),
        Column(_mentor["hourly_fee"], Mentor.hourly_fee, 120, editable=True),
        Column(_mentor["phone"], Person.phone, 140, editable=True, searched=True),
        Column(_mentor["email"], Person.email, 190, editable=True, searched=True),
        Column(_mentor["birth_date"], Person.birth_date, 120, editable=True, shown=False),
        Column(_mentor["note"], Person.note, 160, editable=True, shown=False),
    ),
    order=(("name", False),),
    tables=frozenset({"mentor", "person"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="'멘토 추가'로 강사와 멘토를 적어 주세요. 수업 일정을 가져오면 강사도 함께 들어옵니다.",
)


def _minute(time: SQLColumnExpression[str]) -> ColumnElement[int]:
    return cast(func.substr(time, 1, 2), Integer) * 60 + cast(func.substr(time, 4, 2), Integer)


_other, _photo, _others_photo = aliased(MentorLog), aliased(Attachment), aliased(Attachment)
_overlaps = exists().where(
    _other.mentor_id == MentorLog.mentor_id,
    _other.held_on == MentorLog.held_on,
    _other.id != MentorLog.id,
    _other.starts_at < MentorLog.ends_at,
    MentorLog.starts_at < _other.ends_at,
)
_same_photo = exists().where(
    _other.id != MentorLog.id,
    _photo.id == MentorLog.photo_id,
    _others_photo.id == _other.photo_id,
    _others_photo.file_id == _photo.file_id,
)
_photo_name = (
    select(Attachment.name).where(Attachment.id == MentorLog.photo_id).correlate(MentorLog).scalar_subquery()
)
_last_stage = (
    select(Stage.id)
    .where(Stage.cohort_id == ProjectTeam.cohort_id)
    .order_by(Stage.position.desc(), Stage.id.desc())
    .limit(1)
    .correlate(ProjectTeam)
    .scalar_subquery()
)
TAUGHT = exists().where(
    Session.stage_id == _last_stage, Session.held_on == MentorLog.held_on, Session.kind != CALLED_OFF
)
"""That the stage of a log's team, the last of its cohort, had a session that day."""


def _words(*tested: tuple[ColumnElement[bool], Doubt]) -> ColumnElement[str]:
    """The words of what holds, parted by commas; the rule is `rules.mentoring.doubts`, and a test holds the two together."""
    first, *others = (case((holds, f"{doubt.value}, "), else_="") for holds, doubt in tested)
    joined: ColumnElement[str] = first
    for each in others:
        joined = joined.concat(each)
    return func.rtrim(joined, ", ")


def _needs_reason(row: Mapping[str, Any]) -> str:
    return UNPAID if row["doubts"] and not row["reason"] else ""


def _of_cohort(scope: Scope) -> Iterable[ColumnElement[bool]]:
    return () if scope.cohort_id is None else (ProjectTeam.cohort_id == scope.cohort_id,)


def _logs() -> FromClause:
    source = join(join(MentorLog, ProjectTeam), Cohort)
    return join(join(source, Mentor, Mentor.id == MentorLog.mentor_id), Person)


MENTOR_LOGS = ListSpec(
    kind="mentor_logs",
    title="멘토링 일지",
    noun="일지",
    counter="건",
    id=MentorLog.id,
    source=lambda _scope: _logs(),
    narrowed_to="cohorts",
    where=_of_cohort,
    columns=(
        Column(_log["held_on"], MentorLog.held_on, 120, editable=True),
        Column(Field("team", "팀"), ProjectTeam.name, 150, searched=True),
        Column(Field("mentor", "멘토", Kind.NAME, private=True), Person.name, 100, searched=True),
        Column(_log["starts_at"], MentorLog.starts_at, 80, editable=True),
        Column(_log["ends_at"], MentorLog.ends_at, 80, editable=True),
        # Whether they are paid stands beside the minutes.
        Column(
            Field("minutes", "시간", Kind.INTEGER, unit="분"),
            _minute(MentorLog.ends_at) - _minute(MentorLog.starts_at),
            170,
            flag=_needs_reason,
        ),
        Column(
            Field("doubts", "확인"),
            _words(
                (_overlaps, Doubt.OVERLAP),
                (_same_photo, Doubt.PHOTO),
                (~TAUGHT, Doubt.NO_SESSION),
            ),
            190,
        ),
        Column(_log["reason"], MentorLog.reason, 170, editable=True, searched=True),
        Column(_log["content"], MentorLog.content, 260, editable=True, searched=True),
        Column(_log["next_task"], MentorLog.next_task, 200, editable=True, searched=True),
        Column(Field("photo", "사진"), _photo_name, 160),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("held_on", True), ("starts_at", True)),
    tables=frozenset(
        {"mentor_log", "project_team", "cohort", "mentor", "person", "session", "stage", "attachment"}
    ),
    initials=(Person.name_initials,),
    empty="'일지 추가'로 팀과 만난 시간을 적어 주세요. 팀과 멘토는 지난번 그대로 채워집니다.",
)

_coach = aliased(Person)


def _notes() -> FromClause:
    source = join(join(CoachingNote, Trainee), Person)
    source = join(source, Mentor, Mentor.id == CoachingNote.mentor_id, isouter=True)
    return join(source, _coach, _coach.id == Mentor.person_id, isouter=True)


def _coached(scope: Scope) -> Iterable[ColumnElement[bool]]:
    if scope.cohort_id is None:
        return ()
    there = select(Enrolment.trainee_id).join(Stage).where(Stage.cohort_id == scope.cohort_id)
    return (CoachingNote.trainee_id.in_(there),)


COACHING = ListSpec(
    kind="coaching_notes",
    title="코칭",
    noun="코칭 기록",
    counter="건",
    id=CoachingNote.id,
    source=lambda _scope: _notes(),
    narrowed_to="cohorts",
    where=_coached,
    columns=(
        Column(Field("name", "교육생", Kind.NAME, private=True), Person.name, 110, searched=True),
        Column(_note["next_on"], CoachingNote.next_on, 120, editable=True),
        Column(_note["next_action"], CoachingNote.next_action, 220, editable=True, searched=True),
        Column(_note["done"], CoachingNote.done, 80, editable=True),
        Column(_note["held_on"], CoachingNote.held_on, 120, editable=True),
        Column(Field("mentor", "코치", Kind.NAME, private=True), _coach.name, 100, searched=True),
        Column(_note["note"], CoachingNote.note, 300, editable=True, searched=True),
    ),
    order=(("done", False), ("next_on", False), ("name", False)),
    tables=frozenset({"coaching_note", "trainee", "person", "mentor", "enrolment", "stage"}),
    initials=(Person.name_initials,),
    empty="'코칭 추가'로 나눈 이야기와 다음 할 일을 적어 주세요. 비공개 내용은 이 창 밖으로 나가지 않습니다.",
)
LISTS = (MENTORS, MENTOR_LOGS, COACHING)
