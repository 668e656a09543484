"""What stands around the rows of a list: title, 결재란, heading, and how it comes out on paper."""

import math
import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents import sheet_rows, sheet_style

_MM = 1 / 25.4
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center")
_RIGHT = Alignment(horizontal="right", vertical="center")


@dataclass(frozen=True, slots=True)
class Frame:
    """The fixed parts; ``headings`` and ``widths`` (in characters) go by column.

    ``approval`` holds the words and the first and last column (from 0) of the mark '결재' and of each box.
    """

    title: str
    subtitle: str
    note: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    approval: tuple[tuple[str, int, int], ...] = ()
    landscape: bool | None = None
    masked: bool = False

    @property
    def last_letter(self) -> str:
        return str(get_column_letter(len(self.widths)))

    @property
    def turned(self) -> bool:
        """Whether the page lies across: as asked, or when the columns do not fit upright."""
        return sheet_style.lies_across(sum(self.widths)) if self.landscape is None else self.landscape

    @property
    def pages_across(self) -> int:
        """Pages side by side that keep the print at a readable size."""
        return math.ceil(
            sum(self.widths) * sheet_style.SMALLEST_SCALE / sheet_style.page_width(across=self.turned)
        )


def draw(sheet: Worksheet, frame: Frame) -> int:
    """Everything above the rows; returns the sheet row of the heading."""
    for index, width in enumerate(frame.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    row = _title_and_approval(sheet, frame)
    row += 1
    half = max(1, len(frame.widths) // 2)
    _write(sheet, (row, 1, row, half), frame.subtitle, sheet_style.BODY, _LEFT)
    if half < len(frame.widths):
        _write(sheet, (row, half + 1, row, len(frame.widths)), frame.note, sheet_style.BODY, _RIGHT)
    sheet.row_dimensions[row].height = sheet_style.ROW_HEIGHT
    row += 1
    for column, heading in enumerate(frame.headings, 1):
        cell = sheet.cell(row, column)
        set_text(cell, heading)
        cell.font, cell.border, cell.alignment = sheet_style.STRONG, sheet_style.BOX, _CENTRE
        cell.fill = sheet_style.HEADER_FILL
    tall = max(heading.count("\n") for heading in frame.headings)
    sheet.row_dimensions[row].height = 24 + tall * sheet_style.LINE_HEIGHT
    return row


def set_page(sheet: Worksheet, frame: Frame, heading: int, filtered_to: int, last: int) -> None:
    """Freezing, filter and paper. Rows lie below ``heading`` down to ``filtered_to``, the sums at ``last``."""
    sheet.title = sheet_name(frame.title)
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{frame.last_letter}{max(filtered_to, heading)}"
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.print_area = f"A1:{frame.last_letter}{last}"
    if frame.pages_across > 1:
        sheet.print_title_cols = "A:B"
    setup = sheet.page_setup
    setup.paperSize = sheet.PAPERSIZE_A4
    setup.orientation = "landscape" if frame.turned else "portrait"
    setup.fitToWidth, setup.fitToHeight = frame.pages_across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 12 * _MM
    margins.top, margins.bottom = 17 * _MM, 16 * _MM
    margins.header = margins.footer = 8 * _MM
    # The first page carries the title itself.
    sheet.HeaderFooter.differentFirst = True
    footers = (sheet.oddFooter, sheet.firstFooter)
    for footer in footers:
        footer.center.text = "&P / &N"
        footer.left.text = "개인정보 가림" if frame.masked else None
    sheet.oddHeader.left.text = frame.title.replace("&", "&&")
    for part in (
        sheet.oddHeader.left,
        *(side for footer in footers for side in (footer.left, footer.center)),
    ):
        part.font, part.size = f"{sheet_style.FONT},Regular", 9


def set_text(cell: Cell, text: str) -> None:
    """A person's text into a cell, never as a formula."""
    cell.value = sheet_rows.clean(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(sheet_rows.FORMULA_STARTS)


def describe(workbook: Workbook, title: str) -> None:
    """Properties a file manager shows; without this they name the library."""
    workbook.properties.title = title
    workbook.properties.creator = "이음"


def sheet_name(title: str) -> str:
    """The title as a sheet may be called: no signs Excel forbids, at most 31 characters."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:31].rstrip(" '") or "목록"


def _title_and_approval(sheet: Worksheet, frame: Frame) -> int:
    """Title at the left of the boxes where it fits there, else below them; returns the last row used."""
    columns = len(frame.widths)
    if not frame.approval:
        return _title(sheet, frame.title, (1, 1, 1, columns))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 19, 44
    (mark, left, right), *boxes = frame.approval
    _box(sheet, (1, left + 1, 2, right + 1), mark)
    for words, first, last in boxes:
        _box(sheet, (1, first + 1, 1, last + 1), words)
        _box(sheet, (2, first + 1, 2, last + 1), "")
    if sum(frame.widths[:left]) >= sheet_style.width_of(frame.title) * 1.9:
        return _title(sheet, frame.title, (1, 1, 2, left))
    return _title(sheet, frame.title, (3, 1, 3, columns))


def _title(sheet: Worksheet, title: str, area: tuple[int, int, int, int]) -> int:
    _write(sheet, area, title, sheet_style.TITLE, _CENTRE)
    top, bottom = area[0], area[2]
    if top == bottom:
        sheet.row_dimensions[top].height = 36
    return bottom


def _box(sheet: Worksheet, area: tuple[int, int, int, int], words: str) -> None:
    top, left, bottom, right = area
    for cells in sheet.iter_rows(top, bottom, left, right):
        for cell in cells:
            cell.border = sheet_style.BOX
    _write(sheet, area, words, sheet_style.BODY, _CENTRE)


def _write(
    sheet: Worksheet, area: tuple[int, int, int, int], words: str, font: Font, alignment: Alignment
) -> None:
    top, left, bottom, right = area
    cell = sheet.cell(top, left)
    cell.font, cell.alignment = font, alignment
    set_text(cell, words)
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
