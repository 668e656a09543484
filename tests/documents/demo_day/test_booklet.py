"""The booklet and the judges' sheets as another reader sees them."""

import datetime as dt
import io

import pypdfium2
import pytest

from desktop.documents.demo_day.booklet import ProjectCard, booklet
from desktop.documents.demo_day.judge_sheets import JudgeSheet, judge_sheets

DAY = dt.date(2022, 9, 15)


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


@pytest.mark.parametrize("length", [600, 5000])
def test_a_card_filled_to_the_brim_stays_on_its_page(length):
    full = ProjectCard(
        team="팀" * 60, title="긴" * 80, field="분" * 60, summary=("가나다 " * length)[:length],
        technologies="기" * 200, outputs="결" * 200, link="a" * 200, mentor="이멘토",
        members=tuple((f"사람{n}", "역할" * 10) for n in range(30)),
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
