"""Documents for 한글, read by a library of another hand; whether 한글 itself takes them is for its owners to see."""

import datetime as dt
import sys
import zipfile

import pytest
from hwp_hwpx_parser import Reader

from desktop.documents.hwpx import writing
from desktop.documents.hwpx.contents import Document, Heading, Paragraph, Table
from desktop.documents.hwpx.reading import read
from desktop.documents.protected import Protected
from desktop.errors import UserError

DAY = dt.date(2022, 9, 14)
HOSTILE = "가 & 나 <다> \"라\" '마' ]]> &amp; <hp:t/> 😀 金龍"


def document(*parts):
    return Document("2차 정기회의 & <둘>", DAY, (Heading("2차 정기회의", title=True), *parts))


def by_another(path):
    with Reader(path) as reader:
        return reader.extract_text(), [table.rows for table in reader.get_tables()]


def test_another_reader_finds_every_line_and_every_cell(tmp_path):
    rows = [("연번", "할 일"), ("1", HOSTILE), ("2", "두 줄\n인 칸"), ("", "긴 글 " * 400)]
    told = document(
        Heading("안건"),
        Paragraph(f"{HOSTILE}\n\n- 셋째  줄"),
        Table(rows, (1, 9), head=True),
        Paragraph("끝."),
    )
    path = writing.write_hwpx(tmp_path / "회의록.hwpx", told)
    text, (cells,) = by_another(path)
    for line in ("2차 정기회의", "안건", HOSTILE, "- 셋째  줄", "끝."):
        assert line in text.splitlines()
    # It puts the lines of a cell together without a blank.
    assert cells == [[cell.replace("\n", "").strip() for cell in row] for row in rows]


def test_every_character_xml_can_hold_comes_back_and_the_others_are_left_out(tmp_path):
    every = [chr(code) for code in (*range(0x10000), 0x1F600, 0x2000B, 0x10FFFF)]
    path = writing.write_hwpx(tmp_path / "글자.hwpx", document(Paragraph("".join(every))))
    kept = "".join(read(path)[1:])
    assert {each for each in every if each not in kept} == {
        chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    }


def test_two_thousand_characters_in_one_line_and_three_hundred_rows_are_whole(tmp_path):
    rows = [(str(number), "자전거 세기", "2022. 10. 5.") for number in range(300)]
    told = document(Paragraph("말" * 2000), Table(rows, (1, 6, 2), head=True))
    title, long, table = read(writing.write_hwpx(tmp_path / "길다.hwpx", told))
    assert (title, long, table) == ("2차 정기회의", "말" * 2000, tuple(rows))


def test_the_file_tells_of_its_own_title_and_day_and_of_no_one_elses(tmp_path):
    path = writing.write_hwpx(tmp_path / "회의록.hwpx", document(Table([("가", "나")], (1, 1))))
    with zipfile.ZipFile(path) as packed:
        first, *_others = packed.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {part.date_time[:3] for part in packed.infolist()} == {(2022, 9, 14)}
        about = packed.read("Contents/content.hpf").decode()
        section = packed.read("Contents/section0.xml").decode()
    assert "2차 정기회의 &amp; &lt;둘&gt;" in about
    assert "synthetic" not in about
    assert about.count("2022-09-14T00:00:00Z") == 2
    assert section.count('treatAsChar="0"') == section.count("<hp:tbl ") == 1  # broken between pages


def test_what_reads_otherwise_than_it_was_written_is_not_saved_and_says_where(tmp_path, monkeypatch):
    path = tmp_path / "회의록.hwpx"
    path.write_bytes("어제의 것".encode())
    told = document(Paragraph("하나\n둘"))
    short = writing.told(document(Paragraph("하나\n둘")))[:-1]
    monkeypatch.setattr(writing, "read", lambda _path: short)
    with pytest.raises(UserError, match="3번째 문단에서 달라 저장하지 않았습니다"):
        writing.write_hwpx(path, told)
    assert path.read_bytes() == "어제의 것".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_without_the_extra_it_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "hwpx", None)  # as Python hides a library
    with pytest.raises(UserError, match=r"pip install -e '\.\[hwpx\]'.*PDF로 저장"):
        writing.write_hwpx(tmp_path / "회의록.hwpx", document())
    assert list(tmp_path.iterdir()) == []


def test_neither_the_data_file_nor_another_kind_of_file_is_written_over(tmp_path):
    data = tmp_path / "이음.hwpx"
    data.write_bytes(b"data")
    held = Protected(data)
    with pytest.raises(UserError, match="지금 쓰는 데이터 파일"):
        writing.write_hwpx(data, document())
    held.let_go()
    assert data.read_bytes() == b"data"
    with pytest.raises(UserError, match=r"'회의록\.hwpx'처럼"):
        writing.write_hwpx(tmp_path / "회의록.txt", document())
