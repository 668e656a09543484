"""The days of a review follow one another; an extension reaches today; days out add up."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.rules.board.states import PROPOSAL, is_received
from desktop.rules.review.clock import Pause, check_in_time, days_out
from desktop.rules.review.days import check_days, check_told

D = dt.date.fromisoformat
TODAY = D("2022-10-01")


def day(text):
    return D(text) if text else None


@pytest.mark.parametrize(
    ("received", "answered", "expected", "field"),
    [
        ("2022-09-14", "", "", None),
        ("2022-10-01", "", "2022-10-01", None),
        ("2022-10-02", "", "", "received_on"),  # after today
        ("2022-09-14", "2022-09-14", "2022-09-14", None),
        ("2022-09-15", "2022-09-14", "", "received_on"),
        ("2022-09-14", "", "2022-09-13", "expected_on"),
        ("2022-09-14", "2022-09-24", "2022-09-23", "expected_on"),
    ],
)
def test_days_out_of_order_are_refused_beside_their_field(received, answered, expected, field):
    if field is None:
        check_days(day(received), day(answered), day(expected), TODAY)
        return
    with pytest.raises(UserError) as refused:
        check_days(day(received), day(answered), day(expected), TODAY)
    assert refused.value.field == field


def test_a_notice_tells_of_an_adoption_that_was():
    check_told(D("2022-09-24"), D("2022-09-24"))
    check_told(D("2022-09-24"), None)
    with pytest.raises(UserError) as refused:
        check_told(D("2022-09-23"), D("2022-09-24"))
    assert refused.value.field == "told_on"


def test_an_extension_reaches_today():
    check_in_time(TODAY, TODAY)
    with pytest.raises(UserError, match=r"2022\. 9\. 30\.까지여서 이미 지났습니다") as refused:
        check_in_time(D("2022-09-30"), TODAY)
    assert refused.value.field == "count"


def test_days_out_are_those_of_what_came_back():
    back = Pause(D("2022-09-20"), D("2022-09-29"))
    assert days_out((back, Pause(D("2022-10-03"), D("2022-10-04")), Pause(D("2022-10-05")))) == 10
    assert days_out(()) == 0


def test_what_was_handed_in_and_a_no_reviewed_again_are_received():
    received = {
        (status, to) for status in PROPOSAL.statuses for to in PROPOSAL.statuses if is_received(status, to)
    }
    assert received == {("제출", "검토"), ("불채택", "검토")}
