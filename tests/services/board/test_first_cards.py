"""The first cards of all columns of the 판 at once are those the list itself would give, in its order."""

import pytest

from desktop.model.board import Proposal
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.kinds import LISTS
from desktop.services.records import records

ORDER = (("since", False), ("title", False))


@pytest.mark.both_databases
def test_they_are_those_of_the_list_state_by_state(store):
    boards = [
        records.save(store, "boards", {"name": name, "year": 2022}).inserted["board"][0] for name in "가나"
    ]
    days = (None, store.today(), store.today().replace(day=1))
    with store.operation("제안") as op:
        op.insert_many(
            Proposal,
            [
                {
                    "board_id": boards[place % 5 == 0], "title": f"{'나가다'[place % 3]} 제안 {place}",
                    "status": ("발굴", "토론")[place % 2], "status_on": days[place % 3],
                }
                for place in range(30)
            ],
        )  # fmt: skip
    scope = Scope(board_id=boards[0], today=store.today())
    listing = Listing(store.engine, LISTS["proposals"], Criteria(order=ORDER, scope=scope))
    found = listing.firsts("status", ("title", "authors"), 5)
    assert found.keys() == {"발굴", "토론"}
    for status, firsts in found.items():
        only = Criteria(filters=(Filter("status", Test.ONE_OF, (status,)),), order=ORDER, scope=scope)
        whole = Listing(store.engine, LISTS["proposals"], only)
        assert firsts.count == whole.count() == 12
        assert [row[0] for row in firsts.rows] == whole.ids()[:5]
        assert [row[1] for row in firsts.rows] == [row[1] for row in whole.page(0, 5)]
