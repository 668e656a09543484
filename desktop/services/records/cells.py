"""Cells edited in place, blocks pasted from a spreadsheet, and cells cleared: one undo step, bad cells left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import EllipsisType

from desktop.errors import Conflict, Difference, UserError
from desktop.rules.fields import Value
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS, LISTS
from desktop.services.record_kind import RecordKind, Values
from desktop.services.records import records
from desktop.text.hangul import attach


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: which record, which field, and the text put into it ('' clears it).

    ``seen`` is the value that stood there for whoever wrote it; `...` where nobody looked.
    """

    record_id: int
    key: str
    text: str
    seen: Value | EllipsisType = ...


@dataclass(slots=True)
class Edited:
    """What came of it: the operation where anything was saved, and the reason for every cell that was not.

    ``conflicts`` are those among the refused that somebody else has changed since they were seen.
    """

    changes: Changes | None = None
    refused: dict[Cell, str] = field(default_factory=dict)
    conflicts: dict[Cell, Difference] = field(default_factory=dict)


def edit(store: Store, kind: str, cells: Sequence[Cell], *, name: str = "") -> Edited:
    """Save the cells that are right, as one operation, and say what is wrong with the others.

    Each record is tried on its own inside a savepoint, so that a rule it breaks leaves the rest alone.
    """
    result = Edited()
    spec = KINDS[kind]
    editable = {column.key for column in LISTS[kind].columns if column.editable}
    values: dict[int, dict[str, object]] = {}
    origin: dict[tuple[int, str], Cell] = {}
    for cell in cells:
        try:
            if cell.key not in editable:
                raise UserError("이 칸은 여기서 바꿀 수 없습니다. Enter를 눌러 기록을 열고 고쳐 주세요.")
            values.setdefault(cell.record_id, {}).update(
                records.validate(kind, {cell.key: cell.text}, store.today())
            )
            origin[cell.record_id, cell.key] = cell
        except UserError as error:
            result.refused[cell] = error.message
    with store.operation(name or f"{attach(spec.noun, '을/를')} 표에서 수정") as op:
        for record_id, new in values.items():
            given = {key: origin[record_id, key] for key in new}
            _write(op, spec, record_id, new, given, result)
        if len(values) == 1 and op.changes and not name:
            title = ", ".join(LISTS[kind].column(key).field.title for key in new)
            label = spec.label(op.get(spec.table, record_id))
            op.name = f"{spec.noun} {records.called(label)} {title} 수정"
    if op.changes:
        result.changes = op.changes
    return result


def _write(
    op: Operation, spec: RecordKind, record_id: int, new: Values, given: dict[str, Cell], result: Edited
) -> None:
    """Write one record's cells, or say why not; what somebody else changed meanwhile is left out of it."""
    seen = {key: given[key].seen for key in new if given[key].seen is not ...}
    try:
        with op.savepoint():
            row = op.get(spec.table, record_id)
            records.change(op, spec, row, new, seen)
            spec.after(op, row, new)
    except Conflict as error:
        for each, said in zip(error.differences, (error, *error.others), strict=True):
            result.conflicts[given[each.field]] = each
            result.refused[given[each.field]] = said.message
        left = {key: value for key, value in new.items() if given[key] not in result.conflicts}
        if left:
            _write(op, spec, record_id, left, given, result)
    except UserError as error:
        result.refused |= {given[key]: error.message for key in new}
