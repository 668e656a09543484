import datetime as dt
from collections.abc import Callable

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
        "9⁸⁰³⁰¹-1⁰⁰⁰⁰⁰①",  # raised and circled digits
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


BETWEEN = [
    "-", "", " ", " - ", "--", "ㅡ", "─", "ー", "一", "―", "–", "—", "−", "－", "~", "〜", "/", " / ", "_", "·", ":", ",", "+", ".",
]  # fmt: skip


def circled(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨"))


WRITTEN: tuple[Callable[[str, str], str], ...] = (
    lambda day, rest: f"{day}({rest})",
    lambda day, rest: f"[{day}]{rest}",
    lambda day, rest: f"{day}-{rest[0]} {rest[1:]}",
    lambda day, rest: f"{day[:2]}.{day[2:4]}.{day[4:]}-{rest}",
    lambda day, rest: f"{day[:2]}/{day[2:4]}/{day[4:]} {rest}",
    lambda day, rest: " ".join(day + rest),
    lambda day, rest: f"{' '.join(day)} - {' '.join(rest)}",
    lambda day, rest: (day + "-" + rest).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    lambda day, rest: (day + "-" + rest).translate(str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")),
    lambda day, rest: f"{circled(day)}-{circled(rest)}",
    lambda day, rest: (day + "-" + rest).translate(str.maketrans("01", "Ol")),
    lambda day, rest: (day + rest).translate(str.maketrans("0123456789", "공일이삼사오육칠팔구")),
    lambda day, rest: f"주민번호{day}-{rest}입니다",
    lambda day, rest: f"{day}-{rest}@example.kr",
    lambda day, rest: f"{day}-{rest}-1",
    lambda day, rest: f"{day}\n{rest}",
)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.integers(0, 999999),
    st.sampled_from(WRITTEN),
    st.booleans(),
)
def test_however_people_write_one_it_is_found(
    born: dt.date, rest: int, written: Callable[[str, str], str], century: bool
) -> None:
    seventh = 1 if born.year < 2000 else 3
    day = f"{born:%Y%m%d}" if century and written in WRITTEN[:3] else f"{born:%y%m%d}"
    assert resident_number.find(written(day, f"{seventh}{rest:06}"))


@given(st.text(max_size=11))
def test_what_is_shorter_than_one_holds_none(text: str) -> None:
    assert not resident_number.find(text)


def company(first: int) -> str:
    """A 법인등록번호 with its right check digit."""
    digits = [int(sign) for sign in f"{first:012}"]
    told = sum(digit * (1 + place % 2) for place, digit in enumerate(digits))
    return f"{first:012}"[:6] + "-" + f"{first:012}"[6:] + str((10 - told % 10) % 10)


@given(st.integers(110111_000000, 110111_999999))
def test_a_number_that_is_called_a_companys_is_no_persons(first: int) -> None:
    assert not resident_number.find(f"법인등록번호 {company(first)} 본사 서울")
    assert not resident_number.find(company(first), about="법인등록번호")


@pytest.mark.parametrize("text", ["법인번호 110111-1234567 본사 서울", "법인 등록 번호: 110111-0006249"])
def test_a_companys_number_by_what_stands_before_it(text: str) -> None:
    assert not resident_number.find(text)


def test_a_persons_number_is_found_beside_a_companys_and_under_its_name() -> None:
    assert resident_number.find("법인등록번호 110111-0006249, 대표 980301-1234567")
    assert resident_number.find("980301-1234567", about="법인등록번호"), "its check digit is a person's alone"


@pytest.mark.parametrize("text", ["1234567", "-1234567", "1******", "３２３４５６７", "2●●●●●●"])
def test_the_other_half_of_a_number(text: str) -> None:
    assert resident_number.completes_birth_date(text)


@pytest.mark.parametrize("text", ["0123456", "123456", "12345678", "9123456", "010-1234", "일이삼"])
def test_no_other_half_of_one(text: str) -> None:
    assert not resident_number.completes_birth_date(text)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.integers(0, 999999),
    st.sampled_from(BETWEEN),
    st.booleans(),
)
def test_every_shape_is_found(born: dt.date, rest: int, between: str, foreign: bool) -> None:
    seventh = (1 if born.year < 2000 else 3) + 4 * foreign
    assert resident_number.find(f"{born:%y%m%d}{between}{seventh}{rest:06}")


@given(st.integers(1000, 9999), st.integers(0, 9999))
def test_no_mobile_number_is_taken_for_one(middle: int, last: int) -> None:
    for phone in (f"010-{middle}-{last:04}", f"010{middle}{last:04}", f"+82 10 {middle} {last:04}"):
        assert not resident_number.find(phone)


@pytest.mark.parametrize(
    "text",
    [
        "법인번호 110111-1234567 본사 서울",
        "법인등록번호: 110111-1234567",
        "법인등록번호(110111-1234567)",
        "법인 No. 110111 - 1234567",
        "등기: 법인번호=1101111234567",
    ],
)
def test_a_number_called_a_companys_is_none(text: str) -> None:
    assert not resident_number.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "110111-1234567",
        "법인 대표 110111-1234567",
        "법인번호 없음, 110111-1234567",
        "법인번호 110111-1234567, 대표 980301-1234567",
        "법인번호 110111-1234564",  # the check digit is a resident's
        "법인번호 110111-1******",
    ],
)
def test_the_word_company_alone_hides_no_resident_number(text: str) -> None:
    assert resident_number.find(text)


@pytest.mark.parametrize(
    ("text", "rest", "dropped"),
    [
        ("홍길동 900101-1234567 참석", "홍길동  참석", ("900101-*******",)),
        (
            "홍길동(900101 - 1234567), 이바다 9502282345678",
            "홍길동(), 이바다 ",
            ("900101-*******", "950228-*******"),
        ),
        (
            "1. 자전거\n홍길동 ９００１０１－１２３４５６７\n3. 화분",
            "1. 자전거\n홍길동 \n3. 화분",
            ("900101-*******",),
        ),
        ("9 0 0 1 0 1 1 2 3 4 5 6 7 홍길동", " 홍길동", ("900101-*******",)),
        ("구공공일공일일이삼사오육칠 홍길동", " 홍길동", ("900101-*******",)),
        ("900101-l234567 홍길동", " 홍길동", ("900101-*******",)),
        ("회의\n203013234567\n끝", "회의\n\n끝", ("******-*******",)),
        ("회의\n900101\n1234567\n끝", "회의\n\n끝", ("900101-*******",)),
        ("전화 010-1234-5678, 2022-09-14", "전화 010-1234-5678, 2022-09-14", ()),
    ],
)
def test_a_number_is_cut_out_and_the_rest_stays(text, rest, dropped):
    assert resident_number.cut(text) == (rest, dropped)


@given(st.text("0123456789-●* 구공일이OlI①２\n가회", max_size=60))
def test_whatever_is_left_holds_none(text):
    rest, dropped = resident_number.cut(text)
    assert not resident_number.find(rest)
    assert (rest == text) == (not dropped)
    assert all(told.endswith("-*******") for told in dropped)
