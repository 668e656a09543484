"""Sessions from weekly hours, with the holidays left out, and days a number of years later."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.weekly import Hours, weeks, years_later
from desktop.text.holidays import holidays

TUESDAY, SATURDAY = Hours(1, "19:00", "22:00", None, None), Hours(5, "10:00", "13:00", None, None)
days = st.dates(dt.date(2019, 1, 1), dt.date(2035, 12, 31))


def day(written):
    return dt.date.fromisoformat(written)


def test_the_first_stage_of_2022():
    """8 weeks from 4 April: 8 Tuesdays; of the Saturdays none falls on a holiday, of the Thursdays 어린이날 does."""
    first, last = day("2022-04-04"), day("2022-05-27")
    thursday = Hours(3, "19:00", "22:00", None, None)
    made = weeks([TUESDAY, thursday], first, last, holidays(first, last))
    assert len(made.sessions) == 8 + 8 - 1
    assert made.sessions[0] == (day("2022-04-05"), TUESDAY)
    assert made.sessions[-1] == (day("2022-05-26"), thursday)
    assert made.skipped == ((day("2022-05-05"), "어린이날"),)


def test_the_autumn_of_2022_names_chuseok_once_though_two_hours_fall_on_it():
    evening = Hours(5, "14:00", "17:00", None, None)
    first, last = day("2022-09-01"), day("2022-09-16")
    made = weeks([SATURDAY, evening], first, last, holidays(first, last))
    assert made.skipped == ((day("2022-09-10"), "추석"),)
    assert [each for each, _hours in made.sessions] == [day("2022-09-03")] * 2


def test_a_period_of_one_day_has_its_own_hours():
    assert weeks([TUESDAY], day("2022-04-05"), day("2022-04-05"), {}).sessions == (
        (day("2022-04-05"), TUESDAY),
    )


@given(days, st.integers(0, 120), st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
def test_every_such_day_of_the_period_is_a_session_or_named(first, length, weekdays):
    last = first + dt.timedelta(days=length)
    off = holidays(first, last)
    made = weeks([Hours(each, "10:00", "11:00", None, None) for each in weekdays], first, last, off)
    wanted = [
        each
        for each in (first + dt.timedelta(days=n) for n in range(length + 1))
        if each.weekday() in weekdays
    ]
    assert sorted([each for each, _ in made.sessions] + [each for each, _ in made.skipped]) == wanted
    assert all(off[each] == name for each, name in made.skipped)


def test_the_programme_of_2019_moves_to_that_of_2022():
    assert years_later(day("2019-04-08"), 3) == day("2022-04-04")
    assert years_later(day("2022-04-04"), 1) == day("2023-04-03")


@given(days, st.integers(-10, 10))
def test_a_day_moved_by_years_keeps_its_day_of_the_week_and_comes_back(when, years):
    moved = years_later(when, years)
    assert moved.weekday() == when.weekday()
    assert years_later(moved, -years) == when
