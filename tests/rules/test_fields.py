import datetime as dt
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules import fields
from desktop.rules.fields import Field, Kind

TODAY = dt.date(2022, 9, 16)
STATES = ("전공", "비전공", "해당 없음")
MOMENT = dt.datetime(2022, 9, 16, 14, 5)  # noqa: DTZ001 - wall-clock time of the office


def field(kind: Kind, **more: object) -> Field:
    return Field("value", "값", kind, choices=STATES if kind is Kind.CHOICE else (), **more)  # type: ignore[arg-type]


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.TEXT, "  새봄  대학교 ", "새봄 대학교"),
        (Kind.TEXT, 3, "3"),
        (Kind.TEXT, 3.0, "3"),
        (Kind.TEXT, 3.5, "3.5"),
        (Kind.TEXT, dt.date(2022, 9, 16), "2022. 9. 16."),
        (Kind.TEXT, dt.datetime(2022, 9, 16), "2022. 9. 16."),  # noqa: DTZ001
        (Kind.TEXT, MOMENT, "2022. 9. 16. 14:05"),
        (Kind.TEXT, dt.time(9, 30), "09:30"),
        (Kind.TEXT, "-", "-"),
        (Kind.LONG_TEXT, "첫 줄\r\n둘째  줄", "첫 줄\n둘째 줄"),
        (Kind.NAME, "홍 길 동", "홍길동"),
        (Kind.NAME, unicodedata.normalize("NFD", "홍길동"), "홍길동"),
        (Kind.DATE, "2022. 9. 16.", TODAY),
        (Kind.BIRTH_DATE, "98.3.1", dt.date(1998, 3, 1)),
        (Kind.PHONE, 1012345678, "010-1234-5678"),
        (Kind.EMAIL, "hong@Example.kr", "hong@example.kr"),
        (Kind.INTEGER, "456명", 456),
        (Kind.AMOUNT, "1,045,161원", 1045161),
        (Kind.CHOICE, "비 전공", "비전공"),
        (Kind.CHOICE, "해당없음", "해당 없음"),
        (Kind.YES_NO, "동의", True),
        (Kind.YES_NO, "○", True),
        (Kind.YES_NO, 1.0, True),
        (Kind.YES_NO, True, True),
        (Kind.YES_NO, "동의 안 함", False),
        (Kind.YES_NO, "미동의", False),
        (Kind.YES_NO, 0, False),
        (Kind.BUSINESS_NUMBER, 1248100998, "124-81-00998"),
        (Kind.MOMENT, "2022. 9. 16. 14:05", MOMENT),
        (Kind.LINK, 7, 7),
    ],
)
def test_parse(kind: Kind, raw: object, value: object) -> None:
    assert fields.parse(field(kind), raw, TODAY) == value


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\u200b", "\n"])
def test_a_blank_is_nothing(kind: Kind, raw: str | None) -> None:
    assert fields.parse(field(kind), raw, TODAY) is None


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.TEXT, Kind.LONG_TEXT, Kind.NAME}))
@pytest.mark.parametrize("raw", ["-", " – ", "—"])
def test_a_lone_dash_is_a_blank_where_no_text_stands(kind: Kind, raw: str) -> None:
    assert fields.parse(field(kind), raw, TODAY) is None


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        (Kind.TEXT, "가" * 201, "200자까지"),
        (Kind.LONG_TEXT, "가" * 5001, "5,000자까지"),
        (Kind.NAME, "가" * 201, "200자까지"),
        (Kind.TEXT, "비고 980301-1234567", "주민등록번호"),
        (Kind.LONG_TEXT, "메모\n9803011234567", "주민등록번호"),
        (Kind.NAME, "홍길동 980301-1******", "주민등록번호"),
        (Kind.TEXT, 9803011234567.0, "주민등록번호"),
        (Kind.DATE, "2월 30일", "날짜"),
        (Kind.BIRTH_DATE, "2023-01-01", "오늘보다 뒤"),
        (Kind.PHONE, "1234", "전화번호"),
        (Kind.EMAIL, "hong", "전자우편"),
        (Kind.INTEGER, "열", "정수"),
        (Kind.INTEGER, -1, "0 이상"),
        (Kind.AMOUNT, 10**15 + 1, "이하"),
        (Kind.CHOICE, "공학", "'공학'은 쓸 수 없습니다"),
        (Kind.YES_NO, "아마", "예 또는 아니오"),
        (Kind.BUSINESS_NUMBER, "124-81-00999", "검증번호"),
        (Kind.MOMENT, "내일", "날짜"),
        (Kind.LINK, "7", "목록에서"),
        (Kind.LINK, True, "목록에서"),
    ],
)
def test_what_cannot_be_is_refused_naming_the_field(kind: Kind, raw: object, reason: str) -> None:
    with pytest.raises(UserError, match=reason) as refused:
        fields.parse(field(kind), raw, TODAY)
    assert refused.value.field == "value"


def test_numbers_keep_to_their_bounds() -> None:
    score = field(Kind.INTEGER, minimum=0, maximum=100)
    assert fields.parse(score, "100점", TODAY) == 100
    with pytest.raises(UserError, match=r"값은 0 이상 100 이하여야 합니다\. 지금 101입니다"):
        fields.parse(score, 101, TODAY)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.TEXT, "새봄대학교", "새봄대학교"),
        (Kind.INTEGER, 1234, "1,234"),
        (Kind.AMOUNT, 1045161, "1,045,161"),
        (Kind.LINK, 1234, "1234"),
        (Kind.DATE, TODAY, "2022. 9. 16."),
        (Kind.MOMENT, MOMENT, "2022. 9. 16. 14:05"),
        (Kind.YES_NO, True, "예"),
        (Kind.YES_NO, False, "아니오"),
        (Kind.TEXT, None, ""),
    ],
)
def test_show(kind: Kind, value: fields.Value, shown: str) -> None:
    assert fields.show(field(kind), value) == shown


class AtADeskInSeoul(dt.datetime):
    """A moment that finds Seoul's clock on the desk."""

    def astimezone(self, tz: dt.tzinfo | None = None) -> Any:
        return super().astimezone(tz or dt.timezone(dt.timedelta(hours=9)))


def test_a_moment_is_shown_on_the_clock_of_the_desk() -> None:
    kept = AtADeskInSeoul(2022, 9, 15, 23, 5, tzinfo=dt.UTC)
    assert fields.show(field(Kind.MOMENT), kept) == "2022. 9. 16. 08:05"


@pytest.mark.feature("DO-19")
@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        (Kind.NAME, "홍길동", "홍*동"),
        (Kind.PHONE, "010-1234-5678", "010-****-5678"),
        (Kind.EMAIL, "hong@example.kr", "h***@example.kr"),
        (Kind.BIRTH_DATE, dt.date(1998, 3, 1), "1998. *. *."),
        (Kind.DATE, dt.date(1998, 3, 1), "1998. *. *."),
        (Kind.TEXT, "서초동", "서**"),
        (Kind.NAME, None, ""),
    ],
)
def test_personal_data_is_masked_where_asked(kind: Kind, value: fields.Value, masked: str) -> None:
    private = field(kind, private=True)
    assert fields.show(private, value, masked=True) == masked
    assert fields.show(field(kind), value, masked=True) == fields.show(private, value)


EXAMPLES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: st.text(max_size=50),
    Kind.LONG_TEXT: st.text(max_size=50),
    Kind.NAME: st.text(max_size=20),
    Kind.DATE: st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
    Kind.BIRTH_DATE: st.dates(dt.date(1900, 1, 1), TODAY),
    Kind.MOMENT: st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2199, 12, 31)).map(  # noqa: DTZ001
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    Kind.INTEGER: st.integers(0, 10**15),
    Kind.AMOUNT: st.integers(0, 10**15),
    Kind.CHOICE: st.sampled_from(STATES),
    Kind.YES_NO: st.booleans(),
    Kind.PHONE: st.integers(10**7, 10**8 - 1).map(lambda number: f"010{number}"),
}


@given(st.data())
def test_what_is_shown_is_read_again(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(EXAMPLES)))
    value = fields.parse(field(kind), data.draw(EXAMPLES[kind]), TODAY)
    assert fields.parse(field(kind), fields.show(field(kind), value), TODAY) == value


@pytest.mark.parametrize(
    "kind", [Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.EMAIL, Kind.INTEGER, Kind.AMOUNT]
)
@pytest.mark.parametrize("raw", ["9803011234567", 9803011234567, "980301-1234567@example.kr"])
def test_no_kind_of_value_takes_a_resident_number(kind, raw):
    with pytest.raises(UserError):
        fields.parse(Field("value", "값", kind), raw, dt.date(2022, 9, 16))


def test_a_companys_number_is_taken_where_the_title_says_so():
    field = Field("corporate_number", "법인등록번호")
    assert fields.parse(field, "110111-1234567", dt.date(2022, 9, 16)) == "110111-1234567"
