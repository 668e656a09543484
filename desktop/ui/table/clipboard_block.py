"""Blocks of cells on their way to and from a spreadsheet."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_DAY_ZERO = dt.date(1899, 12, 30)
"""The day spreadsheets count from."""
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)|([^\t\n]*)')
_KOREAN = 1042


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``value`` makes a number or a date of it for the spreadsheet. Masked cells have none."""

    text: str
    value: int | dt.date | None = None


def put(rows: Sequence[Sequence[Cell]]) -> None:
    """Leaves the block on the clipboard."""
    if rows and rows[0]:
        QGuiApplication.clipboard().setMimeData(to_mime(rows))


def to_mime(rows: Sequence[Sequence[Cell]]) -> QMimeData:
    """The block as tab-separated text and as an HTML table, so that it pastes as cells everywhere.

    Numbers and dates say so, as Excel (x:num) and LibreOffice (sdval) write it; every other cell is marked as text:
    Excel would take the zero from a phone number.
    """
    data = QMimeData()
    data.setText("".join("\t".join(_quoted(cell.text) for cell in row) + "\n" for row in rows))
    lines = "".join("<tr>" + "".join(_html(cell) for cell in row) + "</tr>" for row in rows)
    data.setHtml(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>'
        f"<body><table>{lines}</table></body></html>"
    )
    return data


def from_text(text: str) -> list[list[str]]:
    """The cells of a block copied from a spreadsheet: rows of equal length, cells with line breaks kept whole.

    A quotation mark counts only where it holds a whole cell: one that somebody wrote must not swallow the rest.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not lines:
        return []
    rows: list[list[str]] = [[]]
    place = 0
    while found := _CELL.match(lines, place):
        quoted, plain = found.groups()
        rows[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        place = found.end() + 1
        if place > len(lines):
            break
        if lines[place - 1] == "\n":
            rows.append([])
    wide = max(len(row) for row in rows)
    return [row + [""] * (wide - len(row)) for row in rows]


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text or text.startswith('"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _html(cell: Cell) -> str:
    import html  # with its table of all entities, which no list waits for

    text = html.escape(cell.text).replace("\n", "<br>")
    if cell.value is None:
        return f'<td style="mso-number-format:\'\\@\'" sdnum="{_KOREAN};0;@">{text}</td>'
    if isinstance(cell.value, dt.date):
        number, excel, libre = (cell.value - _DAY_ZERO).days, "Short Date", "YYYY-MM-DD"
    else:
        excel = libre = "#,##0" if "," in cell.text else "0"
        number = cell.value
    style = f"mso-number-format:'{excel}'"
    return f'<td x:num="{number}" style="{style}" sdval="{number}" sdnum="{_KOREAN};0;{libre}">{text}</td>'
