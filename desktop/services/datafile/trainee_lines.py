"""Keeps the list of trainees (`TraineeLine`) and its search indices true to the tables they come from.

`refresh` runs at the end of every operation, in its transaction: what it wrote to people, trainees, enrolments, stages,
cohorts and teams decides which trainees' lines are written anew.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    String,
    Subquery,
    TableClause,
    and_,
    case,
    column,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    table,
    true,
    update,
)
from sqlalchemy.exc import OperationalError

from desktop.errors import Progress, UserError, no_progress
from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.trainee_line import BIGRAMS, SEARCHED, TRIGRAMS, TraineeLine
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.queries.ages import age
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.parts import parts
from desktop.services.datafile.patience import Patience

log = logging.getLogger(__name__)

_lines, _person, _trainee = table_of(TraineeLine), table_of(Person), table_of(Trainee)
_enrolment, _stage, _cohort = table_of(Enrolment), table_of(Stage), table_of(Cohort)
_team = table_of(ProjectTeam)
_MANY = 2_000
"""After so many new lines SQLite looks anew at which index tells most; a server does so by itself."""
_OPENING_WAITS_S = 0.5
"""How long a start waits for another desk that writes, only to bring ages up to the day."""
_WATCHED = frozenset({"person", "trainee", "enrolment", "stage", "cohort", "project_team"})


def refresh(
    connection: Connection, changes: Changes, today: dt.date, progress: Progress = no_progress
) -> None:
    """Write the lines of every trainee an operation touched anew."""
    if changes.tables & _WATCHED:
        _write(connection, _touched(connection, changes), today, progress)


def rebuild(connection: Connection, today: dt.date) -> None:
    """Write all lines anew, as after the tables themselves changed; what stands there now need not be true."""
    if connection.dialect.name == "sqlite":
        for name, _told in _word_indices():
            connection.execute(insert(_index(name)).values({name: "delete-all"}))
    connection.execute(delete(_lines))
    _write(connection, set(connection.scalars(select(_trainee.c.id))), today, no_progress)


def reckon_ages(engine: Engine, today: dt.date) -> None:
    """Bring ages that go by the day up to ``today``: those of lines whose stage has no first day.

    A file that takes no writes just now can still be opened: only the order by age is a few days old then.
    """
    now = age(_lines.c.birth_date, today)
    stale = and_(_lines.c.starts_on.is_(None), _lines.c.age != now)
    with engine.connect() as connection:
        if connection.scalar(select(_lines.c.id).where(stale).limit(1)) is None:
            return
    impatient = {"ieum_write": True, "ieum_patience": Patience(_OPENING_WAITS_S)}
    try:
        with engine.connect().execution_options(**impatient) as connection:
            connection.execute(update(_lines).where(stale).values(age=now))
            connection.commit()
    except (OperationalError, UserError) as error:
        why = error.orig if isinstance(error, OperationalError) else error
        log.warning("ages in the list of trainees were not brought up to date: %s", type(why).__name__)


def differing(connection: Connection) -> int:
    """How many trainees have a line that is not what the tables say, or none; ages that go by the day apart."""
    keys = [each.key for each in _lines.c if each.key not in {"id", "age"}]
    told = _worked_out(true(), dt.date(1970, 1, 1)).subquery()
    there = select(*(_lines.c[key] for key in keys))
    meant = select(*(told.c[key] for key in keys))
    both = meant.except_(there).subquery(), there.except_(meant).subquery()
    return sum(connection.scalar(select(func.count(part.c.trainee_id.distinct()))) or 0 for part in both)


# Which trainees


def _touched(connection: Connection, changes: Changes) -> set[int]:
    def ids(table: str) -> list[int]:
        written = (changes.inserted, changes.edited, changes.deleted)
        return [row_id for rows in written for row_id in rows.get(table, ())]

    enrolled = select(_enrolment.c.trainee_id)
    found = set(ids("trainee"))
    for statement, pointing, source in (
        (select(_trainee.c.id), _trainee.c.person_id, "person"),
        (enrolled, _enrolment.c.id, "enrolment"),
        (select(_lines.c.trainee_id), _lines.c.enrolment_id, "enrolment"),
        (enrolled, _enrolment.c.stage_id, "stage"),
        (enrolled.join(_stage), _stage.c.cohort_id, "cohort"),
        (enrolled, _enrolment.c.team_id, "project_team"),
    ):
        for within in parts(ids(source)):
            found.update(connection.scalars(statement.where(within(pointing))))
    return found


# Writing


def _write(connection: Connection, trainees: set[int], today: dt.date, progress: Progress) -> None:
    indexed = connection.dialect.name == "sqlite"
    done = 0
    for within in parts(trainees):
        progress(done, len(trainees))
        theirs = within(_lines.c.trainee_id)
        if connection.scalar(select(_lines.c.id).where(theirs).limit(1)) is not None:
            if indexed:
                _forget_words(connection, theirs)
            connection.execute(delete(_lines).where(theirs))
        told = _worked_out(within(_trainee.c.id), today, within(_enrolment.c.trainee_id))
        keys = [str(each.key) for each in told.selected_columns]
        connection.execute(insert(_lines).from_select(keys, told))
        if indexed:
            _index_words(connection, theirs)
        done += len(within.ids)
    if indexed and len(trainees) > _MANY:
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE trainee_line")


def _index_words(connection: Connection, theirs: ColumnElement[bool]) -> None:
    for name, told in _word_indices():
        found = select(_lines.c.id, *told).where(theirs)
        connection.execute(insert(_index(name)).from_select(["rowid", *SEARCHED], found))


def _forget_words(connection: Connection, theirs: ColumnElement[bool]) -> None:
    """An index without a copy of the words forgets a line when told what stood there."""
    for name, told in _word_indices():
        found = select(literal("delete"), _lines.c.id, *told).where(theirs)
        connection.execute(insert(_index(name)).from_select([name, "rowid", *SEARCHED], found))


def _index(name: str) -> TableClause:
    return table(name, *map(column, (name, "rowid", *SEARCHED)))


def _word_indices() -> Iterator[tuple[str, list[ColumnElement[Any]]]]:
    """The search indices, with what each takes in: the words themselves, or pairs of characters."""
    yield TRIGRAMS, [func.lower(_told(key, _lines.c[key])) for key in SEARCHED]
    yield BIGRAMS, [func.bigrams(_lines.c[key]) for key in SEARCHED]


def _worked_out(
    these: ColumnElement[bool], today: dt.date, enrolled: ColumnElement[bool] | None = None
) -> Select[Any]:
    """The lines of some trainees, from the tables. ``enrolled`` says the same of enrolments, to read no others."""
    stood = _where_they_stood(enrolled)
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
            _words().label("words"),
        )
        .select_from(source)
        .where(these)
    )


def _where_they_stood(enrolled: ColumnElement[bool] | None) -> Subquery:
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
        .where(true() if enrolled is None else enrolled)
        .subquery("stood")
    )


def _words() -> ColumnElement[str]:
    parts = [_told(key, (_trainee if key in _trainee.c else _person).c[key]) for key in SEARCHED]
    told: ColumnElement[Any] = parts[0]
    for part in parts[1:]:
        told = told + func.coalesce(literal(" ") + part, "")
    return func.lower(told)


def _told(key: str, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """What the search looks through in a column: of a phone number its digits alone too."""
    digits = literal(" ") + func.replace(value, "-", "", type_=String)
    return value + digits if key == "phone" else value
