"""The data as it stood on an earlier day, made in memory.

Only what leads back is read: of what came later nothing, of files not their bytes, of the journal the images of rows that
stood that day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Table, func, insert, literal, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from desktop.errors import Progress, no_progress
from desktop.model import tables
from desktop.model.base import derive, table_of
from desktop.model.journal import DELETE, INSERT, UPDATE, Change, Operation
from desktop.services.datafile import engines
from desktop.services.datafile.changes import from_json
from desktop.services.datafile.lines import keeping, making
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store

_change, _operation = table_of(Change), table_of(Operation)
_APART = {_change.name, _operation.name}
"""Cut off at the moment."""


def as_at(store: Store, moment: dt.datetime, *, progress: Progress = no_progress) -> Store:
    """The data as it stood at ``moment``: a read-only store in memory, with every list and count of the real one.

    The bytes of files are not in it. Raises Cancelled through ``progress``.
    """
    engine = engines.make_in_memory()
    past = Store(engine, ":memory:", user=store.user, clock=lambda: moment, read_only=True, lines=store.lines)
    with ExitStack() as undone:
        undone.callback(past.close)
        with store.read() as session, engine.connect().execution_options(ieum_write=True) as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            tables.METADATA.create_all(connection)
            _fill(session, connection, moment, progress)
            for line in past.lines:
                making.make(connection, line)
            keeping.rebuild(connection, past.lines, past.today())
            connection.commit()
        undone.pop_all()
    return past


def _fill(session: Session, connection: Connection, moment: dt.datetime, progress: Progress) -> None:
    kept = [table for table in tables.METADATA.sorted_tables if table.name not in _APART]
    number = len(kept) + 2
    progress(0, number)
    since, stood = _since(session, moment, progress), {}
    for done, table in enumerate(kept, start=1):
        progress(done, number)
        rows = _rolled_back(session, table, since[table.name])
        stood[table.name] = rows.keys()
        if rows:
            connection.execute(insert(table), list(rows.values()))
    progress(number - 1, number)
    _journal_until(session, connection, moment, stood)
    progress(number, number)


@dataclass(slots=True)
class _Since:
    """What happened to a table since: the ids of rows that came, and of the changes to rows that stood before."""

    born: set[int] = field(default_factory=set)
    changes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Group:
    """The changes of one operation to one table in one way: how many, their first id, and which rows they lie among."""

    operation_id: int
    table_name: str
    action: str
    id: int
    number: int
    rows: range


def _groups(session: Session, when: ColumnElement[bool]) -> Iterator[_Group]:
    """In the order they were made; an import taken back is one, and not each of its rows."""
    alike = (_change.c.operation_id, _change.c.table_name, _change.c.action)
    found = select(
        *alike,
        func.min(_change.c.id),
        func.count(),
        func.min(_change.c.row_id),
        func.max(_change.c.last_row_id),
    )
    first = func.min(_change.c.id)
    joined = found.join(Operation, Operation.id == _change.c.operation_id).where(when)
    for row in session.execute(joined.group_by(*alike).order_by(first)):
        yield _Group(row[0], row[1], row[2], row[3], row[4], range(row[5], row[6] + 1))


def _members(session: Session, group: _Group) -> Iterable[tuple[int, range]]:
    """The changes of a group, each with its rows."""
    if group.number == 1:
        return [(group.id, group.rows)]
    which = select(_change.c.id, _change.c.row_id, _change.c.last_row_id).where(
        _change.c.operation_id == group.operation_id,
        _change.c.table_name == group.table_name,
        _change.c.action == group.action,
    )
    return ((row[0], range(row[1], row[2] + 1)) for row in session.execute(which.order_by(_change.c.id)))


def _since(session: Session, moment: dt.datetime, progress: Progress) -> dict[str, _Since]:
    found: dict[str, _Since] = defaultdict(_Since)
    stood: dict[str, set[int]] = defaultdict(set)
    for group in _groups(session, Operation.at > moment):
        progress(0, len(tables.METADATA.tables))
        here, known = found[group.table_name], stood[group.table_name]
        if group.action != INSERT and here.born.issuperset(group.rows):
            continue
        for change_id, rows in _members(session, group):
            if group.action == INSERT:
                # A row that was put back after it was taken out had stood before.
                here.born.update(row_id for row_id in rows if row_id not in known)
                if not known.isdisjoint(rows):
                    here.changes.append(change_id)
            elif rows[0] not in here.born:
                known.update(rows)
                here.changes.append(change_id)
    return found


def _rolled_back(session: Session, table: Table, since: _Since) -> dict[int, dict[str, Any]]:
    """The rows of a table with the later changes taken back, by their ids."""
    columns = (
        literal(b"", LargeBinary).label(column.key) if isinstance(column.type, LargeBinary) else column
        for column in table.c
    )
    found = (dict(row._mapping) for row in session.execute(select(*columns)))
    by_id = {row["id"]: row for row in found if row["id"] not in since.born}
    edited = set()
    for change in _changes(session, reversed(since.changes)):
        if change.action == INSERT:
            for row_id in range(change.row_id, change.last_row_id + 1):
                by_id.pop(row_id, None)
        elif change.action == DELETE:
            by_id[change.row_id] = from_json(table, change.before or {})
        elif change.row_id in by_id:
            by_id[change.row_id] |= from_json(table, change.before or {})
            edited.add(change.row_id)
    for row_id in edited & by_id.keys():
        derive(tables.BY_NAME[table.name], by_id[row_id])  # what is worked out is not always in the journal
    return by_id


def _changes(session: Session, ids: Iterable[int]) -> Iterable[Any]:
    """The changes with these ids, descending."""
    wanted = [_change.c[key] for key in ("row_id", "last_row_id", "action", "before")]
    for within in reversed(list(parts(ids))):
        yield from session.execute(select(*wanted).where(within(_change.c.id)).order_by(_change.c.id.desc()))


def _journal_until(
    session: Session, connection: Connection, moment: dt.datetime, stood: dict[str, Any]
) -> None:
    """What a card tells of a record: the operations up to then, and the changes to what stood."""
    until = Operation.at <= moment
    operations = [dict(row._mapping) for row in session.execute(select(_operation).where(until))]
    if operations:
        connection.execute(insert(_operation), operations)
    edits: list[int] = []
    others: list[dict[str, Any]] = []
    for group in _groups(session, until):
        there = stood.get(group.table_name, {}.keys())
        if group.action != INSERT and there.isdisjoint(group.rows):
            continue
        for change_id, rows in _members(session, group):
            if group.action == UPDATE and rows[0] in there:
                edits.append(change_id)
            elif group.action != UPDATE and (group.action == INSERT or rows[0] in there):
                said = {"id": change_id, "row_id": rows[0], "last_row_id": rows[-1], "action": group.action}
                others.append(said | {"operation_id": group.operation_id, "table_name": group.table_name})
    if others:
        connection.execute(insert(_change), others)
    for within in parts(edits):
        found = session.execute(select(_change).where(within(_change.c.id)))
        connection.execute(insert(_change), [dict(row._mapping) for row in found])
