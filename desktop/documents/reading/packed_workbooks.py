"""Workbooks that are archives: .xlsx and .xlsm, .ods; and the other documents that are archives too, by name."""

import io
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from desktop.documents.reading import file_safety, open_document, sheet_marks, workbook_parts
from desktop.documents.reading.cells import Cell, Merged, Sheet, Workbook
from desktop.documents.reading.file_safety import DAMAGED
from desktop.documents.reading.quiet import quietly
from desktop.documents.reading.sheet_facts import SheetFacts
from desktop.documents.reading.workbook_parts import Book, Parts
from desktop.errors import Progress, UserError, in_phases, no_progress

_CONTENT = "content.xml"
STEP = 5_000
ASK_EVERY_S = 0.1
READ_AT_ONCE = 2**20
"""Bytes of a workbook that calamine reads in some 0.1 s. No thread is begun for it: one that finds no memory to begin
with would be waited for without end."""
Result = TypeVar("Result")
_FOREIGN: Final = {
    "xl/workbook.bin": "엑셀 이진 통합 문서(.xlsb)입니다. 엑셀에서 .xlsx로 저장한 뒤 골라 주세요.",
    "word/document.xml": "워드 문서입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    "ppt/presentation.xml": "파워포인트 문서입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
    "Contents/header.xml": "한글 문서(.hwpx)입니다. 표를 엑셀에 붙여 넣어 .xlsx로 저장한 뒤 골라 주세요.",
}


def read(path: Path, data: bytes, progress: Progress = no_progress) -> Workbook:
    """Read the archive in ``data``. Raises UserError when it is no workbook, is damaged, or must not be read."""
    progress = in_phases(progress, 2)
    archive = file_safety.open_package(data)
    parts = Parts(archive)
    for name, sentence in _FOREIGN.items():
        if parts.get(name):
            raise UserError(sentence)
    if book := workbook_parts.of(data, parts):
        return Workbook(path, tuple(_of_book(data, book, progress)))
    if content := parts.get(_CONTENT):
        return Workbook(path, tuple(_of_content(data, content, progress)))
    raise UserError(
        "엑셀 파일이 아니라 여러 파일을 묶은 압축 파일입니다. 압축을 풀고 그 안의 파일을 골라 주세요."
    )


def _of_book(data: bytes, book: Book, progress: Progress) -> list[Sheet]:
    """The sheets of an .xlsx; written anew before where calamine would stumble over it as it stands."""
    found = file_safety.look_through(data, book.read, progress)
    facts: dict[str, SheetFacts] = {}
    for sheet in book.sheets:
        own = found[sheet.part.filename].sheet
        own.from_1904 = book.from_1904
        own.very_hidden = sheet.state == "veryHidden"
        if sheet.comments:
            own.comments = workbook_parts.comments_in(data, sheet.comments)
        facts[sheet.name] = own
    if book.is_odd or any(map(sheet_marks.has_new_errors, facts.values())):
        data = workbook_parts.mended(data, book, found)
    return sheets(data, facts, progress)


def _of_content(data: bytes, content: zipfile.ZipInfo, progress: Progress) -> list[Sheet]:
    """The sheets of an .ods."""
    file_safety.look_through(data, [content], progress)
    facts = open_document.look_through(file_safety.unpack(data, content))
    return sheets(open_document.mended(data, content), facts, progress)


def sheets(data: bytes, facts: Mapping[str, SheetFacts], progress: Progress = no_progress) -> list[Sheet]:
    """The worksheets of a workbook that was found safe, by calamine; chart and macro sheets are no sheets.

    ``progress`` counts sheets and may cancel within one.
    """
    try:
        with quietly():
            return _all_sheets(data, facts, progress)
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UserError(DAMAGED) from error
    except BaseException as panic:
        # A panic of the Rust side is no Exception, so that few programs catch it by mistake, and has no public name.
        if type(panic).__name__ != "PanicException":
            raise
        raise UserError(DAMAGED) from None


def _all_sheets(data: bytes, facts: Mapping[str, SheetFacts], progress: Progress) -> list[Sheet]:
    # Not closed but let go of: who cancels leaves a thread that reads in it, and calamine closes no book in use.
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    entries = [entry for entry in book.sheets_metadata if entry.typ is SheetTypeEnum.WorkSheet]
    return [
        _sheet(
            book,
            entry,
            facts.get(entry.name, SheetFacts()),
            partial(progress, done, len(entries)),
            is_large=len(data) > READ_AT_ONCE,
        )
        for done, entry in enumerate(entries)
    ]


def _sheet(
    book: CalamineWorkbook,
    entry: SheetMetadata,
    facts: SheetFacts,
    ask: Callable[[], object],
    *,
    is_large: bool,
) -> Sheet:
    sheet: CalamineSheet = (_while_asking if is_large else _at_once)(
        lambda: book.get_sheet_by_name(entry.name), ask
    )
    # Row by row: all at once holds Python's lock, and with it the window, for a third of a second at 100,000 rows.
    indent: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    rows: list[list[Cell]] = []
    for number, row in enumerate(sheet.iter_rows()):
        if number % STEP == 0:
            ask()
        rows.append([*indent, *row])
    merged = tuple(
        Merged(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    hidden = entry.visible is not SheetVisibleEnum.Visible
    return facts.put_into(Sheet(sheet.name, rows, hidden, merged=merged), rows)


def _at_once(work: Callable[[], Result], _ask: Callable[[], object]) -> Result:
    return work()


def _while_asking(work: Callable[[], Result], ask: Callable[[], object]) -> Result:
    """What ``work`` returns. It runs in a thread of its own, because calamine asks nobody whether to go on.

    Who cancels need not wait for it: its result is thrown away when it comes.
    """
    thread = ThreadPoolExecutor(1, "calamine")
    try:
        result = thread.submit(work)
        while not wait([result], ASK_EVERY_S).done:
            ask()
        return result.result()
    finally:
        thread.shutdown(wait=False)
