"""Cells edited in place, blocks pasted from a spreadsheet, and cells cleared: one undo step, bad cells left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.errors import UserError
from desktop.queries.kinds import SPECS
from desktop.services import records
from desktop.services.changes import Changes
from desktop.services.store import Store
from desktop.text.hangul import attach


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: which record, which field, and the text put into it ('' clears it)."""

    record_id: int
    key: str
    text: str


@dataclass(slots=True)
class Edited:
    """What came of it: the operation where anything was saved, and the reason for every cell that was not."""

    changes: Changes | None = None
    refused: dict[Cell, str] = field(default_factory=dict)


def edit(store: Store, kind: str, cells: Sequence[Cell], *, name: str = "") -> Edited:
    """Save the cells that are right, as one operation, and say what is wrong with the others.

    Each record is tried on its own inside a savepoint, so that a rule it breaks leaves the rest alone.
    """
    result = Edited()
    spec = records.KINDS[kind]
    editable = {column.key for column in SPECS[kind].columns if column.editable}
    values: dict[int, dict[str, object]] = {}
    origin: dict[tuple[int, str], Cell] = {}
    for cell in cells:
        try:
            if cell.key not in editable:
                raise UserError("이 칸은 여기서 바꿀 수 없습니다.")
            values.setdefault(cell.record_id, {}).update(
                records.validate(kind, {cell.key: cell.text}, store.today())
            )
            origin[cell.record_id, cell.key] = cell
        except UserError as error:
            result.refused[cell] = error.message
    with store.operation(name or f"{attach(spec.noun, '을/를')} 표에서 수정") as op:
        for record_id, new in values.items():
            try:
                with op.savepoint():
                    row = op.get(spec.table, record_id)
                    records.change(op, spec, row, new)
                    spec.after(op, row, new)
            except UserError as error:
                for key in new:
                    result.refused[origin[record_id, key]] = error.message
        if len(values) == 1 and op.changes and not name:
            title = ", ".join(SPECS[kind].column(key).field.title for key in new)
            op.name = f"{spec.noun} {spec.label(row)} {title} 수정"
    if op.changes:
        result.changes = op.changes
    return result
