"""Workbooks that are archives: .xlsx and .xlsm, .ods; and the other documents that are archives too, by name."""

import io
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import python_calamine
from lxml import etree
from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from desktop.documents.reading import file_safety, open_document
from desktop.documents.reading.cells import Cell, Merged, Sheet, Workbook
from desktop.documents.reading.file_safety import DAMAGED, PartFacts
from desktop.errors import Progress, UserError, in_phases, no_progress

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_LARGEST_INDEX = 5 * 2**20
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
    names = set(archive.namelist())
    for part, sentence in _FOREIGN.items():
        if part in names:
            raise UserError(sentence)
    facts = file_safety.look_through(data, archive, progress)
    if _WORKBOOK in names:
        hidden_rows = _by_sheet_name(data, archive, facts)
    elif "content.xml" in names:
        hidden_rows = open_document.hidden_rows(file_safety.unpack(data, archive.getinfo("content.xml")))
    else:
        raise UserError(
            "엑셀 파일이 아니라 여러 파일을 묶은 압축 파일입니다. 압축을 풀고 그 안의 파일을 골라 주세요."
        )
    return Workbook(path, tuple(sheets(data, hidden_rows, progress)))


def sheets(
    data: bytes, hidden_rows: dict[str, frozenset[int]], progress: Progress = no_progress
) -> list[Sheet]:
    """The worksheets of a workbook that was found safe, by calamine; chart and macro sheets are no sheets.

    ``progress`` counts sheets and may cancel within one.
    """
    try:
        # Not closed but let go of: who cancels leaves a thread that reads in it, and calamine closes no book in use.
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        entries = [entry for entry in book.sheets_metadata if entry.typ is SheetTypeEnum.WorkSheet]
        return [
            _sheet(
                book,
                entry,
                hidden_rows,
                partial(progress, done, len(entries)),
                is_large=len(data) > READ_AT_ONCE,
            )
            for done, entry in enumerate(entries)
        ]
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UserError(DAMAGED) from error
    except BaseException as panic:
        # A panic of the Rust side is no Exception, so that few programs catch it by mistake, and has no public name.
        if type(panic).__name__ != "PanicException":
            raise
        raise UserError(DAMAGED) from None


def _sheet(
    book: CalamineWorkbook,
    entry: SheetMetadata,
    hidden_rows: dict[str, frozenset[int]],
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
    return Sheet(sheet.name, rows, hidden, hidden_rows.get(entry.name, frozenset()), merged)


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


def _by_sheet_name(
    data: bytes, archive: zipfile.ZipFile, facts: dict[str, PartFacts]
) -> dict[str, frozenset[int]]:
    """Hidden rows by the name of the sheet: the workbook names relations, the relations name parts."""
    parts = {
        relation.get("Id"): _part_name(relation.get("Target", ""))
        for relation in _index(data, archive, _RELATIONS)
        if isinstance(relation.tag, str)
    }
    hidden: dict[str, frozenset[int]] = {}
    for sheet in _index(data, archive, _WORKBOOK).iter("{*}sheet"):
        relation_id = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        part = parts.get(relation_id, "")
        if part.lower().endswith(file_safety.BINARY):
            raise UserError(DAMAGED)
        if part in facts:
            hidden[sheet.get("name", "")] = frozenset(facts[part].hidden_rows)
    return hidden


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else re.sub(r"[^/]+/\.\./", "", "xl/" + target)


def _index(data: bytes, archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        part = archive.getinfo(name)
        if part.file_size > _LARGEST_INDEX:
            raise UserError(DAMAGED)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(b"".join(file_safety.unpack(data, part)), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise UserError(DAMAGED) from error
