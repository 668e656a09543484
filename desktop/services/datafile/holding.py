"""What must hold of records whoever writes: looked at again where undo or redo leaves what never stood before.

Most of it is seen to by those who write (`RecordKind.after`), who see only what they write themselves. Taken back out of
order, an operation may leave what each of them refuses: a score gone from under a total that was closed with it. The slices
declare it with their kinds, and the table of kinds puts it into `HELD`: nothing here knows a slice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from desktop.errors import UserError
from desktop.model.base import Base, table_of
from desktop.model.journal import DELETE, DO, INSERT, REDO, UNDO, UPDATE, Change
from desktop.model.journal import Operation as OperationRow
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts

_BACK = (UNDO, REDO)


@dataclass(frozen=True, slots=True)
class Held:
    """What must hold of a record where a row of ``table``, its own or one that names it by ``of``, was taken back.

    An edit counts of ``keys`` alone, a row that is there again where it says ``came``, one that is gone where it says
    ``went``. ``check`` raises UserError; like `RecordKind.after` it takes the record, and what its own row has by the keys
    that changed.
    """

    table: type[Base]
    keys: tuple[str, ...]
    check: Callable[[Operation, Any, Mapping[str, Any]], None]
    of: str = "id"
    came: bool = False
    went: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """That something is held of the records of a table, and what one of them is called."""

    table: type[Base]
    label: Callable[[Any], str]
    held: Held


HELD: list[Holding] = []
"""Of every kind, put here by the one table of them (`services.kinds`)."""


def check(op: Operation, origin_id: int, refused: str) -> None:
    """Raise UserError, naming the record, for what does not hold once ``op`` has taken back an operation or done it again.

    What stood before may stand again, whatever it is: who goes back step by step is not kept from it.
    """
    touched = op.changes.tables
    held = [each for each in HELD if each.held.table.__tablename__ in touched]
    if not held or _stood_before(op, origin_id):
        return
    for each in held:
        for row, keys in _records(op, each):
            try:
                each.held.check(op, row, {key: getattr(row, key) for key in keys})
            except UserError as error:
                named = f"{each.table.noun} '{each.label(row)}'에 걸려 {refused}."
                raise UserError(
                    f"{named} {error.message} 변경 이력에서 나중 작업을 먼저 되돌려도 됩니다."
                ) from None


def _stood_before(op: Operation, origin_id: int) -> bool:
    """Whether the same operations stand as right before the one meant was done, or undone, last."""
    row = OperationRow
    meant = ((row.id == origin_id) | (row.reverts_id == origin_id)) & (row.id < op.id)
    since = op.session.scalar(select(func.max(row.id)).where(meant)) or 0
    later = (row.id > since, row.id < op.id)
    told = exists().where(Change.operation_id == row.id)
    new = select(row.id).where(*later, row.kind == DO, row.reverted.is_(False), told)
    if op.session.scalar(new.limit(1)) is not None:
        return False
    older = aliased(row)
    there_and_back = (
        select(older.id, row.kind, older.reverted)
        .join(older, older.id == row.reverts_id)
        .where(*later, row.kind.in_(_BACK), older.id < since)
        .order_by(row.id.desc())
    )
    first = {each: (kind, gone) for each, kind, gone in op.session.execute(there_and_back)}
    return all((kind == UNDO) != gone for kind, gone in first.values())


def _records(op: Operation, holding: Holding) -> Iterator[tuple[Any, Iterable[str]]]:
    """The records that something is held of, each with which keys of its own row changed."""
    held, found = holding.held, dict[int, dict[str, None]]()
    for record_id, keys in _touched(op, held):
        found.setdefault(record_id, {}).update(dict.fromkeys(keys if held.of == "id" else ()))
    for within in parts(found):
        for row in op.session.scalars(select(holding.table).where(within(holding.table.id))):
            yield row, found[row.id]


def _touched(op: Operation, held: Held) -> Iterator[tuple[int, Iterable[str]]]:
    """Of each row that counts, the id of its record and the keys that changed."""
    table = table_of(held.table)
    changes = select(Change).where(Change.operation_id == op.id, Change.table_name == table.name)
    edited: dict[int, list[str]] = {}
    for change in op.session.scalars(changes.where(Change.action == UPDATE)) if held.keys else ():
        if keys := [key for key in held.keys if key in (change.after or {})]:
            edited[change.row_id] = keys
    for within in parts(edited):
        yield from ((of, edited[row_id]) for row_id, of in _led_to(op, held, within(table.c.id)))
    for change in op.session.scalars(changes.where(Change.action == INSERT)) if held.came else ():
        span = table.c.id.between(change.row_id, change.last_row_id)
        yield from ((of, held.keys) for _row_id, of in _led_to(op, held, span))
    for change in op.session.scalars(changes.where(Change.action == DELETE)) if held.went else ():
        yield (change.before or {})[held.of], ()


def _led_to(op: Operation, held: Held, which: ColumnElement[bool]) -> list[tuple[int, int]]:
    table = table_of(held.table)
    return [
        (row_id, of) for row_id, of in op.session.execute(select(table.c.id, table.c[held.of]).where(which))
    ]
