"""The lists of the training programme: trainees, with where they stand, and cohorts."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import join

from desktop.model.base import table_of
from desktop.model.trainee_line import BIGRAMS, SEARCHED, TRIGRAMS, TraineeLine
from desktop.model.training import (
    COHORT_FIELDS,
    ENROLMENT_FIELDS,
    STAGE_FIELDS,
    TRAINEE_FIELDS,
    Cohort,
    Enrolment,
    Stage,
)
from desktop.queries.ages import age
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.queries.searching import WordIndex
from desktop.rules.fields import Field, Kind

_trainee = {field.key: field for field in TRAINEE_FIELDS}
_enrolment = {field.key: field for field in ENROLMENT_FIELDS}
_cohort = {field.key: field for field in COHORT_FIELDS}
_stage = {field.key: field for field in STAGE_FIELDS}


def _of_scope(scope: Scope) -> ColumnElement[bool]:
    """A trainee stands where he or she stood last: in the cohort in work, or in the latest one."""
    line = table_of(TraineeLine).c
    return line.latest.is_(True) if scope.cohort_id is None else line.cohort_id == scope.cohort_id


def _is_everyone(scope: Scope) -> ColumnElement[bool]:
    if scope.cohort_id is None:
        return ~exists().where(~TraineeLine.latest)
    others = (
        TraineeLine.cohort_id < scope.cohort_id,
        TraineeLine.cohort_id > scope.cohort_id,
        TraineeLine.cohort_id.is_(None),
    )
    return and_(*(~exists().where(other) for other in others))


def _line(field: Field, width: int, **settings: Any) -> Column:
    return Column(field, getattr(TraineeLine, field.key), width, **settings)


TRAINEES = ListSpec(
    kind="trainees",
    title="교육생",
    noun="교육생",
    counter="명",
    id=TraineeLine.trainee_id,
    source=lambda _scope: table_of(TraineeLine),
    narrowed_to="cohorts",
    where=lambda scope: (_of_scope(scope),),
    columns=(
        _line(_trainee["name"], 100, editable=True, searched=True),
        _line(_trainee["birth_date"], 110, editable=True),
        Column(
            Field("age", "만 나이", Kind.INTEGER),
            lambda scope: case(
                (TraineeLine.starts_on.is_(None), age(TraineeLine.birth_date, scope.today)),
                else_=TraineeLine.age,
            ),
            76,
            stored=TraineeLine.age,
            stored_holds=~exists().where(TraineeLine.starts_on.is_(None)),
        ),
        _line(_trainee["major_kind"], 90, editable=True),
        _line(_trainee["phone"], 130, editable=True, searched=True),
        _line(_enrolment["stage"], 150),
        _line(_enrolment["status"], 110),
        _line(_enrolment["team"], 130),
        _line(_trainee["major"], 130, editable=True, searched=True),
        _line(_trainee["address"], 150, editable=True, searched=True),
        _line(_trainee["email"], 190, editable=True, shown=False, searched=True),
        _line(_trainee["gender"], 70, editable=True, shown=False),
        _line(_trainee["school"], 130, editable=True, shown=False, searched=True),
        _line(_enrolment["cohort"], 150, shown=False),
        _line(_enrolment["reason"], 150, shown=False),
        _line(_trainee["name_hanja"], 100, editable=True, shown=False),
        _line(_trainee["english_name"], 140, editable=True, shown=False, searched=True),
        _line(_trainee["consent_date"], 120, editable=True, shown=False),
        _line(_trainee["consent_scope"], 150, editable=True, shown=False),
        _line(_trainee["note"], 160, editable=True, shown=False, searched=True),
    ),
    order=(("name", False),),
    tables=frozenset({"trainee", "person", "enrolment", "stage", "cohort", "project_team"}),
    words=WordIndex(
        TraineeLine.words,
        TraineeLine.id,
        TRIGRAMS,
        BIGRAMS,
        # The digits of a phone number alone would be found where only the whole is meant.
        columns={key: getattr(TraineeLine, key) for key in SEARCHED if key != "phone"},
    ),
    whole=_is_everyone,
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
    narrowed_to="cohorts",
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
