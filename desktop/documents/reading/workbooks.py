"""Reads whatever file an office was sent as a table, by what is in it and not by its name.

No file takes the process with it: what calamine would abort on is found and refused before (file_safety).
"""

from pathlib import Path
from typing import Final

from desktop.documents.reading import (
    delimited_text,
    old_workbooks,
    packed_workbooks,
    web_archives,
    web_tables,
)
from desktop.documents.reading.cells import Cell, Merged, Sheet, Workbook
from desktop.errors import Progress, UserError, no_progress

__all__ = ["LARGEST", "SUFFIXES", "Cell", "Merged", "Sheet", "Workbook", "read"]
from desktop.text.hangul import attach

LARGEST = 200 * 2**20
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm", ".mht", ".mhtml")
"""What a file dialog offers; read() itself looks at the content."""
_DRM: Final = (b"DRMONE", b"Fasoo", b"SCDSA", b"MarkAny", b"MARKANY", b"NASCA DRM", b"SOFTCAMP")
_SEND_AGAIN = "보낸 곳에 파일을 다시 요청해 주세요."
_OLD = "아주 오래된 {} 형식이라 읽을 수 없습니다. 엑셀에서 열어 .xlsx로 저장한 뒤 골라 주세요."
_FOREIGN: Final = {
    b"%PDF": "PDF 문서입니다. 표가 든 엑셀 파일을 보내 달라고 요청해 주세요.",
    b"HWP Document": "한글 문서(.hwp)입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    b"\x89PNG": "그림 파일입니다. 표가 든 엑셀 파일을 골라 주세요.",
    b"\xff\xd8\xff": "그림 파일입니다. 표가 든 엑셀 파일을 골라 주세요.",
    b"GIF8": "그림 파일입니다. 표가 든 엑셀 파일을 골라 주세요.",
    b"SQLite format 3": "엑셀 파일이 아니라 데이터 파일입니다. 데이터 파일은 메뉴(F10)의 '파일 열기'로 엽니다.",
    b"7z\xbc\xaf": "압축 파일입니다. 압축을 풀고 그 안의 파일을 골라 주세요.",
    b"Rar!": "압축 파일입니다. 압축을 풀고 그 안의 파일을 골라 주세요.",
    b"\x1f\x8b": "압축 파일입니다. 압축을 풀고 그 안의 파일을 골라 주세요.",
    b"ID;P": _OLD.format("SYLK(.slk)"),
    b"\x09\x00\x04\x00": _OLD.format("엑셀 2"),
    b"\x09\x02\x06\x00": _OLD.format("엑셀 3"),
    b"\x09\x04\x06\x00": _OLD.format("엑셀 4"),
    b"\x09\x08": _OLD.format("엑셀 95의 겉봉 없는"),
}
_TEXT = (".csv", ".tsv", ".txt")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path, password: str | None = None, progress: Progress = no_progress) -> Workbook:
    """All sheets of the file at ``path``; blanks are ''.

    Raises UserError with a sentence that says what to do for anything that cannot be read; its field is
    'password' when the file asks for one, or for another one.
    """
    data = _content(path)
    head = data[:4096]
    if head.startswith(b"PK"):
        return packed_workbooks.read(path, data, progress)
    if head.startswith(old_workbooks.SIGNATURE):
        return old_workbooks.read(path, data, password)
    if any(mark in head[:512] for mark in _DRM):
        raise UserError(old_workbooks.DRM)
    for mark, sentence in _FOREIGN.items():
        if head.startswith(mark):
            raise UserError(sentence)
    if web_archives.looks_like(data):
        return web_archives.read(path, data)
    if web_tables.looks_like(data):
        return web_tables.read(path, data)
    if b"\0" in head and not head.startswith(_UTF16) and path.suffix.lower() not in _TEXT:
        raise UserError(
            "엑셀이나 CSV 파일이 아니어서 읽을 수 없습니다. 손상되었거나 문서보안(DRM)이 걸린 파일일 수 있습니다. "
            + _SEND_AGAIN
        )
    return delimited_text.read(path, data)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(
                f"파일이 {size // 2**20:,}MB로 너무 큽니다({LARGEST // 2**20}MB까지). 필요한 시트만 새 파일로 저장해 주세요."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"'{path.name}' 파일을 찾을 수 없습니다. 파일을 다시 골라 주세요.") from error
    except OSError as error:
        if path.is_dir():
            named = attach(f"'{path.name}'", "은/는")
            raise UserError(f"{named} 폴더입니다. 그 안의 파일을 골라 주세요.") from error
        raise UserError(
            f"'{path.name}' 파일을 열 수 없습니다. 다른 프로그램에서 열려 있으면 닫고 다시 해 주세요."
        ) from error
    if not data.strip():
        raise UserError(f"'{path.name}'은 빈 파일입니다. {_SEND_AGAIN}")
    return data
