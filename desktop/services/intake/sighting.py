"""A file as it was understood, before anything in it is read: which sheet, which table, which column is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.reading import tables
from desktop.documents.reading.cells import Sheet, Workbook
from desktop.documents.reading.tables import Table
from desktop.errors import UserError
from desktop.services.datafile.store import Store
from desktop.services.intake import columns, further_sheets
from desktop.services.intake.columns import REJECTS_COLUMN, REJECTS_SHEET
from desktop.services.intake.further_sheets import Further
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import ONE_SHEET, MappedColumn, Rows

_NAMED_HEADINGS = 8


@dataclass(frozen=True, slots=True)
class Sighting:
    """The sheet chosen, its table, and what each column fills; ``shape`` is the sign of its headings.

    ``further`` are sheets of the same shape. Where they were taken together with it, ``table`` holds the rows of all,
    ``rows`` tells what these are called, and the last column is the name of the sheet.
    """

    path: Path
    sheet: Sheet
    table: Table
    mapping: tuple[MappedColumn, ...]
    shape: str
    further: tuple[Further, ...] = ()
    rows: Rows = ONE_SHEET

    @property
    def are_together(self) -> bool:
        """Whether further sheets were taken with the one chosen."""
        return len(self.rows.sheets) > 1


def look(
    store: Store,
    importer: Importer,
    workbook: Workbook,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    mapping: Mapping[int, str | None] | None = None,
    together: bool = False,
) -> Sighting:
    """Find the table and what its columns are; ``together`` with the sheets of the same shape.

    Raises UserError when no sheet holds a table.
    """
    chosen = _sheet(workbook, importer, sheet)
    table = _without_reasons(chosen, tables.find(chosen, importer.headings, header_row))
    others = further_sheets.alike(importer, workbook, chosen, table, header_row)
    rows = ONE_SHEET
    if together and others:
        rows = Rows((chosen.name, *(other.name for other, _table in others)))
        chosen, table = further_sheets.joined(chosen, table, others)
    shape = columns.shape_of(table)
    with store.read() as session:
        remembered = columns.recall(session, importer.kind, shape)
    return Sighting(
        workbook.path,
        chosen,
        table,
        columns.mapped(importer, table, remembered, mapping or {}),
        shape,
        tuple(Further(other.name, len(found.rows)) for other, found in others),
        rows,
    )


def _without_reasons(sheet: Sheet, table: Table) -> Table:
    """The table without our own column of reasons, in a file of rejected rows that was mended."""
    if sheet.name == REJECTS_SHEET and table.headings[-1] == REJECTS_COLUMN:
        return replace(table, columns=table.columns[:-1], headings=table.headings[:-1])
    return table


def _sheet(workbook: Workbook, importer: Importer, wanted: str | None) -> Sheet:
    if wanted is not None:
        for sheet in workbook.sheets:
            if sheet.name == wanted:
                return sheet
        names = ", ".join(f"'{sheet.name}'" for sheet in workbook.sheets)
        raise UserError(f"'{wanted}' 시트가 없습니다. 있는 시트에서 골라 주세요: {names}", "sheet")
    filled = [sheet for sheet in workbook.sheets if sheet.rows]
    if not filled:
        raise UserError(f"'{workbook.path.name}'에는 내용이 있는 시트가 없습니다. 파일을 확인해 주세요.")
    if len(filled) == 1:
        return filled[0]
    known = {sheet.name: tables.known_in(sheet, importer.headings) for sheet in filled}
    # A hidden sheet is taken only when no other holds the table.
    return max(filled, key=lambda sheet: (known[sheet.name] > 1, not sheet.hidden, known[sheet.name]))


def lacking(importer: Importer, mapping: Sequence[MappedColumn]) -> str:
    """What no record can be without and no column fills, in words; '' when nothing lacks."""
    filled = {column.key for column in mapping}
    return next((title for title, keys in importer.required if filled.isdisjoint(keys)), "")


def check_required(importer: Importer, mapping: Sequence[MappedColumn]) -> None:
    """Raises UserError where a column lacks that no record can be without."""
    if title := lacking(importer, mapping):
        headings = [column.heading for column in mapping]
        shown = ", ".join(headings[:_NAMED_HEADINGS])
        if len(headings) > _NAMED_HEADINGS:
            shown += f" 외 {len(headings) - _NAMED_HEADINGS:,}개"
        told = f"'{title}'에 해당하는 열을 찾지 못했습니다. 파일의 열: {shown}. 열을 짝지어 주거나 제목을 고쳐 주세요."
        if any(column.found == "resident" for column in mapping):
            told += " 주민등록번호 열은 쓰지 않으니 생년월일 열을 따로 두어 주세요."
        raise UserError(told, "mapping")
