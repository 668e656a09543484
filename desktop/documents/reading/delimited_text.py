"""Comma- or tab-separated text, in whichever encoding an office's programs wrote it."""

import codecs
from pathlib import Path

from desktop.documents.reading import file_safety, quoted_text
from desktop.documents.reading.cells import Sheet, Workbook
from desktop.errors import UserError

_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE = 20


def read(path: Path, data: bytes) -> Workbook:
    """One sheet named as the file; every cell is text. Raises UserError when the letters cannot be told."""
    return from_text(path, decoded(data))


def decoded(data: bytes) -> str:
    """The text of ``data``: by its byte order mark, else UTF-8, else CP949, each strictly.

    This order was right for every sample tried, statistics were not. A file in several encodings at once is
    refused with the line, because half of it would be guessed.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp949")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{line}행의 글자를 읽을 수 없습니다. 파일이 손상되었거나 두 가지 문자 부호가 섞여 있습니다. "
            "엑셀에서 열어 확인하고 .xlsx로 저장해 주세요."
        ) from error


def from_text(path: Path, text: str) -> Workbook:
    """The table in ``text``; short rows are filled up with blanks."""
    text = text.replace("\0", "")
    read = quoted_text.read(text, _separator(text))
    rows = read.rows
    width = max(map(len, rows), default=0)
    if width > file_safety.MOST_COLUMNS:
        raise file_safety.refuse_columns(width)
    if width * len(rows) > file_safety.MOST_CELLS:
        raise file_safety.refuse_cells(width)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        for index, cell in enumerate(row):
            # Written so that a spreadsheet keeps the zeros: ="01012345678"
            if cell.startswith('="') and cell.endswith('"'):
                row[index] = cell[2:-1]
    sheet = Sheet(path.stem, rows, is_delimited=True, notes=tuple(read.notes), doubts=read.doubts)
    return Workbook(path, (sheet,))


def _separator(text: str) -> str:
    """The one that cuts most of the first lines into the same number of cells, above one."""
    sample = text[:20_000].splitlines()[:_SAMPLE]

    def regularity(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in sample]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=regularity)
