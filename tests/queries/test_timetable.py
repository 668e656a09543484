"""Blocks side by side, hours shown, and the order one reads them in."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.queries.timetable import Block, Lane, Timetable, clock, minutes, side_by_side


def block(number, starts, ends, lane="가"):
    return Block(number, lane, minutes(starts), minutes(ends), "")


def test_what_overlaps_shares_the_width_and_the_rest_has_it_whole():
    places = side_by_side(
        [
            block(1, "10:00", "12:00"),
            block(2, "11:00", "13:00"),
            block(3, "12:00", "14:00"),  # after the first, beside the second
            block(4, "14:00", "15:00"),
            block(5, "10:00", "12:00", "나"),
        ]
    )
    assert places == {1: (0, 2), 2: (1, 2), 3: (0, 2), 4: (0, 1), 5: (0, 1)}


def test_hours_take_all_blocks_in():
    lanes = (Lane("가", "가"),)
    assert Timetable(lanes, ()).hours() == (9, 22)
    assert Timetable(lanes, (block(1, "07:30", "22:10"),)).hours() == (7, 23)
    assert Timetable(lanes, (block(1, "22:00", "23:59"),)).hours() == (9, 24)


def test_a_block_moved_is_as_long_as_it_was():
    moved = block(1, "10:00", "12:30").at("나", minutes("15:00"))
    assert (moved.lane, clock(moved.starts), clock(moved.ends)) == ("나", "15:00", "17:30")


spans = st.lists(st.integers(0, 96), min_size=2, max_size=2, unique=True).map(sorted)


@given(st.lists(st.tuples(spans, st.sampled_from("가나")), max_size=12))
def test_no_two_that_overlap_stand_in_one_column(drawn):
    blocks = [Block(n, lane, first * 15, last * 15, "") for n, ((first, last), lane) in enumerate(drawn)]
    places = side_by_side(blocks)
    assert set(places) == {each.id for each in blocks}
    for one in blocks:
        column, of = places[one.id]
        assert 0 <= column < of
        for other in blocks:
            meets = one.lane == other.lane and one.starts < other.ends and other.starts < one.ends
            if one.id != other.id and meets:
                assert places[other.id][0] != column
                assert places[other.id][1] == of
