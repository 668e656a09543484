"""Status moves: allowed ones only, with a reason where one is asked for, as one undoable operation."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import Base
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field
from desktop.rules.flows import Flow, Move
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS
from desktop.services.record_kind import RecordKind
from desktop.services.records import records
from desktop.text.hangul import attach


def allowed(store: Store, kind: str, record_ids: Sequence[int], scope: Scope) -> tuple[Move, ...]:
    """The moves every one of the records may make now."""
    spec = KINDS[kind]
    with store.read() as session:
        rows = _rows_of(session, spec, record_ids, scope)
    if not rows or len(rows) < len(set(record_ids)):
        return ()
    options = [_flow(spec).moves(status) for status in dict.fromkeys(row.status for row in rows.values())]
    return tuple(move for move in options[0] if all(move in other for other in options[1:]))


def standing(store: Store, kind: str, record_id: int, scope: Scope) -> tuple[str, str]:
    """The status of a record and the reason for it, whether or not a list shows it; '' twice where it has none."""
    with store.read() as session:
        row = _rows_of(session, KINDS[kind], [record_id], scope).get(record_id)
        return (row.status, row.reason or "") if row is not None else ("", "")


def offered(store: Store, kind: str, record_ids: Sequence[int], scope: Scope) -> dict[Move, str]:
    """What is `allowed`, each with why it cannot be made yet, in a few words; '' where it can."""
    found = allowed(store, kind, record_ids, scope)
    with store.read() as session:
        return {move: KINDS[kind].bars(session, record_ids, move.to) for move in found}


def refusal(moves: Mapping[Move, str], to: str) -> str:
    """Why none of the `offered` ones leads to a status, and where they do lead, in a sentence; '' where one does."""
    why = next((words for move, words in moves.items() if move.to == to), None)
    if why == "":
        return ""
    if not moves:
        return "함께 갈 수 있는 상태가 없습니다. 같은 상태인 것끼리 골라 주세요."
    where, because = attach(f"'{to}'", "으로/로"), f"({why})" if why else ""
    others = ", ".join(move.to for move, words in moves.items() if not words) or "없음"
    return f"{where}는 바꿀 수 없습니다{because}. 지금 바꿀 수 있는 상태: {others}"


def question(store: Store, kind: str, record_ids: Sequence[int], to: str, scope: Scope) -> str:
    """What to ask before the records move to a status, in a sentence that says why; '' where nothing speaks against it."""
    with store.read() as session:
        return KINDS[kind].asks(session, record_ids, to, scope, store.today())


def barred(store: Store, kind: str, record_ids: Sequence[int], to: str) -> str:
    """Why the records cannot move to a status yet, in a few words; '' where they can."""
    with store.read() as session:
        return KINDS[kind].bars(session, record_ids, to)


def asked(kind: str, to: str) -> tuple[Field, ...]:
    """What a move to a status is told besides its reason."""
    return KINDS[kind].asked(to)


def move(
    store: Store,
    kind: str,
    record_ids: Sequence[int],
    to: str,
    reason: str,
    scope: Scope,
    given: Mapping[str, Any] | None = None,
) -> Changes:
    """Move all records to a status, or none; ``given`` is what it is `asked` for. Raises UserError naming the one that cannot."""
    spec = KINDS[kind]
    told = {
        field.key: records.checked(field, (given or {}).get(field.key), store.today())
        for field in spec.asked(to)
    }
    where = attach(f"'{to}'", "으로/로")
    with store.operation(
        f"{spec.noun} {records.counted(kind, len(record_ids))} {where}", reason=reason.strip()
    ) as op:
        known = _records(op.session, spec.table, record_ids)
        rows = _rows_of(op.session, spec, record_ids, scope)
        for record_id in record_ids:
            record = known.get(record_id) or op.get(spec.table, record_id)
            label = spec.label(record)
            if len(record_ids) == 1:
                op.name = f"{spec.noun} {records.called(label)} {where}"
            if record_id not in rows:
                assert spec.standing is not None
                raise UserError(f"{label}: {spec.standing.missing}")
            with _named(label):
                _flow(spec).check(rows[record_id].status, to, reason.strip())
                spec.moving(op, record, to, told)
            rows[record_id].status, rows[record_id].reason = to, reason.strip() or None
            spec.after(op, record, {})
    return op.changes


@contextmanager
def _named(label: str) -> Iterator[None]:
    """Of several records, the one a refusal is about is told with it."""
    try:
        yield
    except UserError as error:
        raise UserError(f"{label}: {error.message}", error.field) from None


def _flow(spec: RecordKind) -> Flow:
    assert spec.flow is not None
    return spec.flow


def _rows_of(
    session: Session, spec: RecordKind, record_ids: Sequence[int], scope: Scope
) -> Mapping[int, Any]:
    """The rows that carry the statuses, by the ids of their records."""
    if spec.standing is not None:
        return spec.standing.rows(session, record_ids, scope)
    return _records(session, spec.table, record_ids)


def _records(session: Session, table: type[Base], record_ids: Sequence[int]) -> dict[int, Any]:
    return {
        row.id: row
        for within in parts(record_ids)
        for row in session.scalars(select(table).where(within(table.id)))
    }
