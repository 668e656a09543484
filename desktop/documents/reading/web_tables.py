"""Tables that web systems hand out under an Excel name: HTML pages, and Excel's XML of 2003."""

import codecs
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml import etree

from desktop.documents.reading import delimited_text, file_safety
from desktop.documents.reading.cells import Cell, Merged, Sheet, Workbook
from desktop.documents.reading.file_safety import DAMAGED
from desktop.errors import UserError

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WIDEST = 16_384
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MARK = b"urn:schemas-microsoft-com:office:spreadsheet"
_LINE_BREAKS = ("br", "p", "div", "li")

# A cell with the rows and columns it covers.
_Spanning = tuple[Cell, int, int]


def looks_like(data: bytes) -> bool:
    """Whether the file is mark-up, whatever its name says."""
    head = data.removeprefix(codecs.BOM_UTF8)[:2000].replace(b"\0", b"").removeprefix(b"\xff\xfe").lstrip()
    return head.startswith(b"<")


def read(path: Path, data: bytes) -> Workbook:
    """All tables of the page as sheets. Raises UserError when there is none."""
    sheets = _spreadsheet_xml(data) if _MARK in data[:3000] and b"<Workbook" in data[:3000] else _page(data)
    if not sheets:
        raise UserError("엑셀 파일이 아니라 웹 페이지이고, 그 안에 표가 없습니다. 내려받기를 다시 해 주세요.")
    return Workbook(path, tuple(sheets))


def _page(data: bytes) -> list[Sheet]:
    if re.search(rb"<!ENTITY", data[:100_000]):
        raise UserError(DAMAGED)
    try:
        page = lxml.html.document_fromstring(_text(data))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UserError(DAMAGED) from error
    tables = [table for table in page.iter("table") if table.find(".//table") is None]
    sheets = []
    for number, table in enumerate(tables, 1):
        rows = [
            ([_html_cell(cell) for cell in row if cell.tag in ("td", "th")], _is_hidden(row))
            for row in table.iter("tr")
        ]
        if any(cells for cells, _hidden in rows):
            sheets.append(_laid_out(f"표 {number}", rows))
    return sheets


def _text(data: bytes) -> str:
    """By the byte order mark, the page's own word, or what the bytes allow."""
    declared = _CHARSET.search(data[:3000])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii").lower()
        # Pages that say EUC-KR hold CP949, which has all of its letters and the other 8,822 syllables.
        name = "cp949" if name in {"euc-kr", "ks_c_5601-1987", "ksc5601", "ms949", "windows-949"} else name
        try:
            return _undeclared(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            pass  # the page's word was wrong: tell by the bytes
    return _undeclared(delimited_text.decoded(data))


def _undeclared(text: str) -> str:
    """Without an XML declaration, which lxml refuses in text that is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)


def _html_cell(cell: etree._Element) -> _Spanning:
    for line_break in cell.iter(*_LINE_BREAKS):
        line_break.tail = "\n" + (line_break.tail or "")
    text = "".join(cell.itertext()).replace("\xa0", " ").strip()
    return text, _span(cell.get("rowspan")), _span(cell.get("colspan"))


def _is_hidden(row: etree._Element) -> bool:
    return bool(_HIDDEN.search(row.get("style", "")))


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.isascii() and text.isdigit() and int(text) else 1


def _laid_out(name: str, rows: list[tuple[list[_Spanning], bool]]) -> Sheet:
    """Cells put where their neighbours' spans leave room, as a browser does."""
    grid: list[dict[int, Cell]] = [{} for _ in rows]
    merged: list[Merged] = []
    taken: set[tuple[int, int]] = set()
    for top, (cells, _hidden) in enumerate(rows):
        left = 0
        for value, height, width in cells:
            while (top, left) in taken:
                left += 1
            bottom = min(top + height, len(rows)) - 1
            grid[top][left] = value
            if height > 1 or width > 1:
                merged.append(Merged(top, left, bottom, left + width - 1))
                taken.update(
                    (row, column) for row in range(top, bottom + 1) for column in range(left, left + width)
                )
                if len(taken) > file_safety.MOST_CELLS:
                    raise file_safety.refuse_cells(left + width)
            left += width
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    if width * len(grid) > file_safety.MOST_CELLS:
        raise file_safety.refuse_cells(width)
    hidden = frozenset(number for number, (_cells, is_hidden) in enumerate(rows, 1) if is_hidden)
    values = [[row.get(column, "") for column in range(width)] for row in grid]
    return Sheet(name, values, hidden_rows=hidden, merged=tuple(merged))


def _spreadsheet_xml(data: bytes) -> list[Sheet]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UserError(DAMAGED)
    try:
        book = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UserError(DAMAGED) from error
    return [
        _laid_out(worksheet.get(f"{_SS}Name", ""), list(_xml_rows(worksheet)))
        for worksheet in book.iter(f"{_SS}Worksheet")
    ]


def _xml_rows(worksheet: etree._Element) -> Iterator[tuple[list[_Spanning], bool]]:
    number = 0
    for row in worksheet.iter(f"{_SS}Row"):
        index = _span(row.get(f"{_SS}Index"))
        for _ in range(number + 1, index):
            yield [], False
        number = max(number + 1, index)
        cells: list[_Spanning] = []
        for cell in row.iterfind(f"{_SS}Cell"):
            cells.extend(
                [("", 1, 1)] * (_span(cell.get(f"{_SS}Index")) - 1 - sum(width for _, _, width in cells))
            )
            down, across = cell.get(f"{_SS}MergeDown", "0"), cell.get(f"{_SS}MergeAcross", "0")
            cells.append((_xml_value(cell), _span(down) + (down != "0"), _span(across) + (across != "0")))
        yield cells, row.get(f"{_SS}Hidden") == "1"


def _xml_value(cell: etree._Element) -> Cell:
    entry = cell.find(f"{_SS}Data")
    if entry is None:
        return ""
    text = "".join(entry.itertext()).strip()
    kind = entry.get(f"{_SS}Type", "String")
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text
