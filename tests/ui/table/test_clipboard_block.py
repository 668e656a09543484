"""Cells on their way to a spreadsheet and back: what a real one makes of them is asked of LibreOffice."""

import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.ui.table.clipboard_block import Cell, from_text, to_mime


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("가\t나\r\n다\t라\r\n", [["가", "나"], ["다", "라"]]),
        ('"두\n줄"\t나', [["두\n줄", "나"]]),
        ("가\n나\t다", [["가", ""], ["나", "다"]]),
        ("", []),
        ('"그는 ""예""라 했다"', [['그는 "예"라 했다']]),
        ("가\t\t\n\t\t나\n", [["가", "", ""], ["", "", "나"]]),
        ("\t가\n", [["", "가"]]),
        ("가\n\n나\n", [["가"], [""], ["나"]]),
    ],
)
def test_cells_of_a_spreadsheet(text: str, cells: list[list[str]]) -> None:
    assert from_text(text) == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"열린 마음\t가\n나\t다', [['"열린 마음', "가"], ["나", "다"]]),
        ('12" 화면\t"가" 나', [['12" 화면', '"가" 나']]),
        ('"가\t나"', [["가\t나"]]),
    ],
)
def test_a_quotation_mark_somebody_wrote_swallows_nothing(text: str, cells: list[list[str]]) -> None:
    assert from_text(text) == cells


@pytest.mark.parametrize(
    "cells", [[["가\t나", '"인용"'], ["두\n줄", "=1+1"]], [["", "가"], ["나", ""]], [['"']]]
)
def test_a_block_comes_back_as_it_was_copied(cells: list[list[str]]) -> None:
    assert from_text(to_mime([[Cell(text) for text in row] for row in cells]).text()) == cells


def test_a_spreadsheet_gets_numbers_dates_and_texts(tmp_path: Path) -> None:
    block = [
        [Cell("성명"), Cell("지급액"), Cell("생년월일"), Cell("연락처"), Cell("비고"), Cell("연도")],
        [
            Cell("서건도"),
            Cell("1,045,161", 1_045_161),
            Cell("1998. 3. 2.", dt.date(1998, 3, 2)),
            Cell("01012345678"),
            Cell("두\n줄 <b>"),
            Cell("2022", 2022),
        ],
        [Cell("0012"), Cell(""), Cell("1998. *. *."), Cell("010-****-1234"), Cell("=1+1"), Cell("-")],
    ]
    page = tmp_path / "붙여넣기.html"
    page.write_text(to_mime(block).html(), encoding="utf-8")
    assert taken(page) == [
        ["성명", "지급액", "생년월일", "연락처", "비고", "연도"],
        ["서건도", 1_045_161, dt.date(1998, 3, 2), "01012345678", "두\n줄 <b>", 2022],
        ["0012", None, "1998. *. *.", "010-****-1234", "=1+1", "-"],
    ]


def taken(page: Path) -> list[list[Any]]:
    """What LibreOffice Calc, which pastes HTML as it opens it, has in its cells."""
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(page.parent / 'office').as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--infilter=HTML (StarCalc)", "--outdir", page.parent, page,
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(page.with_suffix(".xlsx")).active
    return [
        [value.date() if isinstance(value, dt.datetime) else value for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]
