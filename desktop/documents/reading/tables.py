"""Finds the table in an office's sheet: its heading, its rows, and what among the rows is no record.

Group titles, subtotals, sums, repeated headings, separating lines and notes are left out and named, each with its
row, so that nothing is dropped without a word.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.documents.reading import headings, row_kinds, serial_dates, split_names
from desktop.documents.reading.cells import Cell, Sheet, column_letters
from desktop.documents.reading.other_orders import Orders
from desktop.documents.reading.side_by_side import unfolded
from desktop.errors import UserError

__all__ = ["LeftOut", "Row", "Table", "find", "known_in", "unfolded"]


class Row(NamedTuple):
    """A record as it stands: its number as a spreadsheet shows it, the whole row of cells, and whether it is hidden."""

    number: int
    cells: Sequence[Cell]
    hidden: bool


class LeftOut(NamedTuple):
    """A row below the heading that is no record, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet. ``columns`` are places in a row's cells, ``headings`` their names ('' where none stands).

    ``known`` tells how many of the headings looked for were found. ``header_rows`` are counted from 1.
    ``hidden_columns`` are those of ``columns`` that the sheet hides. ``notes`` are sentences on what was read otherwise
    than it stands, ``doubts`` the records, by row, that should be looked at before they come in, and why.
    """

    header_rows: tuple[int, ...]
    columns: tuple[int, ...]
    headings: tuple[str, ...]
    rows: list[Row]
    left_out: list[LeftOut] = field(default_factory=list)
    known: int = 0
    hidden_columns: frozenset[int] = frozenset()
    notes: list[str] = field(default_factory=list)
    doubts: dict[int, str] = field(default_factory=dict)


def known_in(sheet: Sheet, known_headings: Collection[str]) -> int:
    """How many of the headings looked for the best row of the sheet holds, without reading what is below."""
    sheet = _without_boxes_outside(sheet)
    found = headings.find(sheet, headings.known_forms(known_headings)) if sheet.rows else None
    return found.known if found else 0


def find(sheet: Sheet, known_headings: Collection[str], header_row: int | None = None) -> Table:
    """The table of ``sheet``. ``header_row``, counted from 1, is the last line of the heading where a person chose it.

    Raises UserError when the sheet is empty or holds nothing like a heading.
    """
    if not sheet.rows:
        raise UserError(f"'{sheet.name}' 시트가 비어 있습니다. 다른 시트를 골라 주세요.")
    sheet = _without_boxes_outside(sheet)
    known = headings.known_forms(known_headings)
    if header_row is None:
        found = headings.find(sheet, known)
    else:
        found = headings.ending_at(sheet, min(max(header_row, 1), len(sheet.rows)) - 1, known)
    if found is None or not found.names:
        raise UserError(
            f"'{sheet.name}' 시트에서 표의 제목 행을 찾지 못했습니다. '성명', '생년월일' 같은 제목이 있는 행을 골라 주세요."
        )
    body = _filled_down(sheet, found.rows[-1] + 1)
    columns = _columns(found, body)
    orders = Orders(found.names, len(sheet.rows[0]))
    rows, left_out = _judged(sheet, body, found, row_kinds.Judge(sheet, found, columns, known), orders)
    if orders.has_grown:
        rows = [row._replace(cells=orders.filled_up(row.cells)) for row in rows]
    columns = tuple(sorted({*columns, *orders.names}))
    notes = [*sheet.notes, *orders.notes]
    doubts = dict(sheet.doubts) | _shifted(sheet, found, rows, notes)
    if split := split_names.find(orders.names, rows):
        given, family = orders.names[split.given], orders.names[split.family]
        notes.append(f"'{family}' 열과 '{given}' 열을 이어 성명으로 읽었습니다.")
        rows = [row._replace(cells=split_names.joined(row.cells, split)) for row in rows]
        orders.names[split.given] = "성명"
        columns = tuple(column for column in columns if column != split.family)
    if sheet.from_1904:
        rows = _counted_from_1904(orders.names, rows, notes, doubts)
    names = tuple(orders.names.get(column, "") for column in columns)
    return Table(
        tuple(row + 1 for row in found.rows),
        columns,
        names,
        rows,
        left_out,
        found.known,
        sheet.hidden_columns.intersection(columns),
        notes,
        doubts,
    )


def _counted_from_1904(
    names: dict[int, str], rows: list[Row], notes: list[str], doubts: dict[int, str]
) -> list[Row]:
    dated = serial_dates.columns_of(names)
    found: list[Row] = []
    changed: list[int] = []
    for row in rows:
        cells, is_changed, doubt = serial_dates.mended(row.cells, dated)
        found.append(row._replace(cells=cells))
        if is_changed:
            changed.append(row.number)
        if doubt:
            doubts[row.number] = doubt
    if changed:
        notes.append(
            f"1904년부터 날짜를 세는 통합 문서라, 숫자로 적힌 날짜 {len(changed):,}개 행을 그에 맞추어 읽었습니다"
            f"({changed[0]}행부터)."
        )
    return found


def _judged(
    sheet: Sheet,
    body: Sequence[Sequence[Cell]],
    found: headings.Heading,
    judge: row_kinds.Judge,
    orders: Orders,
) -> tuple[list[Row], list[LeftOut]]:
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    for number, cells in enumerate(body, found.rows[-1] + 2):
        why = judge.why_no_record(number, cells)
        if why is None:
            rows.append(Row(number, orders.arranged(cells), number in sheet.hidden_rows))
        elif why:
            left_out.append(LeftOut(number, why))
            if why == row_kinds.REPEATED:
                orders.begin(number, cells)
    return rows, left_out


def _shifted(sheet: Sheet, found: headings.Heading, rows: Sequence[Row], notes: list[str]) -> dict[int, str]:
    """Rows of separated text with more cells than the heading: a separator in a value shifts all behind it.

    Where most rows have more, it is a column without a heading, and told in ``notes``.
    """
    first = max(found.names) + 1
    if not sheet.is_delimited or len(sheet.rows[0]) <= first:
        return {}
    wide = {row.number: sum(cell != "" for cell in row.cells[first:]) for row in rows}
    wide = {number: more for number, more in wide.items() if more}
    if 2 * len(wide) > max(len(rows), 2):
        letters = column_letters(first)
        notes.append(f"{letters}열부터는 제목이 없는데 값이 있습니다. 제목과 값의 칸이 맞는지 확인해 주세요.")
        return {}
    return {
        number: f"제목보다 칸이 {more}개 많아 값이 밀렸을 수 있습니다. 쉼표가 든 값을 따옴표로 묶거나 칸을 바로잡아 주세요."
        for number, more in wide.items()
    }


def _without_boxes_outside(sheet: Sheet) -> Sheet:
    """The sheet without merged boxes below or right of all that holds something: for a signature, say."""
    height, width = len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0
    inside = tuple(area for area in sheet.merged if area.top < height and area.left < width)
    return sheet if len(inside) == len(sheet.merged) else replace(sheet, merged=inside)


def _columns(found: headings.Heading, body: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """The columns with a name, and those without that hold something all the same."""
    width = len(body[0]) if body else 0
    unnamed = [column for column in range(width) if column not in found.names]
    used = {column for column in unnamed if any(row[column] != "" for row in body)}
    return tuple(sorted(used | set(found.names)))


def _filled_down(sheet: Sheet, first: int) -> Sequence[Sequence[Cell]]:
    """The rows from ``first`` on, with a cell merged over several rows standing in each of them."""
    tall = [area for area in sheet.merged if area.bottom > area.top >= first]
    if not tall:
        return sheet.rows[first:]
    rows = [list(row) for row in sheet.rows[first:]]
    for area in tall:
        value = rows[area.top - first][area.left]
        for row in rows[area.top - first : area.bottom - first + 1]:
            row[area.left] = value
    return rows
