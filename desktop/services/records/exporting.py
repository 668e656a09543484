"""A list as it stands on the screen, as a workbook or PDF: the same rows, columns and order, and a line in the history."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from sqlalchemy import select

from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.model.base import table_of
from desktop.queries.filtering import describe
from desktop.queries.list_spec import Column
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, Value
from desktop.services.datafile.parts import parts
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS
from desktop.services.office import settings as office
from desktop.services.records import access
from desktop.text import file_names
from desktop.text.dates import show_date

_PAGE = 500
_GONE_OUT = "이미 내보낸 파일과 인쇄한 종이는 되돌릴 수 없습니다."


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the officer chose. ``title`` blank: the list's own; ``purpose`` stands in the history.

    ``approval_boxes`` are the words of the 결재란, () for none. With ``signatures`` an empty column to sign in comes
    last. ``number_column`` is the 연번 in front. ``one_page`` prints smaller what would run over on to a second page.
    ``printed`` says that the file goes to a printer and is not kept, ``as_data`` that it is no file but what a command
    told. ``confidential`` adds the columns that go out only where that is ticked.
    """

    title: str = ""
    masked: bool = False
    approval_boxes: tuple[str, ...] = ()
    sums: bool = False
    remarks: bool = False
    signatures: bool = False
    number_column: bool = True
    landscape: bool | None = None
    one_page: bool = False
    password: str | None = field(default=None, repr=False)
    purpose: str = ""
    printed: bool = False
    as_data: bool = False
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and where the file came to lie when another program held the one asked for."""

    rows: int
    path: Path


def export_list(
    store: Store,
    listing: Listing,
    path: Path,
    options: ExportOptions = ExportOptions(),
    progress: Progress = no_progress,
    *,
    columns: Sequence[str] = (),
) -> Exported:
    """Write the rows ``listing`` leaves, in its order, with the columns named in their order (those shown at first).

    A ``path`` that ends in .pdf makes a PDF/A file, any other a workbook. Raises UserError when the file cannot be
    saved, Cancelled through ``progress``; then no file is left and nothing stands in the history.
    """
    chosen = _columns(listing, columns)
    if is_pdf(path) and options.password:
        raise UserError(
            "PDF에는 암호를 걸 수 없습니다. 암호를 지우거나 엑셀 파일로 내보내 주세요.", "password"
        )
    rows = list(_rows(listing, chosen, progress))
    if options.confidential:
        chosen, rows = _with_confidential(store, listing, chosen, rows)
    sheet = _sheet(store, listing, chosen, rows, options)
    landed = _writer(path)(
        path,
        sheet,
        lambda done, total: progress(total + done, 2 * total),
        # Before the file is in its place: after a breakdown it is better that the file is missing than its line.
        lambda: _log(store, listing, chosen, len(rows), path, options),
    )
    return Exported(len(rows), landed)


def for_paper(
    store: Store,
    listing: Listing,
    options: ExportOptions,
    progress: Progress = no_progress,
    *,
    columns: Sequence[str] = (),
) -> tuple[int, bytes]:
    """How many rows were drawn, and the PDF to be printed; on record before it goes to a printer, and in no file."""
    from desktop.documents.lists.list_pdf import list_pdf

    chosen = _columns(listing, columns)
    rows = list(_rows(listing, chosen, progress))
    sheet = _sheet(store, listing, chosen, rows, options)
    pdf = list_pdf(sheet, lambda done, total: progress(total + done, 2 * total))
    _log(store, listing, chosen, len(rows), Path(), options)
    return len(rows), pdf


def log_read_out(store: Store, listing: Listing, rows: int) -> None:
    """Put on record that a list was handed out as data, every column of it in full, where any is a person's."""
    if any(column.field.private for column in listing.columns):
        _log(store, listing, listing.columns, rows, Path(), ExportOptions(as_data=True))


def log_told(store: Store, title: str, counter: str, told: Sequence[Field], rows: int) -> None:
    """The same of a list that is worked out, of which no listing is made."""
    private = [field.title for field in told if field.private]
    if store.read_only or not private:
        return
    name = f"{title} {rows:,}{counter} 자료로 내보내기 (개인정보 {', '.join(private)})"
    with store.operation(name, sealed=_GONE_OUT) as op:
        op.touch()


def is_pdf(path: Path) -> bool:
    """Whether a file of this name is to be a PDF."""
    return path.suffix.lower() == ".pdf"


def file_name(listing: Listing, today: dt.date, *, masked: bool = False) -> str:
    """A name to propose: '교육생 명단_20220916.xlsx'."""
    words = f"{title_of(listing)}{'(가림)' if masked else ''}"
    return f"{file_names.fit(words)}_{today:%Y%m%d}.xlsx"


def title_of(listing: Listing) -> str:
    """What a list is called on paper."""
    spec = listing.spec
    return spec.paper or f"{spec.title} {'명단' if spec.counter == '명' else '현황'}"


def private_titles(listing: Listing, columns: Sequence[str] = ()) -> list[str]:
    """Which of the columns hold personal data."""
    return [column.field.title for column in _columns(listing, columns) if column.field.private]


def _writer(path: Path) -> Callable[[Path, SheetSpec, Progress, Callable[[], None]], Path]:
    # Imported when first used: their libraries take 0.4 s, which opening a page of the window should not wait for.
    if is_pdf(path):
        from desktop.documents.lists.list_pdf import write_list_pdf

        return write_list_pdf
    from desktop.documents.lists.sheets import write_sheet

    return write_sheet


def _columns(listing: Listing, keys: Sequence[str]) -> list[Column]:
    known = {column.key: column for column in listing.titled()}
    return [known[key] for key in keys or (key for key, column in known.items() if column.shown)]


def _rows(listing: Listing, columns: Sequence[Column], progress: Progress) -> Iterator[tuple[Value, ...]]:
    """The rows; reading them is the first half of the work."""
    keys = [column.key for column in listing.columns]
    places = [keys.index(column.key) + 1 for column in columns]  # the id stands first
    ids = listing.ids()
    pick = itemgetter(*places, 0)  # with one place alone it would give no tuple
    for start in range(0, len(ids), _PAGE):
        progress(start, 2 * len(ids))
        yield from (pick(row)[:-1] for row in listing.rows(ids[start : start + _PAGE]))


def confidential_titles(kind: str) -> list[str]:
    """What of a kind of record goes out only where that is ticked."""
    return [each.title for each in _confidential(kind)]


def _confidential(kind: str) -> list[Field]:
    return [each for each in KINDS[kind].fields if each.confidential] if kind in KINDS else []


def _with_confidential(
    store: Store, listing: Listing, columns: list[Column], rows: list[tuple[Value, ...]]
) -> tuple[list[Column], list[tuple[Value, ...]]]:
    """The same with what is confidential at the end of every row."""
    kind = KINDS[listing.spec.kind]
    fields = _confidential(kind.kind)
    stored = table_of(kind.table).c
    ids = listing.ids()
    with store.read() as session:
        told = {
            row[0]: tuple(row[1:])
            for within in parts(ids)
            for row in session.execute(
                select(stored.id, *(stored[each.key] for each in fields)).where(within(stored.id))
            )
        }
    nothing = (None,) * len(fields)
    more = [Column(each, stored[each.key]) for each in fields]
    return [*columns, *more], [
        (*row, *told.get(row_id, nothing)) for row_id, row in zip(ids, rows, strict=True)
    ]


def _sheet(
    store: Store,
    listing: Listing,
    columns: Sequence[Column],
    rows: list[tuple[Value, ...]],
    options: ExportOptions,
) -> SheetSpec:
    return SheetSpec(
        title=options.title or title_of(listing),
        columns=tuple(SheetColumn(column.field) for column in columns),
        rows=rows,
        subtitle=" · ".join(_subtitle(store, listing, options)),
        as_of=store.today(),
        figures_of=_figures_of(columns, store.today()),
        unit=listing.spec.counter,
        options=SheetOptions(
            masked=options.masked,
            approval_boxes=options.approval_boxes,
            sums=options.sums,
            landscape=options.landscape,
            one_page=options.one_page,
            password=options.password,
            number_column=options.number_column,
            signatures=options.signatures,
            remarks=options.remarks,
        ),
    )


def _figures_of(columns: Sequence[Column], today: dt.date) -> str:
    """'만 나이 2022. 7. 25.': whose figures are of another day than the sheet, and of which."""
    dated = [column.field.title for column in columns if column.of_day]
    told = (
        f"{title[:-1]}".replace("(", " ") for title in dated if not title.endswith(f"({show_date(today)})")
    )
    return ", ".join(told)


def _subtitle(store: Store, listing: Listing, options: ExportOptions) -> Iterator[str]:
    """Office, cohort or board, search and filters, so that the sheet says what it leaves out."""
    if name := value(store, office.NAME):
        yield name
    scope = listing.criteria.scope
    if tuple(listing.spec.where(scope)):
        kind = KINDS[listing.spec.narrowed_to]
        with store.read() as session:
            narrowed_to = session.get(kind.table, scope.id_of(kind.kind) or 0)
            if narrowed_to is not None:
                yield kind.label(narrowed_to)
    for wanted in listing.criteria.filters:
        asked = listing.spec.column(wanted.key).field
        yield f"{asked.title}: 조건 있음" if options.masked and asked.private else describe(asked, wanted)
    if search := listing.criteria.search.strip():
        yield "검색 결과" if options.masked else f"'{search}' 검색"


def _log(
    store: Store, listing: Listing, columns: Sequence[Column], rows: int, path: Path, options: ExportOptions
) -> None:
    """Who took which personal data out, when and for what (개인정보의 안전성 확보조치 기준 제8조)."""
    private = [column.field.title for column in columns if column.field.private]
    kept = "가림" if options.masked else f"개인정보 {', '.join(private)}"
    detail = "" if not private else f" ({kept}{', 암호' if options.password else ''})"
    done = "인쇄" if options.printed else "자료로 내보내기"
    where = ""
    if not options.printed and not options.as_data:
        done, where = f"{'PDF' if is_pdf(path) else '엑셀'}로 내보내기", f": {path.name}"
    name = f"{listing.spec.title} {rows:,}{listing.spec.counter} {done}{detail}{where}"
    access.note_handed_out(store, name, _GONE_OUT, options.purpose)
