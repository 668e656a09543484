"""A plain workbook of rows that could not be taken in, each with its reason."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet import _writer

from desktop.documents import saving
from desktop.documents.drafts import draft_for
from desktop.documents.lists.sheet_rows import clean
from desktop.documents.reading.cells import Cell
from desktop.errors import UserError

_HEAD = PatternFill("solid", fgColor="E8EDF5")
_REASON = PatternFill("solid", fgColor="FDECEA")
_WIDTH, _REASON_WIDTH = 16, 70
_MOST_COLUMNS = 16_384
"""Excel's own."""


def write(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    sources: Sequence[Path] = (),
) -> Path:
    """Write ``rows`` under ``headings``, the last column being the reason; returns where the file came to lie.

    Never over the ``sources`` they were read from.
    """
    saving.check_name(path, ".xlsx", sources)
    if len(headings) > _MOST_COLUMNS:
        raise UserError(
            f"열이 {len(headings):,}개라 엑셀 파일에 담을 수 없습니다. 명단의 열을 {_MOST_COLUMNS:,}개 아래로 줄여 주세요."
        )
    # openpyxl keeps the rows in a file of its own until it saves: that one is a draft too, or a death would leave it.
    with draft_for(path) as aside, _kept_in(aside):
        book = _drawn(title, headings, rows)
        return saving.save(path, lambda draft: book.save(draft), suffix=".xlsx", sources=sources)


@contextmanager
def _kept_in(aside: Path) -> Iterator[None]:
    """While it lasts, openpyxl writes what it has no room for in memory to ``aside``; it has no setting for that."""

    def kept(**_: object) -> str:
        _writer.ALL_TEMP_FILES.append(str(aside))  # from which it takes it out again
        return str(aside)

    there = _writer.create_temporary_file
    _writer.create_temporary_file = kept
    try:
        yield
    finally:
        _writer.create_temporary_file = there


def _drawn(title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column in range(1, len(headings)):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.column_dimensions[get_column_letter(len(headings))].width = _REASON_WIDTH

    def cell(value: Cell, fill: PatternFill | None = None) -> WriteOnlyCell:
        if isinstance(value, str):
            value = clean(value)  # a character no sheet can hold must not lose the others
        made = WriteOnlyCell(sheet, None if value == "" else value)
        if isinstance(value, str) and value:
            # Or a value that begins with '=' would come to life as a formula.
            made.data_type = "s"
            made.quotePrefix = value.startswith(("=", "+", "-", "@"))
        elif isinstance(value, dt.date):
            made.number_format = "yyyy-mm-dd"
        if fill is not None:
            made.fill = fill
        return made

    heading_cells = [cell(heading, _HEAD) for heading in headings]
    for made in heading_cells:
        made.font = Font(bold=True)
        made.alignment = Alignment(horizontal="center")
    sheet.append(heading_cells)
    for row in rows:
        sheet.append([*map(cell, row[:-1]), cell(row[-1], _REASON)])
    return book
