"""What the journal tells of a record: when, by whom and why each of its values became what it is.

What it gives back stands beside this: undo and redo in `undoing`, the data of an earlier day in `past`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session

from desktop.model import tables
from desktop.model.base import Base
from desktop.model.journal import DELETE, UPDATE, Change, Operation
from desktop.rules.runs import runs
from desktop.services.datafile.changes import from_json
from desktop.services.datafile.past import as_at
from desktop.services.datafile.store import Store
from desktop.services.datafile.undoing import final_in_the_way, next_redo, next_undo, redo, undo

__all__ = (
    "HistoryLine", "as_at", "final_in_the_way", "gone", "last_writer", "newest", "next_redo", "next_undo", "of_record", "oldest",
    "redo", "undo",
)  # fmt: skip


_AT_ONCE = 100
"""Of how many stretches of rows the history is asked for in one statement."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one value: when, by whom, in which operation and why, from what to what."""

    at: dt.datetime
    user: str
    operation_id: int
    operation: str
    reason: str
    action: str
    table: str
    field: str
    old: Any
    new: Any


def of_record(store: Store, rows: Sequence[tuple[str, int]]) -> list[HistoryLine]:
    """The history of a record, newest first; ``rows`` are the (table, id) pairs it is made of."""
    lines: list[HistoryLine] = []
    with store.read() as session:
        stretches = [*_stretches(rows)]
        for start in range(0, len(stretches), _AT_ONCE):
            asked = or_(*stretches[start : start + _AT_ONCE])
            statement = select(Change, Operation).join(Operation, Operation.id == Change.operation_id)
            for change, operation in session.execute(statement.where(asked)):
                lines += _lines(change, operation, change.table_name)
    return sorted(lines, key=lambda line: (line.operation_id, line.field), reverse=True)


def _stretches(rows: Sequence[tuple[str, int]]) -> Iterator[ColumnElement[bool]]:
    """The changes of the rows, those that follow each other in one table asked for at once."""
    for table in dict.fromkeys(table for table, _row_id in rows):
        for ids in runs(row_id for each, row_id in rows if each == table):
            yield and_(Change.table_name == table, Change.row_id <= ids[-1], Change.last_row_id >= ids[0])


def gone(table: type[Base], key: str, value: int | ColumnElement[int]) -> Select[str, int]:
    """The deleted rows of a table whose ``key`` was ``value``, as (table, id): the journal alone knows of them still."""
    # As a literal: SQLite takes the index of what was deleted for no other.
    deleted = Change.action == literal_column(f"'{DELETE}'")
    return select(Change.table_name, Change.row_id).where(
        deleted, Change.table_name == table.__tablename__, Change.before[key].as_integer() == value
    )


def oldest(store: Store) -> dt.datetime | None:
    """When the first of all operations was, by the clocks of the desks that did them; None where there is none."""
    with store.read() as session:
        return session.scalar(select(func.min(Operation.at)))


def newest(store: Store) -> dt.datetime | None:
    """When the latest of all operations was, by the clocks of the desks that did them; None where there is none."""
    with store.read() as session:
        return session.scalar(select(func.max(Operation.at)))


def last_writer(session: Session, table: str, row_id: int, key: str) -> tuple[str, dt.datetime | None]:
    """Who wrote a value last, and when; '' where nobody did since the row came in."""
    statement = (
        select(Operation.user, Operation.at, Change.after)
        .join(Operation, Operation.id == Change.operation_id)
        .where(Change.table_name == table, Change.row_id == row_id, Change.action == UPDATE)
        .order_by(Change.id.desc())
    )
    found = (line for line in session.execute(statement) if key in (line.after or {}))
    line = next(found, None)
    return (line.user, line.at) if line else ("", None)


def _lines(change: Change, operation: Operation, table: str) -> Iterator[HistoryLine]:
    derived = tables.BY_NAME[table].derived
    columns = tables.METADATA.tables[table]
    before, after = (from_json(columns, image or {}) for image in (change.before, change.after))
    keys = [key for key in after if key not in derived] if change.action == UPDATE else [""]
    for key in keys:
        yield HistoryLine(
            operation.at,
            operation.user,
            operation.id,
            operation.name,
            operation.reason or "",
            change.action,
            table,
            key,
            before.get(key),
            after.get(key),
        )
