from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.text import amounts

WON = st.integers(0, 10**20 - 1)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (1045161, 1045161),
        (1045161.0, 1045161),
        ("1045161", 1045161),
        ("1,045,161원", 1045161),
        ("금1,045,161원", 1045161),
        ("금1,045,161원정", 1045161),
        ("금일백사만오천일백육십일원", 1045161),
        ("₩1,045,161", 1045161),
        ("￦１，０４５，１６１", 1045161),
        ("1 045 161", 1045161),
        ("456명", 456),
        ("80%", 80),
        ("24주", 24),
        ("3개월", 3),
        ("1.0", 1),
        ("200만원", 2_000_000),
        ("2천5백만원", 25_000_000),
        ("1억 2,000만 원", 120_000_000),
        ("1.5억", 150_000_000),
        ("만원", 10_000),
        ("0", 0),
        ("영원", 0),
        ("-5", -5),
        ("△1,000", -1000),
    ],
)
def test_parse_whole(raw: object, number: int) -> None:
    assert amounts.parse_whole(raw) == number


@pytest.mark.parametrize(
    "raw",
    ["1.5", 1.5, "1,00", "12abc", "약 300", "10~20", "", "원", "일일", "1만2억", "1.23456만", "--5x", True, None,
     float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused(raw: object) -> None:
    with pytest.raises(UserError, match="정수"):
        amounts.parse_whole(raw)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1045161, "일백사만오천일백육십일원"),
        (0, "영원"),
        (1, "일원"),
        (10, "일십원"),
        (10_000, "일만원"),
        (100_000, "일십만원"),
        (1_234_567_890, "일십이억삼천사백오십육만칠천팔백구십원"),
        (10**8, "일억원"),
        (10**8 + 1, "일억일원"),
        (10**16, "일경원"),
    ],
)
def test_amount_in_hangul(amount: int, words: str) -> None:
    assert amounts.amount_in_hangul(amount) == words


def test_shown_forms() -> None:
    assert amounts.show_amount(1045161) == "1,045,161원"
    assert amounts.formal_amount(1045161) == "금1,045,161원(금일백사만오천일백육십일원)"


@given(WON)
def test_what_is_shown_is_read_again(amount: int) -> None:
    assert amounts.parse_whole(amounts.show_amount(amount)) == amount
    assert amounts.parse_whole(amounts.amount_in_hangul(amount)) == amount
    assert amounts.parse_whole("금" + amounts.amount_in_hangul(amount)) == amount


@pytest.mark.parametrize("amount", [-1, 10**20])
def test_an_amount_without_words_is_refused(amount: int) -> None:
    with pytest.raises(UserError, match="0원 이상"):
        amounts.amount_in_hangul(amount)


@pytest.mark.parametrize(
    ("raw", "number", "shown"),
    [
        ("81.5", 8150, "81.5"), (84.45, 8445, "84.45"), ("90점", 9000, "90"), (Decimal("2.68"), 268, "2.68"),
        ("1,234.5", 123450, "1,234.5"), (0, 0, "0"), ("-3.05", -305, "-3.05"),
    ],
)  # fmt: skip
def test_scores_are_hundredths(raw, number, shown):
    read = amounts.parse_hundredths(raw)
    assert read == number
    assert amounts.parse_hundredths(read) == number, "what was read is not read again as ninety times as much"
    assert amounts.show_hundredths(read) == shown
    assert amounts.parse_hundredths(shown) == number


@pytest.mark.parametrize("raw", ["84.455", "열", "", None, True, "1..5", [1]])
def test_what_is_no_score_is_refused(raw):
    with pytest.raises(UserError, match="점수로"):
        amounts.parse_hundredths(raw)


def test_a_published_total_has_both_decimals():
    assert amounts.show_hundredths(8500, 2) == "85.00"
