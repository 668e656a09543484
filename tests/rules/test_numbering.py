import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.numbering import number, pattern_of


@pytest.mark.parametrize(
    ("first", "pattern"),
    [
        ("제2026-001호", "제{year}-{sequence:03d}호"),
        ("서초-2026-0001", "서초-{year}-{sequence:04d}"),
        ("1/2026", "{sequence:01d}/{year}"),
        ("제2026-1차-01호", "제{year}-1차-{sequence:02d}호"),
        ("{2026} 001", "{{{year}}} {sequence:03d}"),
        ("2026년 제2026-01호", "{year}년 제{year}-{sequence:02d}호"),
    ],
)
def test_the_first_number_of_a_year_tells_how_all_are_written(first, pattern):
    assert pattern_of(first, 2026) == pattern
    assert number(pattern, 2026, 1) == first


@pytest.mark.parametrize(
    "first", ["제2025-001호", "제2026-호", "제2026-002호", "제2026-010호", "2026001", "제1호"]
)
def test_without_the_year_or_the_one_it_is_asked_for_in_words(first):
    with pytest.raises(UserError, match="2026년의 첫 번호를") as caught:
        pattern_of(first, 2026)
    assert caught.value.field == "number_format"


@given(st.text(max_size=20), st.text(max_size=20), st.integers(1, 6))
def test_whatever_stands_round_them_comes_back(before, after, digits):
    first = f"{before}-2026-{1:0{digits}d}호{after}"
    pattern = pattern_of(first, 2026)
    assert number(pattern, 2026, 1) == first
    assert number(pattern, 2026, 2) != first != number(pattern, 2027, 1)
