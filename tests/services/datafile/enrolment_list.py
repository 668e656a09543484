"""A second list of any length, of every enrolment: all that such a list needs stands in this file."""

from functools import partial

from sqlalchemy import select, true

from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.training import ENROLMENT_FIELDS, TRAINEE_FIELDS, Cohort, Enrolment, Stage, Trainee
from desktop.queries.ages import age
from desktop.queries.lines import ByDay, Line, Watched
from desktop.queries.list_spec import ListSpec, line_column
from desktop.rules.fields import Field, Kind

_enrolment, _trainee, _person = table_of(Enrolment), table_of(Trainee), table_of(Person)
_stage, _cohort = table_of(Stage), table_of(Cohort)
_fields = {field.key: field for field in (*TRAINEE_FIELDS, *ENROLMENT_FIELDS)}


def _rows(within, today):
    source = _enrolment.join(_trainee).join(_person).join(_stage).join(_cohort)
    return (
        select(
            _enrolment.c.id.label("enrolment_id"),
            _cohort.c.id.label("cohort_id"),
            _person.c.name,
            _person.c.name_initials,
            _person.c.phone,
            _person.c.birth_date,
            age(_person.c.birth_date, today).label("age"),
            _trainee.c.major,
            _stage.c.name.label("stage"),
            _enrolment.c.status,
            _enrolment.c.reason,
        )
        .select_from(source)
        .where(within(_enrolment.c.id))
    )


_ids = select(_enrolment.c.id)

ENROLMENT_LINE = Line(
    name="enrolment",
    title="수강 목록",
    counter="건",
    of=_enrolment,
    rows=_rows,
    watched=(
        Watched(_trainee, _ids, _enrolment.c.trainee_id),
        Watched(_person, _ids.join(_trainee), _trainee.c.person_id),
        Watched(_stage, _ids, _enrolment.c.stage_id),
        Watched(_cohort, _ids.join(_stage), _stage.c.cohort_id),
    ),
    fields=(
        *(_fields[key] for key in ("name", "phone", "birth_date", "major", "stage", "status", "reason")),
        Field("age", "만 나이", Kind.INTEGER),
    ),
    searched=("name", "name_initials", "phone", "major", "reason"),
    filled=("name",),
    scoped_by=("cohort_id",),
    indices=(("enrolment_id",),),
    by_day={"age": ByDay(lambda _line: true(), lambda line, today: age(line.birth_date, today))},
)
_column = partial(line_column, ENROLMENT_LINE)

ENROLMENTS = ListSpec(
    kind="enrolments",
    title="수강",
    noun="수강",
    counter="건",
    id=ENROLMENT_LINE.c.enrolment_id,
    source=lambda _scope: ENROLMENT_LINE.table,
    where=lambda scope: () if scope.cohort_id is None else (ENROLMENT_LINE.c.cohort_id == scope.cohort_id,),
    columns=tuple(_column(field.key, 100) for field in ENROLMENT_LINE.fields),
    order=(("name", False),),
    tables=ENROLMENT_LINE.reads,
    line=ENROLMENT_LINE,
    whole=lambda scope: true() if scope.cohort_id is None else ~true(),
)
