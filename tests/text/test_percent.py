"""Percentages are rounded half up from exact fractions, and never up to a minimum that was missed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text.percent import half_up, plain_percent, show_percent

EIGHTY = Fraction(80, 100)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(20, 24), "83.3"),
        (Fraction(19, 24), "79.2"),
        (Fraction(22, 24), "91.7"),
        (Fraction(1), "100.0"),
        (Fraction(0), "0.0"),
        (Fraction(1, 8), "12.5"),
        (Fraction(1, 2000), "0.1"),
        (Fraction(-1, 2000), "-0.1"),
        (Fraction(767, 959), "79.98"),
        (Fraction(79_999, 100_000), "79.999"),
        (None, "—"),
    ],
)
def test_a_share_is_shown_to_a_tenth_and_further_where_that_would_deceive(share, shown):
    assert show_percent(share, EIGHTY) == shown


def test_without_a_minimum_a_tenth_is_always_enough():
    assert show_percent(Fraction(767, 959)) == "80.0"
    assert show_percent(Fraction(36, 53)) == "67.9"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(EIGHTY, "80"), (Fraction(667, 1000), "66.7"), (Fraction(1), "100"), (Fraction(1, 8), "12.5")],
)
def test_a_setting_is_shown_as_it_was_typed(share, shown):
    assert plain_percent(share) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("2.675", "2.68"), ("84.565", "84.57"), ("84.5649", "84.56"), ("-2.675", "-2.68")]
)
def test_halves_go_up(value, shown):
    assert str(half_up(Decimal(value), 2)) == shown


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(1, 1000))
def test_what_is_shown_tells_who_is_below_the_minimum(part, more, per_mille):
    share, minimum = Fraction(part, part + more), Fraction(per_mille, 1000)
    shown = Fraction(show_percent(share, minimum)) / 100
    assert (shown < minimum) == (share < minimum)
    assert abs(shown - share) <= Fraction(1, 2000)
