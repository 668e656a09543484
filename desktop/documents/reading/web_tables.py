"""Tables that web systems hand out under an Excel name: HTML pages, and Excel's XML of 2003."""

import codecs
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import lxml.html
from lxml import etree

from desktop.documents.reading import delimited_text, file_safety
from desktop.documents.reading.cells import Cell, CellError, Merged, Sheet, Uncalculated, Workbook
from desktop.documents.reading.file_safety import DAMAGED
from desktop.errors import UserError

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WIDEST = 16_384
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MARK = "urn:schemas-microsoft-com:office:spreadsheet"
_BOOK = re.compile(r"<(?:\w+:)?Workbook[\s>]")
_FRAMES = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_HEAD = 3000
# Web pages say these of whatever they hold.
_NOT_KOREAN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "windows-1252"))
_UTF_16_HEADS = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_LINE_BREAKS = ("br", "p", "div", "li")


class _Spanning(NamedTuple):
    """A cell with the rows and columns it covers, and its own column, from 0, where the file says it."""

    value: Cell
    height: int
    width: int
    column: int | None = None


def looks_like(data: bytes) -> bool:
    """Whether the file is mark-up, whatever its name says."""
    head = data.removeprefix(codecs.BOM_UTF8)[:2000].replace(b"\0", b"").removeprefix(b"\xff\xfe").lstrip()
    return head.startswith(b"<")


def read(path: Path, data: bytes) -> Workbook:
    """All tables of the page as sheets. Raises UserError when there is none."""
    text = decoded(data)
    if _BOOK.search(text[:_HEAD]) and _MARK in text[:_HEAD]:
        return Workbook(path, tuple(_spreadsheet_xml(text)))
    return Workbook(path, tuple(of_pages([text])))


def of_pages(pages: Sequence[str]) -> list[Sheet]:
    """All tables of pages that belong together. Raises UserError when there is none."""
    tables = [table for page in pages for table in _tables(page)]
    sheets = [sheet for number, table in enumerate(tables, 1) if (sheet := _sheet(f"표 {number}", table))]
    if not sheets:
        if any(_FRAMES.search(page) for page in pages):
            raise UserError(
                "표의 내용이 이 파일이 아니라 곁에 있는 폴더에 든 웹 페이지입니다. 엑셀에서 열어 .xlsx로 저장한 뒤 골라 주세요."
            )
        raise UserError("엑셀 파일이 아니라 웹 페이지이고, 그 안에 표가 없습니다. 내려받기를 다시 해 주세요.")
    return sheets


def _tables(page: str) -> list[etree._Element]:
    """The tables that hold no other."""
    if re.search(r"<!ENTITY", page[:100_000]):
        raise UserError(DAMAGED)
    try:
        tree = lxml.html.document_fromstring(page)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UserError(DAMAGED) from error
    holding = {outer for table in tree.iter("table") if (outer := _outer(table)) is not None}
    return [table for table in tree.iter("table") if table not in holding]


def _outer(table: etree._Element) -> etree._Element | None:
    """The nearest table around this one; those further out hold that one."""
    return next(table.iterancestors("table"), None)


def _sheet(name: str, table: etree._Element) -> Sheet | None:
    rows = (
        ([_html_cell(cell) for cell in row if cell.tag in ("td", "th")], _is_hidden(row))
        for row in table.iter("tr")
    )
    sheet = _laid_out(name, rows)
    return replace(sheet, hidden_columns=_hidden_columns(table)) if sheet.rows and sheet.rows[0] else None


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for entry in table.iter("col"):
        width = _span(entry.get("span"))
        if _is_hidden(entry):
            hidden.update(range(column, column + width))
        column = min(column + width, _WIDEST)
    return frozenset(hidden)


def decoded(data: bytes, charset: str | None = None) -> str:
    """The page's text: by its byte order mark, ``charset``, its own word, or what the bytes allow."""
    found = _CHARSET.search(data[:_HEAD])
    declared = charset or (found[1].decode("ascii") if found else "")
    for mark, encoding in _UTF_16_HEADS.items():
        if data.startswith(mark):
            return _undeclared(data.decode(encoding, "replace"))
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared.lower()
        # Pages that say EUC-KR hold CP949, which has all of its letters and the other 8,822 syllables.
        name = "cp949" if name in {"euc-kr", "ks_c_5601-1987", "ksc5601", "ms949", "windows-949"} else name
        if name not in _NOT_KOREAN and not name.startswith("utf-16"):
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
    return _Spanning(text, _span(cell.get("rowspan")), _span(cell.get("colspan")))


def _is_hidden(row: etree._Element) -> bool:
    return bool(_HIDDEN.search(row.get("style", "")))


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.isascii() and text.isdigit() and int(text) else 1


def _laid_out(name: str, rows: Iterable[tuple[list[_Spanning], bool]]) -> Sheet:
    """Cells put where their neighbours' spans leave room, as a browser does.

    Raises UserError as soon as the table is wider than a sheet or holds more than one may: spans take no room in a file.
    """
    grid: list[dict[int, Cell]] = []
    hidden: set[int] = set()
    merged: list[Merged] = []
    taken: dict[int, int] = {}  # the last row that a cell reaching down covers of a column
    widest = 0
    for top, (cells, is_hidden) in enumerate(rows):
        own: dict[int, Cell] = {}
        left = 0
        for value, height, width, column in cells:
            left = left if column is None else max(left, column)
            while column is None and taken.get(left, -1) >= top:
                left += 1
            own[left] = value
            if left + width > file_safety.MOST_COLUMNS:
                raise file_safety.refuse_columns(left + width)
            if height > 1 or width > 1:
                merged.append(Merged(top, left, top + height - 1, left + width - 1))
            if height > 1:
                taken.update(dict.fromkeys(range(left, left + width), top + height - 1))
            left += width
        widest = max(widest, max(own, default=-1) + 1)
        if widest * (top + 1) > file_safety.MOST_CELLS:
            raise file_safety.refuse_cells(widest)
        grid.append(own)
        if is_hidden:
            hidden.add(top + 1)
    values = [[row.get(column, "") for column in range(widest)] for row in grid]
    inside = tuple(replace(area, bottom=min(area.bottom, len(grid) - 1)) for area in merged)
    return Sheet(name, values, hidden_rows=frozenset(hidden), merged=inside)


def _spreadsheet_xml(text: str) -> list[Sheet]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UserError(DAMAGED)
    try:
        book = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UserError(DAMAGED) from error
    is_1904 = next(book.iter("{*}Date1904"), None) is not None
    return [_worksheet(worksheet, is_1904=is_1904) for worksheet in book.iter(f"{_SS}Worksheet")]


def _worksheet(worksheet: etree._Element, *, is_1904: bool) -> Sheet:
    sheet = _laid_out(worksheet.get(f"{_SS}Name", ""), _xml_rows(worksheet))
    state = next((entry.text for entry in worksheet.iter("{*}Visible")), "") or ""
    return replace(
        sheet,
        hidden=state.startswith(("SheetHidden", "SheetVeryHidden")),
        very_hidden=state.startswith("SheetVeryHidden"),
        hidden_columns=frozenset(_xml_hidden_columns(worksheet)),
        from_1904=is_1904,
    )


def _xml_hidden_columns(worksheet: etree._Element) -> Iterator[int]:
    column = 0
    for entry in worksheet.iterfind(f"{_SS}Table/{_SS}Column"):
        column = _span(entry.get(f"{_SS}Index")) if entry.get(f"{_SS}Index") else column + 1
        last = column + (_span(entry.get(f"{_SS}Span")) if entry.get(f"{_SS}Span") else 0)
        if entry.get(f"{_SS}Hidden") == "1":
            yield from range(column - 1, min(last, _WIDEST))
        column = last


def _xml_rows(worksheet: etree._Element) -> Iterator[tuple[list[_Spanning], bool]]:
    number = 0
    for row in worksheet.iter(f"{_SS}Row"):
        place = max(number + 1, _span(row.get(f"{_SS}Index")))
        for _ in range(number + 1, place):
            yield [], False
        number = place
        cells = []
        for cell in row.iterfind(f"{_SS}Cell"):
            index = cell.get(f"{_SS}Index")
            down, across = cell.get(f"{_SS}MergeDown", "0"), cell.get(f"{_SS}MergeAcross", "0")
            cells.append(
                _Spanning(
                    _xml_value(cell),
                    _span(down) + (down != "0"),
                    _span(across) + (across != "0"),
                    _span(index) - 1 if index else None,
                )
            )
        yield cells, row.get(f"{_SS}Hidden") == "1"


def _xml_value(cell: etree._Element) -> Cell:
    entry = cell.find(f"{_SS}Data")
    if entry is None:
        formula = cell.get(f"{_SS}Formula")
        return Uncalculated(formula) if formula else ""
    text = "".join(entry.itertext()).strip()
    kind = entry.get(f"{_SS}Type", "String")
    if kind == "Error":
        return CellError(text)
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text
