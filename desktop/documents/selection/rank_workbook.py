"""Writes a ranking as a workbook whose totals, ranks and results are live formulas, and reads one back by person."""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents import saving
from desktop.documents.selection import rank_formulas as formulas
from desktop.documents.selection.rank_formulas import (
    FIRST_ROW,
    FIRST_SCORE,
    HEADING_ROW,
    HIGHEST_ROW,
    WEIGHT_ROW,
    Plan,
)
from desktop.documents.selection.rank_sheet import RankColumn, RankCriterion, RankRow, RankSheet, Score

_LINE = Side(style="thin", color="B8BFC8")
_HEAD = PatternFill("solid", fgColor="EDF0F3")
_SETTINGS = (
    ("A", "정원"),
    ("C", "예비 인원"),
    ("E", "선발 인원"),
    ("G", "추첨"),
    ("I", "최고·최저 제외"),
    ("K", "몇 명부터"),
)
_RESULTS = ("총점", "동점 순서", "순위", "자리 보정", "자리", "결과", "예비 번호", "차이")
_DATE = "yyyy. m. d."


def write(path: Path, sheet: RankSheet) -> Path:
    """Save the workbook and return where it came to lie (see `saving.save`)."""
    return saving.save(path, lambda draft: _into(draft, sheet), suffix=".xlsx")


def _into(draft: Path, sheet: RankSheet) -> None:
    draft.write_bytes(as_bytes(sheet))


def as_bytes(sheet: RankSheet) -> bytes:
    """The workbook itself."""
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = "순위"
    made = formulas.plan(sheet)
    _head(page, sheet, made)
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        _row(page, made, number, row)
    _dress(page, made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(page: Worksheet, sheet: RankSheet, made: Plan) -> None:
    page["A1"] = sheet.title
    page["A1"].font = Font(bold=True, size=14)
    values: Mapping[str, Any] = {
        "B": sheet.seats,
        "D": sheet.reserves,
        "F": f'=COUNTIF({made.whole(made.seat)},"<="&{formulas.SEATS})',
        "H": "예" if sheet.lottery else "아니오",
        "J": sheet.trim or "하지 않음",
        "L": sheet.trim_from,
    }
    for letter, words in _SETTINGS:
        page[f"{letter}3"] = words
    for letter, value in values.items():
        page[f"{letter}3"] = value
    page.cell(WEIGHT_ROW, FIRST_SCORE - 1, "비중(%)")
    page.cell(HIGHEST_ROW, FIRST_SCORE - 1, "만점")
    for letter, words in zip("ABC", ("번호", "성명", "생년월일"), strict=True):
        page[f"{letter}{HEADING_ROW}"] = words
    for letter, column in zip(made.scores, sheet.columns, strict=True):
        criterion = sheet.criteria[column.criterion]
        page[f"{letter}{WEIGHT_ROW}"] = criterion.weight
        page[f"{letter}{HIGHEST_ROW}"] = criterion.highest
        page[f"{letter}{HEADING_ROW}"] = f"{criterion.title}\n{column.judge}".strip()
    for letter, criterion in zip(made.parts, sheet.criteria, strict=True):
        page[f"{letter}{HEADING_ROW}"] = f"{criterion.title}\n반영"
    for letter, judge in zip(made.judges, formulas.judges_of(sheet), strict=False):
        page[f"{letter}{HEADING_ROW}"] = f"{judge}\n총점"
    for letter, words in zip(_result_letters(made), _RESULTS, strict=True):
        page[f"{letter}{HEADING_ROW}"] = words


def _result_letters(made: Plan) -> tuple[str, ...]:
    return (
        made.total, made.apart, made.rank, made.place, made.seat, made.result, made.reserve, made.distance,
    )  # fmt: skip


def _row(page: Worksheet, made: Plan, number: int, row: RankRow) -> None:
    page[f"A{number}"], page[f"B{number}"], page[f"C{number}"] = row.id, row.name, row.birth_date
    page[f"B{number}"].data_type = "s"  # a name that begins with '=' is a name
    for letter, score in zip(made.scores, row.scores, strict=True):
        page[f"{letter}{number}"] = score
    for place, letter in enumerate(made.parts):
        page[f"{letter}{number}"] = formulas.part(made, place, number)
    for letter, judge in zip(made.judges, formulas.judges_of(made.sheet), strict=False):
        page[f"{letter}{number}"] = formulas.judge_total(made, judge, number)
    page[f"{made.total}{number}"] = formulas.total(made, number)
    page[f"{made.apart}{number}"], page[f"{made.place}{number}"] = row.apart, row.place
    for letter, formula in formulas.results(made, number):
        page[f"{letter}{number}"] = formula


def _dress(page: Worksheet, made: Plan) -> None:
    page.freeze_panes = f"C{FIRST_ROW}"
    page.sheet_view.showGridLines = False
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.row_dimensions[HEADING_ROW].height = 32
    edge = Border(_LINE, _LINE, _LINE, _LINE)
    for cells in page.iter_rows(min_row=HEADING_ROW, max_row=made.last):
        for cell in cells:
            cell.border = edge
            cell.alignment = Alignment("center", "center", wrap_text=cell.row == HEADING_ROW)
            if cell.row == HEADING_ROW:
                cell.fill, cell.font = _HEAD, Font(bold=True)
    for number in range(FIRST_ROW, made.last + 1):
        page[f"C{number}"].number_format = _DATE
        for letter in (*made.parts, *made.judges, made.total, made.distance):
            page[f"{letter}{number}"].number_format = "0.00"
    for letter, width in (("A", 10), ("B", 14), ("C", 13)):
        page.column_dimensions[letter].width = width


def read(data: bytes, sheet: RankSheet) -> RankSheet:
    """What stands in a workbook written of ``sheet``, taken from its cells alone; the shape is that sheet's.

    Raises ValueError where the cells hold anything else than what such a workbook holds.
    """
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    made = formulas.plan(sheet)
    weights = {column.criterion: letter for letter, column in zip(made.scores, sheet.columns, strict=True)}
    rows = []
    for number in range(FIRST_ROW, FIRST_ROW + len(sheet.rows)):
        birth = page[f"C{number}"].value
        rows.append(
            RankRow(
                int(page[f"A{number}"].value),
                str(page[f"B{number}"].value),
                birth.date() if isinstance(birth, dt.datetime) else birth,
                tuple(_score(page[f"{letter}{number}"].value) for letter in made.scores),
                int(page[f"{made.apart}{number}"].value),
                int(page[f"{made.place}{number}"].value),
            )
        )
    criteria = [
        RankCriterion(
            str(page[f"{letter}{HEADING_ROW}"].value).partition("\n")[0],
            Decimal(str(page[f"{letter}{WEIGHT_ROW}"].value)),
            Decimal(str(page[f"{letter}{HIGHEST_ROW}"].value)),
        )
        for letter in (weights[place] for place in range(len(sheet.criteria)))
    ]
    columns = [
        RankColumn(column.criterion, str(page[f"{letter}{HEADING_ROW}"].value).partition("\n")[2])
        for letter, column in zip(made.scores, sheet.columns, strict=True)
    ]
    trim = str(page["J3"].value)
    return RankSheet(
        str(page["A1"].value),
        tuple(criteria),
        tuple(columns),
        tuple(rows),
        int(page["B3"].value),
        int(page["D3"].value),
        "" if trim == "하지 않음" else trim,
        int(page["L3"].value),
        page["H3"].value == "예",
    )


def _score(value: Any) -> Score:
    """A figure as the shortest decimal that means it, which is what was written."""
    return Decimal(str(value)) if isinstance(value, int | float) else value
