"""Pilots, votes and lead times: the values worked by hand."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from desktop.errors import UserError
from desktop.rules.review.lead_times import LeadTime, lead_time
from desktop.rules.review.pilots import check_close, median_share, show_progress, show_share
from desktop.rules.review.votes import Earlier, Method, Tally, check_method, check_roll, check_tally
from desktop.text.percent import show_percent

D = Decimal


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "shown"),
    [
        (40, 60, 55, "75.0 %"),
        (40, 60, 66, "130.0 %"),
        (40, 60, 35, "−25.0 %"),
        (12, 8, 9, "75.0 %"),
    ],
)
def test_a_pilot_covers_a_share_of_the_gap(baseline, target, actual, shown):
    assert show_progress(D(baseline), D(target), D(actual)) == shown


@pytest.mark.parametrize(
    ("shares", "middle"),
    [((75, 130, -25), "75.0 %"), ((75, 130), "102.5 %"), ((-25,), "−25.0 %"), ((), None)],
)
def test_the_middle_share_of_several_pilots(shares, middle):
    found = median_share([Fraction(each, 100) for each in shares])
    assert (found if found is None else show_share(found)) == middle


def test_a_target_that_is_the_baseline_is_refused():
    with pytest.raises(UserError) as refused:
        show_progress(D(12), D(12), D(9))
    assert refused.value.field == "target"
    assert show_progress(D(40), D(60), None) == ""


@pytest.mark.parametrize(
    ("verdict", "unmeasured", "told"), [(None, [], "판정을 골라"), ("확대", ["만족도"], "만족도")]
)
def test_a_pilot_closes_with_every_result_and_a_verdict(verdict, unmeasured, told):
    with pytest.raises(UserError, match=told) as refused:
        check_close(verdict, unmeasured)
    assert refused.value.field == "verdict"
    assert check_close("수정", []) is None


def test_a_vote_is_counted_by_votes_and_by_members():
    tally = Tally(16, 9, 3, 1)
    shares = [show_percent(each) for each in (tally.turnout, tally.of_votes, tally.of_members)]
    assert shares == ["81.3", "69.2", "56.3"]
    assert (tally.carried, tally.in_favour, tally.decided) == (True, 9, 12)
    assert not Tally(16, 5, 5, 2).carried
    assert show_percent(Tally(16, 0, 0, 0).of_votes) == "—"


@pytest.mark.parametrize(
    ("tally", "secret", "voted", "field"),
    [
        (Tally(16, 1, 1, 0), True, 2, "voters"),
        (Tally(16, 9, 3, 1), True, 12, "in_favour"),
        (Tally(4, 3, 2, 0), False, None, "in_favour"),
        (Tally(4, -1, 2, 0), False, None, "in_favour"),
    ],
)
def test_counts_that_cannot_be_are_refused(tally, secret, voted, field):
    with pytest.raises(UserError) as refused:
        check_tally(tally, secret=secret, voted=voted)
    assert refused.value.field == field


def test_three_may_vote_in_secret():
    assert check_tally(Tally(16, 2, 1, 0), secret=True, voted=3) is None


@pytest.mark.parametrize(
    ("earlier", "tells"),
    [
        ({1, 2, 3, 4}, False),
        ({1, 2, 3}, True),
        ({1, 2, 3, 4, 5, 6}, True),
        ({1, 2, 3, 4, 5, 6, 7}, False),
        ({2, 3, 4, 5, 6, 7}, True),
        ({5, 6, 7}, False),
        ({4, 5, 6, 7}, True),  # beside a third one of all seven, 4 + 4 - 7 is the fourth's
    ],
)
def test_secret_votes_whose_rolls_set_one_or_two_apart_would_tell(earlier, tells):
    if not tells:
        return check_roll({1, 2, 3, 4}, [earlier])
    with pytest.raises(UserError, match="한두 명만") as refused:
        check_roll({1, 2, 3, 4}, [{1, 2, 3, 4}, earlier])
    assert refused.value.field == "voters"
    return None


def test_a_first_secret_vote_is_held_against_nothing():
    assert check_roll({1, 2, 3}, []) is None


@pytest.mark.parametrize(
    ("method", "says"), [(Method.HIDDEN, "공개투표로 적은 적이"), (Method.OPEN, "비밀투표를 적은 적이")]
)
def test_a_day_has_open_votes_or_secret_ones(method, says):
    day, other = dt.date(2022, 10, 26), dt.date(2022, 10, 27)
    (against,) = {*Method} - {method}
    there = [Earlier(method, {day}, {1, 2, 3}), Earlier(against, {day, other}, {1, 2, 3})]
    for each in (day, other):
        with pytest.raises(UserError, match=says) as refused:
            check_method(method, each, there)
        assert refused.value.field == "held_on"
    assert check_method(method, dt.date(2022, 10, 28), there) is None


def test_the_median_is_of_the_answered_and_the_open_stand_beside_it():
    assert lead_time([4, None, 31, 9, 12, None]) == LeadTime(D("10.5"), 4, 2)
    assert lead_time([4, 31, 9]).median == 9
    assert lead_time([None]) == LeadTime(None, 0, 1)
