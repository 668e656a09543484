import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import resident_number


@pytest.mark.parametrize(
    "text",
    [
        "980301-1234567",
        "9803011234567",
        "980301 - 1234567",
        "980301 1234567",
        "980301–2234567",
        "980301-1******",
        "980301-1●●●●●●",
        "980301-1xxxxxx",
        "980301-*******",
        "０２０３０１－３２３４５６７",
        "000229-3234567",
        "980301-5234567",  # a foreigner's
        "주민번호 980301-1234567입니다",
        "주민-980301-1234567",
        "203013234567",  # 020301-3234567 whose zero a number cell dropped
    ],
)
def test_found(text: str) -> None:
    assert resident_number.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "010-1234-5678",
        "01012345678",
        "821012345678",
        "124-81-00998",
        "1248100998",
        "1998-03-01",
        "19980301",
        "980301",
        "980301-1",
        "2022-09-16 14:00:00",
        "20220916140000",
        "981301-1234567",  # no thirteenth month
        "990229-1234567",  # no such day in 1999
        "980301-9234567",
        "980301-12345678",
        "1980301-1234567",
        "9788912345678",  # a book's number
        "302-1234-5678-91",
        "302-980301-1234567",  # an account
        "제2022-001호",
        "서울특별시 강남구 테헤란로 123번길 45",
    ],
)
def test_not_mistaken(text: str) -> None:
    assert not resident_number.find(text)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.integers(0, 999999),
    st.sampled_from(["-", "", " ", " - "]),
    st.booleans(),
)
def test_every_shape_is_found(born: dt.date, rest: int, between: str, foreign: bool) -> None:
    seventh = (1 if born.year < 2000 else 3) + 4 * foreign
    assert resident_number.find(f"{born:%y%m%d}{between}{seventh}{rest:06}")


@given(st.integers(1000, 9999), st.integers(0, 9999))
def test_no_mobile_number_is_taken_for_one(middle: int, last: int) -> None:
    for phone in (f"010-{middle}-{last:04}", f"010{middle}{last:04}", f"+82 10 {middle} {last:04}"):
        assert not resident_number.find(phone)
