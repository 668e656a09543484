"""The look at an OpenDocument sheet before calamine reads it: how far it spans, and what calamine does not tell."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from desktop.documents.reading import file_safety
from desktop.documents.reading.cells import CellError, Merged, Uncalculated
from desktop.documents.reading.sheet_facts import SheetFacts
from desktop.errors import UserError

_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE.decode()}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
# Blanks between tags that are no part of a text: calamine takes them for damage.
_INDENT = re.compile(
    rb"(?<=>)\s+(?=</?(?:office|table|style|number|draw|form|chart|calcext|svg|script|config|meta|fo|dc|text:p|text:seq)[:\s/>])"
)
_INDENTED = re.compile(rb">\s+</?table:")


def look_through(pieces: Iterator[bytes]) -> dict[str, SheetFacts]:
    """What is found of each sheet by its name, from the pieces of content.xml.

    Rows and cells may be repeated by a number alone, so a small file can span any size: raises UserError where a
    sheet spans more cells than `file_safety.MOST_CELLS`.
    """
    look = _Look()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.words
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UserError(file_safety.DAMAGED) from error
    return look.facts


def mended(data: bytes, content: zipfile.ZipInfo) -> bytes:
    """The document for calamine: as it stands, or written anew where its name or blanks between its tags would stop it."""
    is_odd = content.filename != "content.xml" or any(
        _INDENTED.search(piece) for piece in file_safety.unpack(data, content)
    )
    return written(_INDENT.sub(b"", b"".join(file_safety.unpack(data, content)))) if is_odd else data


def written(content: bytes) -> bytes:
    """An OpenDocument sheet that holds ``content`` as its content.xml and nothing else."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return target.getvalue()


class _Look:
    """Follows the rows of one sheet after another; trailing empty rows and cells count for nothing."""

    def __init__(self) -> None:
        self.facts: dict[str, SheetFacts] = {}
        self._sheet = SheetFacts()
        self._row = self._column = self._width = self._widest = self._columns = 0
        self._repeat = 1
        self._is_hidden = False
        self._comment: list[str] | None = None
        self._error: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet = self.facts[attributes.get("table:name", "")] = SheetFacts(merged=[])
            self._row = self._widest = self._columns = 0
        elif tag == "table:table-row":
            self._repeat = _number(attributes.get("table:number-rows-repeated", "1"))
            self._is_hidden = attributes.get("table:visibility", "visible") != "visible"
            self._column = self._width = 0
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._begin_cell(attributes)
        elif tag == "table:table-column":
            last = min(
                self._columns + _number(attributes.get("table:number-columns-repeated", "1")), _LAST_COLUMN
            )
            if attributes.get("table:visibility", "visible") != "visible":
                self._sheet.hidden_columns.update(range(self._columns, last))
            self._columns = last
        elif tag == "office:annotation":
            self._comment = []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        top, left = self._row, self._column
        self._column += _number(attributes.get("table:number-columns-repeated", "1"))
        if "office:value-type" in attributes:
            self._width = self._column
        elif formula := attributes.get("table:formula"):
            self._sheet.marks[top + 1, left] = Uncalculated("=" + formula.partition("=")[2])
            self._width = self._column
        if attributes.get("calcext:value-type") == "error":
            self._error = []
        down = _number(attributes.get("table:number-rows-spanned", "1"))
        across = _number(attributes.get("table:number-columns-spanned", "1"))
        if (down > 1 or across > 1) and self._sheet.merged is not None:
            self._sheet.merged.append(Merged(top, left, top + max(down, 1) - 1, left + max(across, 1) - 1))

    def words(self, text: str) -> None:
        for kept in (self._comment, self._error):
            if kept is not None:
                kept.append(text)
                break

    def end(self, tag: str) -> None:
        if tag == "office:annotation" and self._comment is not None:
            self._sheet.comments[self._row + 1, max(self._column - 1, 0)] = "".join(self._comment).strip()
            self._comment = None
        elif tag in {"table:table-cell", "table:covered-table-cell"} and self._error is not None:
            self._sheet.marks[self._row + 1, self._column - 1] = CellError(
                "".join(self._error).strip() or "#VALUE!"
            )
            self._error = None
        elif tag == "text:p" and self._comment is None:
            self._width = self._column
        elif tag == "table:table-row":
            self._end_row()

    def _end_row(self) -> None:
        if self._width:
            self._widest = max(self._widest, self._width)
            if (self._row + self._repeat) * self._widest > file_safety.MOST_CELLS:
                raise file_safety.refuse_cells(self._widest)
            if self._is_hidden:
                self._sheet.hidden_rows.update(range(self._row + 1, self._row + self._repeat + 1))
        self._row = min(self._row + self._repeat, _LAST_ROW)


def _number(text: str) -> int:
    return min(int(text), _LAST_ROW) if text.isascii() and text.isdigit() else 1
