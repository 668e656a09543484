"""The lists of the training programme: trainees, with where they stand, and cohorts."""

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.training import (
    COHORT_FIELDS,
    ENROLMENT_FIELDS,
    STAGE_FIELDS,
    TRAINEE_FIELDS,
    Cohort,
    Enrolment,
    ProjectTeam,
    Stage,
    Trainee,
)
from desktop.queries.ages import age
from desktop.queries.listing import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind

_trainee = {field.key: field for field in TRAINEE_FIELDS}
_enrolment = {field.key: field for field in ENROLMENT_FIELDS}
_cohort = {field.key: field for field in COHORT_FIELDS}
_stage = {field.key: field for field in STAGE_FIELDS}


def _trainees(scope: Scope) -> FromClause:
    """Each trainee with the last stage reached: of the cohort in work, or of the latest one."""
    other, its_stage, its_cohort = aliased(Enrolment), aliased(Stage), aliased(Cohort)
    latest = (
        select(other.id)
        .join(its_stage, its_stage.id == other.stage_id)
        .join(its_cohort, its_cohort.id == its_stage.cohort_id)
        .where(other.trainee_id == Trainee.id)
        .order_by(its_cohort.year.desc(), its_cohort.id.desc(), its_stage.position.desc(), other.id.desc())
        .limit(1)
        .correlate(Trainee)
    )
    if scope.cohort_id is not None:
        latest = latest.where(its_stage.cohort_id == scope.cohort_id)
    here = Enrolment.id == latest.scalar_subquery()
    source = join(join(Trainee, Person), Enrolment, here, isouter=True)
    source = join(join(source, Stage, Stage.id == Enrolment.stage_id, isouter=True), Cohort, isouter=True)
    return join(source, ProjectTeam, ProjectTeam.id == Enrolment.team_id, isouter=True)


TRAINEES = ListSpec(
    kind="trainees",
    title="교육생",
    noun="교육생",
    counter="명",
    id=Trainee.id,
    source=_trainees,
    where=lambda scope: () if scope.cohort_id is None else (Enrolment.id.is_not(None),),
    columns=(
        Column(_trainee["name"], Person.name, 100, editable=True, searched=True),
        Column(_trainee["birth_date"], Person.birth_date, 110, editable=True),
        Column(
            Field("age", "만 나이", Kind.INTEGER),
            lambda scope: age(Person.birth_date, scope.today, Stage.starts_on),
            76,
        ),
        Column(_trainee["major_kind"], Trainee.major_kind, 90, editable=True),
        Column(_trainee["phone"], Person.phone, 130, editable=True, searched=True),
        Column(_enrolment["stage"], Stage.name, 150),
        Column(_enrolment["status"], Enrolment.status, 110),
        Column(_enrolment["team"], ProjectTeam.name, 130),
        Column(_trainee["major"], Trainee.major, 130, editable=True, searched=True),
        Column(_trainee["address"], Person.address, 150, editable=True, searched=True),
        Column(_trainee["email"], Person.email, 190, editable=True, shown=False, searched=True),
        Column(_trainee["gender"], Person.gender, 70, editable=True, shown=False),
        Column(_trainee["school"], Trainee.school, 130, editable=True, shown=False, searched=True),
        Column(_enrolment["cohort"], Cohort.name, 150, shown=False),
        Column(_enrolment["reason"], Enrolment.reason, 150, shown=False),
        Column(_trainee["name_hanja"], Person.name_hanja, 100, editable=True, shown=False),
        Column(_trainee["english_name"], Person.english_name, 140, editable=True, shown=False, searched=True),
        Column(_trainee["consent_date"], Person.consent_date, 120, editable=True, shown=False),
        Column(_trainee["consent_scope"], Person.consent_scope, 150, editable=True, shown=False),
        Column(_trainee["note"], Person.note, 160, editable=True, shown=False, searched=True),
    ),
    order=(("name", False),),
    tables=frozenset({"trainee", "person", "enrolment", "stage", "cohort", "project_team"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="신청자 명단을 엑셀에서 가져오거나 '교육생 추가'로 적어 주세요.",
)

_entered = (
    select(func.count())
    .select_from(Enrolment)
    .where(Enrolment.stage_id == Stage.id)
    .correlate(Stage)
    .scalar_subquery()
)

STAGES = ListSpec(
    kind="stages",
    title="기수와 단계",
    noun="단계",
    counter="개",
    id=Stage.id,
    source=lambda _scope: join(Stage, Cohort),
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(Field("cohort", "기수"), Cohort.name, 180, searched=True),
        Column(_stage["position"], Stage.position, 70),
        Column(_stage["name"], Stage.name, 180, editable=True, searched=True),
        Column(_stage["starts_on"], Stage.starts_on, 120, editable=True),
        Column(_stage["ends_on"], Stage.ends_on, 120, editable=True),
        Column(_stage["hours"], Stage.hours, 90, editable=True),
        Column(_stage["capacity"], Stage.capacity, 80, editable=True),
        Column(_stage["attendance_minimum"], Stage.attendance_minimum, 90, editable=True),
        Column(_stage["score_minimum"], Stage.score_minimum, 90, editable=True),
        Column(Field("entered", "들어온 사람", Kind.INTEGER, unit="명"), _entered, 100),
    ),
    order=(("cohort", False), ("position", False)),
    tables=frozenset({"stage", "cohort", "enrolment"}),
    empty="'기수 추가'로 올해 과정을 만들어 주세요.",
)

COHORTS = ListSpec(
    kind="cohorts",
    title="기수",
    noun="기수",
    counter="개",
    id=Cohort.id,
    source=lambda _scope: table_of(Cohort),
    columns=(
        Column(_cohort["name"], Cohort.name, 180, editable=True, searched=True),
        Column(_cohort["year"], Cohort.year, 80, editable=True),
        Column(_cohort["programme"], Cohort.programme, 200, editable=True, searched=True),
        Column(_cohort["starts_on"], Cohort.starts_on, 120, editable=True),
        Column(_cohort["ends_on"], Cohort.ends_on, 120, editable=True),
        Column(_cohort["weeks"], Cohort.weeks, 90, editable=True),
    ),
    order=(("year", True), ("name", False)),
    tables=frozenset({"cohort"}),
    empty="'기수 추가'로 올해 과정을 만들어 주세요.",
)
