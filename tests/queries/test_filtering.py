"""Conditions on moments: a day counts whole, and a saved condition comes back as it was."""

import datetime as dt

import pytest

from desktop.model.people import Person
from desktop.queries.filtering import Filter, Test, from_json, to_json
from desktop.queries.journal import OPERATIONS
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, Kind, parse

pytestmark = pytest.mark.both_databases

TODAY = dt.date(2022, 9, 16)
AT = Field("at", "때", Kind.MOMENT)


def between(low: str, high: str) -> Filter:
    return Filter("at", Test.RANGE, (parse(AT, low, TODAY), parse(AT, high, TODAY)))


@pytest.mark.feature("DA-08")
@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        ("2022-09-16", "2022-09-16", 1),
        ("", "2022-09-16", 1),
        ("", "2022-09-15", 0),
        ("2022-09-17", "", 0),
        ("2022-09-16 00:01", "2022-09-16 23:59", 1),
    ],
)
def test_a_day_counts_from_its_start_to_its_end(store, low, high, found) -> None:
    with store.operation("사람 추가") as op:
        op.add(Person(name="김민수"))
    criteria = Criteria(filters=(between(low, high),))
    assert Listing(store.engine, OPERATIONS, criteria).count() == found


@pytest.mark.feature("DA-08")
@pytest.mark.parametrize(
    "wanted",
    [
        between("2022-09-16 09:30", ""),
        Filter("birth_date", Test.RANGE, (None, TODAY)),
        Filter("status", Test.ONE_OF, ("수료", None)),
    ],
)
def test_a_saved_condition_comes_back_as_it_was(wanted: Filter) -> None:
    assert from_json(to_json(wanted)) == wanted
