"""A list written as a workbook, read back by calamine, openpyxl and LibreOffice."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile

import msoffcrypto
import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop.documents.lists import sheet_rows, sheets
from desktop.documents.lists.sheets import SheetColumn, SheetOptions, SheetSpec, write_sheet
from desktop.errors import Cancelled, UserError
from desktop.rules.fields import Field, Kind

NAME = Field("name", "이름", Kind.NAME, private=True)
BIRTH = Field("birth_date", "생년월일", Kind.BIRTH_DATE, private=True)
PHONE = Field("phone", "연락처", Kind.PHONE, private=True)
STAFF = Field("staff_number", "사번")
MAJOR = Field("is_major", "전공", Kind.YES_NO)
COUNT = Field("places", "인원", Kind.INTEGER, unit="명")
WAGE = Field("wage", "지원금", Kind.AMOUNT, unit="원")
SEEN = Field("seen_at", "접수", Kind.MOMENT)
NOTE = Field("note", "메모", Kind.LONG_TEXT)
ALL = (NAME, BIRTH, PHONE, STAFF, MAJOR, COUNT, WAGE, SEEN, NOTE)
ROW = (
    "홍길동",
    dt.date(1998, 3, 1),
    "010-0123-4567",
    "00120",
    True,
    3,
    1_045_161,
    dt.datetime(2022, 9, 16, 9, 30),  # noqa: DTZ001 - the office's own clock, as it is stored
    "첫 줄\n둘째 줄",
)


def spec(rows, columns=ALL, **options):
    return SheetSpec(
        title="2022년 교육생 명단",
        columns=tuple(SheetColumn(column) for column in columns),
        rows=[row[: len(columns)] for row in rows],
        subtitle="서초 AI칼리지 · 심화과정",
        as_of=dt.date(2022, 9, 16),
        unit="명",
        options=SheetOptions(**options),
    )


def page(path):
    return openpyxl.load_workbook(path).worksheets[0]


def table(path):
    """Heading and rows below it, without what stands above."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    start = next(index for index, line in enumerate(lines) if line[0] == "연번")
    return lines[start], lines[start + 1 :]


@pytest.mark.feature("DO-15")
def test_cells_keep_their_type(tmp_path):
    path = write_sheet(tmp_path / "명단.xlsx", spec([ROW, (None,) * len(ALL)]))
    heading, (first, second) = table(path)
    assert heading == [
        "연번",
        "이름",
        "생년월일",
        "연락처",
        "사번",
        "전공",
        "인원\n(명)",
        "지원금\n(원)",
        "접수",
        "메모",
    ]
    assert first == [1, *ROW[:4], "예", *ROW[5:]]
    assert second == [2, *[""] * len(ALL)]
    cells = {cell.column_letter: cell for cell in page(path)[4]}
    assert [cells[letter].data_type for letter in "BCDEFGH"] == ["s", "d", "s", "s", "s", "n", "n"]
    assert cells["C"].number_format == "yyyy. m. d."
    assert cells["H"].number_format == "#,##0"
    assert cells["D"].number_format == "@", "a phone retyped keeps its zero"
    assert cells["J"].number_format == "General", "old Excel shows a long text as ##### else"
    assert cells["E"].number_format == "@", "a staff number retyped keeps its zeros"
    sides = [cells[letter].alignment.horizontal for letter in "ABCDEFGHJ"]
    assert sides == ["center", "center", "center", "center", "left", "center", "right", "right", "left"]


@pytest.mark.feature("DO-15")
def test_frame_of_the_sheet(tmp_path):
    sheet = page(
        write_sheet(
            tmp_path / "명단.xlsx", spec([ROW] * 3, approval_boxes=("담당", "팀장", "과장"), sums=True)
        )
    )
    heading = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "연번")
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.auto_filter.ref == f"A{heading}:J{heading + 3}"
    assert sheet.print_area.endswith(f"$A$1:$J${heading + 4}")
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        9,
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet["A1"].value == "2022년 교육생 명단"
    assert sheet.cell(heading - 1, 1).value == "서초 AI칼리지 · 심화과정"
    assert "2022. 9. 16. 기준 · 총 3명" in [cell.value for cell in sheet[heading - 1]]
    assert sheet.dimensions == f"A1:J{heading + 4}"


@pytest.mark.parametrize(("rows", "pages_down"), [(30, 1), (90, 0)])
def test_a_sheet_is_printed_on_one_page_where_that_is_asked_and_stays_readable(tmp_path, rows, pages_down):
    sheet = page(write_sheet(tmp_path / "명단.xlsx", spec([ROW] * rows, one_page=True, landscape=False)))
    assert sheet.page_setup.fitToHeight == pages_down


@pytest.mark.feature("DO-15")
def test_sums_hold_formula_and_value(tmp_path):
    path = write_sheet(
        tmp_path / "지원금.xlsx",
        spec([("홍길동", 3, 1_045_161)] * 40, columns=(NAME, COUNT, WAGE), sums=True),
    )
    assert [cell.value for cell in list(page(path).rows)[-1]] == [
        "합계",
        None,
        "=SUM(C4:C43)",
        "=SUM(D4:D43)",
    ]
    assert table(path)[1][-1] == ["합계", "", 120, 41_806_440]


def test_no_sum_row_without_a_column_to_sum(tmp_path):
    path = write_sheet(tmp_path / "명단.xlsx", spec([ROW[:2]], columns=(NAME, BIRTH), sums=True))
    assert len(table(path)[1]) == 1


@pytest.mark.parametrize("rows", [[], [ROW], [ROW] * 2500])
def test_any_number_of_rows(tmp_path, rows):
    path = write_sheet(tmp_path / "명단.xlsx", spec(rows, sums=True))
    assert [line[0] for line in table(path)[1]] == [*range(1, len(rows) + 1), "합계"]


@pytest.mark.feature("DO-19")
def test_masked_list_holds_no_full_value(tmp_path):
    path = write_sheet(tmp_path / "공고.xlsx", spec([ROW], columns=ALL[:5], masked=True))
    assert table(path)[1] == [[1, "홍*동", "1998. *. *.", "010-****-4567", "00120", "예"]]
    assert page(path)[4][2].number_format == "@", "a masked day is a text"
    everything = b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
    assert "홍길동".encode() not in everything
    assert b"0123-4567" not in everything


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_text_of_people_is_never_a_formula(tmp_path, start):
    dangerous = f'{start}cmd|" /C calc"!A1'
    sheet = SheetSpec(dangerous, (SheetColumn(Field("note", dangerous)),), [(dangerous,)], subtitle=dangerous)
    path = write_sheet(tmp_path / "위험.xlsx", sheet)
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    cells = [
        cell for row in page(path).rows for cell in row if isinstance(cell.value, str) and "cmd" in cell.value
    ]
    assert len(cells) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("줄\r\n바꿈", "줄\n바꿈"),
        ("_x0041_ 그대로", "_x0041_ 그대로"),
        ("제어\x00\x07문자", "제어문자"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        (" 앞뒤 빈칸 ", " 앞뒤 빈칸 "),
        ("힣" * 40_000, "힣" * 32_766 + "…"),
    ],
)
def test_text_arrives_as_written(tmp_path, given_text, kept):
    path = write_sheet(
        tmp_path / "글.xlsx", SheetSpec("글", (SheetColumn(NOTE),), [("보통",), (given_text,)])
    )
    assert table(path)[1][1][1] == kept


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_makes_a_readable_sheet(texts):
    column = sheet_rows.BodyColumn("A", 0, 0, 20.0, typed=False, masked=False, show=str)
    xml = sheet_rows.block([column], [(text,) for text in texts], 1)
    cells = re.findall(r"<c [^>]*?(?:/>|>.*?</c>)", xml, flags=re.DOTALL)
    assert len(cells) == len(texts)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]|<f", xml)


@pytest.mark.feature("DO-15")
def test_password_is_needed_to_open(tmp_path):
    path = write_sheet(tmp_path / "보호.xlsx", spec([ROW], password="비밀번호 1!"))
    assert not zipfile.is_zipfile(path)
    opened = io.BytesIO()
    with path.open("rb") as file:
        book = msoffcrypto.OfficeFile(file)
        with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
            book.load_key(password="다른 것", verify_password=True)
        book.load_key(password="비밀번호 1!", verify_password=True)
        book.decrypt(opened)
    assert "홍길동" in str(openpyxl.load_workbook(opened).worksheets[0]["B4"].value)


def test_cancelling_leaves_the_old_file(tmp_path):
    path = tmp_path / "명단.xlsx"
    path.write_bytes(b"old")

    def stop(done, total):
        assert (done, total) == (1000, 2500)
        raise Cancelled

    with pytest.raises(Cancelled):
        write_sheet(path, spec([ROW] * 2500), stop)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.feature("DO-15")
def test_approval_boxes_stand_at_the_upper_right(tmp_path, printed):
    boxes = ("담당", "팀장", "과장")
    path = write_sheet(tmp_path / "명단.xlsx", spec([ROW[:4]] * 3, columns=ALL[:4], approval_boxes=boxes))
    drawing = zipfile.ZipFile(path).read("xl/drawings/drawing1.xml").decode()
    assert re.findall("<a:t>(.*?)</a:t>", drawing) == ["결", "재", "담당", "팀장", "과장"]
    assert drawing.count("<xdr:sp ") == 7
    assert "<xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff>" in drawing, "flush with the last column"
    ((text, _size),) = printed(path)
    assert all(words in text for words in boxes)


@pytest.mark.feature("DO-15")
@pytest.mark.parametrize(("boxes", "row"), [(("담당",), 1), (("담당", "팀장", "과장", "국장"), 2)])
def test_the_title_stands_in_the_middle_of_the_page_beside_the_boxes_or_below(tmp_path, boxes, row):
    narrow = SheetOptions(approval_boxes=boxes, landscape=False)
    short = SheetSpec("명단", (SheetColumn(NAME), SheetColumn(NAME)), [("홍길동", "홍길동")], options=narrow)
    sheet = page(write_sheet(tmp_path / "명단.xlsx", short))
    assert sheet.cell(row, 1).value == "명단"
    assert sheet.cell(row, 1).alignment.horizontal == "center"
    assert f"A{row}:C{row}" in {str(area) for area in sheet.merged_cells.ranges}, "over all columns"


def test_a_long_title_stands_below_the_boxes(tmp_path):
    long = SheetSpec(
        "긴 제목 " * 10, (SheetColumn(NAME),), [("홍길동",)], options=SheetOptions(approval_boxes=("담당",))
    )
    sheet = page(write_sheet(tmp_path / "명단.xlsx", long))
    assert (sheet["A1"].value, sheet["A2"].value) == (None, long.title)


@pytest.mark.feature("DO-15")
def test_a_very_wide_list_goes_on_beside(tmp_path, printed):
    many = tuple(Field(f"column{number}", f"열 제목 {number}") for number in range(14))
    path = write_sheet(
        tmp_path / "넓은 명단.xlsx", spec([("열 글자가 넘는 긴 내용",) * 14] * 3, columns=many)
    )
    sheet = page(path)
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$B"
    (first, _), (second, _) = printed(path)
    assert "2022년 교육생 명단" in first
    assert "열 제목 0" in second, "the first columns come again beside"


def test_more_rows_than_a_sheet_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(UserError, match="2줄까지"):
        write_sheet(tmp_path / "명단.xlsx", spec([ROW] * 3))


@pytest.fixture
def printed(tmp_path):
    """Pages of a workbook as LibreOffice prints them: their text and their size in points."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")

    def convert(path):
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        document = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
        pages = [(sheet.get_textpage().get_text_bounded(), sheet.get_size()) for sheet in document]
        document.close()
        return pages

    return convert


@pytest.mark.feature("DO-15")
def test_second_page_repeats_heading_and_title(tmp_path, printed):
    path = write_sheet(tmp_path / "명단.xlsx", spec([ROW[:4]] * 60, columns=ALL[:4]))
    (first, (width, height)), (second, _size) = printed(path)
    assert (round(width), round(height)) == (595, 842)
    assert "2022. 9. 16. 기준 · 총 60명" in first
    assert "1 / 2" in first
    assert "2022년 교육생 명단" in second
    assert "생년월일" in second
    assert "2 / 2" in second
    assert "기준" not in second


@pytest.mark.feature("DO-15")
def test_a_wide_list_lies_across(tmp_path, printed):
    path = write_sheet(tmp_path / "명단.xlsx", spec([ROW] * 5, remarks=True))
    ((text, (width, height)),) = printed(path)
    assert width > height
    assert "비고" in text
    assert "1,045,161" in text
