"""The line of a trainee where he or she stood last in a cohort; without a cohort for one who is in none.

``latest`` marks the line of the trainee's latest cohort. ``age`` is the age on the stage's first day, ``starts_on``; where
that is unknown, on the day the line was written.
"""

from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, or_, select, true

from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.training import (
    ENROLMENT_FIELDS,
    TRAINEE_FIELDS,
    Cohort,
    Enrolment,
    ProjectTeam,
    Stage,
    Trainee,
)
from desktop.queries.ages import Day, age
from desktop.queries.lines import ByDay, Line, Watched, Within
from desktop.rules.eligibility import AGE_RULE
from desktop.rules.fields import Field, Kind

_person, _trainee, _enrolment = table_of(Person), table_of(Trainee), table_of(Enrolment)
_stage, _cohort, _team = table_of(Stage), table_of(Cohort), table_of(ProjectTeam)


def _rows(within: Within, today: Day) -> Select[Any]:
    stood = _where_they_stood(within)
    source = (
        _trainee.join(_person)
        .outerjoin(stood, and_(stood.c.trainee_id == _trainee.c.id, stood.c.in_cohort == 1))
        .outerjoin(_team, _team.c.id == stood.c.team_id)
    )
    return (
        select(
            _trainee.c.id.label("trainee_id"),
            stood.c.cohort_id,
            stood.c.id.label("enrolment_id"),
            case((or_(stood.c.overall == 1, stood.c.id.is_(None)), true()), else_=~true()).label("latest"),
            _person.c.name,
            _person.c.name_initials,
            _person.c.name_hanja,
            _person.c.english_name,
            _person.c.birth_date,
            stood.c.starts_on,
            age(_person.c.birth_date, today, stood.c.starts_on).label("age"),
            _person.c.gender,
            _person.c.phone,
            _person.c.email,
            _person.c.address,
            _trainee.c.school,
            _trainee.c.major,
            _trainee.c.major_kind,
            stood.c.cohort,
            stood.c.stage,
            stood.c.status,
            _team.c.name.label("team"),
            stood.c.reason,
            _person.c.consent_date,
            _person.c.consent_scope,
            _person.c.note,
        )
        .select_from(source)
        .where(within(_trainee.c.id))
    )


def _where_they_stood(within: Within) -> Subquery:
    """Enrolments, each with its rank among the trainee's own, in its cohort and overall; the last one has rank 1."""
    in_cohort = (_stage.c.position.desc(), _enrolment.c.id.desc())
    overall = (_cohort.c.year.desc(), _cohort.c.id.desc(), *in_cohort)
    return (
        select(
            _enrolment.c.trainee_id,
            _enrolment.c.id,
            _enrolment.c.status,
            _enrolment.c.reason,
            _enrolment.c.team_id,
            _stage.c.name.label("stage"),
            _stage.c.starts_on,
            _cohort.c.id.label("cohort_id"),
            _cohort.c.name.label("cohort"),
            func.row_number()
            .over(partition_by=(_enrolment.c.trainee_id, _cohort.c.id), order_by=in_cohort)
            .label("in_cohort"),
            func.row_number().over(partition_by=_enrolment.c.trainee_id, order_by=overall).label("overall"),
        )
        .select_from(_enrolment.join(_stage).join(_cohort))
        .where(within(_enrolment.c.trainee_id))
        .subquery("stood")
    )


_enrolled = select(_enrolment.c.trainee_id)

TRAINEE_LINE = Line(
    name="trainee",
    title="교육생 목록",
    counter="명",
    of=_trainee,
    rows=_rows,
    watched=(
        Watched(_person, select(_trainee.c.id), _trainee.c.person_id),
        Watched(_enrolment, _enrolled, _enrolment.c.id, kept_in="enrolment_id"),
        Watched(_stage, _enrolled, _enrolment.c.stage_id),
        Watched(_cohort, _enrolled.join(_stage), _stage.c.cohort_id),
        Watched(_team, _enrolled, _enrolment.c.team_id),
    ),
    fields=(*TRAINEE_FIELDS, *ENROLMENT_FIELDS, Field("age", "만 나이", Kind.INTEGER, help=AGE_RULE)),
    searched=(
        "name",
        "name_initials",
        "phone",
        "address",
        "email",
        "english_name",
        "school",
        "major",
        "note",
    ),
    filled=("latest", "name"),
    scoped_by=("cohort_id", "latest"),
    indices=(("trainee_id", "cohort_id"), ("cohort_id", "latest"), ("enrolment_id",)),
    partial={"earlier": "(trainee_id) WHERE NOT latest", "undated": "(age) WHERE starts_on IS NULL"},
    by_day={
        "age": ByDay(
            undated=lambda line: line.starts_on.is_(None),
            value=lambda line, today: age(line.birth_date, today),
        )
    },
)
