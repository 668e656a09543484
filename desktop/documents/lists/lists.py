"""A list for paper, before it becomes a workbook or a PDF: its columns, rows, sums and widths."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, repeat

from desktop.documents.lists import list_layout
from desktop.rules import fields
from desktop.rules.fields import Field, Kind, Value
from desktop.text import dates

_NUMBER = Field("number", "연번", Kind.INTEGER)
_REMARKS = Field("remarks", "비고")
_TO_WRITE_IN = 14.0
_ROOM_TO_SIGN = 28.0
_MEASURED = 1000


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column; without ``width`` (in characters) the values decide, without ``summed`` the field does."""

    field: Field
    width: float | None = None
    summed: bool | None = None

    @property
    def heading(self) -> str:
        return f"{self.field.title}\n({self.field.unit})" if self.field.unit else self.field.title

    @property
    def is_summed(self) -> bool:
        return self.field.adds_up if self.summed is None else self.summed


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What the person chose. ``landscape`` None turns the page when the columns ask for it.

    ``one_page`` prints smaller what would run over on to a second page, as far as it stays readable.
    ``number_column`` is 연번 in front; ``signatures`` (for what, is ``signed_for``) and ``remarks`` are empty columns to write in,
    at the end.
    """

    masked: bool = False
    approval_boxes: tuple[str, ...] = ()
    sums: bool = False
    landscape: bool | None = None
    one_page: bool = False
    password: str | None = field(default=None, repr=False)
    number_column: bool = True
    signatures: bool = False
    signed_for: str = "수령 서명"
    remarks: bool = False


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A list to be written: its columns, and rows of their values in the order they shall stand in.

    Under the title ``subtitle`` (office, cohort, filter) stands at the left, ``as_of`` and the number of
    rows, counted in ``unit``, at the right; with ``figures_of`` it also says of which other day its figures are.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[Value]]
    subtitle: str = ""
    as_of: dt.date | None = None
    figures_of: str = ""
    unit: str = "건"
    options: SheetOptions = SheetOptions()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A spec worked out. ``shows`` gives a column's text for a value; ``widths`` are in characters on the page.

    ``totals`` is what stands in the last row, empty when nothing is summed. ``row_height`` in points is the least.
    """

    columns: tuple[SheetColumn, ...]
    rows: Sequence[tuple[Value, ...]]
    shows: tuple[Callable[[Value], str], ...]
    totals: tuple[str | int | None, ...]
    widths: tuple[float, ...]
    note: str
    row_height: float

    @property
    def headings(self) -> tuple[str, ...]:
        """Titles with their units."""
        return tuple(column.heading for column in self.columns)


def laid_out(sheet: SheetSpec) -> LaidOut:
    """The list with the columns that were asked for around its own, and how wide each is."""
    columns, rows = _with_more_columns(sheet)
    masked = sheet.options.masked
    shows = tuple(partial(fields.show, column.field, masked=masked) for column in columns)
    totals = _totals(columns, rows, masked=masked) if sheet.options.sums else ()
    natural = _natural_widths(columns, rows, shows, totals)
    kinds = [column.field.kind for column in columns]
    return LaidOut(
        columns=columns,
        rows=rows,
        shows=shows,
        totals=totals,
        widths=tuple(list_layout.fitted(kinds, natural, landscape=sheet.options.landscape)),
        note=_note(sheet, len(rows)),
        row_height=_ROOM_TO_SIGN if sheet.options.signatures else list_layout.ROW_HEIGHT,
    )


def _with_more_columns(sheet: SheetSpec) -> tuple[tuple[SheetColumn, ...], list[tuple[Value, ...]]]:
    options = sheet.options
    before = (SheetColumn(_NUMBER),) if options.number_column else ()
    wanted = ((options.signatures, Field("signature", options.signed_for)), (options.remarks, _REMARKS))
    after = tuple(SheetColumn(empty, _TO_WRITE_IN) for asked, empty in wanted if asked)
    blanks = (None,) * len(after)
    numbers = ((number,) for number in count(1)) if before else repeat(())
    rows = [(*number, *row, *blanks) for number, row in zip(numbers, sheet.rows, strict=False)]
    return (*before, *sheet.columns, *after), rows


def _note(sheet: SheetSpec, total: int) -> str:
    counted = f"총 {total:,}{sheet.unit}"
    if not sheet.as_of:
        return counted
    day = dates.show_date(sheet.as_of)
    if sheet.figures_of:
        return f"{day} 현재 · {sheet.figures_of} 기준 · {counted}"
    return f"{day} 기준 · {counted}"


def _totals(
    columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]], *, masked: bool
) -> tuple[str | int | None, ...]:
    totals: list[str | int | None] = [
        sum(value for row in rows if isinstance(value := row[index], int))
        if column.is_summed and not (masked and column.field.private)
        else None
        for index, column in enumerate(columns)
    ]
    if all(total is None for total in totals):
        return ()
    label = next((index for index, total in enumerate(totals) if total is None), None)
    if label is not None:
        totals[label] = "합계"
    return tuple(totals)


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
        if column.field.kind in fields.NUMERIC:
            # All of them count: a number that does not fit shows as ####.
            numbers = [value for row in rows if isinstance(value := row[index], int)]
            values += [max(numbers, default=0), min(numbers, default=0), totals[index] if totals else None]
        texts = (show(value) for value in values)
        measured = list_layout.natural_width(column.heading, texts, column.field.kind)
        natural.append(column.width or measured)
    return natural
