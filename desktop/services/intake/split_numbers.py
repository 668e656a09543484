"""Resident registration numbers split over two columns: the day of birth in one, the seven digits after it in another.

Either alone is none; brought in together they would be the whole number.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.documents.reading.cells import Cell
from desktop.documents.reading.tables import Row, Table
from desktop.errors import UserError
from desktop.rules.fields import Kind
from desktop.services.intake.cell_reading import as_text
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import RESIDENT, MappedColumn
from desktop.text import resident_number
from desktop.text.dates import parse_birth_date

_LENGTHS = (7, 8)
_MOST = 0.5
_BARE_DAY = re.compile(r"\d{5,6}|(?:19|20)\d{6}", re.ASCII)
"""Six digits, of which a number cell loses a leading zero, or eight."""
_CALLED_OTHERWISE = re.compile(
    r"사번|학번|(?:직원|공무원|행정|회원|접수|수험|신청|문서|우편|계좌|사업자|법인)\s*(?:등록)?\s*번호|코드"
    r"|급여|연봉|월급|임금|금액|예산|소득|비용|전화|휴대|연락처|핸드폰"
)
"""Headings of what may well be seven digits of another kind; believed unless the check digits say otherwise."""


def refused(
    importer: Importer, table: Table, mapping: Sequence[MappedColumn], today: dt.date
) -> tuple[tuple[MappedColumn, ...], frozenset[tuple[int, int]]]:
    """The mapping without the columns of second halves, and the single ones elsewhere, by row number and column index.

    A column is one of second halves where most of its cells complete the birth date of their row, or the six digits in
    the column beside.
    """
    keys = {field.key for field in importer.fields if field.kind is Kind.BIRTH_DATE}
    births = [column.index for column in mapping if column.key in keys]
    left: list[MappedColumn] = []
    cells: set[tuple[int, int]] = set()
    for position, column in enumerate(mapping):
        left.append(column)
        if column.found == RESIDENT or column.index in births:
            continue
        if not (candidates := _candidates(table.rows, column.index)):
            continue
        beside = [mapping[other].index for other in (position - 1, position + 1) if 0 <= other < len(mapping)]
        surely = _CALLED_OTHERWISE.search(column.heading) is not None
        halves = [
            row.number
            for row in candidates
            if _completes(row, column.index, births, beside, today, surely=surely)
        ]
        filled = sum(row.cells[column.index] != "" for row in table.rows)
        if len(halves) > _MOST * filled:
            left[-1] = replace(column, key=None, found=RESIDENT)
        elif not surely:
            cells.update((number, column.index) for number in halves)
    return tuple(left), frozenset(cells)


def without(table: Table, cells: frozenset[tuple[int, int]]) -> Table:
    """The table with these cells blank."""
    if not cells:
        return table
    among = {number for number, _index in cells}
    rows = [_blanked(row, cells) if row.number in among else row for row in table.rows]
    return replace(table, rows=rows)


def _blanked(row: Row, cells: frozenset[tuple[int, int]]) -> Row:
    return row._replace(
        cells=["" if (row.number, index) in cells else cell for index, cell in enumerate(row.cells)]
    )


def _candidates(rows: Sequence[Row], index: int) -> list[Row]:
    # Each different cell is asked once: few columns of an office hold as many as they have rows.
    halves = {cell for cell in {row.cells[index] for row in rows} if _may_be_half(cell)}
    return [row for row in rows if row.cells[index] in halves] if halves else []


def _may_be_half(cell: Cell) -> bool:
    if isinstance(cell, str):
        text = cell.strip()
        return len(text) in _LENGTHS and resident_number.completes_birth_date(text)
    return isinstance(cell, int | float) and 1_000_000 <= cell < 9_000_000 and cell == int(cell)


def _completes(
    row: Row, index: int, births: Iterable[int], beside: Iterable[int], today: dt.date, *, surely: bool
) -> bool:
    """Whether the cell continues a birth date of its row; one that cannot be read is taken for a fitting one."""
    half = as_text(row.cells[index])
    for place in births:
        if row.cells[place] == "":
            continue
        born = _day_in(row.cells[place], today)
        if resident_number.follows(half, born, surely=surely) if born else not surely:
            return True
    for place in beside:
        text = as_text(row.cells[place]).strip()
        born = _day_in(row.cells[place], today) if _BARE_DAY.fullmatch(text) else None
        if born and resident_number.follows(half, born, surely=surely):
            return True
    return False


def _day_in(cell: Cell, today: dt.date) -> dt.date | None:
    try:
        return parse_birth_date(cell, today)
    except UserError:
        return None
