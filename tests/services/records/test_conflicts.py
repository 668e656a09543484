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


@pytest.fixture
def proposal(store):
    """A proposal with one author; returns (its id, the ids of three members)."""
    people = [
        records.save(store, "members", {"name": name, "department": "감사담당관"}).inserted["member"][0]
        for name in ("김하나", "이두리", "박서이")
    ]
    made = records.save(store, "proposals", {"title": "걷기 좋은 거리", "authors": people[:1]})
    return made.inserted["proposal"][0], people


def test_an_author_another_desk_added_is_not_taken_away_by_who_changes_the_title(store, other, proposal):
    record_id, people = proposal
    seen = records.read(store, "proposals", record_id)
    records.save(other, "proposals", {"authors": people[:2]}, record_id=record_id)
    records.save(store, "proposals", seen | {"title": "걷고 싶은 거리"}, record_id=record_id, seen=seen)
    now = records.read(store, "proposals", record_id)
    assert (now["title"], now["authors"]) == ("걷고 싶은 거리", tuple(people[:2]))


def test_two_who_change_the_authors_are_told_of_each_other_by_name(store, other, proposal):
    record_id, people = proposal
    seen = records.read(store, "proposals", record_id)
    records.save(other, "proposals", {"authors": people[:2]}, record_id=record_id)
    with pytest.raises(Conflict) as caught:
        records.save(
            store, "proposals", seen | {"authors": (people[0], people[2])}, record_id=record_id, seen=seen
        )
    (each,) = caught.value.differences
    assert (each.field, each.mine, each.theirs) == ("authors", "김하나, 박서이", "김하나, 이두리")
    assert records.read(store, "proposals", record_id)["authors"] == tuple(people[:2])


def test_adding_who_is_known_overwrites_nothing_unasked(store):
    known = {"name": "김하나", "birth_date": "1998-03-01", "phone": "010-1234-5678", "note": "먼저 적은 것"}
    records.save(store, "trainees", known)
    member = known | {"department": "감사담당관", "phone": "010-9999-0000", "note": None}
    with pytest.raises(Conflict, match="이미 있는 김하나님") as caught:
        records.save(store, "members", member)
    (each,) = caught.value.differences
    assert (each.field, each.mine, each.theirs) == ("phone", "010-9999-0000", "010-1234-5678")
    asked = {"phone": each.now}
    member_id = records.save(store, "members", member, seen=asked).inserted["member"][0]
    now = records.read(store, "members", member_id)
    assert (now["phone"], now["note"]) == ("010-9999-0000", "먼저 적은 것")


def test_adding_who_is_known_with_the_same_values_asks_nothing(store):
    known = {"name": "김하나", "birth_date": "1998-03-01", "phone": "010-1234-5678"}
    records.save(store, "trainees", known)
    assert records.save(store, "members", known | {"department": "감사담당관"})
