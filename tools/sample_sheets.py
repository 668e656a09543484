"""Sample workbooks as offices really send them: title rows, headings on two lines, dates in every spelling."""

import datetime as dt
import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from sample_people import Person

_LINE = Side(style="thin", color="FF808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="FFEDEDED")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_MADE = dt.datetime(2022, 9, 16)  # noqa: DTZ001 - a fixed stamp, so that the files stay the same
TRAINEE_HEADS = (
    ("연번", ""), ("성명", ""), ("생년월일", ""), ("성별", ""), ("연락처", "휴대전화"), ("연락처", "이메일"),
    ("거주지(동)", ""), ("학력", "학교"), ("학력", "학과"), ("학력", "전공/비전공"),
    ("개인정보 동의", "동의일"), ("수강", "기수"), ("수강", "단계"), ("수강", "상태"), ("수강", "사유"),
    ("수강", "팀"), ("비고", ""),
)  # fmt: skip


def trainees(path: Path, year: int, people: Sequence[Person]) -> None:
    """The applicants of a year with where each one came to stand."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "교육생"
    _headline(sheet, f"{year}년 서초 AI칼리지 교육생 명단", len(TRAINEE_HEADS))
    sheet["A2"] = f"({year}. 9. 말 현재, 일자리경제과)"
    _two_line_heading(sheet, 4, TRAINEE_HEADS)
    spell = random.Random(year)  # noqa: S311 - invented data, the same every time
    for number, person in enumerate(people, 1):
        sheet.append(
            (
                number,
                _spelt_name(spell, person.name),
                _spelt_date(spell, person.birth),
                person.gender,
                _spelt_phone(spell, person.phone),
                person.email,
                person.address,
                person.school,
                person.major,
                person.major_kind,
                person.consent,
                year,
                person.stage,
                person.status,
                person.reason or None,
                person.team or None,
                None,
            )
        )
    sheet.append(("합계", f"{len(people)}명"))
    _finish(sheet, (4, 5), (6, 10, 14, 6, 16, 24, 12, 15, 18, 12, 13, 7, 20, 10, 24, 18, 10))
    _save(book, path)


def members(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """The members of the junior board."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "위원"
    heads = (
        "연번",
        "성 명",
        "소속",
        "직급",
        "담당업무",
        "임용일자",
        "사번",
        "생년월일",
        "휴대전화",
        "이메일",
        "비고",
    )
    _headline(sheet, "2022년 주니어보드 '슈퍼히어로' 위원 명단", len(heads))
    sheet["A2"] = "발대식: 2022. 9. 14.(수)"
    sheet.append([])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    _finish(sheet, (4, 4), (6, 10, 18, 10, 26, 14, 12, 14, 16, 26, 10))
    _save(book, path)


def companies(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """The companies that agreed to take interns."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "기업"
    heads = (
        ("연번", ""), ("기업명", ""), ("사업자등록번호", ""), ("분야", ""), ("소재지", ""), ("상시근로자수", ""),
        ("담당자", "담당자명"), ("담당자", "담당자 연락처"), ("담당자", "담당자 이메일"),
        ("협약", "협약일"), ("협약", "협약 종료일"), ("비고", ""),
    )  # fmt: skip
    _headline(sheet, "인턴십 참여기업 현황", len(heads))
    sheet["A2"] = "(단위: 명)"
    _two_line_heading(sheet, 4, heads)
    for row in rows:
        sheet.append(row)
    _finish(sheet, (4, 5), (6, 20, 16, 18, 30, 10, 10, 16, 26, 13, 13, 10))
    _save(book, path)


def _headline(sheet: Worksheet, title: str, columns: int) -> None:
    sheet["A1"] = title
    sheet["A1"].font = Font(size=16, bold=True)
    sheet["A1"].alignment = _CENTRE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 32


def _two_line_heading(sheet: Worksheet, row: int, heads: Sequence[tuple[str, str]]) -> None:
    column = 1
    while column <= len(heads):
        upper, lower = heads[column - 1]
        last = column
        while lower and last < len(heads) and heads[last][0] == upper:
            last += 1
        sheet.cell(row, column, upper)
        if not lower:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column)
        for part in range(column, last + 1):
            if lower:
                sheet.cell(row + 1, part, heads[part - 1][1])
        if last > column:
            sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=last)
        column = last + 1


def _finish(sheet: Worksheet, heading: tuple[int, int], widths: Sequence[int]) -> None:
    first, last = heading
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    for cells in sheet.iter_rows(first, sheet.max_row, 1, len(widths)):
        for cell in cells:
            cell.border, cell.alignment = _BOX, _CENTRE
            if cell.row <= last:
                cell.fill, cell.font = _HEAD, Font(bold=True)
            elif isinstance(cell.value, dt.date):
                cell.number_format = "yyyy-mm-dd"


def _spelt_name(spell: random.Random, name: str) -> str:
    roll = spell.random()
    if roll < 0.04:
        return " ".join(name)
    if roll < 0.07:
        return f"{name} "
    return unicodedata.normalize("NFD", name) if roll < 0.10 else name


def _spelt_date(spell: random.Random, day: dt.date) -> object:
    short = f"{day:%y}"
    spellings = (
        f"{day:%Y-%m-%d}", f"{day:%y%m%d}", f"{short}.{day.month}.{day.day}", f"{day.year}. {day.month}. {day.day}.",
        f"{day.year}년 {day.month}월 {day.day}일", int(f"{day:%Y%m%d}"),
    )  # fmt: skip
    return spell.choice(spellings) if spell.random() < 0.35 else day


def _spelt_phone(spell: random.Random, phone: str) -> object:
    digits = phone.replace("-", "")
    roll = spell.random()
    if roll < 0.06:
        return int(digits)
    if roll < 0.10:
        return digits
    return phone.replace("-", ".") if roll < 0.13 else phone


def _save(book: Workbook, path: Path) -> None:
    """The same bytes from the same data: the library's time stamps are taken out."""
    made = io.BytesIO()
    book.properties.creator = "이음"
    book.properties.created = _MADE
    book.save(made)
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                stamp = f"{_MADE.isoformat()}Z".encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
