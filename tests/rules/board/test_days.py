"""Who is a member on which day, and which day may not come before which."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.rules.board.days import check_author, check_order, outside

JOINED, LEFT = dt.date(2022, 9, 14), dt.date(2023, 9, 13)


@pytest.mark.parametrize(
    ("day", "joined_on", "left_on", "end"),
    [
        ("2022-09-13", JOINED, LEFT, "joined_on"),
        ("2022-09-14", JOINED, LEFT, ""),
        ("2023-09-13", JOINED, LEFT, ""),
        ("2023-09-14", JOINED, LEFT, "left_on"),
        ("2022-09-13", None, LEFT, ""),
        ("2023-09-14", JOINED, None, ""),
    ],
)
def test_the_first_and_the_last_day_of_a_stay_are_within(day, joined_on, left_on, end):
    assert outside(dt.date.fromisoformat(day), joined_on, left_on) == end


def test_a_proposal_without_a_day_counts_on_the_day_it_is_saved():
    check_author("김하늘", None, LEFT, JOINED, LEFT, "authors")
    with pytest.raises(UserError, match=r"오늘 위원이 아닙니다\. .*제안일을 적어") as caught:
        check_author("김하늘", None, LEFT + dt.timedelta(1), JOINED, LEFT, "authors")
    assert caught.value.field == "authors"


def test_a_day_is_the_one_it_follows_or_later():
    check_order(("제안일", JOINED), ("접수일", JOINED), "received_on")
    check_order(("제안일", None), ("접수일", JOINED), "received_on")
    check_order(("제안일", JOINED), ("접수일", None), "received_on")
    with pytest.raises(UserError, match=r"접수일이 제안일\(2023. 9. 13.\)보다 앞섭니다") as caught:
        check_order(("제안일", LEFT), ("접수일", JOINED), "received_on")
    assert caught.value.field == "received_on"
