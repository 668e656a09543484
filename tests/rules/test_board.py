"""Who may sit on the junior board: three to five years after 임용, on the first day of the term."""

import datetime as dt

import pytest

from desktop.rules.board import service_flag

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


def test_service_from_a_leap_day_is_five_years_on_the_first_of_march():
    born = dt.date(2016, 2, 29)
    assert [service_flag(born, dt.date(2021, 3, day)) for day in (1, 2)] == ["", "5년 초과"]


def test_of_an_unknown_appointment_nothing_is_said():
    assert service_flag(None, DAY) == ""
