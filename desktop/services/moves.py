"""Status moves: allowed ones only, with a reason where one is asked for, as one undoable operation."""

from collections.abc import Sequence
from typing import Any

from desktop.errors import UserError
from desktop.queries.listing import Scope
from desktop.rules.states import FLOWS, Move
from desktop.services import records, training
from desktop.services.changes import Changes
from desktop.services.operations import Operation
from desktop.services.store import Store
from desktop.text.hangul import attach


def allowed(store: Store, kind: str, record_ids: Sequence[int], scope: Scope) -> tuple[Move, ...]:
    """The moves every one of the records may make now."""
    with store.read() as session:
        rows = [_row_of(session, kind, record_id, scope) for record_id in record_ids]
        statuses = {row.status for row in rows if row is not None}
    if not statuses or None in rows:
        return ()
    options = [FLOWS[kind].moves(status) for status in statuses]
    return tuple(move for move in options[0] if all(move in other for other in options[1:]))


def move(store: Store, kind: str, record_ids: Sequence[int], to: str, reason: str, scope: Scope) -> Changes:
    """Move all records to a status, or none. Raises UserError naming the one that cannot."""
    spec = records.KINDS[kind]
    where = attach(f"'{to}'", "으로/로")
    with store.operation(f"{spec.noun} {len(record_ids)}건 {where}", reason=reason.strip()) as op:
        for record_id in record_ids:
            record = op.get(spec.table, record_id)
            label = spec.label(record)
            if len(record_ids) == 1:
                op.name = f"{spec.noun} {label} {where}"
            row = _row_of(op.session, kind, record_id, scope)
            if row is None:
                raise UserError(f"{label}: 단계에 들어 있지 않아 상태를 바꿀 수 없습니다.")
            _move(op, kind, row, to, reason.strip(), label)
            spec.after(op, record, {})
    return op.changes


def _move(op: Operation, kind: str, row: Any, to: str, reason: str, label: str) -> None:
    try:
        FLOWS[kind].check(row.status, to, reason)
    except UserError as error:
        raise UserError(f"{label}: {error.message}", error.field) from None
    row.status = to
    row.reason = reason or None
    op.session.flush()


def _row_of(session: Any, kind: str, record_id: int, scope: Scope) -> Any:
    """The row that carries the status: a trainee's stands in the last enrolment."""
    if kind == "trainees":
        return training.latest_enrolment(session, record_id, scope.cohort_id)
    return session.get(records.KINDS[kind].table, record_id)
