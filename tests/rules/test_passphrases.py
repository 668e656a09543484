"""Which passphrases guard a data file."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import passphrases


@pytest.mark.parametrize("weak", ["", "1", "가", "1234567", "열쇠", "가을하늘높다요"])
def test_a_short_one_is_refused(weak: str) -> None:
    assert "짧습니다" in passphrases.refusal(weak)


@pytest.mark.parametrize(
    "weak",
    ["11111111", "12121212", "12345678", "87654321", "abcdefgh", "Password", "1q2w3e4r", "ㄱㄱㄱㄱㄴㄴㄴㄴ"],
)
def test_one_that_is_tried_first_is_refused(weak: str) -> None:
    assert "알아맞힐" in passphrases.refusal(weak)


@pytest.mark.parametrize(
    "strong", ["가을 하늘은 높다", "가을하늘은 높다'", "correct horse", "서초-2026-나무"]
)
def test_a_long_one_will_do_whatever_it_is_made_of(strong: str) -> None:
    assert passphrases.refusal(strong) == ""


@given(st.text(max_size=20))
def test_whichever_it_is_a_refusal_says_what_to_do_and_spelling_makes_no_difference(text: str) -> None:
    told = passphrases.refusal(text)
    assert told == "" or told.endswith("주세요.") or "외우기 쉽습니다" in told
    assert told == passphrases.refusal(unicodedata.normalize("NFD", text))
    if len(unicodedata.normalize("NFC", text)) < passphrases.LEAST:
        assert told
