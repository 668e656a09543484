"""Applications as they arrive: 456 invented people in one office's sheet, and small sheets for single questions."""

import datetime as dt
from pathlib import Path

import openpyxl

from desktop.documents.reading.cells import Sheet, Workbook
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.lists import LISTS

HEADINGS = ("연번", "성명", "생년월일", "성별", "휴대폰", "이메일", "거주동", "학교", "전공", "전공여부")
_SURNAMES = "김이박최정강조윤장임한오서신권황안송유홍"
_FIRST = "하도서지민수연우준예은채"
_SECOND = "늘담솔빛결온별샘찬율"


def name_of(number: int) -> str:
    return (
        _SURNAMES[number % len(_SURNAMES)]
        + _FIRST[number // len(_SURNAMES) % len(_FIRST)]
        + _SECOND[number // 7 % len(_SECOND)]
    )


def applicant(number: int) -> list[object]:
    """One row, with its date and phone in a way of writing that changes from row to row."""
    birth = dt.date(1983, 1, 1) + dt.timedelta(days=number * 14)
    phone = f"010-{1000 + number:04d}-{(number * 37) % 10000:04d}"
    digits = phone.replace("-", "")
    births = (
        birth,
        birth.isoformat(),
        f"{birth:%y%m%d}",
        f"{birth.year}.{birth.month}.{birth.day}",
        f"{birth:%Y%m%d}",
    )
    phones = (phone, int(digits), digits, phone.replace("-", "."), phone.replace("-", " "))
    return [
        number,
        name_of(number),
        births[number % 5],
        "남여"[number % 2],
        phones[number % 4],
        f"user{number}@example.kr",
        "서초1동",
        "한빛대학교",
        "통계학과",
        "OX"[number % 3 == 0],
    ]


def write(path: Path, *lines: object, sheet: str = "신청자") -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in lines:
        book.active.append(list(line))
        for cell in book.active[book.active.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with '=' stays a text
    book.save(path)
    return path


def applications(path: Path, count: int = 456, *, extra: tuple[list[object], ...] = ()) -> Path:
    """The sheet of ``count`` applicants with title, heading, sum, and more rows after the applicants."""
    people = [applicant(number) for number in range(1, count + 1)]
    return write(
        path,
        ["2022년 서초 AI칼리지 신청자 명단"],
        [],
        HEADINGS,
        *people,
        *extra,
        ["합계", None, None, None, f"{count}명"],
    )


def sheet(name: str, *rows: tuple[object, ...], **of_the_sheet: object) -> Sheet:
    """A sheet as a reader hands it over, its rows made equally long."""
    width = max(map(len, rows), default=0)
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in rows), **of_the_sheet)


def workbook(folder: Path, *sheets: Sheet) -> Workbook:
    """A file that was read, without there being one."""
    return Workbook(folder / "명단.xlsx", sheets)


def listed(store, kind: str = "trainees") -> list[dict[str, object]]:
    """All records of a kind as its list has them."""
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=Scope(today=store.today())))
    keys = ["id", *(column.key for column in listing.columns)]
    return [dict(zip(keys, row, strict=True)) for row in listing.page(0, listing.count())]
