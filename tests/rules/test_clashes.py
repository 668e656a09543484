"""Rooms and mentors in two places at once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.clashes import Booking, Diary, Shared, room_key

SATURDAY = dt.date(2022, 9, 17)


def booking(number, starts_at="10:00", ends_at="12:00", *, room=None, mentor=None, day=SATURDAY):
    return Booking(number, day, starts_at, ends_at, room, mentor)


def test_one_mentor_in_two_rooms_is_a_clash_of_the_mentor():
    first = booking(1, room="교육장 1", mentor=7)
    clash = Diary([first]).clash(booking(2, "11:00", "13:00", room="교육장 2", mentor=7))
    assert clash == (first, Shared.MENTOR)


def test_one_room_for_two_mentors_is_a_clash_of_the_room_however_it_is_written():
    clash = Diary([booking(1, room="교육장 1", mentor=7)]).clash(booking(2, room=" 교육장1", mentor=8))
    assert clash is not None
    assert clash.shared is Shared.ROOM


@pytest.mark.parametrize(
    "other",
    [
        booking(2, "12:00", "14:00", room="교육장 1", mentor=7),  # begins as the first ends
        booking(2, "08:00", "10:00", room="교육장 1", mentor=7),
        booking(2, room="교육장 1", mentor=7, day=SATURDAY + dt.timedelta(days=7)),
        booking(2, room="교육장 2", mentor=8),
        booking(2),
        booking(1, room="교육장 1", mentor=7),  # itself, being moved
    ],
)
def test_no_clash(other):
    assert Diary([booking(1, room="교육장 1", mentor=7)]).clash(other) is None


@pytest.mark.parametrize("room", ["온라인", "온라인(Zoom)", "ZOOM", "비대면"])
def test_what_is_no_place_is_never_taken(room):
    assert room_key(room) == ""
    assert Diary([booking(1, room=room)]).clash(booking(2, room=room)) is None


def test_of_several_in_the_way_the_earliest_is_named():
    there = [booking(1, "11:00", "12:00", room="가"), booking(2, "09:00", "10:30", room="가")]
    clash = Diary(there).clash(booking(3, room="가"))
    assert clash is not None
    assert clash.other.id == 2


times = st.integers(0, 23 * 4).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
bookings = st.builds(
    lambda number, times, room, mentor, day: booking(
        number, *sorted(times), room=room, mentor=mentor, day=SATURDAY + dt.timedelta(days=day)
    ),
    st.integers(0, 10**6),
    st.lists(times, min_size=2, max_size=2, unique=True),
    st.sampled_from([None, "가", "나"]),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 1),
)


@given(st.lists(bookings, max_size=8, unique_by=lambda each: each.id), bookings)
def test_it_finds_what_comparing_every_pair_finds(there, asked):
    meeting = [
        other
        for other in there
        if other.id != asked.id
        and other.day == asked.day
        and other.starts_at < asked.ends_at
        and asked.starts_at < other.ends_at
        and ((asked.room and other.room == asked.room) or (asked.mentor and other.mentor == asked.mentor))
    ]
    clash = Diary(there).clash(asked)
    assert (clash is not None) == bool(meeting)
    assert clash is None or clash.other in meeting
