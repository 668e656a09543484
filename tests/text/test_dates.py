import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.text import dates


class AsOnWindows(dt.datetime):
    """A moment whose local time is asked of Windows, which knows none before 1970 nor after 3000."""

    def astimezone(self, tz=None):
        if tz is None and not 1970 <= self.year <= 3000:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


def test_the_clock_of_the_desk_is_seouls_where_windows_knows_none():
    for year in (1900, 1969, 3001):
        kept = AsOnWindows(year, 6, 15, 3, 5, tzinfo=dt.UTC)
        assert f"{dates.on_the_clock(kept):%m-%d %H:%M %z}" == "06-15 12:05 +0900"
        written = AsOnWindows(year, 6, 15, 3, 5)
        assert f"{dates.on_the_clock(written):%m-%d %H:%M %z}" == "06-15 03:05 +0900"


def test_it_is_the_systems_own_wherever_that_knows_one():
    kept = AsOnWindows(2022, 9, 16, 3, 5, tzinfo=dt.UTC)
    assert dates.on_the_clock(kept) == kept
    assert dates.on_the_clock(kept).utcoffset() == kept.astimezone().utcoffset()


TODAY = dt.date(2022, 9, 16)
BORN = dt.date(1998, 3, 1)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))

WRITTEN = [
    dt.date(1998, 3, 1),
    dt.datetime(1998, 3, 1, 9, 30),  # noqa: DTZ001 - cells know no time zone
    35855,
    35855.0,
    35855.75,
    "35855",
    980301,
    980301.0,
    "980301",
    19980301,
    "19980301",
    "98.3.1",
    "98. 3. 1.",
    "98-03-01",
    "98/3/1",
    "'98.3.1",
    "1998.3.1",
    "1998.03.01.",
    "1998. 3. 1.",
    "1998-03-01",
    "1998/3/1",
    "1998·3·1",
    "1998 3 1",
    "1998–03–01",
    "1998년 3월 1일",
    "1998년3월1일",
    "98년 3월 1일",
    "98년3월1일생",
    "1998. 3. 1.생",
    "1998.3.1 출생",
    "1998. 3. 1.(일)",
    "1998년 3월 1일 일요일",
    "1998-03-01(양)",
    "１９９８．３．１",
    " 1998-03-01 ",
    "1998-03-01 00:00:00",
    "1998-03-01T00:00:00.000",
    "1998. 3. 1. 오전 12:00:00",
]


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize("raw", WRITTEN)
def test_ways_to_write_a_birth_date(raw: object) -> None:
    assert dates.parse_birth_date(raw, TODAY) == BORN
    assert dates.parse_date(raw) == BORN


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("raw", "born"),
    [
        ("020301", dt.date(2002, 3, 1)),
        (10301, dt.date(2001, 3, 1)),  # 010301 whose zero a number cell dropped
        (301, dt.date(2000, 3, 1)),
        ("00.2.29", dt.date(2000, 2, 29)),
        ("12.9.16", dt.date(2012, 9, 16)),  # ten years old today
        ("22.9.17", dt.date(1922, 9, 17)),  # tomorrow in this century
        ("32.5.5", dt.date(1932, 5, 5)),
        (30195, dt.date(1982, 9, 1)),
    ],
)
def test_two_digit_years_give_an_age_from_10_to_99(raw: object, born: dt.date) -> None:
    assert dates.parse_birth_date(raw, TODAY) == born


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("1998-02-30", "2월에는 30일이 없습니다"),
        ("98.2.29", "2월에는 29일이 없습니다"),
        ("2월 30일", "읽을 수 없습니다"),
        ("1998-13-01", "13월은 없습니다"),
        ("1998-00-01", "0월은 없습니다"),
        ("1998-01-00", "0일이 없습니다"),
        ("2022-09-17", "오늘보다 뒤"),
        (dt.date(2022, 9, 17), "오늘보다 뒤"),
        ("1899-12-31", "1900년부터"),
        (dt.date(1899, 12, 31), "1900년부터"),
        ("15.3.1", "네 자리"),  # seven years old, or a hundred and seven
        (30301, "두 가지로"),  # 2003-03-01 without its zero, or serial of 1982-12-16
        (1998, "읽을 수 없습니다"),
        ("1998", "읽을 수 없습니다"),
        ("0301", "읽을 수 없습니다"),
        (98.3, "읽을 수 없습니다"),
        ("980301-1234567", "주민등록번호"),
        ("9803011234567", "주민등록번호"),
        ("3/1/1998", "읽을 수 없습니다"),
        ("음력 1998.3.1", "읽을 수 없습니다"),
        ("미상", "읽을 수 없습니다"),
        ("", "읽을 수 없습니다"),
        (float("nan"), "읽을 수 없습니다"),
        (float("inf"), "읽을 수 없습니다"),
        (-1, "읽을 수 없습니다"),
        (True, "읽을 수 없습니다"),
        (None, "읽을 수 없습니다"),
        (dt.time(9, 0), "읽을 수 없습니다"),
    ],
)
def test_a_doubtful_birth_date_is_refused_with_its_reason(raw: object, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        dates.parse_birth_date(raw, TODAY)


@given(DAYS)
def test_what_is_shown_is_read_again(day: dt.date) -> None:
    assert dates.parse_date(dates.show_date(day)) == day
    assert dates.parse_date(f"{day.year}년 {day.month}월 {day.day}일") == day
    assert dates.parse_date(day.isoformat()) == day
    assert dates.parse_date(f"{day:%Y%m%d}") == day


@given(st.dates(dt.date(1923, 1, 1), dt.date(2012, 9, 16)))
def test_two_digit_years_find_everybody_from_10_to_99(born: dt.date) -> None:
    assert dates.parse_birth_date(f"{born:%y.%m.%d}", TODAY) == born
    assert dates.parse_birth_date(f"{born:%y%m%d}", TODAY) == born


def test_two_digit_years_of_other_dates_turn_at_1970() -> None:
    assert dates.parse_date("22.9.16") == dt.date(2022, 9, 16)
    assert dates.parse_date("69.12.31") == dt.date(2069, 12, 31)
    assert dates.parse_date("700101") == dt.date(1970, 1, 1)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2022. 9. 16. 14:00", (14, 0)),
        ("2022-09-16 오후 2:05", (14, 5)),
        ("2022-09-16 오전 12:30", (0, 30)),
        ("2022-09-16T09:10:11", (9, 10)),
        ("2022. 9. 16.(금) 9:00", (9, 0)),
        ("2022. 9. 16.", (0, 0)),
        (dt.date(2022, 9, 16), (0, 0)),
    ],
)
def test_parse_moment(raw: object, moment: tuple[int, int]) -> None:
    assert dates.parse_moment(raw) == dt.datetime(2022, 9, 16, *moment)  # noqa: DTZ001 - wall-clock time


def test_a_moment_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UserError, match="23:59"):
        dates.parse_moment("2022. 9. 16. 24:00")


def test_show() -> None:
    assert dates.show_date(dt.date(2022, 9, 16)) == "2022. 9. 16."


@pytest.mark.feature("DO-19")
def test_mask_date() -> None:
    assert dates.mask_date("1998. 3. 1.") == "1998. *. *."
    assert dates.mask_date("1998-03-01") == "1998. *. *."


@pytest.mark.feature("TR-03")
@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1982-09-17", "2022-09-16", 39),
        ("1982-09-16", "2022-09-16", 40),
        ("2002-09-16", "2022-09-16", 20),
        ("2002-09-17", "2022-09-16", 19),
        ("2000-02-29", "2023-02-28", 22),  # the year of life ends with the last of February
        ("2000-02-29", "2023-03-01", 23),
        ("2000-02-29", "2024-02-28", 23),
        ("2000-02-29", "2024-02-29", 24),
        ("2022-09-16", "2022-09-16", 0),
    ],
)
def test_age_on(birth: str, day: str, age: int) -> None:
    assert dates.age_on(dt.date.fromisoformat(birth), dt.date.fromisoformat(day)) == age


@pytest.mark.feature("CO-13")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2022-10-04", 3, "2023-01-03"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2022-11-29", 3, "2023-02-28"),
        ("2022-11-28", 3, "2023-02-27"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2022-12-01", 3, "2023-02-28"),
        ("2022-10-01", 3, "2022-12-31"),
        ("2022-12-31", 2, "2023-02-28"),
        ("2022-08-31", 1, "2022-09-30"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_months_end(start: str, months: int, end: str) -> None:
    assert dates.months_end(dt.date.fromisoformat(start), months) == dt.date.fromisoformat(end)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 24), st.integers(1, 24))
def test_longer_periods_end_later(start: dt.date, months: int, more: int) -> None:
    assert start < dates.months_end(start, months) < dates.months_end(start, months + more)


def clock(*parts: int) -> dt.datetime:
    return dt.datetime(*parts)  # noqa: DTZ001 - cells know no time zone


@pytest.mark.parametrize(
    "raw",
    [
        "1998-02-28T15:00:00.000Z",
        "1998-02-28 15:00:00",
        "1998-03-01T00:00:00+09:00",
        "1998-03-01T00:00:00.000Z",
        "1998-02-28T15:00:00+00:00",
        clock(1998, 2, 28, 15),
        clock(1998, 2, 28, 23, 59, 8),
        clock(1998, 2, 28, 14, 59, 8),
        clock(1998, 3, 1, 9),
        dt.datetime(1998, 2, 28, 15, tzinfo=dt.UTC),
        35854.625,
        35854.999398148,
        35855.25,
    ],
)
def test_a_birth_date_told_in_universal_time_is_the_day_it_means(raw: object) -> None:
    assert dates.parse_birth_date(raw, TODAY) == dt.date(1998, 3, 1)


@pytest.mark.parametrize(
    ("raw", "birth"),
    [
        ("1987-05-31T14:00:00Z", dt.date(1987, 6, 1)),
        ("1956-02-29T15:30:00Z", dt.date(1956, 3, 1)),
        ("1998-03-01T14:00:00", dt.date(1998, 3, 1)),
        ("1998-03-01 오후 2:00", dt.date(1998, 3, 1)),
    ],
)
def test_midnight_was_at_other_hours_in_some_years(raw: str, birth: dt.date) -> None:
    assert dates.parse_birth_date(raw, TODAY) == birth


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2022-09-15T15:00:00Z", dt.date(2022, 9, 16)),
        ("2022-09-16 15:00", dt.date(2022, 9, 16)),
        (clock(2022, 9, 15, 23, 59, 8), dt.date(2022, 9, 16)),
        (clock(2022, 9, 16, 23, 59), dt.date(2022, 9, 16)),
        (44820.5, dt.date(2022, 9, 16)),
    ],
)
def test_other_days_keep_their_time_of_day(raw: object, day: dt.date) -> None:
    assert dates.parse_date(raw) == day


@pytest.mark.parametrize("raw", [clock(2022, 9, 15, 15), 44819.625, clock(2022, 9, 15, 14, 59, 8)])
def test_a_cell_that_may_be_a_day_early_is_in_doubt(raw: object) -> None:
    with pytest.raises(UserError, match="하루 이른"):
        dates.parse_date(raw)
