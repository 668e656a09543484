"""Keeps the lines that long lists stand on, and their search indices, true to the tables they come from.

`refresh` runs at the end of every operation, in its transaction: what it wrote to the tables a line watches decides
whose lines are written anew.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Delete,
    Engine,
    Insert,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    union,
    update,
)
from sqlalchemy.exc import OperationalError

from desktop.errors import Progress, UserError, no_progress
from desktop.queries.lines import Line, Within, everyone
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.lines import searching
from desktop.services.datafile.parts import parts

log = logging.getLogger(__name__)

_TODAY = bindparam("today", type_=Date())
_MANY = 2_000
"""After so many new lines SQLite looks anew at which index tells most; a server does so by itself."""
_OPENING_WAITS_S = 0.5
"""How long a start waits for another desk that writes, only to bring what goes by the day up to it."""


def refresh(
    connection: Connection,
    lines: Sequence[Line],
    changes: Changes,
    today: dt.date,
    progress: Progress = no_progress,
) -> None:
    """Write the lines of every record an operation touched anew."""
    for line in lines:
        if changes.tables & line.reads:
            _write(connection, line, _touched(connection, line, changes), today, progress)


def rebuild(connection: Connection, lines: Sequence[Line], today: dt.date) -> None:
    """Write all lines anew, as after the tables themselves changed; what stands there now need not be true."""
    for line in lines:
        if connection.dialect.name == "sqlite":
            searching.forget_all(connection, line)
        connection.execute(delete(line.table))
        _write(connection, line, set(connection.scalars(select(line.of.c.id))), today, no_progress)


def reckon(engine: Engine, lines: Sequence[Line], today: dt.date) -> None:
    """Bring what goes by the day up to ``today``, as ages do that have no day of their own.

    A file that takes no writes just now can still be opened: only the order by such a column is a few days old then.
    """
    for line in lines:
        now = {key: by_day.value(line.c, today) for key, by_day in line.by_day.items()}
        stale = {
            key: and_(by_day.undated(line.c), line.c[key].is_distinct_from(now[key]))
            for key, by_day in line.by_day.items()
        }
        with engine.connect() as connection:
            old = [key for key, which in stale.items() if _any(connection, line, which)]
        if not old:
            continue
        impatient = {"ieum_write": True, "ieum_patience": Patience(_OPENING_WAITS_S)}
        try:
            with engine.connect().execution_options(**impatient) as connection:
                for key in old:
                    connection.execute(update(line.table).where(stale[key]).values({key: now[key]}))
                connection.commit()
        except (OperationalError, UserError) as error:
            why = error.orig if isinstance(error, OperationalError) else error
            log.warning("%s was not brought up to date: %s", line.table.name, type(why).__name__)


def differing(connection: Connection, line: Line) -> int:
    """How many records have a line that is not what the tables say, or none; what goes by the day apart."""
    apart = {"id", *line.by_day}
    keys = [each.key for each in line.c if each.key not in apart]
    told = searching.with_words(line, line.rows(everyone, dt.date(1970, 1, 1))).subquery()
    there = select(*(line.c[key] for key in keys))
    meant = select(*(told.c[key] for key in keys))
    both = meant.except_(there).subquery(), there.except_(meant).subquery()
    records = union(*(select(part.c[line.key]) for part in both)).subquery()
    return connection.scalar(select(func.count()).select_from(records)) or 0


def _any(connection: Connection, line: Line, which: ColumnElement[bool]) -> bool:
    return connection.scalar(select(line.c.id).where(which).limit(1)) is not None


def _touched(connection: Connection, line: Line, changes: Changes) -> set[int]:
    def ids(table: str) -> list[int]:
        written = (changes.inserted, changes.edited, changes.deleted)
        return [row_id for rows in written for row_id in rows.get(table, ())]

    found = set(ids(line.of.name))
    for watched in line.watched:
        for within in parts(ids(watched.table.name)):
            found.update(connection.scalars(watched.records.where(within(watched.by))))
            if watched.kept_in:
                kept = select(line.c[line.key]).where(within(line.c[watched.kept_in]))
                found.update(connection.scalars(kept))
    return found


def _write(connection: Connection, line: Line, records: set[int], today: dt.date, progress: Progress) -> None:
    indexed = connection.dialect.name == "sqlite"
    done = 0
    for within in parts(records):
        progress(done, len(records))
        run = _writing(line, within.condition)
        if connection.scalar(run.there, within.values) is not None:
            for statement in (*(run.forget if indexed else ()), run.clear):
                connection.execute(statement, within.values)
        connection.execute(run.write, {**within.values, _TODAY.key: today})
        for statement in run.index if indexed else ():
            connection.execute(statement, within.values)
        done += len(within.ids)
    if indexed and len(records) > _MANY:
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql(f"ANALYZE {line.table.name}")


@dataclass(frozen=True, slots=True)
class _Writing:
    """The statements that write some lines anew, in their order; those of the full-text indices are SQLite's alone."""

    there: Select[Any]
    forget: tuple[Insert, ...]
    clear: Delete
    write: Insert
    index: tuple[Insert, ...]


@cache
def _writing(line: Line, condition: Within) -> _Writing:
    """Made once: to put thirty columns into a statement takes many times as long as to run it for one record."""
    theirs = condition(line.c[line.key])
    told = searching.with_words(line, line.rows(condition, _TODAY))
    return _Writing(
        there=select(line.c.id).where(theirs).limit(1),
        forget=tuple(searching.forgetting(line, theirs)),
        clear=delete(line.table).where(theirs),
        write=insert(line.table).from_select([str(each.key) for each in told.selected_columns], told),
        index=tuple(searching.indexing(line, theirs)),
    )
