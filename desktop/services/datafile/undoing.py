"""Undo and redo: the inverse of an operation, applied as a new, logged one.

Both go by what this desk did last, as a stack does: Ctrl+Z takes back what was last done or done again, Ctrl+Y does again
what was last taken back, until something new is done. Out of order, through the history, any operation can be taken back
that nothing stands upon and that leaves what `holding` finds right. What does not fit is refused with a sentence, and then
nothing is changed.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from desktop.errors import Progress, UserError, in_phases, no_progress
from desktop.model import tables
from desktop.model.base import Base, table_of
from desktop.model.journal import DELETE, DO, INSERT, REDO, UNDO, Change, Operation
from desktop.services.datafile import holding, operations
from desktop.services.datafile.changes import Changes, from_json
from desktop.services.datafile.journalling import images
from desktop.services.datafile.parts import STEP, parts
from desktop.services.datafile.store import Store
from desktop.text.particles import attach

_Row = type[Operation]


def next_undo(store: Store) -> Operation | None:
    """The operation that can be taken back and that this desk did, or did again, last."""
    with store.read() as session:
        return _last_done(session, store)


def final_in_the_way(store: Store) -> Operation | None:
    """What this desk did after all it can undo, and cannot be undone; None where it was told of that already.

    What left only a line in the history, such as an export, is no step anybody means to take back.
    """
    with store.read() as session:
        found = _last_final(session, store, _last_done(session, store))
    return found if found is not None and found.id > store.told_final else None


def next_redo(store: Store) -> Operation | None:
    """The operation this desk took back last, unless it has done something new since.

    What can never be undone (an export, an issue) does not end the chance to redo.
    """
    with store.read() as session:
        undoing, later = aliased(Operation), aliased(Operation)
        last_new = (
            select(func.coalesce(func.max(Operation.id), 0))
            .where(Operation.kind == DO, Operation.sealed.is_(None), _of(store))
            .scalar_subquery()
        )
        wanted = (
            select(Operation)
            .join(undoing, undoing.reverts_id == Operation.id)
            .where(
                Operation.reverted.is_(True),
                Operation.condensed.is_(False),
                _of(store),
                undoing.kind == UNDO,
                undoing.id > last_new,
                _of(store, undoing),
                ~exists().where(later.reverts_id == Operation.id, later.kind == UNDO, later.id > undoing.id),
            )
        )
        return session.scalar(wanted.order_by(undoing.id.desc()).limit(1))


def undo(store: Store, operation_id: int | None = None, *, progress: Progress = no_progress) -> Changes:
    """Take back an operation, the latest one by default; cancelling leaves it standing.

    Raises UserError when there is none, when it is sealed or undone already, or when one of its rows has changed
    since or is in use; then nothing is changed. So too, once, where by default a step would be passed over that cannot be
    undone: whoever meant that one is told why, and the next call goes further.
    """
    if operation_id is None:
        _stop_at_final(store)
        target = next_undo(store)
    else:
        target = _operation(store, operation_id)
    if target is None:
        raise UserError("되돌릴 작업이 없습니다. 앞서 한 일은 '변경 이력'에서 볼 수 있습니다.")
    if target.sealed:
        raise UserError(target.sealed)
    if target.kind != DO or target.reverted:
        raise UserError("이미 되돌린 작업입니다. 변경 이력에서 다른 작업을 골라 주세요.")
    with store.operation(f"되돌리기: {target.name}", kind=UNDO, progress=in_phases(progress, 4)) as op:
        _claim(op, target, reverted=True)
        _revert(op, target.id, target.id)
        holding.check(op, target.id, "되돌리지 않았습니다")
    return op.changes


def redo(store: Store, operation_id: int | None = None, *, progress: Progress = no_progress) -> Changes:
    """Do again what was undone, with the ids it had; what this desk undid last by default.

    Raises UserError when there is none, and when it no longer fits what stands; then nothing is changed.
    """
    target = next_redo(store) if operation_id is None else _operation(store, operation_id)
    if target is None or not target.reverted:
        raise UserError("다시 실행할 작업이 없습니다. 되돌린 뒤에 다른 일을 하면 다시 실행할 수 없습니다.")
    if target.condensed:
        raise UserError("오래전에 되돌려 이력을 줄인 작업이라 다시 실행할 수 없습니다. 새로 넣어 주세요.")
    with store.operation(f"다시 실행: {target.name}", kind=REDO, progress=in_phases(progress, 4)) as op:
        _claim(op, target, reverted=False)
        undoing = op.session.scalar(
            select(func.max(Operation.id)).where(Operation.reverts_id == target.id, Operation.kind == UNDO)
        )
        assert undoing is not None, "an operation is marked undone by the operation that undid it"
        _revert(op, undoing, target.id)
        holding.check(op, target.id, "다시 실행하지 않았습니다")
    return op.changes


# What comes next


def _of(store: Store, row: _Row = Operation) -> ColumnElement[bool]:
    """Done at this desk under a name of this session's; of what was done before desks were told apart, the name must do."""
    return and_(row.user.in_(store.names), or_(row.desk == store.desk, row.desk.is_(None)))


def _standing(store: Store) -> Select[Operation]:
    return select(Operation).where(Operation.kind == DO, Operation.reverted.is_(False), _of(store))


def _last_done(session: Session, store: Store) -> Operation | None:
    standing = _standing(store).where(Operation.sealed.is_(None))
    first = session.scalar(standing.order_by(Operation.id.desc()).limit(1))
    if first is None:
        return None
    again = aliased(Operation)
    redone = standing.join(again, again.reverts_id == Operation.id).where(
        again.kind == REDO, again.id > first.id
    )
    return session.scalar(redone.order_by(again.id.desc()).limit(1)) or first


def _last_final(session: Session, store: Store, undoable: Operation | None) -> Operation | None:
    after = 0
    if undoable is not None:
        again = select(func.max(Operation.id)).where(
            Operation.reverts_id == undoable.id, Operation.kind == REDO
        )
        after = max(undoable.id, session.scalar(again) or 0)
    did_something = exists().where(Change.operation_id == Operation.id)
    final = _standing(store).where(Operation.sealed.is_not(None), Operation.id > after, did_something)
    return session.scalar(final.order_by(Operation.id.desc()).limit(1))


def _stop_at_final(store: Store) -> None:
    final = final_in_the_way(store)
    if final is None:
        return
    store.told_final = final.id
    before = next_undo(store)
    further = f" 한 번 더 되돌리면 그 앞의 '{before.name}'부터 되돌립니다." if before else ""
    named = attach(f"'{final.name}'", "은/는")
    raise UserError(f"{named} 되돌리지 않았습니다. {final.sealed}{further}")


def _operation(store: Store, operation_id: int) -> Operation:
    with store.read() as session:
        found = session.get(Operation, operation_id)
    if found is None:
        raise UserError("그런 작업이 없습니다. 변경 이력에서 다시 골라 주세요.")
    return found


# Taking back


def _claim(op: operations.Operation, target: Operation, *, reverted: bool) -> None:
    """Mark the operation undone (or standing again); refused when another desk was quicker."""
    row = table_of(Operation)
    claimed = op.connection.execute(
        update(row)
        .where(row.c.id == target.id, row.c.reverted.is_(not reverted), row.c.condensed.is_(False))
        .values(reverted=reverted)
    )
    if claimed.rowcount != 1:
        done = "되돌린" if reverted else "다시 실행한"
        raise UserError(f"다른 자리에서 이미 {done} 작업입니다. 변경 이력에서 다른 작업을 골라 주세요.")
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
            ids = [row_id for first, last in spans for row_id in range(first, last + 1)]
            _refuse_if_gone(op, table, ids)
            op.delete_many(table, ids)
        elif action == DELETE:
            _refuse_if_there(op, table, op.session.scalars(select(Change.row_id).where(which)).all())
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


# What no longer fits


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


def _there(op: operations.Operation, table: type[Base], ids: Sequence[int]) -> int:
    """How many of the rows stand."""
    row = table_of(table)
    counting = select(func.count()).select_from(row)
    return sum(op.connection.scalar(counting.where(within(row.c.id))) or 0 for within in parts(ids))


def _refuse_if_gone(op: operations.Operation, table: type[Base], ids: Sequence[int]) -> None:
    if _there(op, table, ids) != len(set(ids)):
        raise UserError(
            f"이 작업이 지울 {table.noun} 기록이 이미 없습니다. 변경 이력에서 나중 작업을 먼저 되돌려 주세요."
        )


def _refuse_if_there(op: operations.Operation, table: type[Base], ids: Sequence[int]) -> None:
    if _there(op, table, ids):
        raise UserError(
            f"그 사이 같은 {table.noun} 기록이 새로 생겼습니다. 변경 이력에서 나중 작업을 먼저 되돌려 주세요."
        )


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
