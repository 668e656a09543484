"""A survey summed up: figures and words, and nobody's name."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.survey import MASK, asks_nothing, figure, nameless, names_a_person, question


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5", 500),
        ("4.5점", 450),
        ("매우 만족", 500),
        ("그렇지 않다", 200),
        ("보통이다", 300),
        ("좋았다", None),
        ("", None),
    ],
)
def test_an_answer_is_a_figure_by_number_or_by_the_words_of_five_steps(text, wanted):
    assert figure(text) == wanted


@pytest.mark.parametrize(
    ("heading", "personal"),
    [
        ("성명", True), ("1. 이름을 적어 주세요", True), ("연락처(경품을 보낼 휴대전화 번호)", True), ("E-mail", True),
        ("강의 난이도는 알맞았습니까?", False), ("교육 안내 전화는 충분히 친절하였다고 생각하십니까?", False), ("추천 의향", False),
    ],
)  # fmt: skip
def test_a_column_that_tells_who_answered_is_known_by_its_heading(heading, personal):
    assert names_a_person(heading) is personal


def test_or_by_what_stands_in_it():
    assert names_a_person("응답", ["홍길동", "김하나", ""], {"홍길동", "김하나"})
    assert names_a_person("기타", ["010-1234-5678", "a@b.kr"])
    assert not names_a_person("의견", ["좋았다", "010-1234-5678"], {"홍길동"})


def test_a_running_number_and_a_time_stamp_ask_nothing():
    assert asks_nothing("타임스탬프")
    assert asks_nothing("번호")
    assert asks_nothing(" ")
    assert not asks_nothing("번호표 안내는 좋았습니까")


def test_names_phones_and_mail_are_covered_in_words():
    told = nameless("홍길동 강사님 010-1234-5678, a.b@c.kr 로 연락 주세요. 이수 좋음", {"홍길동", "이수"})
    assert told == f"{MASK} 강사님 {MASK}, {MASK} 로 연락 주세요. 이수 좋음"


def test_the_mean_is_rounded_half_up_and_words_are_grouped():
    found = question("만족", [500, 400, 400], ["좋다", "좋다 ", "길다"])
    assert found.mean == Decimal("4.33")
    assert question("반", [100, 101], []).mean == Decimal("1.01")
    assert found.spread == ((Decimal("4.00"), 2), (Decimal("5.00"), 1))
    assert found.words == (("좋다", 2), ("길다", 1))
    assert found.answered == 6
    assert question("글", [], ["좋다"]).mean is None


@given(st.lists(st.integers(100, 500), min_size=1))
def test_the_mean_lies_between_the_least_and_the_most_whatever_the_order(values):
    found = question("만족", values, [])
    assert min(values) <= found.mean * 100 <= max(values)
    assert found == question("만족", values[::-1], [])
    assert sum(count for _value, count in found.spread) == len(values)
