"""Logs that prove themselves, and fees to the minute."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.mentoring import Doubt, Log, doubts, fee, in_hours, is_paid

SATURDAY = dt.date(2022, 9, 3)
TAUGHT = {("가", SATURDAY), ("나", SATURDAY)}


def log(number, starts_at="10:00", ends_at="12:00", *, mentor=7, team="가", day=SATURDAY, **more):
    return Log(number, mentor, team, day, starts_at, ends_at, **more)


def test_hours_that_overlap_stand_at_both():
    found = doubts([log(1), log(2, "11:30", "13:00", team="나"), log(3, "13:00", "14:00")], TAUGHT)
    assert found == {1: {Doubt.OVERLAP: (2,)}, 2: {Doubt.OVERLAP: (1,)}}


def test_another_mentor_or_another_day_is_no_overlap():
    logs = [log(1), log(2, mentor=8), log(3, day=SATURDAY + dt.timedelta(days=7))]
    assert doubts(logs, {*TAUGHT, ("가", SATURDAY + dt.timedelta(days=7))}) == {}


def test_one_photo_twice_stands_at_both_whoever_they_are_of():
    logs = [log(1, photo="a1"), log(2, mentor=8, team="나", photo="a1"), log(3, "14:00", "15:00", photo="b2")]
    assert doubts(logs, TAUGHT) == {1: {Doubt.PHOTO: (2,)}, 2: {Doubt.PHOTO: (1,)}}


def test_a_day_without_a_session_of_the_team():
    assert doubts([log(1, team="다")], TAUGHT) == {1: {Doubt.NO_SESSION: ()}}


def test_all_three_at_once_and_paid_only_with_a_reason():
    logs = [log(1, team="다", photo="a"), log(2, "11:00", "12:30", photo="a", reason="두 팀을 함께 봄")]
    found = doubts(logs, TAUGHT)
    assert set(found[1]) == {Doubt.OVERLAP, Doubt.PHOTO, Doubt.NO_SESSION}
    assert [is_paid(each, found) for each in logs] == [False, True]


@pytest.mark.parametrize(
    ("minutes", "hourly", "rate", "told"),
    [
        (600, 100_000, 3, (1_000_000, 30_000, 3_000, 967_000)),
        (750, 120_000, 3, (1_500_000, 45_000, 4_500, 1_450_500)),
        # 95 minutes at 70,000: 110,833.3 won; 3 % is 3,324.99, a tenth of 3,320 is 332.
        (95, 70_000, 3, (110_833, 3_320, 330, 107_183)),
        # 기타소득: 8 % and 0.8 %.
        (600, 100_000, 8, (1_000_000, 80_000, 8_000, 912_000)),
        (0, 100_000, 3, (0, 0, 0, 0)),
        (600, 100_000, 0, (1_000_000, 0, 0, 1_000_000)),
    ],
)
def test_fees_by_hand(minutes, hourly, rate, told):
    paid = fee(minutes, hourly, rate)
    assert (*paid, paid.net) == told


@given(st.integers(0, 20_000), st.integers(0, 500_000), st.integers(0, 30))
def test_no_won_is_made_and_less_than_one_is_lost(minutes, hourly, rate):
    paid = fee(minutes, hourly, rate)
    assert 0 <= Fraction(minutes * hourly, 60) - paid.fee < 1
    assert 0 <= Fraction(paid.fee * rate, 100) - paid.income_tax < 11
    assert paid.fee == paid.income_tax + paid.local_tax + paid.net
    assert paid.income_tax % 10 == paid.local_tax % 10 == 0


times = st.lists(st.integers(0, 95), min_size=2, max_size=2, unique=True).map(sorted)
logs = st.lists(
    st.tuples(times, st.integers(1, 2), st.sampled_from("가나"), st.sampled_from([None, "a", "b"])),
    max_size=8,
)


@given(logs)
def test_what_stands_at_one_stands_at_the_other(drawn):
    made = [
        log(
            number,
            *(f"{each // 4:02}:{each % 4 * 15:02}" for each in hours),
            mentor=mentor,
            team=team,
            photo=photo,
        )
        for number, (hours, mentor, team, photo) in enumerate(drawn)
    ]
    found = doubts(made, TAUGHT)
    for number, odd in found.items():
        for doubt, others in odd.items():
            assert all(number in found[other][doubt] for other in others)
            assert number not in others


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0분"), (45, "45분"), (120, "2시간"), (750, "12시간 30분"), (60_060, "1,001시간")],
)
def test_minutes_in_hours(minutes, told):
    assert in_hours(minutes) == told
