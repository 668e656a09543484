import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import amounts, hangul

# DO-05: what stands in a printed sentence after names, numbers, dates and English words.
CASES = [
    ("홍길동", "은/는", "홍길동은"),
    ("김민수", "은/는", "김민수는"),
    ("홍길동", "이/가", "홍길동이"),
    ("김민수", "이/가", "김민수가"),
    ("수료증", "을/를", "수료증을"),
    ("명부", "을/를", "명부를"),
    ("서울", "으로/로", "서울로"),
    ("부산", "으로/로", "부산으로"),
    ("서초구", "으로/로", "서초구로"),
    ("교육생", "과/와", "교육생과"),
    ("멘토", "와/과", "멘토와"),  # either way round
    ("456명", "이/가", "456명이"),
    ("2022. 9. 16.", "은/는", "2022. 9. 16.은"),  # 육
    ("제2022-001호", "을/를", "제2022-001호를"),
    ("10", "을/를", "10을"),  # 십
    ("1,000", "으로/로", "1,000으로"),  # 천
    ("7", "으로/로", "7로"),  # 칠
    ("2", "이/가", "2가"),
    ("30%", "이/가", "30%가"),
    ("AI", "은/는", "AI는"),
    ("KT", "이/가", "KT가"),
    ("URL", "으로/로", "URL로"),
    ("Python", "을/를", "Python을"),
    ("Saving Dog", "을/를", "Saving Dog를"),
    ("Oil Price Mate", "이/가", "Oil Price Mate가"),
    ("You Can Makeup", "을/를", "You Can Makeup을"),
    ("WATCH MAN", "은/는", "WATCH MAN은"),
    ("Deep 오션", "과/와", "Deep 오션과"),
    ("Google", "으로/로", "Google로"),
    ("홍길동(26세)", "은/는", "홍길동(26세)은"),
    ("한빛(주)", "으로/로", "한빛(주)으로"),
    ("(주)가온", "이/가", "(주)가온이"),
    ("'쾌적'", "을/를", "'쾌적'을"),
    ("1000000000000", "이/가", "1000000000000가"),  # 조
    ("ㄱㅁㅅ", "을/를", "ㄱㅁㅅ을"),
    ("金", "이/가", "金가"),
    ("", "은/는", "는"),
]


@pytest.mark.feature("DO-05")
@pytest.mark.parametrize(("word", "pair", "together"), CASES)
def test_attach(word: str, pair: str, together: str) -> None:
    assert hangul.attach(word, pair) == together


@pytest.mark.feature("DO-05")
@given(st.integers(1, 10**16 - 1))
def test_a_number_takes_the_particle_of_its_reading(number: int) -> None:
    reading = amounts.amount_in_hangul(number).removesuffix("원")
    for pair in ("은/는", "으로/로"):
        assert hangul.particle(str(number), pair) == hangul.particle(reading, pair)
        assert hangul.particle(f"{number:,}", pair) == hangul.particle(reading, pair)


@given(st.integers(0xAC00, 0xD7A3).map(chr))
def test_a_syllable_with_a_final_takes_the_closed_form(syllable: str) -> None:
    final = (ord(syllable) - 0xAC00) % 28
    assert hangul.particle(syllable, "이/가") == ("이" if final else "가")
    assert hangul.particle(syllable, "으로/로") == ("로" if final in {0, 8} else "으로")
