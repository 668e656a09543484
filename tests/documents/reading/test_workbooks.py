"""Whatever an office sends is read, or refused with a sentence that says what to do."""

import datetime as dt
import io
import struct
import time
import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from desktop.documents.reading import workbooks
from desktop.errors import UserError
from tests.documents import locked_workbooks
from tests.documents import office_sheets as office

FILES = Path(__file__).parents[2] / "_files"
TEXT = '성명,연락처,메모\r\n똠방각하,010-1234-5678,"한, 줄"\r\n'
ROWS = [["성명", "연락처", "메모"], ["똠방각하", "010-1234-5678", "한, 줄"]]


def cells(workbook):
    return [list(row) for row in workbook.sheets[0].rows]


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16"])
def test_text_in_four_encodings_is_read(tmp_path, encoding):
    path = tmp_path / "명단.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert cells(workbooks.read(path)) == ROWS


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators_are_told_by_the_lines(tmp_path, separator):
    path = tmp_path / "명단.txt"
    path.write_text(separator.join(["성명", "부서"]) + "\n" + separator.join(["김하늘", "감사, 홍보"]) + "\n")
    if separator != ",":
        assert cells(workbooks.read(path)) == [["성명", "부서"], ["김하늘", "감사, 홍보"]]
    else:
        assert cells(workbooks.read(path))[1][0] == "김하늘"


def test_zeros_kept_by_a_formula_in_text_are_read(tmp_path):
    path = tmp_path / "명단.csv"
    path.write_text('성명,연락처\n김하늘,="01012345678"\n', encoding="utf-8")
    assert cells(workbooks.read(path))[1] == ["김하늘", "01012345678"]


def test_text_in_two_encodings_at_once_is_refused_with_the_line(tmp_path):
    path = tmp_path / "섞임.csv"
    path.write_bytes("성명\r\n".encode("cp949") + "김하늘\r\n".encode() + b"\xff\xfe\r\n")
    with pytest.raises(UserError, match="2행"):
        workbooks.read(path)


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("cp949", "euc-kr"), ("cp949", ""), ("utf-8", "euc-kr"), ("utf-8-sig", "")],
)
def test_a_web_page_named_as_excel_is_read(tmp_path, encoding, declared):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = (
        f"<html><head>{meta}</head><body><table><tr><th rowspan=2>성명</th><th colspan='2'>연락처</th></tr>"
        "<tr><th>휴대폰</th><th>이메일</th></tr><tr style='display:none'><td>똠방각하</td><td>010-1234-5678</td>"
        "<td>a@example.kr<br>b</td></tr></table></body></html>"
    )
    path = tmp_path / "명단.xls"
    path.write_bytes(page.encode(encoding))
    sheet = workbooks.read(path).sheets[0]
    assert [list(row) for row in sheet.rows] == [
        ["성명", "연락처", ""],
        ["", "휴대폰", "이메일"],
        ["똠방각하", "010-1234-5678", "a@example.kr\nb"],
    ]
    assert [(area.top, area.left, area.bottom, area.right) for area in sheet.merged] == [
        (0, 0, 1, 0),
        (0, 1, 0, 2),
    ]
    assert sheet.hidden_rows == {3}


def test_a_web_page_without_a_table_is_refused(tmp_path):
    path = tmp_path / "명단.xls"
    path.write_text("<html><body>로그인이 필요합니다</body></html>", encoding="utf-8")
    with pytest.raises(UserError, match="웹 페이지"):
        workbooks.read(path)


def test_excel_xml_of_2003_is_read(tmp_path):
    path = tmp_path / "명단.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="명단"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">신청자</Data></Cell></Row>'
        '<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="String">김하늘</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="Number">1012345678</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    sheet = workbooks.read(path).sheets[0]
    assert sheet.name == "명단"
    assert [list(row) for row in sheet.rows] == [["신청자", "", ""], ["", "", ""], ["김하늘", "", 1012345678]]
    assert sheet.hidden_rows == {3}


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_and_open_workbooks_are_read(suffix):
    first, second, empty = workbooks.read(FILES / f"old_list.{suffix}").sheets
    assert first.rows[1][:5] == ["연번", "성명", "생년월일", "연락처", "비고"]
    assert first.rows[2][1:4] == ["김하늘", dt.date(1998, 3, 1), 1012345678]
    assert first.hidden_rows == {4}
    assert (first.hidden, second.hidden, len(empty.rows)) == (False, True, 0)


def test_an_xlsx_keeps_hidden_rows_sheets_and_merged_ranges(tmp_path):
    def fill(sheet):
        office.titled(sheet)
        sheet.row_dimensions[6].hidden = True
        sheet.parent.create_sheet("옛것").sheet_state = "hidden"

    shown, hidden = workbooks.read(office.save(tmp_path / "명단.xlsx", fill)).sheets
    assert shown.hidden_rows == {6}
    assert (hidden.name, hidden.hidden) == ("옛것", True)
    assert [(area.top, area.left, area.bottom, area.right) for area in shown.merged] == [(0, 0, 0, 4)]


def test_rows_keep_their_numbers_when_the_table_begins_far_down(tmp_path):
    sheet = workbooks.read(office.save(tmp_path / "명단.xlsx", office.far_down)).sheets[0]
    assert sheet.rows[14][3] == "성명"


@pytest.fixture
def protected(tmp_path):
    plain, path = tmp_path / "평문.xlsx", tmp_path / "보호.xlsx"
    office.save(plain, office.plain)
    with plain.open("rb") as source, path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("비밀1234", target)
    return path


@pytest.mark.feature("DA-03")
def test_a_protected_file_asks_for_its_password_and_opens_with_it(protected):
    with pytest.raises(UserError, match="암호가 걸린") as asked:
        workbooks.read(protected)
    with pytest.raises(UserError, match="맞지 않습니다") as wrong:
        workbooks.read(protected, "1234")
    assert (asked.value.field, wrong.value.field) == ("password", "password")
    assert workbooks.read(protected, "비밀1234").sheets[0].rows[1][1] == "김하늘"


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize("lock", [locked_workbooks.rc4, locked_workbooks.xor], ids=["RC4", "XOR"])
def test_an_old_workbook_under_a_password_is_told_at_once_and_opens_with_it(tmp_path, lock):
    plain = FILES / "old_list.xls"
    path = locked_workbooks.locked(plain, tmp_path / "보호.xls", lock("secret1234"))
    assert "김하늘".encode("utf-16-le") in plain.read_bytes()
    assert "김하늘".encode("utf-16-le") not in path.read_bytes()
    began = time.process_time()
    with pytest.raises(UserError, match="암호가 걸린") as asked:
        workbooks.read(path)
    with pytest.raises(UserError, match="맞지 않습니다") as wrong:
        workbooks.read(path, "1234")
    assert time.process_time() - began < 1
    assert (asked.value.field, wrong.value.field) == ("password", "password")
    opened, as_it_was = workbooks.read(path, "secret1234"), workbooks.read(plain)
    assert opened.sheets[0].rows == as_it_was.sheets[0].rows
    assert opened.sheets[0].hidden_rows == as_it_was.sheets[0].hidden_rows


@pytest.mark.feature("DA-03")
def test_an_old_workbook_locked_in_a_way_nobody_knows_says_what_to_do(tmp_path):
    path = locked_workbooks.locked(
        FILES / "old_list.xls", tmp_path / "보호.xls", locked_workbooks.rc4("secret1234")
    )
    data = path.read_bytes()
    known = struct.pack("<HHHHH", 0x002F, 54, 1, 1, 1)
    assert data.count(known) == 1
    path.write_bytes(data.replace(known, struct.pack("<HHHHH", 0x002F, 54, 1, 9, 9)))
    with pytest.raises(UserError, match="암호"):
        workbooks.read(path, "secret1234")


@pytest.mark.feature("DA-03")
def test_a_file_under_rights_management_is_named_so_and_asks_for_no_password(protected):
    strong, managed = (name.encode("utf-16-le") for name in ("StrongEncryption", "DRMEncryptedData"))
    data = protected.read_bytes()
    assert strong in data
    protected.write_bytes(data.replace(strong, managed))
    with pytest.raises(UserError, match="DRM") as refused:
        workbooks.read(protected)
    assert refused.value.field is None


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("빈.xlsx", b"", "빈 파일"),
        ("빈칸.csv", b" \r\n ", "빈 파일"),
        ("그림.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "그림"),
        ("문서.xlsx", b"%PDF-1.7\n", "PDF"),
        (
            "보안.xlsx",
            b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM" + bytes(99),
            "보안을 해제하거나",
        ),
        ("보안.xls", b"SCDSA004" + bytes(99), "DRM"),
        ("모름.xlsx", bytes(range(256)) * 4, "읽을 수 없습니다"),
        ("한글.hwp", b"HWP Document File V3.00" + bytes(99), "한글 문서"),
        ("잘림.xlsx", b"PK\x03\x04" + bytes(100), "손상"),
        ("잘림.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000), "손상|읽을 수 없|풀 수 없"),
        ("자료.xlsx", b"SQLite format 3\0" + bytes(99), "데이터 파일"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as refused:
        workbooks.read(path)
    assert refused.value.message.rstrip().endswith((".", "다."))


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("word/document.xml", "워드"),
        ("ppt/presentation.xml", "파워포인트"),
        ("Contents/header.xml", "한글 문서"),
        ("xl/workbook.bin", "이진"),
        ("사진.jpg", "압축"),
    ],
)
def test_other_documents_in_an_archive_are_named(tmp_path, part, words):
    path = tmp_path / "명단.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<a/>")
    with pytest.raises(UserError, match=words):
        workbooks.read(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UserError, match="찾을 수 없습니다"):
        workbooks.read(tmp_path / "없음.xlsx")


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_cut_file_is_refused_and_harms_nothing(tmp_path, suffix, share):
    whole = (
        office.save(tmp_path / "온전.xlsx", office.plain)
        if suffix == "xlsx"
        else FILES / f"old_list.{suffix}"
    ).read_bytes()
    path = tmp_path / f"잘림.{suffix}"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UserError):
        workbooks.read(path)


def test_a_panic_of_the_reader_is_a_refusal(tmp_path):
    data = bytearray((FILES / "old_list.xls").read_bytes())
    # A string shorter than it says, which the Rust reader slices without looking.
    mark = "김하늘".encode("utf-16-le")
    place = data.index(mark)
    struct.pack_into("<H", data, place - 3, 0x7FFF)
    path = tmp_path / "명단.xls"
    path.write_bytes(data)
    with pytest.raises(UserError):
        workbooks.read(path)


def test_formulas_show_their_values_and_stay_text(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["성명"])
    book.active.append(["x"])
    book.active["A2"].value, book.active["A2"].data_type = "=cmd|'/c calc'!A1", "s"
    saved = io.BytesIO()
    book.save(saved)
    path = tmp_path / "수식.xlsx"
    path.write_bytes(saved.getvalue())
    assert workbooks.read(path).sheets[0].rows[1] == ["=cmd|'/c calc'!A1"]
