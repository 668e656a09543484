"""A file as it was understood, before anything in it is read: which sheet, which table, which column is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.reading import headings, tables
from desktop.documents.reading.cells import Sheet, Workbook
from desktop.documents.reading.tables import Table
from desktop.errors import UserError
from desktop.services.datafile.store import Store
from desktop.services.intake import columns, further_sheets, split_numbers
from desktop.services.intake.columns import REJECTS_COLUMN, REJECTS_SHEET
from desktop.services.intake.further_sheets import Further
from desktop.services.intake.importer import CohortTarget, Importer
from desktop.services.intake.plan import ANYWHERE, ONE_SHEET, RESIDENT, MappedColumn, Rows, Target

_NAMED_HEADINGS = 8
_SEARCHED_ROWS = 100
_STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Sighting:
    """The sheet chosen, its table, and what each column fills; ``shape`` is the sign of its headings.

    ``further`` are sheets of the same shape. Where they were taken together with it, ``table`` holds the rows of all,
    ``rows`` tells what these are called, and the last column is the name of the sheet. ``halves`` are the cells, by row
    number and column index, that ``table`` leaves blank because they complete a birth date to a resident number.
    ``importer`` is the kind's own, with the columns of the target.
    """

    importer: Importer
    path: Path
    sheet: Sheet
    table: Table
    mapping: tuple[MappedColumn, ...]
    shape: str
    further: tuple[Further, ...] = ()
    rows: Rows = ONE_SHEET
    halves: frozenset[tuple[int, int]] = frozenset()

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
    target: Target = ANYWHERE,
) -> Sighting:
    """Find the table and what its columns are; ``together`` with the sheets of the same shape.

    Where no heading is known, the likeliest row is taken for one, and columns are guessed by what stands in them.
    Raises UserError when no sheet holds anything, or where columns depend on the target and that is none.
    """
    with store.read() as session:
        importer = importer.within(session, target)
    chosen = _sheet(workbook, importer, sheet)
    table = _without_reasons(chosen, _table(chosen, importer, header_row))
    others = further_sheets.alike(importer, workbook, chosen, table, header_row)
    rows = ONE_SHEET
    if together and others:
        rows = Rows((chosen.name, *(other.name for other, _table in others)))
        chosen, table = further_sheets.joined(chosen, table, others)
    shape = columns.shape_of(table, importer.fields if importer.of_target else ())
    with store.read() as session:
        remembered = columns.recall(session, importer.kind, shape)
    found = columns.mapped(importer, table, remembered, mapping or {})
    if lacking(importer, found):
        found = columns.guessed(importer, table, found, store.today().year)
    if rows.sheets and not found[-1].found and _are_stages(importer, rows.sheets):
        found = (*found[:-1], replace(found[-1], key=_STAGE, found="guess"))
    found, halves = split_numbers.refused(importer, table, found, store.today())
    return Sighting(
        importer,
        workbook.path,
        chosen,
        split_numbers.without(table, halves),
        found,
        shape,
        tuple(Further(other.name, len(more.rows)) for other, more in others),
        rows,
        halves,
    )


def _are_stages(importer: Importer, names: Sequence[str]) -> bool:
    """Whether the sheets are called by the stages of a programme, so that each says where its people stand."""
    return isinstance(importer.target, CohortTarget) and set(names) <= set(importer.target.new_stages)


def _table(sheet: Sheet, importer: Importer, header_row: int | None) -> Table:
    try:
        return tables.find(sheet, importer.headings_in(sheet), header_row)
    except UserError:
        if header_row is not None or not sheet.rows:
            raise
    filled = [sum(cell != "" for cell in row) for row in sheet.rows[:_SEARCHED_ROWS]]
    return tables.find(sheet, importer.headings_in(sheet), filled.index(max(filled)) + 1)


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
    known = {sheet.name: tables.known_in(sheet, importer.headings_in(sheet)) for sheet in filled}
    # A hidden sheet is taken only when no other holds the table.
    return max(filled, key=lambda sheet: (known[sheet.name] > 1, not sheet.hidden, known[sheet.name]))


def lacking(importer: Importer, mapping: Sequence[MappedColumn]) -> str:
    """What no record can be without and no column fills, in words; '' when nothing lacks."""
    filled = {column.key for column in mapping if column.found != columns.CONTENTS}
    return next((title for title, keys in importer.required if filled.isdisjoint(keys)), "")


def check_required(importer: Importer, mapping: Sequence[MappedColumn]) -> None:
    """Raises UserError where a column lacks that no record can be without, and for a sheet of another kind."""
    for column in mapping:
        if importer.foreign and importer.foreign.search(headings.forms(column.heading)[0]):
            other = f"'{column.heading}' 열이 있으니 {importer.noun}의 표가 아닙니다."
            raise UserError(f"{other} 무엇을 가져올지, 어느 파일인지 다시 골라 주세요.", "mapping")
    if title := lacking(importer, mapping):
        named = [column.heading for column in mapping]
        shown = ", ".join(named[:_NAMED_HEADINGS])
        if len(named) > _NAMED_HEADINGS:
            shown += f" 외 {len(named) - _NAMED_HEADINGS:,}개"
        told = f"'{title}'에 해당하는 열을 찾지 못했습니다. 파일의 열: {shown}. 열을 짝지어 주거나 제목을 고쳐 주세요."
        if any(column.found == RESIDENT for column in mapping):
            told += " 주민등록번호 열은 쓰지 않으니 생년월일 열을 따로 두어 주세요."
        raise UserError(told, "mapping")
