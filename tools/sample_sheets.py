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
from sample_people import ADVANCED, BASIC, PORTFOLIO, Person

_LINE = Side(style="thin", color="FF808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="FFEDEDED")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_MADE = dt.datetime(2022, 9, 16)  # noqa: DTZ001 - a fixed stamp, so that the files stay the same
STAGES = (BASIC, ADVANCED, PORTFOLIO)
APPLICATION = (
    ("연번", ""), ("성명", ""), ("생년월일", ""), ("성별", ""), ("연락처", "휴대전화"), ("연락처", "이메일"),
    ("거주지(동)", ""), ("학력", "학교"), ("학력", "학과"), ("학력", "전공/비전공"),
    ("개인정보 동의", "동의일"), ("개인정보 동의", "동의 범위"),
    ("수강", "기수"), ("수강", "단계"), ("수강", "상태"), ("수강", "사유"), ("비고", ""),
)  # fmt: skip
RESULT = ("연번", "성명", "생년월일", "휴대전화", "기수", "단계", "상태", "사유", "팀명", "비고")


def trainees(path: Path, year: int, people: Sequence[Person]) -> None:
    """The applicants of a year and what became of them: a sheet for each stage, as the office kept them."""
    book = Workbook()
    spell = random.Random(year)  # noqa: S311 - invented data, the same every time
    sheet = book.worksheets[0]
    sheet.title = BASIC
    _headline(sheet, f"{year}년 서초 AI칼리지 신청자 명단", len(APPLICATION))
    sheet["A2"] = f"({year}. 9. 말 현재, 일자리정책과)"
    _two_line_heading(sheet, 4, APPLICATION)
    for number, person in enumerate(people, 1):
        sheet.append(_application(spell, number, year, person))
    sheet.append(("합계", f"{len(people)}명"))
    _finish(sheet, (4, 5), (6, 10, 15, 6, 16, 24, 12, 15, 18, 12, 13, 20, 7, 14, 10, 24, 10))
    for stage in STAGES[1:]:
        _result_sheet(book.create_sheet(stage), spell, year, stage, people)
    _save(book, path)


def _application(spell: random.Random, number: int, year: int, person: Person) -> tuple[object, ...]:
    return (
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
        "수집·이용, 제3자 제공",
        year,
        BASIC,
        *_outcome(person, BASIC),
        None,
    )


def _result_sheet(
    sheet: Worksheet, spell: random.Random, year: int, stage: str, people: Sequence[Person]
) -> None:
    reached = [person for person in people if STAGES.index(person.stage) >= STAGES.index(stage)]
    reached.sort(key=lambda person: (person.team == "", person.team, person.name))
    _headline(sheet, f"{year}년 {stage} 수강 결과", len(RESULT))
    sheet.append([])
    sheet.append(RESULT)
    for number, person in enumerate(reached, 1):
        name, birth = person.name, _spelt_date(spell, person.birth)
        team = person.team if stage == PORTFOLIO else ""
        standing = _outcome(person, stage)
        sheet.append((number, name, birth, person.phone, f"{year}년", stage, *standing, team or None, None))
    _finish(sheet, (3, 3), (6, 10, 15, 16, 9, 20, 10, 24, 18, 10))


def _outcome(person: Person, stage: str) -> tuple[str, str | None]:
    """Status and reason in a stage: completed where the person went on to a later one."""
    return (person.status, person.reason or None) if person.stage == stage else ("수료", None)


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
        "연번", "기업명", "사업자등록번호", "분야", "소재지", "상시근로자수\n(명)", "담당자명", "담당자 연락처",
        "담당자 이메일", "협약일", "협약 종료일", "비고",
    )  # fmt: skip
    _headline(sheet, "인턴십 참여기업 현황", len(heads))
    sheet["A2"] = "(2022. 3. 말 기준)"
    sheet.append([])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    _finish(sheet, (4, 4), (6, 20, 16, 18, 30, 10, 10, 16, 26, 13, 13, 10))
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
