"""Codes on certificates: of the whole of what was said, under a secret, and read from what people and scanners type."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules import certificate_codes as codes

DAY = dt.date(2022, 9, 16)
BORN = dt.date(1998, 3, 1)
SECRETS = st.binary(min_size=32, max_size=32)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
NUMBERS = st.builds("제{}-{:03}호".format, st.integers(1900, 2199), st.integers(1, 9999))
# What is left of it when a scanner types while 한글 is on, or a person copies it.
SPOILT = (
    lambda said: said,
    lambda said: "".join(letter for letter in said if letter.isascii()),
    lambda said: said.replace("-", ""),
    lambda said: said.replace("-", " "),
    lambda said: said + "\r\n",
    lambda said: said.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
    lambda said: said.rpartition(" ")[2],
    lambda said: f"확인번호: {said.rpartition(' ')[2]} ",
)


def test_a_code_worked_out_by_hand():
    """HMAC-SHA256 under 32 zero bytes by OpenSSL, the last two digits by long division."""
    assert codes.code(bytes(32), "제2022-001호", "홍길동", BORN, DAY) == "5850-0401-7026-6188"


@given(SECRETS, SECRETS, NUMBERS, st.text(max_size=15), st.none() | DATES, DATES)
def test_whatever_differs_gives_another_code(secret, other, number, name, born, day):
    def code(key=secret, number=number, name=name, born=born, day=day):
        return codes.code(key, number, name, born, day)

    changed = [code(number=number + "1"), code(name=name + "이"), code(born=BORN if born != BORN else None)]
    changed += [code(day=DAY if day != DAY else BORN), *([code(other)] if other != secret else [])]
    assert code() == code()
    assert code() not in changed


@pytest.mark.feature("DO-13")
@given(SECRETS, NUMBERS, DATES, st.sampled_from(SPOILT))
def test_what_was_typed_or_scanned_is_found_however_it_came_through(secret, number, day, spoil):
    code = codes.code(secret, number, "홍길동", BORN, day)
    said = codes.text("수료증", number, day, code)
    assert codes.printed(said) == code
    assert code in codes.found_in(spoil(said))
    assert codes.agrees(spoil(said), said)
    assert not codes.agrees(said.replace("-", "7-", 1), said)
    assert not codes.agrees(
        said,
        codes.text("수료증", number, day, code).replace(
            code, codes.code(secret, number, "홍길순", BORN, day)
        ),
    )


TWO_SETS = dict(
    zip("QWERTASDFGZXCVYUIOPHJKLBNM", "ㅃㅉㄸㄲㅆㅁㄴㅇㄹㅎㅋㅌㅊㅍㅛㅕㅑㅒㅖㅗㅓㅏㅣㅠㅜㅡ", strict=True)
)


@pytest.mark.feature("DO-23")
def test_what_a_scanner_types_while_hangul_is_on_comes_back_equal():
    """A keyboard has no 수료증 to press, and turns every Latin letter into a jamo; it leaves the digits."""
    random = Random(0)
    for sequence in range(20_000):
        code = codes.code(random.randbytes(32), f"제2022-{sequence:03}호", "홍길동", BORN, DAY)
        keys = [key for key in codes.text("수료증", f"A2022-{sequence:03}", DAY, code) if key.isascii()]
        assert code in codes.found_in("".join(TWO_SETS.get(key, key) for key in keys))


@given(SECRETS, NUMBERS, DATES, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_and_two_exchanged_are_told_as_slips(secret, number, day, place, more):
    digits = codes.code(secret, number, "홍길동", None, day).replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    pair = digits[place : place + 2]
    exchanged = digits[:place] + pair[::-1] + digits[place + 2 :]
    for slip in {wrong, exchanged} - {digits}:
        shown = "-".join(slip[start : start + 4] for start in range(0, 16, 4))
        with pytest.raises(UserError, match="잘못 적은") as told:
            codes.found_in(shown)
        assert told.value.field == "text"


@pytest.mark.parametrize(
    "typed", ["", "  ", "홍길동", "제2022-001호 2022-09-16", "1234-5678", "\ud800", "\x00"]
)
def test_a_text_without_a_code_is_refused(typed):
    with pytest.raises(UserError, match="16자리"):
        codes.found_in(typed)


def test_codes_of_older_certificates_are_found_and_not_printed():
    said = "수료증 제2026-001호 2026-09-18 확인 66799bab01234567"
    assert codes.found_in(said) == ("66799bab01234567",)
    assert codes.found_in(said.upper() + "\n") == ("66799bab01234567",)
    assert codes.agrees(said, said)
    assert codes.printed(said) == ""
    assert "1234567890123456" in codes.found_in("수료증 제2026-001호 2026-09-18 확인 1234567890123456")
