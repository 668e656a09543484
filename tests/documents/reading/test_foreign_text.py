"""Separated text and web pages as other programs write them: nobody swallowed, nothing shifted unsaid, nothing endless."""

import time

import pytest

from desktop.documents.reading import tables, workbooks
from desktop.documents.reading.cells import CellError, Merged, Uncalculated
from desktop.errors import UserError

KNOWN = ("성명", "이름", "생년월일", "휴대폰", "주소", "비고")


def written(tmp_path, text, name="명단.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def sheet_of(tmp_path, text, name="명단.csv", encoding="utf-8"):
    return workbooks.read(written(tmp_path, text, name, encoding)).sheets[0]


def refused_at_once(path, match):
    start = time.perf_counter()
    with pytest.raises(UserError, match=match):
        workbooks.read(path)
    assert time.perf_counter() - start < 4


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        (['김하늘,1998-03-01,"창가', "이바다,1997-11-20,", "박구름,2001-07-07,"], ["2"]),
        (['"김하늘,1998-03-01,창가', "이바다,1997-11-20,", "박구름,2001-07-07,"], ["2"]),
        (["김하늘,1998-03-01,", "이바다,1997-11-20,", '박구름,2001-07-07,"뒤'], []),
        (['김하늘,1998-03-01,"창가', "이바다,1997-11-20,", '박구름,2001-07-07,"뒤'], ["2"]),
        (['김하늘,1998-03-01,"창가', "이바다,1997-11-20,", '박구름,2001-07-07,"뒤"'], ["2"]),
    ],
    ids=["last cell", "first cell", "last row", "two", "closed by another's"],
)
def test_a_mark_that_is_never_closed_swallows_nobody(tmp_path, lines, noted):
    sheet = sheet_of(tmp_path, "\n".join(["이름,생년월일,비고", *lines]) + "\n")
    assert [row[0] for row in sheet.rows] == ["이름", "김하늘", "이바다", "박구름"]
    assert [note.partition("행의 따옴표")[0] for note in sheet.notes] == noted


@pytest.mark.parametrize(
    "cell",
    ['"서울\n서초"', '"가, 나\n다, 라"', '"27"" 화면"', '"가\n\n나"', '"이것, 저것\n1998-03-01, 메모, 셋"'],
)
def test_a_cell_of_several_lines_stays_one(tmp_path, cell):
    text = f"이름,생년월일,휴대폰,비고\n김하늘,1998-03-01,010-1234-5678,{cell}\n이바다,1997-11-20,,\n"
    sheet = sheet_of(tmp_path, text)
    assert sheet.rows[1][3] == cell[1:-1].replace('""', '"')
    assert (len(sheet.rows), sheet.notes, sheet.doubts) == (3, (), {})


@pytest.mark.feature("DA-02")
def test_a_row_that_a_comma_shifted_is_in_doubt(tmp_path):
    text = "이름,생년월일,주소,비고\n김하늘,1998-03-01,서울 서초구, 양재동,장학생\n이바다,1997-11-20,서울 강남구,\n"
    table = tables.find(sheet_of(tmp_path, text), KNOWN)
    assert list(table.doubts) == [2]
    assert "칸이 1개 많아" in table.doubts[2]


def test_a_column_without_a_heading_shifts_nothing(tmp_path):
    text = "이름,생년월일\n김하늘,1998-03-01,가\n이바다,1997-11-20,나\n박구름,2001-07-07,다\n"
    table = tables.find(sheet_of(tmp_path, text), KNOWN)
    assert not table.doubts
    assert any("C열" in note for note in table.notes)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_half_a_million_columns_are_refused_at_once(tmp_path, separator):
    text = "\n".join(separator.join(["123.4"] * 500_000) for _ in range(2))
    refused_at_once(written(tmp_path, text), "열이 500,000개")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td colspan=16384>a" + "<td colspan=16384>b" * 5,
        "<table>" + "<tr><td colspan=16384 rowspan=16384>a" * 600,
        "<table><tr><td>이름" + "<tr><td rowspan=65534 colspan=9000>a" * 2000,
    ],
    ids=["wide", "wide and high", "one above the other"],
)
def test_a_small_page_spans_no_more_than_a_sheet(tmp_path, page):
    refused_at_once(written(tmp_path, page, "명단.xls"), "넓습니다|열이")


def test_tables_within_tables_take_no_long(tmp_path):
    page = "<table><tr><td>" * 50 + "김하늘" + "</td></tr></table>" * 50
    start = time.perf_counter()
    assert len(workbooks.read(written(tmp_path, page, "명단.xls")).sheets) == 1
    assert time.perf_counter() - start < 4


PAGE = (
    "<html><head>{meta}</head><body><table><col><col style='display:none'><tr><td>이름<td>휴대폰"
    "<tr><td>김하늘<td>010-1234-5678</table></body></html>"
)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-8859-1", "utf-8"),
        ("windows-1252", "utf-8"),
        ("iso-8859-1", "cp949"),
        ("utf-16", "utf-8"),
        ("euc-kr", "utf-8"),
        ("utf-8", "utf-16-le"),
    ],
)
def test_a_page_is_read_by_its_bytes_where_its_word_is_wrong(tmp_path, charset, encoding):
    page = PAGE.format(meta=f'<meta charset="{charset}">')
    sheet = sheet_of(tmp_path, page, "명단.xls", encoding)
    assert [list(row) for row in sheet.rows] == [["이름", "휴대폰"], ["김하늘", "010-1234-5678"]]
    assert sheet.hidden_columns == {1}


def archive(page, encoding="quoted-printable", charset="utf-8", head=""):
    import email.message

    part = email.message.EmailMessage()
    part.set_content(page, subtype="html", charset=charset, cte=encoding)
    body = part.as_string().replace("MIME-Version: 1.0\n", "")
    return f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n{body}\n--b--\n'


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
@pytest.mark.parametrize("head", ["", "From: <Saved by Microsoft>\nSubject: \n"])
def test_a_web_archive_is_read_like_its_page(tmp_path, encoding, charset, head):
    text = archive(PAGE.format(meta=""), encoding, charset, head)
    rows = [list(row) for row in sheet_of(tmp_path, text, "명단.xls").rows]
    assert rows == [["이름", "휴대폰"], ["김하늘", "010-1234-5678"]]


def test_a_page_whose_tables_lie_beside_it_says_so(tmp_path):
    refused_at_once(
        written(tmp_path, '<html><frameset><frame src="a.files/sheet001.htm"></frameset></html>', "명단.xls"),
        "곁에 있는 폴더",
    )


@pytest.mark.parametrize(
    "head", [b"\x09\x00\x04\x00\x02\x00\x10\x00", b"\x09\x04\x06\x00\0\0\x10\x00", b"ID;PWXL;N;E\n"]
)
def test_a_very_old_form_is_called_by_its_name(tmp_path, head):
    refused_at_once(written(tmp_path, head + bytes(100), "명단.xls"), "오래된")


BOOK = (
    '<?xml version="1.0"{encoding}?><{p}Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" {own}>'
    '<{p}Worksheet ss:Name="명단"><{p}Table><{p}Column ss:Index="2" ss:Hidden="1"/>'
    '<{p}Row><{p}Cell ss:MergeDown="1"><{p}Data ss:Type="String">총무과</{p}Data></{p}Cell>'
    '<{p}Cell><{p}Data ss:Type="String">김하늘</{p}Data></{p}Cell></{p}Row>'
    '<{p}Row><{p}Cell ss:Index="2"><{p}Data ss:Type="Error">#N/A</{p}Data></{p}Cell>'
    '<{p}Cell ss:Formula="=RC[-1]"/></{p}Row></{p}Table></{p}Worksheet></{p}Workbook>'
)
OWN = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'


@pytest.mark.parametrize(("prefix", "own"), [("", OWN), ("ss:", "")])
@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", ""), ("utf-16", ' encoding="UTF-16"'), ("utf-16-le", "")]
)
def test_a_table_of_excel_2003_is_read_in_any_dress(tmp_path, prefix, own, encoding, said):
    text = BOOK.format(p=prefix, own=own, encoding=said)
    sheet = sheet_of(tmp_path, text, "명단.xls", encoding)
    assert [list(row) for row in sheet.rows] == [["총무과", "김하늘", ""], ["", "#N/A", "=RC[-1]"]]
    assert (sheet.merged, sheet.hidden_columns) == ((Merged(0, 0, 1, 0),), {1})
    assert (type(sheet.rows[1][1]), type(sheet.rows[1][2])) == (CellError, Uncalculated)
