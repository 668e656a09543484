"""What stands around the rows of a list: title, 결재란, heading, and how it comes out on paper."""

import itertools
import math
import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.lists import list_layout, sheet_approval, sheet_rows, sheet_style

_MM = 1 / 25.4
_TITLE_SIZE, _BODY_SIZE = 18, 10
_CLEAR = 4.0  # characters between a title and the approval boxes
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")


@dataclass(frozen=True, slots=True)
class Frame:
    """The fixed parts; ``headings`` and ``widths`` (in characters) go by column."""

    title: str
    subtitle: str
    note: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    approval_boxes: tuple[str, ...] = ()
    landscape: bool | None = None
    masked: bool = False
    one_page: bool = False

    @property
    def last_letter(self) -> str:
        return str(get_column_letter(len(self.widths)))

    @property
    def turned(self) -> bool:
        """Whether the page lies across: as asked, or when the columns do not fit upright."""
        return list_layout.lies_across(sum(self.widths)) if self.landscape is None else self.landscape

    @property
    def pages_across(self) -> int:
        """Pages side by side that keep the print at a readable size."""
        return math.ceil(sum(self.widths) * list_layout.SMALLEST_SCALE / self._page)

    @property
    def scale(self) -> float:
        """How much smaller than set the sheet is printed to fit its pages across."""
        return min(1.0, self._page * self.pages_across / sum(self.widths))

    @property
    def front(self) -> tuple[float, ...]:
        """The widths of the columns on the first page across, over which title and boxes stand."""
        if self.pages_across == 1:
            return self.widths
        ends = itertools.accumulate(self.widths)
        return tuple(
            width for width, end in zip(self.widths, ends, strict=True) if end <= self._page / self.scale
        )

    @property
    def boxes_at(self) -> tuple[int, int]:
        """The column (from 0) and the offset in it where the approval boxes begin."""
        return sheet_approval.place(self.front, len(self.approval_boxes), self.scale)

    @property
    def _page(self) -> float:
        return list_layout.page_width(across=self.turned)


def draw(sheet: Worksheet, frame: Frame) -> int:
    """Everything above the rows; returns the sheet row of the heading."""
    for index, width in enumerate(frame.widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    row = _title_and_approval(sheet, frame)
    row = _lines_below_title(sheet, frame, row + 1) + 1
    for column, heading in enumerate(frame.headings, 1):
        cell = sheet.cell(row, column)
        set_text(cell, heading)
        cell.font, cell.border, cell.alignment = sheet_style.STRONG, sheet_style.BOX, _CENTRE
        cell.fill = sheet_style.HEADER_FILL
    tall = max(heading.count("\n") for heading in frame.headings)
    sheet.row_dimensions[row].height = 24 + tall * list_layout.LINE_HEIGHT
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
    one_page = frame.one_page and list_layout.may_fit_one_page(last, across=frame.turned)
    setup.fitToWidth, setup.fitToHeight = frame.pages_across, int(one_page)
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


def _lines_below_title(sheet: Worksheet, frame: Frame, row: int) -> int:
    """Subtitle at the left and note at the right, on one line where both fit; returns the last row used."""
    last = len(frame.front)
    left = last - 1
    while left > 1 and sum(frame.front[left:]) < list_layout.width_of(frame.note) + 2:
        left -= 1
    if list_layout.width_of(frame.subtitle) > sum(frame.front[:left]):
        _write(sheet, (row, 1, row, last), frame.subtitle, sheet_style.BODY, _LEFT)
        lines = list_layout.lines_of(frame.subtitle, sum(frame.front))
        sheet.row_dimensions[row].height = list_layout.row_height(lines)
        row, left = row + 1, 0
    elif left:
        _write(sheet, (row, 1, row, left), frame.subtitle, sheet_style.BODY, _LEFT)
    _write(sheet, (row, left + 1, row, last), frame.note, sheet_style.BODY, _RIGHT)
    sheet.row_dimensions[row].height = list_layout.ROW_HEIGHT
    return row


def set_text(cell: Cell, text: str) -> None:
    """A person's text into a cell, never as a formula."""
    cell.value = sheet_rows.clean(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(sheet_rows.FORMULA_STARTS)


def describe(workbook: Workbook, title: str) -> None:
    """What the file says of itself; without this it names the library."""
    workbook.properties.title = title
    workbook.properties.creator = "이음"
    # The sums carry their values; calculating anew on opening would ask to save when the file is closed.
    workbook.calculation.fullCalcOnLoad = False


def sheet_name(title: str) -> str:
    """The title as a sheet may be called: no signs Excel forbids, at most 31 characters."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:31].rstrip(" '") or "목록"


def _title_and_approval(sheet: Worksheet, frame: Frame) -> int:
    """Title in the middle of the page, level with the boxes where it is clear of them, else below; returns the last row used.

    Both are set larger by as much as the page is printed smaller.
    """
    size = round(_TITLE_SIZE / frame.scale)
    font = Font(name=sheet_style.FONT, size=size, bold=True)
    columns, across = len(frame.front), sum(frame.front)
    title = list_layout.width_of(frame.title) * size / _BODY_SIZE
    row = 1
    if frame.approval_boxes:
        sheet.row_dimensions[1].height = sheet_approval.height(frame.scale)
        # The print area cuts the last box's own edge in half.
        sheet.cell(1, columns).border = sheet_style.RIGHT_EDGE
        column, offset = frame.boxes_at
        left_of_boxes = sum(frame.widths[:column]) + offset / sheet_approval.EMU_IN_A_CHARACTER
        row = 1 if (across + title) / 2 + _CLEAR <= left_of_boxes else 2
    _write(sheet, (row, 1, row, columns), frame.title, font, _CENTRE)
    if row > 1 or not frame.approval_boxes:
        sheet.row_dimensions[row].height = size * (0.6 + 1.4 * math.ceil(title / across))
    return row


def _write(
    sheet: Worksheet, area: tuple[int, int, int, int], words: str, font: Font, alignment: Alignment
) -> None:
    top, left, bottom, right = area
    cell = sheet.cell(top, left)
    cell.font, cell.alignment = font, alignment
    set_text(cell, words)
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
