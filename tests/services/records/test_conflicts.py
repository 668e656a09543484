"""Two desks at one record: nobody's value is overwritten unseen, and each hears of what the other wrote."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop.errors import Cancelled, Conflict
from desktop.services.records import cells, records
from desktop.services.records.cells import Cell

pytestmark = pytest.mark.both_databases


def test_a_conflict_shows_both_values_whose_and_since_when_and_writes_nothing(store, other, company, clock):
    seen = records.read(store, "companies", company)
    clock.advance(minutes=12)
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    mine = seen | {"field": "의료", "address": "방배동"}
    with pytest.raises(Conflict) as caught:
        records.save(store, "companies", mine, record_id=company, seen=seen)
    (each,) = caught.value.differences
    assert (each.field, each.mine, each.theirs, each.now) == ("field", "의료", "로봇", "로봇")
    assert (each.who, each.at) == ("이주무관", clock.time)
    assert records.read(store, "companies", company) == seen | {"field": "로봇"}


def test_what_only_the_other_desk_changed_stays(store, other, company):
    seen = records.read(store, "companies", company)
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    records.save(store, "companies", seen | {"address": "방배동"}, record_id=company, seen=seen)
    now = records.read(other, "companies", company)
    assert (now["field"], now["address"]) == ("로봇", "방배동")


def test_both_writing_the_same_value_is_no_conflict(store, other, company):
    seen = records.read(store, "companies", company)
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    assert not records.save(store, "companies", seen | {"field": "로봇"}, record_id=company, seen=seen)


def test_of_a_block_only_the_cells_somebody_else_changed_are_left_out(store, other, company):
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    mine, free, blind = (
        Cell(company, "field", "의료", "통계"),
        Cell(company, "address", "방배동", None),
        Cell(company, "note", "메모"),
    )
    result = cells.edit(store, "companies", [mine, free, blind])
    assert list(result.conflicts) == list(result.refused) == [mine]
    assert (result.conflicts[mine].now, result.conflicts[mine].who) == ("로봇", "이주무관")
    now = records.read(store, "companies", company)
    assert (now["field"], now["address"], now["note"]) == ("로봇", "방배동", "메모")


def test_a_desk_hears_of_what_others_wrote_and_not_of_its_own(store, other, company):
    assert (store.news(), other.news()) == (None, None)
    records.save(store, "companies", {"field": "로봇"}, record_id=company)
    records.save(other, "companies", {"name": "나래소프트", "registration_number": "220-81-62517"})
    assert other.news().tables == {"company"}
    news = store.news()
    assert (news.by, news.name, news.tables) == ("이주무관", "기업 나래소프트 추가", {"company"})
    assert (store.news(), other.news()) == (None, None)


def test_what_was_given_up_at_its_very_end_hides_no_news(store, other):
    """Its operation's id is given again, to whoever writes next."""
    store.news()

    def give_up(_session):
        raise Cancelled

    event.listen(Session, "before_commit", give_up)
    try:
        with pytest.raises(Cancelled):
            records.save(store, "companies", {"name": "나래소프트", "registration_number": "124-81-00998"})
    finally:
        event.remove(Session, "before_commit", give_up)
    records.save(other, "companies", {"name": "나래소프트", "registration_number": "124-81-00998"})
    news = store.news()
    assert news is not None
    assert news.by == "이주무관"
