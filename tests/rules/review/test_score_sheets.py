"""The score sheet of a proposal as worked by hand: who is dropped, what is said of it, what keeps it open."""

from decimal import Decimal

import pytest

from desktop.errors import UserError
from desktop.rules.review.score_sheets import (
    Sheet,
    check_closing,
    check_room,
    check_weights,
    result_of,
    sum_in_words,
    trim_in_words,
)
from desktop.rules.scoring import Criterion

D = Decimal
NAMES = ("김하늘", "이바다", "박강산", "최들녘", "정가람")
ROWS = ((80, 70, 90, 60), (90, 80, 70, 70), (60, 60, 60, 60), (100, 90, 80, 90), (70, 80, 80, 90))


def criteria(*weights):
    titles = ("창의성", "실시가능성", "효율성", "계속성")
    return tuple(
        Criterion(place, title, D(weight), judged=True)
        for place, (title, weight) in enumerate(zip(titles, weights, strict=False), 1)
    )


def sheet(rows=ROWS, without=()):
    scores = {
        (place, judge): D(score)
        for judge, row in enumerate(rows, 1)
        for place, score in enumerate(row, 1)
        if (place, judge) not in without
    }
    names = {judge: NAMES[judge - 1] for judge in range(1, len(rows) + 1)}
    return Sheet(criteria(30, 30, 20, 20), names, scores)


def test_five_judges_without_the_highest_and_the_lowest():
    found = result_of(sheet())
    assert [str(each) for each in found.totals.values()] == ["75.0", "79.0", "60.0", "91.0", "79.0"]
    assert (str(found.total), found.dropped) == ("77.7", {3, 4})
    assert trim_in_words(sheet(), found).endswith("뺐습니다(최고 최들녘 91.0, 최저 박강산 60.0).")
    assert check_closing(sheet(), found) == D("77.7")


@pytest.mark.feature("JB-13")
def test_of_four_nobody_is_dropped_and_it_says_so():
    four = sheet(ROWS[:4])
    assert (result_of(four).dropped, str(result_of(four).total)) == (frozenset(), "76.3")
    assert trim_in_words(four, result_of(four)).startswith("심사자가 4명이어서 아무도 빼지 않고")


@pytest.mark.feature("JB-13")
def test_of_two_equal_lowest_one_is_dropped():
    rows = (ROWS[2], *ROWS[1:4], ROWS[4])
    found = result_of(sheet(rows))
    assert len(found.dropped) == 2
    assert found.total == D("72.7")  # (60 + 79 + 79) / 3


def test_a_blank_keeps_it_open_by_judge_and_criterion():
    open_ = sheet(without={(2, 3)})
    found = result_of(open_)
    assert (found.total, found.totals[3], str(found.totals[1])) == (None, None, "75.0")
    with pytest.raises(UserError, match="박강산의 실시가능성") as refused:
        check_closing(open_, found)
    assert refused.value.field == "closed_on"


@pytest.mark.parametrize(("weights", "sum_"), [((30, 30, 20), "80"), ((50, 51), "101")])
def test_weights_that_do_not_sum_to_a_hundred_are_refused(weights, sum_):
    with pytest.raises(UserError, match=f"합이 {sum_} %") as refused:
        check_weights(criteria(*weights), "proposal_id")
    assert refused.value.field == "proposal_id"


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ((60,), "배점 비율의 합이 60 %입니다. 40 %가 모자랍니다."),
        ((60, 40), "배점 비율의 합이 100 %입니다."),
        ((60, 50), "배점 비율의 합이 110 %입니다. 10 %가 넘칩니다."),
    ],
)
def test_the_sum_of_the_weights_is_told_with_what_is_missing(weights, told):
    assert sum_in_words(criteria(*weights)) == told


@pytest.mark.parametrize(
    ("weights", "written", "told"),
    [((60, 40, 10), 3, "다른 기준만으로"), ((61, 40), 1, "모두 40 %여서 이 기준은 60 %까지")],
)
def test_a_weight_that_goes_beyond_a_hundred_is_refused_with_the_room_there_is(weights, written, told):
    with pytest.raises(UserError, match=told) as refused:
        check_room(criteria(*weights), written)
    assert refused.value.field == "weight"
    check_room(criteria(60, 40), 2)
    check_room(criteria(60, 30), 2)
