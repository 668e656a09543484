"""Sheets of one shape, as one for each 동, 반 or 월: found, and taken together as one table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from desktop.documents.reading import headings, tables
from desktop.documents.reading.cells import Cell, Sheet, Workbook
from desktop.documents.reading.tables import LeftOut, Row, Table
from desktop.services.intake import columns
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import Rows

SHEET_COLUMN = "시트"
"""The heading of the column of sheets' names, which a table of several sheets ends with."""
_ALIKE = 0.6
Slot = tuple[str, int]
"""A column by its bare heading, and how many columns of that heading stand left of it."""


class Further(NamedTuple):
    """A sheet of the same shape and how many records it holds."""

    name: str
    rows: int


def alike(
    importer: Importer, workbook: Workbook, chosen: Sheet, table: Table, header_row: int | None
) -> list[tuple[Sheet, Table]]:
    """The other sheets, none of them hidden, with mostly the headings of ``table`` and all that a record needs."""
    wanted = Counter(slot[0] for slot in _slots(table) if slot[0])
    needed = _needed(importer, table)
    found = []
    for sheet in workbook.sheets:
        if sheet is chosen or sheet.hidden or not sheet.rows or not wanted:
            continue
        here = Counter(_bare(name) for name in _names(importer, sheet, header_row))
        common = (wanted & here).total()
        if needed <= here.keys() and common >= _ALIKE * max(wanted.total(), here.total()):
            other = tables.find(sheet, importer.headings_in(sheet), header_row)
            if other.rows:
                found.append((sheet, other))
    return found


def _names(importer: Importer, sheet: Sheet, header_row: int | None) -> list[str]:
    known = headings.known_forms(importer.headings_in(sheet))
    if header_row is None:
        found = headings.find(sheet, known)
    elif header_row <= len(sheet.rows):
        found = headings.ending_at(sheet, header_row - 1, known)
    else:
        found = None
    return list(found.names.values()) if found else []


def _needed(importer: Importer, table: Table) -> set[str]:
    """The bare headings under which the first table holds what a record needs."""
    keys = {key for _title, group in importer.required for key in group}
    mapping = columns.mapped(importer, table, {}, {})
    by_index = dict(zip(table.columns, table.headings, strict=True))
    return {_bare(by_index[column.index]) for column in mapping if column.key in keys}


def joined(sheet: Sheet, table: Table, others: Sequence[tuple[Sheet, Table]]) -> tuple[Sheet, Table]:
    """The first sheet and its table with the rows of the others under it, and the sheets' names as the last column.

    What the others have more columns of follows the first one's; a row of the sheet at place n has a number of its own.
    """
    width = len(sheet.rows[0])
    slots = dict(zip(_slots(table), table.columns, strict=True))
    names = dict(zip(slots, table.headings, strict=True))
    for _other, more in others:
        for slot, heading in zip(_slots(more), more.headings, strict=True):
            if slot not in slots:
                slots[slot] = width
                names[slot] = heading
                width += 1
    rows = [row._replace(cells=_wide(row.cells, width, sheet.name)) for row in table.rows]
    left_out, notes, doubts = list(table.left_out), list(table.notes), dict(table.doubts)
    for place, (other, more) in enumerate(others, 1):
        at = [(index, slots[slot]) for slot, index in zip(_slots(more), more.columns, strict=True)]
        rows += [
            Row(Rows.number(place, row.number), _relaid(row.cells, at, width, other.name), row.hidden)
            for row in more.rows
        ]
        left_out += [LeftOut(Rows.number(place, row), why) for row, why in more.left_out]
        notes += [f"'{other.name}' 시트: {note}" for note in more.notes]
        doubts |= {Rows.number(place, row): why for row, why in more.doubts.items()}
    whole = replace(
        table,
        columns=(*slots.values(), width),
        headings=(*names.values(), SHEET_COLUMN),
        rows=rows,
        left_out=left_out,
        notes=notes,
        doubts=doubts,
    )
    return _shown(sheet, whole, width), whole


def _shown(sheet: Sheet, table: Table, width: int) -> Sheet:
    """The first sheet as it is looked at, with the columns that were added."""
    added = dict(zip(table.columns, table.headings, strict=True))
    records = {row.number for row in table.rows}
    rows: list[Sequence[Cell]] = []
    for number, cells in enumerate(sheet.rows, 1):
        wide = list(_wide(cells, width, sheet.name if number in records else ""))
        if number == table.header_rows[-1]:
            wide[len(cells) :] = [added[index] for index in range(len(cells), width + 1)]
        rows.append(wide)
    return replace(sheet, rows=rows)


def _wide(cells: Sequence[Cell], width: int, name: str) -> tuple[Cell, ...]:
    return (*cells, *[""] * (width - len(cells)), name)


def _relaid(cells: Sequence[Cell], at: Sequence[tuple[int, int]], width: int, name: str) -> tuple[Cell, ...]:
    row: list[Cell] = [""] * width
    for index, place in at:
        row[place] = cells[index]
    return (*row, name)


def _slots(table: Table) -> list[Slot]:
    seen: Counter[str] = Counter()
    slots = []
    for heading in table.headings:
        bare = _bare(heading)
        slots.append((bare, seen[bare]))
        seen[bare] += 1
    return slots


def _bare(heading: str) -> str:
    return headings.forms(" ".join(heading.split(headings.LINE)))[0]
