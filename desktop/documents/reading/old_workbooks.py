"""Files in the older compound format: .xls, and newer workbooks under a password, which are wrapped in it.

calamine reserves memory as an .xls tells it to, and aborts where that is too much: the numbers it believes are
checked first.
"""

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError

import msoffcrypto
import msoffcrypto.exceptions
import olefile

from desktop.documents.reading import file_safety, packed_workbooks
from desktop.documents.reading.cells import Workbook
from desktop.documents.reading.file_safety import DAMAGED
from desktop.errors import UserError

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
# What Excel encrypts with when only writing is protected; it opens such files without asking.
_NO_PASSWORD = "VelvetSweatshop"  # noqa: S105 - published by Microsoft ([MS-OFFCRYPTO] 2.4.2.3), no secret
DRM = "문서보안(DRM)이 걸린 파일입니다. 문서보안 프로그램에서 보안을 해제하거나 해제된 파일을 요청해 주세요."
# Information rights management of Office: how it names what it locked, in files of either form.
_RIGHTS_MANAGED = ("DRMEncrypted".encode("utf-16-le"), "\tDRMContent".encode("utf-16-le"))
_MOST_SPINS = 1_000_000
_SECTOR_COUNTS = (44, 64, 72)
"""Where the header counts sectors of its three allocation tables."""
_LAST_ROW, _LAST_COLUMN = 65_536, 256
_HEADER = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BOF, _BOUND_SHEET, _ROW, _DIMENSIONS, _FILE_PASS = 0x0809, 0x0085, 0x0208, 0x0200, 0x002F
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00BD, 0x00D6, 0x00FD})
_ROW_HIDDEN = 0x20
# What olefile and msoffcrypto let through when a file is not what it says it is.
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, ExpatError)
_OTHER: Final = {
    "FileHeader": "한글 문서(.hwp)입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    "WordDocument": "워드 문서입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    "PowerPoint Document": "파워포인트 문서입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
}


def read(path: Path, data: bytes, password: str | None) -> Workbook:
    """Read an .xls, or what a password wraps. Raises UserError, with field 'password' where one is needed."""
    streams = _streams(data)
    for name, sentence in _OTHER.items():
        if name in streams:
            raise UserError(sentence)
    if any(mark in data for mark in _RIGHTS_MANAGED):
        raise UserError(DRM)
    if "EncryptedPackage" in streams:
        return packed_workbooks.read(path, _decrypted(data, password))
    stream = streams.get("Workbook") or streams.get("Book")
    if not stream:
        raise UserError(DAMAGED)
    if _is_locked(stream):
        data = _decrypted(data, password)
        unlocked = _streams(data)
        stream = unlocked.get("Workbook") or unlocked.get("Book") or b""
    return Workbook(path, tuple(packed_workbooks.sheets(data, _look_through(stream))))


def _streams(data: bytes) -> dict[str, bytes]:
    """The streams that tell what the file is; the long encrypted one only by name."""
    sectors = len(data) // 512 + 1
    if len(data) < 512 or any(struct.unpack_from("<I", data, place)[0] > sectors for place in _SECTOR_COUNTS):
        raise UserError(DAMAGED)
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_FATAL) as ole:
            wanted = ("Workbook", "Book", "EncryptionInfo", "EncryptedPackage", *_OTHER)
            return {
                name: ole.openstream(name).read() if name in {"Workbook", "Book"} else b""
                for name in wanted
                if ole.exists(name)
            }
    except _BROKEN as error:
        raise UserError(DAMAGED) from error


def _decrypted(data: bytes, password: str | None) -> bytes:
    plain = io.BytesIO()
    if any(int(spins[:12]) > _MOST_SPINS for spins in re.findall(rb'spinCount="(\d+)"', data)):
        raise UserError(DAMAGED)
    try:
        document = msoffcrypto.OfficeFile(io.BytesIO(data))
        document.load_key(password=password or _NO_PASSWORD)
        document.decrypt(plain)
    except (msoffcrypto.exceptions.InvalidKeyError, msoffcrypto.exceptions.DecryptionError) as error:
        if password is None:
            raise UserError(
                "암호가 걸린 파일입니다. 파일을 열 때 쓰는 암호를 적어 주세요.", "password"
            ) from error
        raise UserError(
            "암호가 맞지 않습니다. 한/영과 대문자 상태를 보고 다시 적어 주세요.", "password"
        ) from error
    except (msoffcrypto.exceptions.FileFormatError, *_BROKEN) as error:
        raise UserError(
            "이 파일의 보호 방식은 풀 수 없습니다. 문서보안(DRM)을 해제하거나 암호 없이 저장한 파일을 골라 주세요."
        ) from error
    result = plain.getvalue()
    if not result.startswith((b"PK", SIGNATURE)):
        raise UserError("암호가 맞지 않습니다. 한/영과 대문자 상태를 보고 다시 적어 주세요.", "password")
    return result


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


def _is_locked(stream: bytes) -> bool:
    for number, (kind, _length, _place) in enumerate(_records(stream)):
        if kind == _FILE_PASS:
            return True
        if kind == _BOUND_SHEET or number > 500:
            break
    return False


def _look_through(stream: bytes) -> dict[str, frozenset[int]]:
    """Hidden rows by the name of their sheet; UserError for a sheet that spans too much."""
    starts: dict[int, str] = {}
    hidden: dict[str, set[int]] = {}
    sheet: set[int] = set()
    rows = columns = 0
    for kind, length, place in _records(stream):
        if kind in _CELLS and length >= _PLACE.size:
            row, column = _PLACE.unpack_from(stream, place)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > file_safety.MOST_CELLS:
                raise file_safety.refuse_cells(columns)
        elif kind == _ROW and length >= 16 and stream[place + 12] & _ROW_HIDDEN:
            sheet.add(_PLACE.unpack_from(stream, place)[0] + 1)
        elif kind == _BOUND_SHEET and length >= 8:
            starts[struct.unpack_from("<I", stream, place)[0]] = _sheet_name(
                stream[place + 6 : place + length]
            )
        elif kind == _BOF and (name := starts.get(place - _HEADER.size)) is not None:
            sheet = hidden.setdefault(name, set())
            rows = columns = 0
        elif kind == _DIMENSIONS:
            _check_dimensions(stream[place : place + length])
    return {name: frozenset(numbers) for name, numbers in hidden.items()}


def _sheet_name(body: bytes) -> str:
    if len(body) < 2:
        return ""
    length, wide = body[0], body[1] & 1
    return (
        body[2 : 2 + 2 * length].decode("utf-16-le", "replace")
        if wide
        else body[2 : 2 + length].decode("latin-1")
    )


def _check_dimensions(body: bytes) -> None:
    if len(body) in {10, 14}:
        first, last, left, right = struct.unpack_from("<IIHH" if len(body) == 14 else "<HHHH", body)
        if not (first <= last <= _LAST_ROW and left <= right <= _LAST_COLUMN):
            raise UserError(DAMAGED)
