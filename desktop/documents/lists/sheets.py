"""Any list as a workbook an office can print, send round and calculate with.

`sheet_frame` draws what stands around the list with openpyxl; `sheet_rows` streams the list itself into it.
"""

import errno
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msoffcrypto.format.ooxml
from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents import saving
from desktop.documents.lists import sheet_approval, sheet_frame, sheet_rows, sheet_style
from desktop.documents.lists.lists import LaidOut, laid_out
from desktop.documents.lists.lists import SheetColumn as SheetColumn
from desktop.documents.lists.lists import SheetOptions as SheetOptions
from desktop.documents.lists.lists import SheetSpec as SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.rules import fields
from desktop.rules.fields import Kind

MOST_ROWS = 1_048_000
"""A sheet holds 1,048,576; the difference is room for the lines above and below the list."""
_SHEET, _TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
_LEVEL = 1  # of compression: level 6 takes half as long again to save a fifth of the file


def write_sheet(
    path: Path,
    sheet: SheetSpec,
    progress: Progress = no_progress,
    written: Callable[[], None] = saving.nothing_more,
) -> Path:
    """Write the list and return where it came to lie (see `saving.save`).

    Raises UserError when there are more rows than a sheet holds or the file cannot be saved; Cancelled through
    ``progress``. Then the old file stays and nothing lies beside it.
    """
    return saving.save(path, lambda draft: _write(draft, sheet, progress), written, suffix=".xlsx")


def _write(draft: Path, sheet: SheetSpec, progress: Progress) -> None:
    if not sheet.options.password:
        with draft.open("wb") as file:
            _write_workbook(file, sheet, progress)
        return
    # Held in memory, so that the protected list never lies open on the disk.
    with io.BytesIO() as plain, draft.open("w+b") as file:
        _write_workbook(plain, sheet, progress)
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(sheet.options.password, file)


def _write_workbook(file: BinaryIO, sheet: SheetSpec, progress: Progress) -> None:
    laid = laid_out(sheet)
    count = len(laid.rows)
    if count > MOST_ROWS:
        raise UserError(f"엑셀 한 장에는 {MOST_ROWS:,}줄까지 들어갑니다. 조건을 주어 나누어 내보내 주세요.")
    frame = sheet_frame.Frame(
        title=sheet.title,
        subtitle=sheet.subtitle,
        note=laid.note,
        headings=laid.headings,
        widths=laid.widths,
        approval_boxes=sheet.options.approval_boxes,
        landscape=sheet.options.landscape,
        masked=sheet.options.masked,
        one_page=sheet.options.one_page,
    )
    workbook = Workbook()
    page = workbook.worksheets[0]
    heading = sheet_frame.draw(page, frame)
    first, last = heading + 1, heading + count
    end = last + bool(laid.totals)
    sheet_frame.set_page(page, frame, heading, last, end)
    sheet_frame.describe(workbook, sheet.title)
    cells = _body_columns(page, laid, frame.widths, masked=sheet.options.masked)
    styles = [sheet_style.sum_style(page, number=isinstance(total, int)) for total in laid.totals]
    sums = sheet_rows.sum_row(cells, styles, laid.totals, first, last) if laid.totals else ""

    def body() -> Iterator[str]:
        for done, xml in sheet_rows.blocks(cells, laid.rows, first, laid.row_height):
            yield xml
            progress(done, count)
        yield sums

    boxes = sheet.options.approval_boxes
    drawing = sheet_approval.parts(boxes, frame.boxes_at, len(frame.front), frame.scale) if boxes else {}
    _stream(workbook, file, body(), f"A1:{frame.last_letter}{end}", drawing)


def _body_columns(
    page: Worksheet, laid: LaidOut, widths: Sequence[float], *, masked: bool
) -> list[sheet_rows.BodyColumn]:
    columns = []
    for index, (column, width, show) in enumerate(zip(laid.columns, widths, laid.shows, strict=True), 1):
        hidden = masked and column.field.private
        typed = not hidden and column.field.kind in fields.NUMERIC | fields.DATES | {Kind.MOMENT}
        columns.append(
            sheet_rows.BodyColumn(
                letter=get_column_letter(index),
                style=sheet_style.body_style(page, column.field, as_text=hidden),
                quoted_style=sheet_style.body_style(page, column.field, as_text=hidden, quoted=True),
                width=width,
                typed=typed,
                masked=hidden,
                show=show,
                hundredths=typed and column.field.kind is Kind.SCORE,
            )
        )
    return columns


def _stream(
    workbook: Workbook, file: BinaryIO, body: Iterable[str], area: str, drawing: Mapping[str, str]
) -> None:
    """Save the drawn workbook with the rows of ``body`` after its own; ``area`` is what all of it fills.

    ``drawing`` holds the files of a drawing over the sheet, by name.
    """
    drawn_area = workbook.worksheets[0].calculate_dimension()
    drawn = io.BytesIO()
    workbook.save(drawn)
    with (
        zipfile.ZipFile(drawn) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target,
    ):
        plain = {name: source.read(name).decode() for name in source.namelist()}
        before, rows_end, after = _whole(plain.pop(_SHEET)).partition("</sheetData>")
        before = before.replace(f'<dimension ref="{drawn_area}"/>', f'<dimension ref="{area}"/>', 1)
        # Staff numbers and phones are text on purpose; without this Excel marks each with a green corner.
        more = f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'
        if drawing:
            more += sheet_approval.REFERENCE
            plain[_TYPES] = plain[_TYPES].replace("</Types>", f"{sheet_approval.CONTENT_TYPE}</Types>")
        for name, text in (plain | dict(drawing)).items():
            target.writestr(name, text)
        with target.open(_SHEET, "w") as part:
            for xml in chain(
                (before,), body, (rows_end, after.replace("</worksheet>", f"{more}</worksheet>"))
            ):
                part.write(xml.encode())


def _whole(xml: str) -> str:
    """What openpyxl drew. It draws through a temporary file, and where that finds no room no error reaches us."""
    try:
        etree.fromstring(xml.encode())
    except etree.XMLSyntaxError:
        raise OSError(errno.EIO, os.strerror(errno.EIO)) from None
    return xml
