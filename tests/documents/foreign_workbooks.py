"""Workbooks written part by part, in the odd ways of other programs; everyone in them is invented."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from desktop.documents.reading import compound_files
from desktop.documents.reading.cells import column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ROSTER = (("성명", "생년월일", "휴대폰"), ("김하늘", "1998-03-01", "010-1234-5678"))


def row_xml(number: int, cells: Iterable[object], prefix: str = "") -> str:
    """A row of inline text; a cell that begins with '<' is XML already, '' is left out."""
    xml = ""
    for index, cell in enumerate(cells):
        place = f"{column_letters(index)}{number}"
        if str(cell).startswith("<"):
            xml += str(cell).replace("{r}", place)
        elif cell != "":
            text = f"<{prefix}is><{prefix}t>{escape(str(cell))}</{prefix}t></{prefix}is>"
            xml += f'<{prefix}c r="{place}" t="inlineStr">{text}</{prefix}c>'
    return f'<{prefix}row r="{number}">{xml}</{prefix}row>'


def sheet_xml(rows: Sequence[Iterable[object]], prefix: str = "", before: str = "", last: str = "") -> str:
    body = "".join(row_xml(number, cells, prefix) for number, cells in enumerate(rows, 1))
    space = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    data = f"<{prefix}sheetData>{body}{last}</{prefix}sheetData>"
    return f"{HEAD}<{prefix}worksheet {space}>{before}{data}</{prefix}worksheet>"


def parts(
    sheet: str, *, state: str = "visible", sheets: str = "", relations: str = "", pr: str = ""
) -> dict[str, str]:
    """The parts of a workbook with one sheet '명단'."""
    return {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{pr}<sheets>'
        f'<sheet name="명단" sheetId="1" state="{state}" r:id="rId1"/>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }


def pack(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo("x")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.filename = name  # set apart: a backslash stays one
            archive.writestr(entry, content)
    return path


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    """A cell of text, in UTF-16."""
    return record(0x0204, struct.pack("<HHHHB", row, column, 15, len(text), 1) + text.encode("utf-16-le"))


def text_formula(row: int, column: int, text: str) -> bytes:
    """A formula that came to a text, which stands in a record of its own behind it."""
    formula = struct.pack("<HHH8sHIH", row, column, 15, b"\0\0\0\0\0\0\xff\xff", 0, 0, 0)
    return record(0x0006, formula) + record(
        0x0207, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    )


def old_workbook(path: Path, cells: bytes, *, code_page: int = 1200, state: int = 0) -> Path:
    """An .xls of one sheet '명단' that holds the records ``cells``."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0x41, 0x0306)
    name = "명단"
    head = record(0x0809, begin) + record(0x0042, struct.pack("<H", code_page))
    bound_length = 4 + 8 + 2 * len(name)
    start = len(head) + bound_length + 4
    bound = struct.pack("<IBBBB", start, state, 0, len(name), 1) + name.encode("utf-16-le")
    sheet = record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:]) + cells + record(0x000A)
    path.write_bytes(
        compound_files.holding("Workbook", head + record(0x0085, bound) + record(0x000A) + sheet)
    )
    return path


OPEN_DOCUMENT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def open_document(path: Path, table: str, between: str = "") -> Path:
    """An .ods of one sheet '명단' with ``between`` before each tag of a table."""
    body = f'<table:table table:name="명단">{table}</table:table>'
    body = body.replace("<table:", f"{between}<table:").replace("</table:", f"{between}</table:")
    content = (
        f"<office:document-content {OPEN_DOCUMENT}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    path.write_bytes(target.getvalue())
    return path
