"""Files in the older compound format: .xls, and newer workbooks under a password, which are wrapped in it.

calamine reserves memory as an .xls tells it to, and aborts where that is too much: the numbers it believes are
checked first.
"""

import io
import re
import struct
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError

import msoffcrypto
import msoffcrypto.exceptions

from desktop.documents.reading import compound_files, old_sheets, packed_workbooks
from desktop.documents.reading.cells import Workbook
from desktop.documents.reading.compound_files import SIGNATURE, CompoundFile
from desktop.documents.reading.file_safety import DAMAGED
from desktop.errors import UserError

__all__ = ["DRM", "SIGNATURE", "read"]

# What Excel encrypts with when only writing is protected; it opens such files without asking.
_NO_PASSWORD = "VelvetSweatshop"  # noqa: S105 - published by Microsoft ([MS-OFFCRYPTO] 2.4.2.3), no secret
DRM = "문서보안(DRM)이 걸린 파일입니다. 문서보안 프로그램에서 보안을 해제하거나 해제된 파일을 요청해 주세요."
# Information rights management of Office: how it names what it locked, in files of either form.
_RIGHTS_MANAGED = ("DRMEncrypted".encode("utf-16-le"), "\tDRMContent".encode("utf-16-le"))
_MOST_SPINS = 1_000_000
# What msoffcrypto lets through when a file is not what it says it is.
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, ExpatError)
_OTHER: Final = {
    "FileHeader": "한글 문서(.hwp)입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    "WordDocument": "워드 문서입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    "PowerPoint Document": "파워포인트 문서입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
}


def read(path: Path, data: bytes, password: str | None) -> Workbook:
    """Read an .xls, or what a password wraps. Raises UserError, with field 'password' where one is needed."""
    file = CompoundFile(data)
    for name, sentence in _OTHER.items():
        if name in file.streams:
            raise UserError(sentence)
    if any(mark in data for mark in _RIGHTS_MANAGED):
        raise UserError(DRM)
    if "EncryptedPackage" in file.streams:
        return packed_workbooks.read(path, _decrypted(data, password))
    name, stream = _workbook(file)
    if old_sheets.is_locked(stream):
        name, stream = _workbook(CompoundFile(_decrypted(data, password)))
    facts = old_sheets.look_through(stream)
    # The one stream calamine reads, in a file of its own: nothing else in the old one can lead it astray.
    data = compound_files.holding(name, old_sheets.with_own_code_page(stream))
    return Workbook(path, tuple(packed_workbooks.sheets(data, facts)))


def _workbook(file: CompoundFile) -> tuple[str, bytes]:
    """The stream that is the workbook, and its name, which differs between Excel 95 and 97."""
    for name in ("Workbook", "Book"):
        if stream := file.read(name):
            return name, stream
    raise UserError(DAMAGED)


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
