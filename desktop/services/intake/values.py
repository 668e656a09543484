"""Reads the mapped columns of a table: every value by its field, every repair and every fault noted.

Works column by column and reads each different value once, so that a file of 100,000 rows takes seconds.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.documents.reading.cells import Cell
from desktop.documents.reading.tables import Row, Table
from desktop.errors import Progress
from desktop.rules.fields import Value
from desktop.services.intake import cell_reading
from desktop.services.intake.cell_reading import MASKED, Reading, as_text, holds_resident
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import (
    ONE_SHEET,
    RESIDENT,
    MappedColumn,
    Parsed,
    Problem,
    Repair,
    Rows,
    json_value,
)
from desktop.text.hangul import attach

WHOLE_ROW = "행 전체"
"""The column of a problem that is no single cell's."""
_NOTHING_ABOVE = Reading(None, fault="위와 같다는 표시인데 위 칸에 값이 없습니다. 값을 적어 주세요.")


@dataclass(slots=True)
class ReadRows:
    """The outcome of reading a table.

    ``residents`` are the rows, by column, in which a resident registration number stood and was dropped; ``told`` those
    by the column's heading and what a person should know of how they were read there. ``blanked`` are values that no
    record needs and that could not be read, left out where that was asked for; ``could_blank`` tells how many there
    are, and of how many rows, that would come in if it were. ``doubtful`` are rows the table doubts as they stand.
    """

    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    residents: dict[str, list[int]] = field(default_factory=dict)
    told: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    blanked: list[Problem] = field(default_factory=list)
    could_blank: tuple[int, int] = (0, 0)
    doubtful: list[Problem] = field(default_factory=list)
    parsed: Parsed = field(default_factory=lambda: Parsed((), {}, [], {}))


def read_rows(
    importer: Importer,
    table: Table,
    mapping: Sequence[MappedColumn],
    mended: Mapping[tuple[int, int], str],
    today: dt.date,
    progress: Progress,
    *,
    rows: Rows = ONE_SHEET,
    from_1904: bool = False,
    blank_unreadable: bool = False,
    accept_doubtful: bool = False,
) -> ReadRows:
    """Read all rows. A row with a fault, or without what its kind requires, is named in ``problems`` only.

    ``mended`` holds what the person wrote instead of a cell, by row number and column index. With ``blank_unreadable``
    a value that no record needs costs only itself when it cannot be read; rows the table doubts come in only with
    ``accept_doubtful``.
    """
    found = ReadRows()
    by_key = {each.key: each for each in importer.fields}
    needed = {needed.keys[0] for needed in importer.required if len(needed.keys) == 1}
    optional: list[Problem] = []
    columns: dict[str, list[Any]] = {}
    titles: dict[str, str] = {}
    steps = len(mapping) or 1
    for done, column in enumerate(mapping):
        progress(done * len(table.rows) // steps, len(table.rows))
        raw = _raw_column(table.rows, column.index, mended)
        if column.key is None:
            _note_residents(raw, table.rows, column, found)
            continue
        titles[column.key] = column.heading
        read = cell_reading.reader(importer, by_key[column.key], column.heading, today, from_1904=from_1904)
        faults = found.problems if column.key in needed else optional
        columns[column.key] = _read_column(raw, table.rows, column, read, found, faults)
    if table.doubts and not accept_doubtful:
        doubted = [row.number for row in table.rows if row.number in table.doubts]
        found.doubtful = [Problem(number, WHOLE_ROW, "", table.doubts[number]) for number in doubted]
        found.problems += found.doubtful
    if blank_unreadable:
        found.blanked = sorted(optional)
        optional = []
    lacking = _require(importer, table.rows, columns, titles, found, optional)
    found.could_blank = _could_blank(optional, lacking | {problem.row for problem in found.problems})
    found.problems = sorted((*found.problems, *optional))
    bad = {problem.row for problem in found.problems}
    good = [position for position, row in enumerate(table.rows) if row.number not in bad]
    if bad:
        columns = {key: [values[position] for position in good] for key, values in columns.items()}
    numbers = [table.rows[position].number for position in good]
    found.parsed = Parsed(tuple(columns), titles, numbers, columns, rows)
    return found


def _could_blank(optional: Sequence[Problem], lost: set[int]) -> tuple[int, int]:
    mere = [problem.row for problem in optional if problem.row not in lost]
    return len(mere), len(set(mere))


def _raw_column(rows: Sequence[Row], index: int, mended: Mapping[tuple[int, int], str]) -> list[Cell]:
    raw = [row.cells[index] for row in rows]
    if any(column == index for _row, column in mended):
        return [mended.get((row.number, index), cell) for row, cell in zip(rows, raw, strict=True)]
    return raw


def _read_column(
    raw: Sequence[Cell],
    rows: Sequence[Row],
    column: MappedColumn,
    reader: Callable[[Cell], Reading],
    found: ReadRows,
    faults: list[Problem],
) -> list[Value]:
    # 1, 1.0 and True are one key of a dict and not one cell.
    keys: list[object] = [cell if type(cell) is str else (type(cell), cell) for cell in raw]
    different = dict(zip(keys, raw, strict=True))
    different.pop("", None)
    readings = {"": Reading(None), **{key: reader(cell) for key, cell in different.items()}}
    if any(reading.as_above for reading in readings.values()):
        read = _filled_from_above(readings[key] for key in keys)
    else:
        read = [readings[key] for key in keys]
    noted = {key for key, reading in readings.items() if reading.as_above or reading.is_noted}
    for position, key in enumerate(keys) if noted else ():
        if key in noted:
            _note(read[position], raw[position], rows[position].number, column.heading, found, faults)
    return [reading.value for reading in read]


def _filled_from_above(readings: Iterable[Reading]) -> list[Reading]:
    filled = []
    above = _NOTHING_ABOVE
    for reading in readings:
        if reading.as_above:
            filled.append(_as_above(reading, above))
        else:
            above = reading
            filled.append(reading)
    return filled


def _as_above(mark: Reading, above: Reading) -> Reading:
    if above.fault:
        return above._replace(resident=False)
    if above.value is None:
        return _NOTHING_ABOVE
    return Reading(above.value, repaired=True, told=mark.told)


def _note(
    reading: Reading, cell: Cell, number: int, heading: str, found: ReadRows, faults: list[Problem]
) -> None:
    if reading.resident:
        found.residents.setdefault(heading, []).append(number)
    stood = MASKED if reading.resident else as_text(cell)
    if reading.fault:
        faults.append(Problem(number, heading, stood, reading.fault))
    elif reading.repaired:
        found.repairs.append(Repair(number, heading, stood, str(json_value(reading.value) or "")))
    if reading.told and not reading.fault:
        found.told.setdefault((heading, reading.told), []).append(number)


def _note_residents(raw: Sequence[Cell], rows: Sequence[Row], column: MappedColumn, found: ReadRows) -> None:
    if column.found == RESIDENT:
        return
    numbers = [
        row.number
        for row, cell in zip(rows, raw, strict=True)
        if cell != "" and holds_resident(cell, column.heading)
    ]
    if numbers:
        found.residents[column.heading] = numbers


def _require(
    importer: Importer,
    rows: Sequence[Row],
    columns: Mapping[str, list[Value]],
    titles: Mapping[str, str],
    found: ReadRows,
    optional: Sequence[Problem],
) -> set[int]:
    """Name the rows without what their kind cannot do without; those with a fault there are named already."""
    faulty = {(problem.row, problem.column) for problem in (*found.problems, *optional)}
    lacking = set()
    for title, keys in importer.required:
        present = [columns[key] for key in keys if key in columns]
        heading = next((titles[key] for key in keys if key in titles), title)
        for row, values in zip(rows, zip(*present, strict=True), strict=True):
            if any(value is not None for value in values):
                continue
            lacking.add(row.number)
            if (row.number, heading) not in faulty:
                why = f"{attach(title, '이/가')} 비어 있습니다. 값을 적어 주세요."
                found.problems.append(Problem(row.number, heading, "", why))
    return lacking
