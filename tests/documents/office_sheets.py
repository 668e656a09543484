"""Sheets as offices send them, built by other programs than ours; everyone in them is invented."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Fill = Callable[[Worksheet], None]
HEADINGS = ("연번", "성명", "생년월일", "연락처", "비고")
KNOWN = (
    "성명",
    "이름",
    "생년월일",
    "연락처",
    "연락처 휴대폰",
    "연락처 이메일",
    "휴대폰",
    "이메일",
    "부서",
    "비고",
)
PEOPLE = (
    (1, "김하늘", dt.date(1998, 3, 1), "010-1234-5678", ""),
    (2, "이바다", dt.date(1997, 11, 20), "010-2345-6789", "재신청"),
    (3, "박구름", dt.date(2001, 7, 7), "010-3456-7890", ""),
)


def save(path: Path, fill: Fill, name: str = "명단") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    fill(sheet)
    book.save(path)
    return path


def rows(sheet: Worksheet, *lines: Iterable[object]) -> None:
    for line in lines:
        sheet.append([None if cell == "" else cell for cell in line])


def plain(sheet: Worksheet) -> None:
    rows(sheet, HEADINGS, *PEOPLE)


def titled(sheet: Worksheet) -> None:
    rows(sheet, ["2022년 서초 AI칼리지 신청자 명단"], [], ["", "", "", "", "(단위: 명)"], HEADINGS, *PEOPLE)
    sheet.merge_cells("A1:E1")


def two_lines(sheet: Worksheet) -> None:
    rows(
        sheet,
        ["신청자 명단"],
        ["연번", "성명", "생년월일", "연락처", "", "비고"],
        ["", "", "", "휴대폰", "이메일", ""],
        *[(n, name, birth, phone, f"user{n}@example.kr", note) for n, name, birth, phone, note in PEOPLE],
    )
    sheet.merge_cells("A1:F1")
    for letter in "ABCF":
        sheet.merge_cells(f"{letter}2:{letter}3")
    sheet.merge_cells("D2:E2")


def grouped_heading(sheet: Worksheet) -> None:
    rows(sheet, ["인적사항", "", "", "기타", ""], HEADINGS, *PEOPLE)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D1:E1")


def groups_and_sums(sheet: Worksheet) -> None:
    first, second, third = PEOPLE
    rows(
        sheet,
        HEADINGS,
        ["■ 서초1동"],
        first,
        ["소계", "", "", "", "1명"],
        ["■ 서초2동"],
        second,
        third,
        ["", "소 계", "", "", 2],
        ["합 계", "", "", "", "3명"],
    )
    sheet.merge_cells("A2:E2")


def approval_and_notes(sheet: Worksheet) -> None:
    rows(
        sheet,
        ["", "", "", "담당", "팀장"],
        ["", "", "", "", ""],
        [],
        HEADINGS,
        *PEOPLE,
        [],
        ["※ 연락처는 본인 확인을 거친 것임"],
        ["", "", "", "", "끝."],
    )
    sheet.merge_cells("D2:D3")


def pages(sheet: Worksheet) -> None:
    first, second, third = PEOPLE
    rows(
        sheet,
        HEADINGS,
        first,
        [],
        ["- 1 -"],
        HEADINGS,
        second,
        ["─────", "─────", "─────"],
        third,
        ["총 3명"],
    )


def hidden(sheet: Worksheet) -> None:
    plain(sheet)
    sheet.auto_filter.ref = "A1:E4"
    sheet.row_dimensions[3].hidden = True


def numbered_blanks(sheet: Worksheet) -> None:
    rows(sheet, HEADINGS, *PEOPLE, (4, "", "", "", ""), (5, "", "", "", ""))


def starred(sheet: Worksheet) -> None:
    rows(sheet, ["No.", "* 성 명\n(한글)", "생년월일 (6자리)", "★연 락 처", "비고(선택)"], *PEOPLE)


def far_down(sheet: Worksheet) -> None:
    rows(sheet, *([] for _ in range(14)))
    for line, values in enumerate((HEADINGS, *PEOPLE), 15):
        for column, value in enumerate(values, 3):
            sheet.cell(line, column, value or None)


def merged_values(sheet: Worksheet) -> None:
    rows(
        sheet,
        ["부서", "성명", "생년월일", "연락처"],
        ("감사담당관", *PEOPLE[0][1:4]),
        ("", *PEOPLE[1][1:4]),
        ("홍보과", *PEOPLE[2][1:4]),
    )
    sheet.merge_cells("A2:A3")


def left_out_titles(sheet: Worksheet) -> None:
    """Only one heading is known; the others are the office's own words."""
    rows(sheet, ["순", "성명", "출생", "폰", "적요"], *PEOPLE)


SHEETS: dict[str, Fill] = {
    fill.__name__: fill
    for fill in (
        plain,
        titled,
        two_lines,
        grouped_heading,
        groups_and_sums,
        approval_and_notes,
        pages,
        hidden,
        numbered_blanks,
        starred,
        far_down,
        merged_values,
        left_out_titles,
    )
}
