"""Looks at a packed workbook before the reader does, and refuses what would take the process with it.

calamine aborts the whole process, without an exception, when a sheet spans more cells than memory holds: one cell
in XFD1048576 is enough, and so is a lying count of shared strings. So each part is unpacked once in pieces, within
bounds, and searched for the outermost cell it names. Why one long module: the bounds, the unpacking that keeps
to them and the look are of no use apart.

The other way, reading in a child process, was measured too (100,000 rows of 14 columns): calamine alone takes 1.6 s,
this look adds 0.8 s; a child adds 1.4 s, most of it for handing the rows over, its memory cannot be bounded on
Windows, and in a frozen program it has to start the program again.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.documents.reading import sheet_marks
from desktop.documents.reading.sheet_facts import SheetFacts
from desktop.errors import Progress, UserError, no_progress

MOST_PARTS = 5_000
MOST_UNPACKED = 700 * 2**20
MOST_CELLS = 8_000_000
"""Of one sheet from A1 to its outermost cell: 400,000 rows of 20 columns."""
MOST_COLUMNS = 16_384
"""Of any sheet, as in Excel."""
MOST_STRINGS = 4_000_000
_RATIO = 150
_RATIO_COUNTS_FROM = 10 * 2**20
_PIECE, _PACKED_PIECE = 2**20, 2**16
_LONGEST_TAG = 4 * 2**20
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_STORED, _DEFLATED = 0, 8

# Nearly all sheets lie within one of two boxes: many columns and not so many rows, or all the rows there can be and few
# columns. One search for each shows that a piece names no cell beyond, in a third of the time that finding out takes
# how far it reaches. References spelled as only a hand-made file does are looked for apart.
_BOXES = (
    (300_000, 26, re.compile(rb' r(?:="(?:[A-Za-z]{2}|[A-Za-z]?(?:[3-9]\d{5}|\d{7})))')),
    (1_100_000, 7, re.compile(rb' r="(?:[A-Za-z]{2}|[H-Zh-z]|[A-Ga-g]?(?:[2-9]\d{6}|1[1-9]\d{5}|\d{8}))')),
)
_COLUMNS = re.compile(rb' r="([A-Za-z]+)')
_ROWS = re.compile(rb' r="[A-Za-z]*(\d+)')
_ODD = re.compile(rb' r[ =][^"]')
_ODD_SPACE = re.compile(rb"[\t\r\n]r\s*=")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)""")
# Cells and rows may leave their reference out; they lie beside or below the one before. Searches each, because one that
# begins with a plain letter is seven times as fast as one that begins with a choice. A prefix stands in end tags too.
_UNPLACED = [re.compile(tag + rb"(?! r=)[\s/>]") for tag in (rb"<c", rb"<row")]
_UNPLACED_PREFIXED = [
    (re.compile(rb":" + tag), re.compile(rb"<\w+:" + tag))
    for tag in (rb"c(?! r=)[\s/>]", rb"row(?! r=)[\s/>]")
]
_ROW = re.compile(rb"[<:]row[\s/>]")
_CELL = re.compile(rb"[<:]c[\s/>]")
_FILLED = re.compile(rb"""[<:]c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'](?:[^>]*[^/])?>""")
_STRING_COUNT = re.compile(rb"""\bsst\s[^>]*?\buniqueCount\s*=\s*["'](\d+)""")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")

DAMAGED = (
    "파일이 손상되어 읽을 수 없습니다. 엑셀에서 열어 '다른 이름으로 저장'을 한 뒤 그 파일을 골라 주세요."
)

DECLARED = (
    "파일 안에 엑셀이 쓰지 않는 선언(DOCTYPE)이 있어 열지 않았습니다. 보낸 곳에 파일을 다시 요청해 주세요."
)


def refuse_cells(columns: int) -> UserError:
    """The refusal of a sheet that spans too much, with how many rows of so many columns would do."""
    return UserError(
        f"시트가 차지하는 범위가 너무 넓습니다({columns:,}열이면 {MOST_CELLS // columns:,}행까지 읽습니다). 표의 아래와 "
        "오른쪽에 있는 빈 행과 열을 지우거나 파일을 나누어 저장해 주세요."
    )


def refuse_columns(columns: int) -> UserError:
    """The refusal of a table wider than any sheet."""
    return UserError(
        f"열이 {columns:,}개나 되어 표로 읽지 않았습니다({MOST_COLUMNS:,}열까지 읽습니다). 표가 든 파일인지 확인하거나 "
        "필요한 열만 새 파일로 저장해 주세요."
    )


def refuse_size(size: int) -> UserError:
    """The refusal of a file that would unpack to ``size`` bytes."""
    return UserError(
        f"압축을 풀면 {size // 2**20:,}MB나 되는 파일이라 열지 않았습니다. 필요한 시트만 새 파일로 저장해 주세요."
    )


@dataclass(slots=True)
class PartFacts:
    """What the look found in one part: how far it may reach, counted from 1, and what it says of a sheet.

    ``boxes`` are the indices of those `_BOXES` that hold all of it so far; where none is left, pieces are measured.
    """

    rows: int = 0
    columns: int = 0
    unplaced_rows: int = 0
    unplaced_columns: int = 0
    boxes: tuple[int, ...] = tuple(range(len(_BOXES)))
    sheet: SheetFacts = field(default_factory=SheetFacts)

    @property
    def cells(self) -> int:
        bounds = [_BOXES[box][:2] for box in self.boxes] or [(self.rows, self.columns)]
        return min(
            (rows + self.unplaced_rows) * (columns + self.unplaced_columns) for rows, columns in bounds
        )


def open_package(data: bytes) -> zipfile.ZipFile:
    """The archive in ``data``, its directory within bounds. Raises UserError when it is damaged or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        raise UserError(DAMAGED) from error
    if not parts or len({part.filename.lower() for part in parts}) != len(parts):
        raise UserError(DAMAGED)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise refuse_size(unpacked)
    for part in parts:
        if part.file_size > max(_RATIO_COUNTS_FROM, _RATIO * part.compress_size):
            raise refuse_size(part.file_size)
    return archive


def look_through(
    data: bytes, parts: Sequence[zipfile.ZipInfo], progress: Progress = no_progress
) -> dict[str, PartFacts]:
    """Facts of every part that is read, by the name in the archive. Raises UserError for whatever must not be read.

    ``progress`` counts unpacked bytes and may cancel.
    """
    facts: dict[str, PartFacts] = {}
    total, before = sum(part.file_size for part in parts), 0
    for part in parts:

        def told(done: int, of: int, before: int = before) -> None:
            progress(min(before + done, total), max(total, of))

        found = _facts(data, part, PartFacts(), told)
        if found.cells > MOST_CELLS and found.unplaced_rows:
            found = _facts(data, part, PartFacts(boxes=()), told)
        if found.cells > MOST_CELLS:
            _look_closer(data, part, found, told)
        facts[part.filename] = found
        before += part.file_size
    return facts


def _facts(data: bytes, part: zipfile.ZipInfo, found: PartFacts, progress: Progress) -> PartFacts:
    done = 0
    for text in whole_tags(unpack(data, part)):
        progress(done := min(done + len(text), part.file_size), part.file_size)
        _look(text, found)
    return found


def unpack(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in pieces, never more than the directory promised.

    zipfile itself stops reading at the promised size and calamine does not, so a lying directory has to be found
    by unpacking to the end.
    """
    begin = part.header_offset
    if not 0 <= begin <= len(data) - _LOCAL_HEADER.size or part.flag_bits & 1:
        raise UserError(DAMAGED)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, begin)
    begin += _LOCAL_HEADER.size + name_length + extra_length
    packed = memoryview(data)[begin : begin + part.compress_size]
    if signature != b"PK\x03\x04" or part.compress_type not in (_STORED, _DEFLATED):
        raise UserError(DAMAGED)
    total = 0
    pieces = _inflated(packed) if part.compress_type == _DEFLATED else _sliced(packed)
    for piece in pieces:
        total += len(piece)
        if total > part.file_size:
            raise refuse_size(max(total, MOST_UNPACKED))
        yield piece
    if total != part.file_size:
        raise UserError(DAMAGED)


def _sliced(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _PIECE):
        yield bytes(packed[start : start + _PIECE])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    # In small pieces: zlib copies what it has not come to of each.
    stream = zlib.decompressobj(-15)
    try:
        for start in range(0, len(packed), _PACKED_PIECE):
            pending: bytes | memoryview = packed[start : start + _PACKED_PIECE]
            while pending and not stream.eof:
                piece = stream.decompress(pending, _PIECE)
                pending = stream.unconsumed_tail
                if piece:
                    yield piece
        while not stream.eof:
            piece = stream.decompress(b"", _PIECE)
            if not piece:
                raise UserError(DAMAGED)
            yield piece
    except zlib.error as error:
        raise UserError(DAMAGED) from error


def whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces cut before a row or, within an endless row, before a tag, so that no tag is seen in halves."""
    rest = b""
    first = True
    for piece in pieces:
        text = rest + piece
        if first:
            _check_encoding(text)
            first = False
        cut = max(text.rfind(b"<row"), text.rfind(b":row") - 1)
        if cut <= 0 or len(text) - cut > _LONGEST_TAG:
            cut = text.rfind(b"<")
        if cut <= 0:
            if len(text) > _LONGEST_TAG:
                raise UserError(DAMAGED)
            rest = text
            continue
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _check_encoding(head: bytes) -> None:
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    is_utf8 = declared is None or declared[1].lower() in {b"utf-8", b"us-ascii", b"utf8"}
    # Other encodings would hide the references from this look, and no spreadsheet program writes them.
    if b"\x00" in head[:4] or head[:2] in {b"\xff\xfe", b"\xfe\xff"} or not is_utf8:
        raise UserError(DAMAGED)


def _look(text: bytes, found: PartFacts) -> None:
    # The bare mark first: a search that begins with "<" halts at every tag.
    if b"!" in text and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
        raise UserError(DECLARED)
    blank = _is_blank(text)
    if found.boxes and not blank:
        before, odd = found.boxes, _is_odd(text)
        found.boxes = tuple(box for box in before if not odd and _BOXES[box][2].search(text) is None)
        if not found.boxes:  # what was seen until now lies within the last of the boxes that held it
            found.rows, found.columns, _beyond = _BOXES[before[-1]]
    if not found.boxes and not blank:
        _measure(text, found)
    if _has_unplaced(text):
        rows = _ROW.split(text)
        found.unplaced_rows += len(rows)
        found.unplaced_columns = max(found.unplaced_columns, *(len(_CELL.findall(row)) for row in rows))
    sheet_marks.note(text, found.sheet)
    counted = _STRING_COUNT.search(text) if b"uniqueCount" in text else None
    if counted and int(counted[1][:20]) > MOST_STRINGS:
        raise UserError(DAMAGED)


def _has_unplaced(text: bytes) -> bool:
    return any(tag.search(text) for tag in _UNPLACED) or (
        b":" in text and any(hint.search(text) and tag.search(text) for hint, tag in _UNPLACED_PREFIXED)
    )


def _is_blank(text: bytes) -> bool:
    """Whether whole rows hold formatted cells alone, which count for nothing in calamine: no cell ends by a tag."""
    return text.endswith(b"</row>") and b"</c" not in text and b":c" not in text


def _is_odd(text: bytes) -> bool:
    """Whether a reference may be spelled with blanks or single quotes."""
    has_other_space = b"\n" in text or b"\t" in text or b"\r" in text
    return _ODD.search(text) is not None or (has_other_space and _ODD_SPACE.search(text) is not None)


def _measure(text: bytes, found: PartFacts) -> None:
    columns, rows = set(_COLUMNS.findall(text)), set(_ROWS.findall(text))
    if _is_odd(text):
        for letters, digits in _REFERENCE.findall(text):
            columns.add(letters)
            rows.add(digits)
    found.columns = max([found.columns, *map(sheet_marks.column_number, columns)])
    longest = max(map(len, rows), default=0)
    last = max((row for row in rows if len(row) == longest), default=b"0")
    found.rows = max(found.rows, int(last[:12]))


def _look_closer(data: bytes, part: zipfile.ZipInfo, found: PartFacts, progress: Progress) -> None:
    """Measure again, only cells that hold something: empty formatted cells count for nothing in calamine."""
    if found.unplaced_rows:
        raise refuse_cells(max(found.columns, found.unplaced_columns))
    rows = columns = done = 0
    for text in whole_tags(unpack(data, part)):
        progress(done := min(done + len(text), part.file_size), part.file_size)
        places = _FILLED.findall(text)
        columns = max([columns, *map(sheet_marks.column_number, {letters for letters, _digits in places})])
        rows = max([rows, *(int(digits[:12]) for _letters, digits in places)])
        if rows * columns > MOST_CELLS:
            raise refuse_cells(columns)
