"""Any list as a workbook an office can print, send round and calculate with.

`sheet_frame` draws what stands around the list with openpyxl; `sheet_rows` streams the list itself into it.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msoffcrypto.format.ooxml
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents import saving, sheet_frame, sheet_rows, sheet_style
from desktop.errors import Progress, UserError, no_progress
from desktop.rules import fields
from desktop.rules.fields import Field, Kind, Value
from desktop.text import dates

MOST_ROWS = 1_048_000
"""A sheet holds 1,048,576; the difference is room for the lines above and below the list."""
_COUNTING_UNITS = frozenset({"명", "건", "개", "회", "팀", "곳", "시간", "원"})
_NUMBER = Field("number", "연번", Kind.INTEGER)
_REMARKS_WIDTH = 14.0
_REMARKS = Field("remarks", "비고")
_SHEET = "xl/worksheets/sheet1.xml"
_LEVEL = 2  # of compression: level 6 takes half as long again to save a tenth of the file
_MEASURED = 1000


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column; without ``width`` (in characters) the values decide, without ``summed`` the unit does."""

    field: Field
    width: float | None = None
    summed: bool | None = None

    @property
    def heading(self) -> str:
        return f"{self.field.title}\n({self.field.unit})" if self.field.unit else self.field.title

    @property
    def is_summed(self) -> bool:
        if self.summed is not None:
            return self.summed
        return self.field.kind is Kind.AMOUNT or (
            self.field.kind is Kind.INTEGER and self.field.unit in _COUNTING_UNITS
        )


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What the person chose. ``landscape`` None turns the page when the columns ask for it."""

    masked: bool = False
    approval_boxes: tuple[str, ...] = ()
    sums: bool = False
    landscape: bool | None = None
    password: str | None = field(default=None, repr=False)
    number_column: bool = True
    remarks: bool = False


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A list to be written: its columns, and rows of their values in the order they shall stand in.

    Under the title ``subtitle`` (office, cohort, filter) stands at the left, ``as_of`` and the number of
    rows, counted in ``unit``, at the right.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[Value]]
    subtitle: str = ""
    as_of: dt.date | None = None
    unit: str = "건"
    options: SheetOptions = SheetOptions()


def write_sheet(path: Path, sheet: SheetSpec, progress: Progress = no_progress) -> Path:
    """Write the list and return where it came to lie (see `saving.save`).

    Raises UserError when there are more rows than a sheet holds, no room for the approval boxes, or the file
    cannot be saved; Cancelled through ``progress``. Then the old file stays and nothing lies beside it.
    """
    return saving.save(path, lambda draft: _write(draft, sheet, progress))


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
    columns, rows = _laid_out(sheet)
    if len(rows) > MOST_ROWS:
        raise UserError(f"엑셀 한 장에는 {MOST_ROWS:,}줄까지 들어갑니다. 조건을 주어 나누어 내보내 주세요.")
    masked = sheet.options.masked
    shows = [partial(fields.show, column.field, masked=masked) for column in columns]
    totals = _totals(columns, rows) if sheet.options.sums else []
    kinds = [column.field.kind for column in columns]
    natural = _natural_widths(columns, rows, shows, totals)
    widths = sheet_style.fitted(kinds, natural, landscape=sheet.options.landscape)
    spans = _approval(sheet.options.approval_boxes, widths)
    frame = sheet_frame.Frame(
        title=sheet.title,
        subtitle=sheet.subtitle,
        note=_note(sheet, len(rows)),
        headings=tuple(column.heading for column in columns),
        widths=sheet_style.roomy(widths, [(left, right) for _words, left, right in spans]),
        approval=spans,
        landscape=sheet.options.landscape,
        masked=masked,
    )
    workbook = Workbook()
    page = workbook.worksheets[0]
    heading = sheet_frame.draw(page, frame)
    first, last = heading + 1, heading + len(rows)
    sheet_frame.set_page(page, frame, heading, last, last + bool(totals))
    sheet_frame.describe(workbook, sheet.title)
    cells = [
        _cells(page, column.field, index, width, show, masked=masked)
        for index, (column, width, show) in enumerate(zip(columns, frame.widths, shows, strict=True), 1)
    ]

    styles = [sheet_style.sum_style(page, number=isinstance(total, int)) for total in totals]
    sums = sheet_rows.sum_row(cells, styles, totals, first, last) if totals else ""

    def body() -> Iterator[str]:
        for done, xml in sheet_rows.blocks(cells, rows, first):
            yield xml
            progress(done, len(rows))
        yield sums

    _stream(workbook, file, body(), f"A1:{frame.last_letter}{last + bool(totals)}")


def _laid_out(sheet: SheetSpec) -> tuple[list[SheetColumn], list[tuple[Value, ...]]]:
    """Columns and rows with 연번 before them and 비고 after them where wanted."""
    columns = list(sheet.columns)
    rows = [tuple(row) for row in sheet.rows]
    if sheet.options.number_column:
        columns.insert(0, SheetColumn(_NUMBER))
        rows = [(number, *row) for number, row in enumerate(rows, 1)]
    if sheet.options.remarks:
        columns.append(SheetColumn(_REMARKS, _REMARKS_WIDTH))
        rows = [(*row, None) for row in rows]
    return columns, rows


def _note(sheet: SheetSpec, count: int) -> str:
    counted = f"총 {count:,}{sheet.unit}"
    return f"{dates.show_date(sheet.as_of)} 기준 · {counted}" if sheet.as_of else counted


def _approval(boxes: tuple[str, ...], widths: Sequence[float]) -> tuple[tuple[str, int, int], ...]:
    """The words of the approval boxes and the columns they lie over."""
    if not boxes:
        return ()
    spans = sheet_style.approval_spans(widths, len(boxes))
    if not spans:
        raise UserError(
            f"결재란 {len(boxes)}칸을 넣기에는 열이 모자랍니다. 열을 더 보이게 하거나 결재란을 빼 주세요."
        )
    return tuple((words, *span) for words, span in zip(("결\n재", *boxes), spans, strict=True))


def _totals(columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]) -> list[str | int | None]:
    """What stands in the last row; empty when no column can be summed."""
    totals: list[str | int | None] = [
        sum(value for row in rows if isinstance(value := row[index], int)) if column.is_summed else None
        for index, column in enumerate(columns)
    ]
    if all(total is None for total in totals):
        return []
    label = next((index for index, total in enumerate(totals) if total is None), None)
    if label is not None:
        totals[label] = "합계"
    return totals


def _natural_widths(
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    shows: Sequence[Callable[[Value], str]],
    totals: Sequence[str | int | None],
) -> list[float]:
    sample = rows[:: len(rows) // _MEASURED + 1]
    natural = []
    for index, (column, show) in enumerate(zip(columns, shows, strict=True)):
        values = [row[index] for row in sample]
        if (
            column.field.kind in fields.NUMERIC
        ):  # a number that does not fit shows as ####, so all of them count
            numbers = [value for row in rows if isinstance(value := row[index], int)]
            values += [max(numbers, default=0), min(numbers, default=0), totals[index] if totals else None]
        measured = sheet_style.natural_width(column.heading, (show(value) for value in values))
        natural.append(column.width or measured)
    return natural


def _cells(
    page: Worksheet, field: Field, index: int, width: float, show: Callable[[Value], str], *, masked: bool
) -> sheet_rows.BodyColumn:
    hidden = masked and field.private
    typed = not hidden and field.kind in fields.NUMERIC | fields.DATES | {Kind.MOMENT}
    return sheet_rows.BodyColumn(
        letter=get_column_letter(index),
        style=sheet_style.body_style(page, field, as_text=not typed),
        quoted_style=sheet_style.body_style(page, field, as_text=True, quoted=True),
        width=width,
        typed=typed,
        masked=hidden,
        show=show,
    )


def _stream(workbook: Workbook, file: BinaryIO, body: Iterable[str], area: str) -> None:
    """Save the drawn workbook with the rows of ``body`` after its own; ``area`` is what all of it fills."""
    drawn_area = workbook.worksheets[0].calculate_dimension()
    drawn = io.BytesIO()
    workbook.save(drawn)
    with (
        zipfile.ZipFile(drawn) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target,
    ):
        for name in source.namelist():
            if name != _SHEET:
                target.writestr(name, source.read(name))
        before, rows_end, after = source.read(_SHEET).decode().partition("</sheetData>")
        before = before.replace(f'<dimension ref="{drawn_area}"/>', f'<dimension ref="{area}"/>', 1)
        # Staff numbers and phones are text on purpose; without this Excel marks each with a green corner.
        calm = f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'
        after = after.replace("</worksheet>", f"{calm}</worksheet>")
        with target.open(_SHEET, "w") as part:
            for xml in chain((before,), body, (rows_end, after)):
                part.write(xml.encode())
