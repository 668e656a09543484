"""The lists of the training programme: trainees, with where they stand, and cohorts."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, join

from desktop.model.base import table_of
from desktop.model.training import (
    COHORT_FIELDS,
    STAGE_FIELDS,
    Cohort,
    Enrolment,
    Stage,
)
from desktop.queries.ages import day_or
from desktop.queries.list_spec import Column, ListSpec, Scope, line_column
from desktop.queries.trainee_line import TRAINEE_LINE
from desktop.rules.eligibility import age_flag
from desktop.rules.fields import Field, Kind

_cohort = {field.key: field for field in COHORT_FIELDS}
_stage = {field.key: field for field in STAGE_FIELDS}


_line = TRAINEE_LINE.c
_of_line = partial(line_column, TRAINEE_LINE)


def _of_scope(scope: Scope) -> ColumnElement[bool]:
    """A trainee stands where he or she stood last: in the cohort in work, or in the latest one."""
    return _line.latest.is_(True) if scope.cohort_id is None else _line.cohort_id == scope.cohort_id


def _is_everyone(scope: Scope) -> ColumnElement[bool]:
    if scope.cohort_id is None:
        return ~exists().where(~_line.latest)
    others = (
        _line.cohort_id < scope.cohort_id,
        _line.cohort_id > scope.cohort_id,
        _line.cohort_id.is_(None),
    )
    return and_(*(~exists().where(other) for other in others))


def _bound(key: str, bound: InstrumentedAttribute[int | None]) -> Column:
    """A bound of age that the cohort sets."""
    of_cohort = select(bound).where(Cohort.id == _line.cohort_id).scalar_subquery()
    field = replace(_cohort[key], unit="")
    return Column(field, lambda _scope: of_cohort, 90, shown=False, sortable=False, of_record=False)


def _outside(row: Mapping[str, Any]) -> str:
    return age_flag(row["age"], row["youngest"], row["oldest"])


TRAINEES = ListSpec(
    kind="trainees",
    title="교육생",
    noun="교육생",
    counter="명",
    id=_line.trainee_id,
    source=lambda _scope: TRAINEE_LINE.table,
    narrowed_to="cohorts",
    where=lambda scope: (_of_scope(scope),),
    columns=(
        _of_line("name", 100, editable=True),
        _of_line("birth_date", 110, editable=True),
        _of_line("age", 76, of_day="age_day", day_called="단계 첫날", flag=_outside),
        _of_line("major_kind", 90, editable=True),
        _of_line("phone", 130, editable=True),
        _of_line("stage", 150),
        _of_line("status", 110),
        _of_line("team", 130),
        _of_line("major", 130, editable=True),
        _of_line("address", 150, editable=True),
        _of_line("email", 190, editable=True, shown=False),
        _of_line("gender", 70, editable=True, shown=False),
        _of_line("school", 130, editable=True, shown=False),
        _of_line("cohort", 150, shown=False),
        _of_line("reason", 150, shown=False),
        Column(
            Field("age_day", "나이 기준일", Kind.DATE),
            lambda scope: day_or(scope.today, _line.starts_on),
            120,
            shown=False,
            sortable=False,
            of_record=False,
        ),
        _bound("youngest", Cohort.youngest),
        _bound("oldest", Cohort.oldest),
        _of_line("name_hanja", 100, editable=True, shown=False),
        _of_line("english_name", 140, editable=True, shown=False),
        _of_line("consent_date", 120, editable=True, shown=False),
        _of_line("consent_scope", 150, editable=True, shown=False),
        _of_line("note", 160, editable=True, shown=False),
    ),
    order=(("name", False),),
    tables=TRAINEE_LINE.reads,
    line=TRAINEE_LINE,
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
        Column(Field("entered", "등록 인원", Kind.INTEGER, unit="명"), _entered, 100),
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
