"""The stream of records that a workbook is in an .xls ([MS-XLS]), looked through before calamine reads it.

calamine reserves memory as the records tell it to, and aborts where that is too much: the numbers it believes are
checked first.
"""

import struct
from collections.abc import Iterator
from typing import Final

from desktop.documents.reading import file_safety
from desktop.documents.reading.cells import CellError
from desktop.documents.reading.file_safety import DAMAGED
from desktop.documents.reading.sheet_facts import SheetFacts
from desktop.errors import UserError

_LAST_ROW, _LAST_COLUMN = 65_536, 256
_HEADER = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BOF, _BOUND_SHEET, _FILE_PASS, _CODE_PAGE, _DATE_MODE = 0x0809, 0x0085, 0x002F, 0x0042, 0x0022
_ROW, _COLUMNS, _DIMENSIONS, _NOTE = 0x0208, 0x007D, 0x0200, 0x001C
_FORMULA, _TRUTH_OR_ERROR = 0x0006, 0x0205
# What begins with its row and column; the text a formula came to (0x0207) follows the formula and has no place.
_CELLS = frozenset({_FORMULA, _TRUTH_OR_ERROR, 0x0203, 0x0204, 0x027E, 0x00BD, 0x00D6, 0x00FD})
_IN_A_SHEET = frozenset({_ROW, _COLUMNS, _NOTE})
_HIDDEN_ROW, _HIDDEN_COLUMN, _VERY_HIDDEN = 0x20, 1, 2
_BIFF8, _UTF_16 = 0x0600, 1200
_BEFORE_SHEETS = 500
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, length and place of the body of each record."""
    place, end = 0, len(stream) - _HEADER.size
    while place <= end:
        kind, length = _HEADER.unpack_from(stream, place)
        place += _HEADER.size
        if place + length > len(stream):
            return
        yield kind, length, place
        place += length


def is_locked(stream: bytes) -> bool:
    """Whether a password is needed to read it."""
    for number, (kind, _length, _place) in enumerate(_records(stream)):
        if kind == _FILE_PASS:
            return True
        if kind == _BOUND_SHEET or number > _BEFORE_SHEETS:
            break
    return False


def with_own_code_page(stream: bytes) -> bytes:
    """The stream with the code page that its text is in, where some programs write another.

    From Excel 97 on it is UTF-16 whatever the record says, and calamine believes the record.
    """
    for number, (kind, length, place) in enumerate(_records(stream)):
        if kind == _BOF and length >= 2 and struct.unpack_from("<H", stream, place)[0] != _BIFF8:
            break
        if kind == _CODE_PAGE and length >= 2:
            return stream[:place] + struct.pack("<H", _UTF_16) + stream[place + 2 :]
        if kind == _BOUND_SHEET or number > _BEFORE_SHEETS:
            break
    return stream


def look_through(stream: bytes) -> dict[str, SheetFacts]:
    """What is found of each sheet, by its name; UserError for a sheet that spans too much."""
    look = _Look(stream)
    for kind, length, place in _records(stream):
        if kind in _CELLS:
            if length >= _PLACE.size:
                look.cell(kind, length, place)
        elif kind in _IN_A_SHEET:
            look.in_a_sheet(kind, stream[place : place + length])
        elif kind == _BOF:
            look.begin(place, length)
        elif kind in {_BOUND_SHEET, _CODE_PAGE, _DATE_MODE}:
            look.of_the_workbook(kind, stream[place : place + length])
        elif kind == _DIMENSIONS:
            _check_dimensions(stream[place : place + length])
    return look.facts


class _Look:
    """Follows the records of one sheet after another."""

    def __init__(self, stream: bytes) -> None:
        self.facts: dict[str, SheetFacts] = {}
        self._stream = stream
        self._starts: dict[int, SheetFacts] = {}
        self._sheet = SheetFacts()
        self._rows = self._columns = 0
        self._encoding = "cp949"
        self._is_biff8 = True
        self._from_1904 = False

    def begin(self, place: int, length: int) -> None:
        if length >= 2 and place == _HEADER.size:
            self._is_biff8 = struct.unpack_from("<H", self._stream, place)[0] == _BIFF8
        if (sheet := self._starts.get(place - _HEADER.size)) is not None:
            self._sheet = sheet
            self._rows = self._columns = 0

    def of_the_workbook(self, kind: int, body: bytes) -> None:
        number = struct.unpack_from("<H", body)[0] if len(body) >= 2 else 0
        if kind == _CODE_PAGE:
            self._encoding = f"cp{number}"
        elif kind == _DATE_MODE:
            self._from_1904 = number == 1
        elif len(body) >= 8:
            facts = SheetFacts(very_hidden=body[4] & 3 == _VERY_HIDDEN, from_1904=self._from_1904)
            self._starts[struct.unpack_from("<I", body)[0]] = facts
            self.facts[self._name(body[6:])] = facts

    def cell(self, kind: int, length: int, place: int) -> None:
        row, column = _PLACE.unpack_from(self._stream, place)
        self._rows, self._columns = max(self._rows, row + 1), max(self._columns, column + 1)
        if self._rows * self._columns > file_safety.MOST_CELLS:
            raise file_safety.refuse_cells(self._columns)
        if kind == _TRUTH_OR_ERROR and length >= 8 and self._stream[place + 7]:
            self._mark(row, column, self._stream[place + 6])
        elif (
            kind == _FORMULA
            and length >= 14
            and self._stream[place + 6] == 2
            and self._stream[place + 12 : place + 14] == b"\xff\xff"
        ):
            self._mark(row, column, self._stream[place + 8])

    def _mark(self, row: int, column: int, code: int) -> None:
        self._sheet.marks[row + 1, column] = CellError(_ERRORS.get(code, "#VALUE!"))

    def in_a_sheet(self, kind: int, body: bytes) -> None:
        if kind == _ROW and len(body) >= 16 and body[12] & _HIDDEN_ROW:
            self._sheet.hidden_rows.add(_PLACE.unpack_from(body)[0] + 1)
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & _HIDDEN_COLUMN:
            first, last = _PLACE.unpack_from(body)
            self._sheet.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind == _NOTE and len(body) >= 4:
            row, column = _PLACE.unpack_from(body)
            self._sheet.comments[row + 1, column] = ""

    def _name(self, body: bytes) -> str:
        if len(body) < 2:
            return ""
        length = body[0]
        if not self._is_biff8:
            try:
                return body[1 : 1 + length].decode(self._encoding, "replace")
            except LookupError:
                return body[1 : 1 + length].decode("latin-1")
        if body[1] & 1:
            return body[2 : 2 + 2 * length].decode("utf-16-le", "replace")
        return body[2 : 2 + length].decode("latin-1")


def _check_dimensions(body: bytes) -> None:
    if len(body) in {10, 14}:
        first, last, left, right = struct.unpack_from("<IIHH" if len(body) == 14 else "<HHHH", body)
        if not (first <= last <= _LAST_ROW and left <= right <= _LAST_COLUMN):
            raise UserError(DAMAGED)
