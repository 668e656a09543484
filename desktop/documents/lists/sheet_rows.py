"""The body of a worksheet as XML, a block of rows at a time.

openpyxl keeps every cell as an object: 100,000 rows of 14 columns take it 9 seconds and half a gigabyte.
Written as text, column by column within a block, they take about one second and a few megabytes, as fast as
compiled writers. Those were tried: rustpy-xlsxwriter writes sums without their value, which a preview shows
as 0, and rvgsrust-xlsxwriter takes one format for all columns and is slower. So openpyxl draws the frame,
where looks matter and cells are few, and this writes the rows, for lists of every size.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from desktop.documents.lists.list_layout import ROW_HEIGHT, lines_for, lines_of, row_height
from desktop.rules.fields import Value
from desktop.text.dates import on_the_clock

BLOCK = 1000
_LONGEST = 32_767
"""Characters Excel takes in a cell; a longer text makes it offer a repair."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_NEEDS_CARE = ("&", "<", ">", "_x", "| ", " |", *(f"|{start}" for start in FORMULA_STARTS))


@dataclass(frozen=True, slots=True)
class BodyColumn:
    """How one column's cells are written.

    ``typed`` columns keep numbers and dates as such; ``hundredths`` are divided by a hundred. ``show`` gives the text
    of anything else; a text stands as it is unless it is ``masked``.
    """

    letter: str
    style: int
    quoted_style: int
    width: float
    typed: bool
    masked: bool
    show: Callable[[Value], str]
    hundredths: bool = False


def block(
    columns: Sequence[BodyColumn], rows: Sequence[Sequence[Value]], first: int, least: float = ROW_HEIGHT
) -> str:
    """The rows' XML, the first of them at sheet row ``first``, each at least so many points high."""
    numbers = range(first, first + len(rows))
    lines = [1] * len(rows)
    cells = [
        _typed_cells(column, numbers, values) if column.typed else _text_cells(column, numbers, values, lines)
        for column, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    heights = {count: max(least, row_height(count)) for count in set(lines)}
    return "".join(
        f'<row r="{number}" ht="{heights[tall]}" customHeight="1">{"".join(row)}</row>'
        for number, tall, row in zip(numbers, lines, zip(*cells, strict=True), strict=True)
    )


def blocks(
    columns: Sequence[BodyColumn], rows: Sequence[Sequence[Value]], first: int, least: float = ROW_HEIGHT
) -> Iterator[tuple[int, str]]:
    """Rows done so far and the XML of the next block."""
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        yield start + len(part), block(columns, part, first + start, least)


def sum_row(
    columns: Sequence[BodyColumn],
    styles: Sequence[int],
    totals: Sequence[str | int | None],
    first: int,
    last: int,
) -> str:
    """The row below the body: a number is the total of its column from row ``first`` to ``last``."""
    row = last + 1
    cells = []
    for column, style, total in zip(columns, styles, totals, strict=True):
        place = f'r="{column.letter}{row}" s="{style}"'
        if isinstance(total, int):
            # The value stands beside the formula, for whatever shows the file without calculating.
            span = f"{column.letter}{first}:{column.letter}{max(first, last)}"
            cells.append(
                f"<c {place}><f>SUM({span})</f><v>{total}</v></c>"
                if last >= first
                else f"<c {place}><v>0</v></c>"
            )
        elif total:
            cells.append(f'<c {place} t="inlineStr"><is><t>{total}</t></is></c>')
        else:
            cells.append(f"<c {place}/>")
    return f'<row r="{row}" ht="{ROW_HEIGHT}" customHeight="1">{"".join(cells)}</row>'


def clean(text: str) -> str:
    """The text as it may stand in a cell: no control characters, nothing Excel would decode."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def serial(day: dt.date) -> float:
    """Excel's number of a date or moment on the desk's clock: days since 30 December 1899."""
    if not isinstance(day, dt.datetime):
        return day.toordinal() - 693594
    local = on_the_clock(day) if day.tzinfo else day
    whole = local.toordinal() - 693594
    return whole + (local.hour * 3600 + local.minute * 60 + local.second) / 86400


def _typed_cells(column: BodyColumn, numbers: range, values: Sequence[Value]) -> list[str]:
    letter, style = column.letter, column.style
    if column.hundredths:
        return [
            f'<c r="{letter}{number}" s="{style}"/>'
            if value is None
            else f'<c r="{letter}{number}" s="{style}"><v>{Decimal(int(str(value))).scaleb(-2)}</v></c>'
            for number, value in zip(numbers, values, strict=True)
        ]
    kinds = set(map(type, values))
    if kinds == {dt.date}:
        values, kinds = [int(serial(day)) for day in values if isinstance(day, dt.date)], {int}
    if kinds == {int}:
        return [
            f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>'
            for number, value in zip(numbers, values, strict=True)
        ]
    cells = []
    for number, value in zip(numbers, values, strict=True):
        if type(value) is int:
            cells.append(f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>')
        elif isinstance(value, dt.date):
            cells.append(f'<c r="{letter}{number}" s="{style}"><v>{serial(value)}</v></c>')
        else:
            cells.append(_text_cell(column, number, "" if value is None else column.show(value)))
    return cells


def _text_cells(column: BodyColumn, numbers: range, values: Sequence[Value], lines: list[int]) -> list[str]:
    show, plain = column.show, not column.masked
    texts = [
        value if plain and type(value) is str else "" if value is None else show(value) for value in values
    ]
    together, longest, room = f"|{'|'.join(texts)}|", max(map(len, texts)), column.width - 2
    if (longest if together.isascii() else longest * 2) > room or "\n" in together:
        _count_lines(texts, "\n" in together, room, lines)
    careful = (
        longest > _LONGEST or not together.isprintable() or any(mark in together for mark in _NEEDS_CARE)
    )
    if careful:
        return [_text_cell(column, number, text) for number, text in zip(numbers, texts, strict=True)]
    letter, style = column.letter, column.style
    return [
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'
        if text
        else f'<c r="{letter}{number}" s="{style}"/>'
        for number, text in zip(numbers, texts, strict=True)
    ]


def _count_lines(texts: Sequence[str], broken: bool, room: float, lines: list[int]) -> None:  # noqa: FBT001
    """Raise ``lines``, row by row, to what the texts take; ``broken`` where a text has line breaks of its own."""
    if broken:
        needed = [lines_of(text, room) for text in texts]
    else:  # as `width_of` measures, but all of them in one go
        widths = map(len, "\n".join(texts).encode("cp949", "replace").split(b"\n"))
        needed = [
            lines_for(width, len(text), room) if width > room else 1
            for width, text in zip(widths, texts, strict=True)
        ]
    lines[:] = map(max, lines, needed)


def _text_cell(column: BodyColumn, number: int, text: str) -> str:
    place = f'r="{column.letter}{number}"'
    text = clean(text)
    if not text:
        return f'<c {place} s="{column.style}"/>'
    style = column.quoted_style if text.startswith(FORMULA_STARTS) else column.style
    return f'<c {place} s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
