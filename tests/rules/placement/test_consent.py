"""Who may be shown to a company."""

import datetime as dt

import pytest

from desktop.rules.placement.consent import may_be_shown

DAY = dt.date(2022, 7, 1)


@pytest.mark.parametrize(
    ("day", "scope", "shown"),
    [
        (DAY, "수집·이용, 제3자 제공", True),
        (DAY, "수집·이용", False),
        (DAY, "기업 안내 문자", False),
        (DAY, None, False),
        (None, "제3자 제공", False),
    ],
)
def test_only_who_agreed_to_be_shown_to_a_third_party_on_a_known_day_is(day, scope, shown):
    assert may_be_shown(day, scope) is shown
