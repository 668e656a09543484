"""The booklet and the judges' sheets as another reader sees them."""

import datetime as dt
import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from desktop.documents.demo_day.booklet import ProjectCard, booklet
from desktop.documents.demo_day.judge_sheets import JudgeSheet, judge_sheets
from desktop.errors import UserError

DAY = dt.date(2022, 9, 15)


def photo(wide, tall, form="JPEG", *, turned=False):
    """A picture, its upper half red and its lower half blue; ``turned``: the camera lay on its side and says so."""
    image = Image.new("RGBA" if form == "PNG" else "RGB", (wide, tall), "blue")
    image.paste("red", (0, 0, wide, tall // 2))
    exif = Image.Exif()
    if turned:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6
    held = io.BytesIO()
    image.save(held, form, exif=exif)
    return held.getvalue()


def read(pdf):
    """The text of each page, and whether all of it lies on the sheet."""
    found = []
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        for page in document:
            wide, tall = page.get_size()
            text = page.get_textpage()
            inside = all(
                left >= 0 and bottom >= 0 and right <= wide and top <= tall
                for left, bottom, right, top in (text.get_charbox(n) for n in range(text.count_chars()))
            )
            found.append((text.get_text_range(), inside, (round(wide), round(tall))))
            text.close()
            page.close()
    return found


def card(number, **more):
    return ProjectCard(
        team=f"{number}팀", title=f"프로젝트 {number}", field="영상 인식", summary="유기견을 찾는다.",
        technologies="PyTorch", outputs="웹", members=(("홍길동", "팀장"), ("김하나", "모델")), **more,
    )  # fmt: skip


def test_five_cards_are_five_a4_pages_with_all_that_stands_on_them():
    pages = read(booklet("서초 AI칼리지 2022 발표회", [card(number) for number in range(1, 6)], DAY))
    assert len(pages) == 5
    for number, (text, inside, size) in enumerate(pages, 1):
        assert size == (595, 842)
        assert inside
        for words in (
            f"프로젝트 {number}",
            f"{number}팀 · 영상 인식",
            "PyTorch",
            "홍길동",
            "팀장",
            f"{number} / 5",
        ):
            assert words in text


@pytest.mark.feature("TR-17")
@pytest.mark.parametrize(
    "picture",
    [photo(4000, 3000), photo(300, 900, "PNG"), photo(600, 400, turned=True)],
    ids=("큰", "긴", "누운"),
)
def test_a_picture_of_the_project_stands_upright_within_its_page_and_is_no_larger_than_paper_needs(picture):
    pdf = booklet("과정", [card(1, picture=picture), card(2)], DAY)
    assert len(pdf) < len(booklet("과정", [card(1), card(2)], DAY)) + 60_000
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        first, second = document
        (drawn,) = first.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])
        assert not [*second.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]
        left, bottom, right, top = drawn.get_bounds()
        assert 51 <= left < right <= 595 - 51
        assert top - bottom <= 171
        page, middle = first.render().to_pil().convert("RGB"), round((left + right) / 2)
    assert page.getpixel((middle, round(842 - top) + 8))[::2] == pytest.approx((255, 0), abs=9), "red above"
    assert page.getpixel((middle, round(842 - bottom) - 8))[::2] == pytest.approx((0, 255), abs=9), (
        "blue below"
    )
    ((text, inside, _size), _other) = read(pdf)
    assert inside
    assert "PyTorch" in text
    assert "김하나" in text


def test_a_picture_that_is_none_is_refused_with_its_team():
    with pytest.raises(UserError, match="2팀의 대표 그림을 읽을 수 없습니다"):
        booklet("과정", [card(1), card(2, picture=b"%PDF-1.7")], DAY)


@pytest.mark.parametrize("picture", [b"", photo(400, 300)], ids=("그림 없이", "그림"))
@pytest.mark.parametrize("length", [600, 5000])
def test_a_card_filled_to_the_brim_stays_on_its_page(length, picture):
    full = ProjectCard(
        team="팀" * 60, title="긴" * 80, field="분" * 60, summary=("가나다 " * length)[:length],
        technologies="기" * 200, outputs="결" * 200, link="a" * 200, mentor="이멘토",
        members=tuple((f"사람{n}", "역할" * 10) for n in range(30)), picture=picture,
    )  # fmt: skip
    ((text, inside, _size),) = read(booklet("과정", [full], DAY))
    assert inside
    assert "사람29" in text


def test_a_sheet_for_each_judge_names_teams_criteria_the_recused_and_the_rule_for_ties():
    pages = read(
        judge_sheets(
            "발표회 심사표",
            "2022. 9. 15. · 대강당",
            [("가팀", "찾기"), ("나팀", "예측")],
            [("완성도", "0~100"), ("발표", "0~100")],
            [JudgeSheet("이심사", frozenset({1})), JudgeSheet("박심사")],
            "총점이 같으면 완성도 점수가 높은 팀이 차례로 앞섭니다.",
            DAY,
        )
    )
    assert len(pages) == 2
    assert all(inside for _text, inside, _size in pages)
    assert pages[0][0].count("제척") == 2
    assert "이심사" in pages[0][0]
    assert "제척" not in pages[1][0]
    for text, _inside, _size in pages:
        for words in ("가팀", "예측", "완성도", "0~100", "총점이 같으면"):
            assert words in text
