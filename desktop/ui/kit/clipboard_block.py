"""Blocks of cells on their way to and from a spreadsheet."""

import csv
import html
import io
from collections.abc import Sequence

from PySide6.QtCore import QMimeData


def to_mime(rows: Sequence[Sequence[str]]) -> QMimeData:
    """The block as tab-separated text and as an HTML table, so that it pastes as cells everywhere.

    The HTML marks every cell as text: Excel would take the zero from a phone number.
    """
    data = QMimeData()
    text = io.StringIO()
    csv.writer(text, "excel-tab", lineterminator="\n").writerows(rows)
    data.setText(text.getvalue())
    cells = "".join(
        "<tr>"
        + "".join(f"<td style=\"mso-number-format:'\\@'\">{_cell(each)}</td>" for each in row)
        + "</tr>"
        for row in rows
    )
    data.setHtml(f"<table>{cells}</table>")
    return data


def from_text(text: str) -> list[list[str]]:
    """The cells of a block copied from a spreadsheet: rows of equal length, cells with line breaks kept whole."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = list(csv.reader(io.StringIO(lines.removesuffix("\n")), "excel-tab"))
    wide = max((len(row) for row in rows), default=0)
    return [row + [""] * (wide - len(row)) for row in rows] if wide else []


def _cell(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
