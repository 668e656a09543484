"""One figure, three definitions, each with its rows."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.placement.employment import (
    Graduate,
    Kept,
    Outcome,
    chain,
    conversion,
    follow_ups,
    rates,
    retention,
)
from desktop.text.percent import show_percent

DAY = dt.date(2022, 12, 31)
OUTCOMES = [
    *[Outcome.EMPLOYED] * 15, *[Outcome.FURTHER_STUDY] * 3, Outcome.SERVICE, Outcome.FOREIGNER, *[Outcome.INTERN] * 5,
    *[Outcome.SEEKING] * 3, *[Outcome.UNKNOWN] * 2,
]  # fmt: skip
THIRTY = [Graduate(n, each, in_field=n < 11) for n, each in enumerate(OUTCOMES)]


def test_thirty_graduates_by_each_definition():
    assert [each.sentence() for each in rates(THIRTY[::-1], DAY)] == [
        "단순 취업률 50.0 % (15/30, 2022. 12. 31. 기준)",
        "공식 취업률 60.0 % (15/25, 2022. 12. 31. 기준)",
        "분야 취업률 44.0 % (11/25, 2022. 12. 31. 기준)",
        "미확인 제외 취업률 65.2 % (15/23, 2022. 12. 31. 기준)",
    ]
    official = rates(THIRTY, DAY)[1]
    assert official.part == tuple(range(15))
    assert set(range(30)) - set(official.whole) == {15, 16, 17, 18, 19}


def test_an_internship_is_never_employment_and_nobody_is_no_rate():
    assert [each.share for each in rates([Graduate(1, Outcome.INTERN)], DAY)] == [0, 0, 0, 0]
    assert rates([], DAY)[0].sentence() == "단순 취업률 — % (0/0, 2022. 12. 31. 기준)"
    assert show_percent(Fraction(377_120, 542_988)) == "69.5"


def test_of_six_hired_after_twelve_months():
    found = retention([*[Kept.SAME_COMPANY] * 4, Kept.ELSEWHERE, Kept.UNKNOWN], 12)
    assert (show_percent(found.same_share), show_percent(found.employed_share), found.unknown) == (
        "66.7",
        "83.3",
        1,
    )
    assert retention([], 12).same_share is None


def test_the_days_somebody_is_asked_for():
    days = follow_ups(dt.date(2022, 11, 30))
    assert [(months, day.isoformat()) for months, day in days] == [
        (1, "2022-12-30"), (3, "2023-03-01"), (6, "2023-05-30"), (12, "2023-11-30"),
    ]  # fmt: skip


def test_offers_are_no_contracts():
    assert show_percent(conversion(16, 12, 10, 6).share) == "37.5"
    with pytest.raises(UserError, match="계약 7명이 수락 6명보다"):
        conversion(16, 12, 6, 7)


def test_a_chain_names_its_denominators():
    found = chain([("수료", 53), ("인턴", 36), ("전환", 12)])
    assert [each.of_before for each in found[1:]] == ["67.9 % (36/53)", "33.3 % (12/36)"]
    assert found[2].of_first == "22.6 % (12/53)"
    assert chain([("수료", 0), ("인턴", 0)])[1].of_before == "— % (0/0)"


@given(
    st.lists(
        st.builds(Graduate, st.integers(0, 99), st.sampled_from(Outcome), st.booleans()),
        unique_by=lambda each: each.id,
    )
)
def test_rates_are_shares_of_their_rows(graduates):
    simple, official, field, known = rates(graduates, DAY)
    assert all(set(each.part) <= set(each.whole) for each in (simple, official, field, known))
    if known.whole:
        assert simple.share <= official.share <= known.share
        assert field.share <= official.share
