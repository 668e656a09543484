"""Public holidays against known days of past years, and the rule of substitutes against the law's own cases."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.text.holidays import FIRST_YEAR, LAST_YEAR, holidays, of_year, parse_days_off


def day(written):
    return dt.date.fromisoformat(written)


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2019-05-06", "대체공휴일(어린이날)"),
        ("2020-01-27", "대체공휴일(설날)"),
        ("2020-08-17", "임시공휴일"),
        ("2021-08-16", "대체공휴일(광복절)"),
        ("2021-10-04", "대체공휴일(개천절)"),
        ("2021-10-11", "대체공휴일(한글날)"),
        ("2022-02-01", "설날"),
        ("2022-03-09", "대통령 선거일"),
        ("2022-05-05", "어린이날"),
        ("2022-09-09", "추석 연휴"),
        ("2022-09-10", "추석"),
        ("2022-09-12", "대체공휴일(추석)"),
        ("2022-10-10", "대체공휴일(한글날)"),
        ("2023-01-24", "대체공휴일(설날)"),
        ("2023-05-29", "대체공휴일(부처님오신날)"),
        ("2024-02-12", "대체공휴일(설날)"),
        ("2024-05-06", "대체공휴일(어린이날)"),
        ("2025-03-03", "대체공휴일(삼일절)"),
        ("2025-05-05", "부처님오신날·어린이날"),
        ("2025-10-08", "대체공휴일(추석)"),
        ("2026-05-01", "노동절"),
        ("2026-07-17", "제헌절"),
        ("2026-05-25", "대체공휴일(부처님오신날)"),
        ("2027-02-09", "대체공휴일(설날)"),
        ("2027-12-27", "대체공휴일(기독탄신일)"),
        ("2028-10-05", "대체공휴일(추석)"),
    ],
)
def test_a_known_day_is_a_holiday_by_its_name(when, name):
    assert of_year(day(when).year)[day(when)] == name


@pytest.mark.parametrize(
    "when",
    [
        "2019-09-16",  # 추석 ended on a Saturday
        "2021-02-15",  # 설날 ended on a Saturday
        "2021-05-20",
        "2021-12-27",  # 기독탄신일 had no substitute yet
        "2022-05-09",  # nor 부처님오신날
        "2022-01-03",  # 신정 never has
        "2020-08-18",
        "2025-05-07",  # two on one day call for one substitute
        "2025-07-17",  # 제헌절 was none before 2026
        "2025-05-01",
        "2026-06-08",  # 현충일 never has
    ],
)
def test_a_working_day_is_none(when):
    assert day(when) not in of_year(day(when).year)


@pytest.mark.parametrize(
    ("year", "number"),
    # As another calendar of Korea (vacanza holidays 0.109) has them.
    [(2019, 16), (2020, 18), (2021, 18), (2022, 19), (2023, 18), (2024, 19)],
)
def test_a_year_has_as_many_as_its_calendar_shows(year, number):
    assert len(of_year(year)) == number


def test_a_period_over_new_year_has_those_of_both_years():
    found = holidays(day("2022-12-20"), day("2023-01-23"))
    assert [f"{each:%m-%d}" for each in found] == ["12-25", "01-01", "01-21", "01-22", "01-23"]


def test_years_nobody_knows_have_none():
    assert holidays(day("2036-01-01"), day("2036-12-31")) == {}


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_a_substitute_is_a_weekday_within_the_week_after_its_holiday(year):
    found = of_year(year)
    for when, name in found.items():
        if not name.startswith("대체"):
            continue
        assert when.weekday() < 5
        missed = name.removeprefix("대체공휴일(").removesuffix(")")
        before = [when - dt.timedelta(days=back) for back in range(1, 8)]
        assert any(missed in found.get(each, "") for each in before)


def test_an_office_adds_days_one_a_line():
    text = "2027-05-06 개교기념일\n\n2027. 7. 1.(목) 체육대회\n2027년 8월 2일"
    assert parse_days_off(text) == {
        day("2027-05-06"): "개교기념일",
        day("2027-07-01"): "체육대회",
        day("2027-08-02"): "쉬는 날",
    }


@pytest.mark.parametrize("line", ["개교기념일", "2027-13-01 없는 달", "05-06 어린이날 다음 날"])
def test_a_line_without_a_day_is_refused(line):
    with pytest.raises(UserError):
        parse_days_off(line)
