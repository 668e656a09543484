"""Who may sit on the junior board: three to five years after 임용, on the first day of the term."""

import datetime as dt

import pytest

from desktop.rules.board import service_flag, years_full_on

DAY = dt.date(2022, 9, 14)


@pytest.mark.parametrize(
    ("appointed_on", "word"),
    [
        ("2019-09-14", ""),  # three years to the day
        ("2019-09-15", "3년 미만"),
        ("2017-09-14", ""),  # five years to the day
        ("2017-09-13", "5년 초과"),  # and one more
        ("2024-01-01", "3년 미만"),
    ],
)
def test_service_outside_the_rule_has_a_word(appointed_on, word):
    assert service_flag(dt.date.fromisoformat(appointed_on), DAY) == word


def test_service_from_a_leap_day_is_five_years_on_the_last_of_february():
    assert years_full_on(dt.date(2016, 2, 29), 5) == dt.date(2021, 2, 28)
    appointed = dt.date(2016, 2, 29)
    days = (dt.date(2021, 2, 28), dt.date(2021, 3, 1))
    assert [service_flag(appointed, day) for day in days] == ["", "5년 초과"]


def test_a_term_may_have_years_of_its_own():
    appointed = dt.date(2016, 9, 14)
    assert service_flag(appointed, DAY) == "5년 초과"
    assert service_flag(appointed, DAY, 2, 6) == ""
    assert service_flag(dt.date(2020, 9, 15), DAY, 2, 6) == "2년 미만"


def test_of_an_unknown_appointment_nothing_is_said():
    assert service_flag(None, DAY) == ""
