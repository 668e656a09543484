"""What the journal gives back: a record's history, undo, redo, and the data as it stood on an earlier day.

Undo applies the inverse of an operation as a new, logged operation, and refuses with a sentence when a row has
changed since. It survives a restart. The rows of the journal themselves are never changed or taken out.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from desktop.errors import Progress, UserError, in_phases, no_progress
from desktop.model import tables
from desktop.model.base import table_of
from desktop.model.journal import DELETE, DO, INSERT, REDO, UNDO, UPDATE, Change, Operation
from desktop.services.datafile import engines, operations
from desktop.services.datafile.changes import Changes, from_json
from desktop.services.datafile.journalling import images
from desktop.services.datafile.lines import keeping, making
from desktop.services.datafile.parts import STEP
from desktop.services.datafile.store import Store
from desktop.text.particles import attach


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one value: when, by whom, in which operation and why, from what to what."""

    at: dt.datetime
    user: str
    operation_id: int
    operation: str
    reason: str
    action: str
    field: str
    old: Any
    new: Any


def of_record(store: Store, rows: Sequence[tuple[str, int]]) -> list[HistoryLine]:
    """The history of a record, newest first; ``rows`` are the (table, id) pairs it is made of."""
    lines: list[HistoryLine] = []
    with store.read() as session:
        for table, row_id in rows:
            statement = (
                select(Change, Operation)
                .join(Operation, Operation.id == Change.operation_id)
                .where(Change.table_name == table, Change.row_id <= row_id, Change.last_row_id >= row_id)
            )
            for change, operation in session.execute(statement):
                lines += _lines(change, operation, table)
    return sorted(lines, key=lambda line: (line.operation_id, line.field), reverse=True)


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
            key,
            before.get(key),
            after.get(key),
        )


def next_undo(store: Store) -> Operation | None:
    """The operation Ctrl+Z would take back: this user's latest that stands and can be undone."""
    with store.read() as session:
        return session.scalar(_undoable(store.user).order_by(Operation.id.desc()).limit(1))


def next_redo(store: Store) -> Operation | None:
    """The operation Ctrl+Y would do again: the first undone after the last that stands.

    What can never be undone (an export, an issue) does not end the chance to redo.
    """
    with store.read() as session:
        standing = (
            select(func.coalesce(func.max(Operation.id), 0))
            .where(
                Operation.kind == DO,
                Operation.reverted.is_(False),
                Operation.sealed.is_(None),
                Operation.user == store.user,
            )
            .scalar_subquery()
        )
        undone = select(Operation).where(
            Operation.kind == DO,
            Operation.reverted.is_(True),
            Operation.user == store.user,
            Operation.id > standing,
        )
        return session.scalar(undone.order_by(Operation.id).limit(1))


def _undoable(user: str) -> Select[Operation]:
    return select(Operation).where(
        Operation.kind == DO,
        Operation.reverted.is_(False),
        Operation.sealed.is_(None),
        Operation.user == user,
    )


def undo(store: Store, operation_id: int | None = None, *, progress: Progress = no_progress) -> Changes:
    """Take back an operation, the latest one by default; cancelling leaves it standing.

    Raises UserError when there is none, when it is sealed or undone already, or when one of its rows has changed
    since or is in use; then nothing is changed.
    """
    target = next_undo(store) if operation_id is None else _operation(store, operation_id)
    if target is None:
        raise UserError("되돌릴 작업이 없습니다. 앞서 한 일은 '변경 이력'에서 볼 수 있습니다.")
    if target.sealed:
        raise UserError(target.sealed)
    if target.kind != DO or target.reverted:
        raise UserError("이미 되돌린 작업입니다. 변경 이력에서 다른 작업을 골라 주세요.")
    with store.operation(f"되돌리기: {target.name}", kind=UNDO, progress=in_phases(progress, 4)) as op:
        _claim(op, target, reverted=True)
        _revert(op, target.id, target.id)
    return op.changes


def redo(store: Store, operation_id: int | None = None, *, progress: Progress = no_progress) -> Changes:
    """Do again what was undone, with the ids it had; the first one undone by default."""
    target = next_redo(store) if operation_id is None else _operation(store, operation_id)
    if target is None or not target.reverted:
        raise UserError("다시 실행할 작업이 없습니다. 되돌린 뒤에 다른 일을 하면 다시 실행할 수 없습니다.")
    with store.read() as session:
        undoing = session.scalar(
            select(Operation.id)
            .where(Operation.reverts_id == target.id)
            .order_by(Operation.id.desc())
            .limit(1)
        )
    assert undoing is not None, "an operation is marked undone by the operation that undid it"
    with store.operation(f"다시 실행: {target.name}", kind=REDO, progress=in_phases(progress, 4)) as op:
        _claim(op, target, reverted=False)
        _revert(op, undoing, target.id)
    return op.changes


def _operation(store: Store, operation_id: int) -> Operation:
    with store.read() as session:
        found = session.get(Operation, operation_id)
    if found is None:
        raise UserError("그런 작업이 없습니다. 변경 이력에서 다시 골라 주세요.")
    return found


def _claim(op: operations.Operation, target: Operation, *, reverted: bool) -> None:
    """Mark the operation undone (or standing again); refused when another desk was quicker."""
    row = table_of(Operation)
    claimed = op.connection.execute(
        update(row).where(row.c.id == target.id, row.c.reverted.is_(not reverted)).values(reverted=reverted)
    )
    if claimed.rowcount != 1:
        raise UserError("다른 자리에서 이미 되돌린 작업입니다. 변경 이력에서 다른 작업을 골라 주세요.")
    if reverted:
        op.reverts_id = target.id
    op.touch()


def _revert(op: operations.Operation, operation_id: int, origin_id: int) -> None:
    """Apply the inverse of the changes of an operation, the last first; ``origin_id`` is the operation meant."""
    for table_name, action, which in _runs(op.session, operation_id):
        table = tables.BY_NAME[table_name]
        if action == INSERT:
            found = op.session.execute(select(Change.row_id, Change.last_row_id).where(which))
            spans = [(first, last) for first, last in found]
            _refuse_if_changed_since(op.session, table_name, spans, origin_id)
            op.delete_many(table, [row_id for first, last in spans for row_id in range(first, last + 1)])
        elif action == DELETE:
            op.insert_deleted(table, which)
        else:
            changes = op.session.scalars(select(Change).where(which).order_by(Change.id.desc()))
            for part in changes.partitions(STEP):
                _refuse_if_differs(op, table_name, part)
                op.update_many(
                    table,
                    [
                        {"id": change.row_id, **from_json(table_of(table), change.before or {})}
                        for change in part
                    ],
                )


def _runs(session: Session, operation_id: int) -> list[tuple[str, str, ColumnElement[bool]]]:
    """The runs of changes to one table in one way, the last first: table, action, and which changes they are."""
    change = table_of(Change)
    alike = (change.c.table_name, change.c.action)
    run = func.row_number().over(order_by=change.c.id) - func.row_number().over(
        partition_by=alike, order_by=change.c.id
    )
    numbered = (
        select(change.c.id, *alike, run.label("run")).where(change.c.operation_id == operation_id).subquery()
    )
    last = func.max(numbered.c.id)
    found = session.execute(
        select(numbered.c.table_name, numbered.c.action, func.min(numbered.c.id), last)
        .group_by(numbered.c.table_name, numbered.c.action, numbered.c.run)
        .order_by(last.desc())
    )
    # Another desk's changes may lie between.
    return [
        (name, action, and_(change.c.id.between(first, end), change.c.operation_id == operation_id))
        for name, action, first, end in found
    ]


def _refuse_if_changed_since(
    session: Session, table_name: str, spans: Sequence[tuple[int, int]], origin_id: int
) -> None:
    """A row that a later standing operation has edited may not be taken out with the one that brought it."""
    later = session.execute(
        select(Change.row_id, Operation.name)
        .join(Operation, Operation.id == Change.operation_id)
        .where(
            Change.table_name == table_name,
            Change.row_id.between(min(first for first, _last in spans), max(last for _first, last in spans)),
            Change.operation_id > origin_id,
            Operation.kind == DO,
            Operation.reverted.is_(False),
        )
        .order_by(Change.id.desc())
    )
    for row_id, name in later:
        if any(first <= row_id <= last for first, last in spans):
            later_one = attach(f"'{name}'", "을/를")
            raise UserError(f"이 작업 뒤에 같은 기록이 다시 바뀌었습니다. 먼저 {later_one} 되돌려 주세요.")


def _refuse_if_differs(op: operations.Operation, table_name: str, changes: Sequence[Change]) -> None:
    """An edit is taken back only where its own new value still stands."""
    table = tables.METADATA.tables[table_name]
    now = images(op.connection, table, [change.row_id for change in changes])
    for change in changes:
        expected = from_json(table, change.after or {})
        row = now.get(change.row_id)
        if row is None or any(row[key] != value for key, value in expected.items()):
            noun = tables.BY_NAME[table_name].noun
            raise UserError(
                f"이 작업 뒤에 같은 {noun} 기록의 같은 값이 다시 바뀌어 되돌리지 않았습니다. "
                "변경 이력에서 나중 작업을 먼저 되돌려 주세요."
            )


def as_at(store: Store, moment: dt.datetime) -> Store:
    """The data as it stood at ``moment``: a read-only store in memory, with every list and count of the real one."""
    engine = engines.make_in_memory()
    past = Store(engine, ":memory:", user=store.user, clock=lambda: moment, read_only=True, lines=store.lines)
    with store.read() as session, engine.connect().execution_options(ieum_write=True) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        tables.METADATA.create_all(connection)
        later = _changes_after(session, moment)
        for table in tables.METADATA.sorted_tables:
            rows = [dict(row._mapping) for row in session.execute(select(table))]
            rows = _rolled_back(
                table.name, rows, [change for change in later if change.table_name == table.name]
            )
            if rows:
                connection.execute(insert(table), rows)
        for line in past.lines:
            making.make(connection, line)
        keeping.rebuild(connection, past.lines, past.today())
        connection.commit()
    return past


def _changes_after(session: Session, moment: dt.datetime) -> Sequence[Change]:
    statement = (
        select(Change).join(Operation, Operation.id == Change.operation_id).where(Operation.at > moment)
    )
    return session.scalars(statement.order_by(Change.id.desc())).all()


def _rolled_back(name: str, rows: list[dict[str, Any]], later: Sequence[Change]) -> list[dict[str, Any]]:
    """The rows of a table with the later changes taken back in memory."""
    table = tables.METADATA.tables[name]
    by_id = {row["id"]: row for row in rows}
    for change in later:
        before = from_json(table, change.before or {})
        if change.action == INSERT:
            for row_id in range(change.row_id, change.last_row_id + 1):
                by_id.pop(row_id, None)
        elif change.action == DELETE:
            by_id[change.row_id] = before
        elif change.row_id in by_id:
            by_id[change.row_id] |= before
    return list(by_id.values())
