"""The review clock: the Civil Act's periods, days in 보완, one extension, colours, 재심사."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.review.clock import (
    Calendar,
    Clock,
    Colour,
    Pause,
    Period,
    Unit,
    check_extension,
    check_pauses,
    colour,
    end_of,
)
from desktop.text.holidays import holidays

D = dt.date.fromisoformat
KOREA = Calendar(holidays(dt.date(2022, 1, 1), dt.date(2023, 12, 31)))
MONTH = Period(1, Unit.MONTHS)
FIRST = Clock(D("2022-09-14"), Period(30))


@pytest.mark.parametrize(
    ("received", "period", "end"),
    [
        ("2022-09-14", Period(30), "2022-10-14"),
        ("2022-09-14", MONTH, "2022-10-14"),
        ("2022-09-09", Period(30), "2022-10-11"),  # 10-09 is a Sunday and 한글날, 10-10 its substitute
        ("2022-08-31", MONTH, "2022-09-30"),
        ("2023-01-31", MONTH, "2023-02-28"),
        ("2022-09-08", Period(7, Unit.WORKING_DAYS), "2022-09-21"),  # 추석 from 9-9 to 9-12
        ("2022-09-28", Period(10, Unit.WORKING_DAYS), "2022-10-14"),
        ("2022-10-14", Period(15), "2022-10-31"),  # 재심사: 10-29 is a Saturday
    ],
)
def test_a_period_ends_as_the_civil_act_says(received, period, end):
    assert end_of(Clock(D(received), period), KOREA) == D(end)


def test_an_end_on_a_day_off_stays_where_the_office_says_so():
    stays = Calendar(KOREA.days_off, moves_on=False)
    assert end_of(Clock(D("2022-09-09"), Period(30)), stays) == D("2022-10-09")


def test_days_in_the_authors_hands_are_not_counted():
    back = Clock(FIRST.received_on, FIRST.period, (Pause(D("2022-09-20"), D("2022-09-29")),))
    assert end_of(back, KOREA) == D("2022-10-24")  # 9 days out; 10-23 is a Sunday
    working = Clock(
        D("2022-09-28"), Period(10, Unit.WORKING_DAYS), (Pause(D("2022-09-30"), D("2022-10-04")),)
    )
    assert end_of(working, KOREA) == D("2022-10-17")  # of the days out only 10-04 is a working day


def test_a_pause_after_the_end_does_not_bring_a_late_answer_back_in_time():
    late = Clock(FIRST.received_on, FIRST.period, (Pause(D("2022-10-20"), D("2022-10-30")),))
    assert end_of(late, KOREA) == D("2022-10-14")


@pytest.mark.feature("JB-12")
@pytest.mark.parametrize(
    ("asked", "back", "end"),
    [
        (
            "2022-10-11",
            "2022-10-25",
            "2022-10-25",
        ),  # asked on the very last day: back, it is the last day again
        ("2022-10-11", "2022-10-22", "2022-10-24"),  # back on a Saturday
        ("2022-10-10", "2022-10-12", "2022-10-12"),
        ("2022-10-09", "2022-10-25", "2022-10-25"),
        ("2022-10-07", "2022-10-25", "2022-10-27"),  # two days of the thirty were left
        ("2022-10-11", "2022-10-11", "2022-10-11"),
        ("2022-10-12", "2022-10-25", "2022-10-11"),  # too late
    ],
)
def test_days_out_count_up_to_the_end_that_was_moved_on(asked, back, end):
    clock = Clock(D("2022-09-09"), Period(30), (Pause(D(asked), D(back)),))  # 10-09 is moved on to 10-11
    assert end_of(clock, KOREA) == D(end)


def test_where_an_end_is_not_moved_on_a_pause_after_it_is_too_late():
    clock = Clock(D("2022-09-09"), Period(30), (Pause(D("2022-10-11"), D("2022-10-25")),))
    assert end_of(clock, Calendar(KOREA.days_off, moves_on=False)) == D("2022-10-09")


def test_an_extension_runs_on_from_the_first_end():
    longer = Clock(FIRST.received_on, FIRST.period, extension=Period(30))
    assert end_of(longer, KOREA) == D("2022-11-14")  # 11-13 is a Sunday


@pytest.mark.parametrize(
    ("extension", "again", "reason", "field"),
    [
        (Period(31), False, "현장 확인", "count"),
        (Period(0), False, "현장 확인", "count"),
        (MONTH, False, "현장 확인", "count"),
        (Period(30), True, "현장 확인", "count"),
        (Period(30), False, "  ", "reason"),
    ],
)
def test_an_extension_is_one_no_longer_and_has_its_reason(extension, again, reason, field):
    clock = Clock(FIRST.received_on, FIRST.period, extension=Period(10) if again else None)
    with pytest.raises(UserError) as refused:
        check_extension(clock, extension, reason)
    assert refused.value.field == field


def test_an_extension_as_long_as_the_first_period_is_allowed():
    assert check_extension(FIRST, Period(30), "현장 확인") is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2022-10-06", Colour.FAR),
        ("2022-10-07", Colour.NEAR),
        ("2022-10-14", Colour.NEAR),
        ("2022-10-15", Colour.LATE),
    ],
)
def test_the_colour_is_amber_a_week_before_and_red_the_day_after(today, expected):
    assert colour(FIRST, KOREA, D(today), 7) is expected


def test_a_clock_stands_still_while_the_authors_mend():
    out = Clock(FIRST.received_on, FIRST.period, (Pause(D("2022-09-20")),))
    assert colour(out, KOREA, D("2022-12-01"), 7) is Colour.STOPPED


@pytest.mark.parametrize(
    ("pause", "field"),
    [
        (Pause(D("2022-09-13")), "asked_on"),
        (Pause(D("2022-09-20"), D("2022-09-19")), "back_on"),
    ],
)
def test_a_pause_lies_after_the_receipt_and_ends_after_it_began(pause, field):
    with pytest.raises(UserError) as refused:
        check_pauses(FIRST.received_on, (pause,))
    assert refused.value.field == field


@given(st.dates(dt.date(2022, 1, 1), dt.date(2022, 12, 1)), st.integers(1, 60), st.integers(0, 30))
def test_days_out_never_bring_the_end_nearer_and_it_falls_on_a_working_day(received, count, out):
    plain = Clock(received, Period(count))
    asked = received + dt.timedelta(days=1)
    paused = Clock(received, Period(count), (Pause(asked, asked + dt.timedelta(days=out)),))
    end = end_of(paused, KOREA)
    assert end >= end_of(plain, KOREA)
    assert not KOREA.is_off(end)


@given(
    st.dates(dt.date(2022, 1, 1), dt.date(2022, 9, 1)),
    st.sampled_from([Period(30), MONTH, Period(7, Unit.WORKING_DAYS), Period(5)]),
    st.integers(0, 45),
    st.integers(0, 30),
)
def test_what_was_asked_in_time_is_not_late_when_it_is_back(received, period, later, out):
    asked = received + dt.timedelta(days=later)
    back = asked + dt.timedelta(days=out)
    plain = end_of(Clock(received, period), KOREA)
    end = end_of(Clock(received, period, (Pause(asked, back),)), KOREA)
    assert end >= max(plain, back) if asked <= plain else end == plain
