"""A list written as PDF, read back by another program."""

import datetime as dt
import gc
import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pikepdf import pdfa

from desktop.documents.lists import list_layout, list_pdf
from desktop.documents.lists.list_pdf import write_list_pdf
from desktop.documents.lists.list_pdf_page import Page, draw
from desktop.documents.lists.sheets import SheetColumn, SheetOptions, SheetSpec
from desktop.documents.pdf import fonts
from desktop.errors import Cancelled
from desktop.rules.fields import Field, Kind

NUMBER = Field("number", "번호")
NAME = Field("name", "성명", Kind.NAME, private=True)
ISSUED = Field("issued_on", "발급일", Kind.DATE)
WAGE = Field("wage", "지원금", Kind.AMOUNT, unit="원")
COURSE = Field("course", "과정명")


def register(count, columns=(NUMBER, NAME, ISSUED, WAGE, COURSE), names="홍길동", **options):
    rows = [
        (f"제2022-{number:03d}호", names, dt.date(2022, 9, 16), 1_045_161, "서초 AI칼리지")[: len(columns)]
        for number in range(1, count + 1)
    ]
    chosen = tuple(SheetColumn(column) for column in columns)
    return SheetSpec(
        "발급대장", chosen, rows, "서초구청", dt.date(2022, 9, 16), options=SheetOptions(**options)
    )


def pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


@pytest.mark.feature("DO-07")
def test_the_register_prints_with_room_to_sign(tmp_path):
    sheet = register(
        30, signatures=True, approval_boxes=("담당", "팀장", "과장"), columns=(NUMBER, NAME, ISSUED)
    )
    first, second = pages(write_list_pdf(tmp_path / "대장.pdf", sheet))
    assert all(
        words in first
        for words in ("발급대장", "서초구청", "담당", "팀장", "과장", "2022. 9. 16. 기준 · 총 30건")
    )
    assert all("수령 서명" in page for page in (first, second)), "the heading comes again on each page"
    assert [f"제2022-{number:03d}호" in first + second for number in (1, 30)] == [True, True]
    assert ("1 / 2" in first, "2 / 2" in second) == (True, True)


@pytest.mark.feature("DO-15")
@pytest.mark.feature("DO-07")
@pytest.mark.parametrize(("landscape", "signatures"), [(None, False), (True, False), (False, True)])
def test_a_list_that_runs_over_is_fitted_on_one_page_where_that_is_asked(tmp_path, landscape, signatures):
    columns = (NUMBER, NAME, ISSUED)
    asked = {"landscape": landscape, "signatures": signatures, "columns": columns}
    assert len(pages(write_list_pdf(tmp_path / "두 쪽.pdf", register(36, **asked)))) > 1
    fitted = register(36, one_page=True, **asked)
    (page,) = pages(write_list_pdf(tmp_path / "한 쪽.pdf", fitted))
    assert "제2022-001호" in page
    assert "제2022-036호" in page
    assert "1 / 1" in page
    with pypdfium2.PdfDocument(tmp_path / "한 쪽.pdf") as document:
        wide, tall = document[0].get_size()
    assert {round(wide), round(tall)} == {595, 842}


def test_a_list_too_long_for_one_page_is_printed_at_full_size(tmp_path):
    asked, plain = (
        list_pdf.list_pdf(register(90, columns=(NUMBER, NAME), landscape=False, one_page=one_page))
        for one_page in (True, False)
    )
    assert asked == plain


@pytest.mark.parametrize("boxes", [(), ("담당",), ("담당", "팀장", "과장")])
@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("title", ["발급대장", "2022년 서초 AI칼리지 교육생 명단"])
def test_the_title_stands_in_the_middle_of_the_page_and_clear_of_the_boxes(tmp_path, boxes, landscape, title):
    sheet = replace(register(3, approval_boxes=boxes, landscape=landscape), title=title)
    document = pypdfium2.PdfDocument(write_list_pdf(tmp_path / "대장.pdf", sheet))
    try:
        text = document[0].get_textpage()
        boxed = _bounds(text, boxes[0]) if boxes else None
        left, _bottom, right, top = _bounds(text, title)
        assert (left + right) / 2 == pytest.approx(document[0].get_width() / 2, abs=2)
        if boxed:
            beside = right < boxed[0] - 20
            assert beside or top < boxed[1] - 30, "below the room to sign"
    finally:
        document.close()


def _bounds(text, words):
    """Where ``words`` stand for the first time: left, bottom, right, top."""
    start, count = text.search(words).get_next()
    boxes = [text.get_charbox(place) for place in range(start, start + count)]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def test_it_is_an_archive_file(tmp_path):
    written = write_list_pdf(
        tmp_path / "대장.pdf", register(30, sums=True, approval_boxes=("담당", "과장"))
    ).read_bytes()
    report = pdfa.validate_written(io.BytesIO(written), "1b")
    assert report.passed, report
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert pdf.docinfo["/Title"] == "발급대장"


def test_the_same_list_gives_the_same_bytes(tmp_path):
    one, other = (
        write_list_pdf(tmp_path / name, register(40)).read_bytes() for name in ("하나.pdf", "둘.pdf")
    )
    assert one == other


def test_sums_stand_in_the_last_row(tmp_path):
    (page,) = pages(write_list_pdf(tmp_path / "지원금.pdf", register(4, sums=True)))
    assert "합계" in page
    assert "4,180,644" in page


@pytest.mark.feature("DO-19")
def test_a_masked_list_tells_no_name(tmp_path):
    path = write_list_pdf(tmp_path / "공고.pdf", register(2, masked=True))
    (page,) = pages(path)
    assert "홍*동" in page
    assert "홍길동" not in page
    assert "개인정보 가림" in page


def test_a_character_no_font_has_is_seen(tmp_path):
    (page,) = pages(write_list_pdf(tmp_path / "대장.pdf", register(1, names="홍\U000e0041동")))
    assert "홍〓동" in page


def test_long_text_wraps_and_nothing_is_lost(tmp_path):
    words = " ".join(f"낱말{number}" for number in range(60))
    sheet = SheetSpec("긴 글", (SheetColumn(Field("note", "메모", Kind.LONG_TEXT)),), [(f"첫 줄\n{words}",)])
    (page,) = pages(write_list_pdf(tmp_path / "글.pdf", sheet))
    assert page.split()[page.split().index("첫") :][: 2 + 60] == ["첫", "줄", *words.split()]


ANY_TEXT = st.text(max_size=60) | st.builds(
    lambda piece, length: (piece * (length // len(piece) + 1))[:length],
    st.text(min_size=1, max_size=40)
    | st.sampled_from(
        ["가나다 ", "횡단보도 보행시간 늘리기. ", "ab c", "\n", "한\n줄\n", "…", "\x00", "\ud800"]
    ),
    st.integers(0, 10_000),
)
ENDS_OF_LINES = "\t\n\v\f\r\x85\u2028\u2029"


def read_back(path):
    """All that is written on the pages, as its fonts say it, without white space."""
    said = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = maps[str(operands[0])]
                elif str(operator) == "TJ":
                    codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    said += [font[codes[at : at + 2]] for at in range(0, len(codes), 2)]
    return without_blanks("".join(said))


def _to_unicode(font):
    pairs = re.findall(rb"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes())
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs
    }


def printed(text):
    """What of a text is on paper: the mark of the printer for what no font draws, no white space."""
    drawable = (
        character if fonts.sans().place(character) >= 0 else "〓"
        for character in fonts.normal(text)
        if character not in ENDS_OF_LINES
    )
    return without_blanks("".join(drawable))


def without_blanks(text):
    return "".join(character for character in text if unicodedata.category(character) != "Zs")


@pytest.mark.feature("DO-03")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_TEXT, st.lists(ANY_TEXT, min_size=1, max_size=4), st.booleans())
@example("대장", ["가" * 10_000], True)
@example("대장", ["낱말 " * 2_000, "\x00", "\ud800"], True)
@example("가\n" * 5_000, [""], False)
@example("", ["0\r" * 34], True)
def test_whatever_a_cell_holds_is_printed_whole(tmp_path, heading, cells, beside):
    columns = [SheetColumn(Field("note", "메모", Kind.LONG_TEXT))]
    columns += [SheetColumn(NUMBER), SheetColumn(NAME), SheetColumn(WAGE)] * beside
    rows = [(cell, "제1호", cell[:200], 1_000)[: len(columns)] for cell in cells]
    sheet = SheetSpec("발급대장", tuple(columns), rows, heading, dt.date(2022, 9, 16))
    said = read_back(write_list_pdf(tmp_path / "대장.pdf", sheet))
    for cell in cells:
        # A text goes on below the heading of the next page, beside the other columns.
        assert not Counter(printed(cell)) - Counter(said)
        # Of its own lines a page holds more than these, whatever stands beside them.
        words = printed("".join(cell.splitlines(keepends=True)[:25]))[:40]
        assert words in said


def test_a_text_longer_than_a_page_goes_on_at_the_next(tmp_path):
    words = " ".join(f"낱말{number:04}" for number in range(1_500))
    columns = (SheetColumn(NUMBER), SheetColumn(Field("note", "메모", Kind.LONG_TEXT)))
    sheet = SheetSpec("긴 글", columns, [("제1호", words), ("제2호", "끝")])
    found = pages(write_list_pdf(tmp_path / "글.pdf", sheet))
    assert len(found) > 2
    assert [word for word in "".join(found).split() if word.startswith("낱말")] == words.split()
    assert all("메모" in page for page in found)
    assert "제2호" in found[-1]


def test_what_a_list_was_narrowed_to_is_cut_where_it_would_push_the_list_off_the_page(tmp_path):
    sheet = replace(register(3), subtitle="조건 " * 3_000, title="제목\x00\ud800")
    (page,) = pages(write_list_pdf(tmp_path / "대장.pdf", sheet))
    assert "…" in page
    assert "제2022-003호" in page
    assert "제목〓〓" in page


@pytest.mark.feature("DO-03")
def test_a_list_of_every_syllable_is_cut_out_of_its_font_in_pieces(tmp_path, monkeypatch):
    """In one go it would hold Python's lock, and with it the window, for 0.2 s."""
    cut, only = [], fonts.Face.only

    def counted(face, characters, **how):
        cut.append(len(characters := list(characters)))
        return only(face, characters, **how)

    monkeypatch.setattr(fonts.Face, "only", counted)
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4)]
    words = ["".join(syllables[start : start + 14]) for start in range(0, len(syllables), 14)]
    column = SheetColumn(Field("note", "메모", Kind.LONG_TEXT))
    path = write_list_pdf(tmp_path / "글.pdf", SheetSpec("긴 글", (column,), [(word,) for word in words]))
    assert sum(cut) > len(syllables)
    assert max(cut) <= 3_000
    said = "".join(pages(path))
    assert [word for word in words if word not in said] == []
    assert pdfa.validate_written(io.BytesIO(path.read_bytes()), "1b").passed


def test_pages_are_let_go_of_as_they_are_drawn(tmp_path, monkeypatch):
    """All at once they would hold Python's lock, and with it the window, for 0.2 s of a list of 100,000 rows."""
    alive = []

    def drawn(*arguments):
        alive.append(sum(isinstance(each, Page) for each in gc.get_objects()))
        return draw(*arguments)

    monkeypatch.setattr(list_pdf, "draw", drawn)
    others = sum(isinstance(each, Page) for each in gc.get_objects())
    write_list_pdf(tmp_path / "대장.pdf", register(300))
    assert len(alive) > 3
    assert [number - others for number in alive] == list(range(len(alive), 0, -1))


def test_cancelling_leaves_nothing(tmp_path):
    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_list_pdf(tmp_path / "대장.pdf", register(500), stop)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["member12@example.com", "hong.gildong@seocho.example.kr", "a@b.kr"])
def test_an_address_stands_on_one_line_though_its_letters_are_wide(address):
    column = list_layout.natural_width("전자우편", [address], Kind.EMAIL)
    half_an_em = fonts.sans().width(address, 1.0) * 2
    assert column >= half_an_em + 1
