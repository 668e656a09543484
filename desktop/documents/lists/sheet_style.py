"""How a workbook's cells look: fonts, lines, number formats."""

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.lists import list_layout
from desktop.rules.fields import DATES, NUMERIC, Field, Kind

FONT = "맑은 고딕"
BODY = Font(name=FONT, size=10)
STRONG = Font(name=FONT, size=10, bold=True)
_LINE = Side(style="thin", color="FF595959")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
RIGHT_EDGE = Border(right=_LINE)
HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
SUM_FILL = PatternFill("solid", fgColor="FFF2F2F2")


def number_format(field: Field) -> str:
    if field.kind is Kind.MOMENT:
        return "yyyy. m. d. hh:mm"
    if field.kind in DATES:
        return "yyyy. m. d."
    if field.kind is Kind.SCORE:
        return "0.00" if field.digits else "General"
    if field.kind in NUMERIC:
        return "#,##0" if field.grouped else "0"
    # As '@' a number retyped in the cell keeps its leading zero; old Excel shows long text as ##### then.
    return "General" if field.kind is Kind.LONG_TEXT else "@"


def body_style(sheet: Worksheet, field: Field, *, as_text: bool, quoted: bool = False) -> int:
    """Number of the workbook's style for the cells of a column."""
    cell = Cell(sheet, row=1, column=1)
    cell.font, cell.border = BODY, BOX
    cell.number_format = "@" if as_text else number_format(field)
    side = list_layout.side(field)
    cell.alignment = Alignment(
        horizontal=side, vertical="center", wrap_text=side != "right", indent=0 if side == "center" else 1
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
