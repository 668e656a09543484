"""Whose turn it is with a proposal: a word for every state, and the days counted from the first one."""

import datetime as dt

import pytest

from desktop.rules.board.states import PROPOSAL
from desktop.rules.board.turns import turn_in_words, whose


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2022-09-14", "지금 차례: 청소행정과, 9월 14일부터 1일째"),
        ("2022-09-25", "지금 차례: 청소행정과, 9월 14일부터 12일째"),
        ("2023-09-13", "지금 차례: 청소행정과, 2022년 9월 14일부터 365일째"),
    ],
)
def test_the_day_it_began_counts_as_the_first(today, told):
    assert turn_in_words([("청소행정과", dt.date(2022, 9, 14))], dt.date.fromisoformat(today)) == told


def test_on_paper_every_day_has_its_year():
    day = dt.date(2022, 9, 14)
    assert turn_in_words([("간사", day)], day, on_paper=True) == "지금 차례: 간사, 2022년 9월 14일부터 1일째"


def test_every_state_has_somebody_or_says_that_it_has_nobody():
    assert {status: whose(status) for status in PROPOSAL.statuses if not whose(status)} == {
        "종료": "",
        "불채택": "",
        "취하": "",
    }
    assert turn_in_words([], dt.date(2022, 9, 14)) == "지금 차례: 없음"
    assert turn_in_words([("간사", None)], dt.date(2022, 9, 14)) == "지금 차례: 간사"


def test_everybody_has_a_turn_since_a_day_of_their_own():
    asked = [
        ("도로과", dt.date(2022, 9, 14)),
        ("청소과", dt.date(2022, 9, 20)),
        ("건축과", dt.date(2022, 9, 14)),
    ]
    assert turn_in_words(asked, dt.date(2022, 9, 25)) == (
        "지금 차례: 도로과, 건축과, 9월 14일부터 12일째 · 청소과, 9월 20일부터 6일째"
    )


def test_a_review_nobody_is_asked_about_is_the_offices():
    assert [whose(each) for each in ("검토", "시범", "취하")] == ["간사", "소관부서", ""]
