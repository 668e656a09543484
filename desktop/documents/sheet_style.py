"""How an office's sheet looks: fonts, lines, number formats, and widths that fit Hangul."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from desktop.rules.fields import DATES, NUMERIC, Field, Kind

FONT = "맑은 고딕"
BODY = Font(name=FONT, size=10)
STRONG = Font(name=FONT, size=10, bold=True)
QUIET = Font(name=FONT, size=9, color="FF404040")
_LINE = Side(style="thin", color="FF595959")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
RIGHT_EDGE = Border(right=_LINE)
HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
SUM_FILL = PatternFill("solid", fgColor="FFF2F2F2")

ROW_HEIGHT = 21.0
LINE_HEIGHT = 13.5
SMALLEST_SCALE = 0.6
"""Print smaller than this is not read at a desk; a wider sheet goes on to a second page across."""
_PORTRAIT_WIDTH = 92.0
_LANDSCAPE_WIDTH = 136.0
_STRETCH = 1.3
_WIDEST = (44.0, 32.0, 24.0)
AT_THE_LEFT = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.LINK})
WRAPPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.CHOICE})


def width_of(text: str) -> int:
    """Columns the text takes in a fixed grid: a syllable or 한자 two, a Latin letter or digit one."""
    # CP949 spends two bytes on exactly those characters, and its codec is written in C.
    return len(text) if text.isascii() else len(text.encode("cp949", "replace"))


def natural_width(heading: str, texts: Iterable[str]) -> float:
    """Width in characters that shows heading and texts on one line."""
    headline = max(width_of(line) for line in heading.split("\n"))
    longest = max((width_of(line) for text in texts for line in text.split("\n")), default=0)
    return max(longest + 2.5, headline + 3.0)


def page_width(*, across: bool) -> float:
    """Characters of the body font across the printable width of an A4 page at full size."""
    return _LANDSCAPE_WIDTH if across else _PORTRAIT_WIDTH


def lies_across(total: float) -> bool:
    """Whether columns of that total width ask for a page laid across."""
    return total > _PORTRAIT_WIDTH / 0.9


def fitted(kinds: Sequence[Kind], natural: Sequence[float], *, landscape: bool | None) -> list[float]:
    """The widths as printed: long texts wrapped as far as the page asks for it, narrow lists spread over it."""
    widths = list(natural)
    for widest in _WIDEST:
        widths = [
            min(width, widest) if kind in WRAPPED else width
            for kind, width in zip(kinds, natural, strict=True)
        ]
        if sum(widths) <= _LANDSCAPE_WIDTH * 1.2:
            break
    across = lies_across(sum(widths)) if landscape is None else landscape
    stretch = min(_STRETCH, page_width(across=across) / sum(widths))
    return [round(width * max(1.0, stretch), 1) for width in widths]


def row_height(lines: int) -> float:
    """Points of a row that holds so many lines."""
    return max(ROW_HEIGHT, 4 + LINE_HEIGHT * lines)


def lines_of(text: str, room: float) -> int:
    """Printed lines of a text wrapped at so many characters."""
    return sum(max(1, math.ceil(width_of(line) / room)) for line in text.split("\n"))


def number_format(field: Field) -> str:
    if field.kind is Kind.MOMENT:
        return "yyyy. m. d. hh:mm"
    if field.kind in DATES:
        return "yyyy. m. d."
    if field.kind in NUMERIC:
        return "#,##0" if field.grouped else "0"
    # As '@' a number retyped in the cell keeps its leading zero; old Excel shows long text as ##### then.
    return "General" if field.kind is Kind.LONG_TEXT else "@"


def is_amount(field: Field) -> bool:
    """Whether a number is one to compare and add up; an integer without a unit is an order, a year or an age."""
    return field.kind is Kind.AMOUNT or (field.kind is Kind.INTEGER and bool(field.unit))


def body_style(sheet: Worksheet, field: Field, *, as_text: bool, quoted: bool = False) -> int:
    """Number of the workbook's style for the cells of a column."""
    cell = Cell(sheet, row=1, column=1)
    cell.font, cell.border = BODY, BOX
    cell.number_format = "@" if as_text else number_format(field)
    amount = is_amount(field)
    across = "right" if amount else "left" if field.kind in AT_THE_LEFT else "center"
    cell.alignment = Alignment(
        horizontal=across, vertical="center", wrap_text=not amount, indent=0 if across == "center" else 1
    )
    cell.quotePrefix = quoted
    return int(cell.style_id)


def sum_style(sheet: Worksheet, *, number: bool) -> int:
    cell = Cell(sheet, row=1, column=1)
    cell.font, cell.border, cell.fill = STRONG, BOX, SUM_FILL
    cell.number_format = "#,##0" if number else "General"
    cell.alignment = Alignment(
        horizontal="right" if number else "center", vertical="center", indent=int(number)
    )
    return int(cell.style_id)


def serial(day: dt.date) -> float:
    """Excel's number of a date or moment on the desk's clock: days since 30 December 1899."""
    if not isinstance(day, dt.datetime):
        return day.toordinal() - 693594
    local = day.astimezone() if day.tzinfo else day
    whole = local.toordinal() - 693594
    return whole + (local.hour * 3600 + local.minute * 60 + local.second) / 86400
