"""What is being written in dialogs: kept in the data file, one account's at one desk, and no part of its history."""

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.model.unsaved import Unsaved
from desktop.queries.unsaved import Writing
from desktop.services.datafile import history, unsaved
from desktop.services.datafile.store import Store

OPENER = {"kind": "proposals", "record_id": None, "given": {}}


def writing(text, **more):
    return Writing("제안 추가", "제안 추가: title", {"title": text}, f"제목: {text}", **more)


def rows(store):
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Unsaved))


@pytest.mark.both_databases
def test_it_is_kept_replaced_and_gone_and_nobody_hears_of_it(store, company):
    heard = []
    store.committed.append(heard.append)
    with store.read() as session:
        before = session.scalar(select(func.max(Operation.id)))
    kept = unsaved.keep(store, writing("걷기", opener=OPENER))
    assert unsaved.keep(store, writing("걷기 좋은 거리", opener=OPENER), kept) == kept
    (left,) = unsaved.left(store)
    assert left.id == kept
    assert left.at == store.clock()
    assert left.writing == writing("걷기 좋은 거리", opener=OPENER)
    with store.read() as session:
        assert session.scalar(select(func.max(Operation.id))) == before
    assert history.next_undo(store).id == before
    assert not heard
    unsaved.give_up(store, kept)
    assert rows(store) == 0


@pytest.mark.both_databases
def test_another_desk_and_another_account_do_not_see_it(store, clock):
    unsaved.keep(store, writing("이 자리의 것"))
    theirs = unsaved.keep(store, writing("다른 사용자의 것"), account="이주무관")
    with Store.open(store.location, desk="다른 자리", clock=clock) as elsewhere:
        assert unsaved.left(elsewhere) == []
        unsaved.keep(elsewhere, writing("다른 자리의 것"), theirs)
    assert [left.writing.contents["title"] for left in unsaved.left(store)] == ["이 자리의 것"]
    (other,) = unsaved.left(store, account="이주무관")
    assert other.writing.contents["title"] == "다른 사용자의 것"  # nor can they write over it
    assert rows(store) == 3


def test_what_was_thrown_away_elsewhere_is_kept_anew(store):
    kept = unsaved.keep(store, writing("하나"))
    unsaved.give_up(store, kept)
    again = unsaved.keep(store, writing("하나 둘"), kept)
    assert [left.id for left in unsaved.left(store)] == [again]


def test_no_resident_number_is_kept(store):
    text = "첫 줄\n민원인 980301-1234567\n셋째 줄"
    unsaved.keep(
        store, writing(text, opener={"kind": "ideas", "record_id": None, "given": {"content": text}})
    )
    (left,) = unsaved.left(store)
    assert left.writing.contents == {"title": "첫 줄\n셋째 줄"}
    assert left.writing.told == "제목: 첫 줄\n셋째 줄"
    assert left.writing.opener is None
    unsaved.keep(store, writing("980301\n-1234567"), left.id)
    assert unsaved.left(store)[0].writing.contents == {"title": ""}


def test_a_window_that_only_looks_writes_nothing(store, clock):
    unsaved.keep(store, writing("쓰던 것"))
    with Store.open(store.location, read_only=True, clock=clock) as looking:
        with pytest.raises(UserError):
            unsaved.keep(looking, writing("보던 것"))
        assert unsaved.left(looking) == []
    assert rows(store) == 1


def test_what_nobody_comes_back_for_goes(store, clock):
    unsaved.keep(store, writing("오래된 것"), account="떠난 사람")
    clock.advance(days=unsaved.DAYS_KEPT)
    assert unsaved.left(store) == []
    assert rows(store) == 1
    clock.advance(seconds=1)
    assert unsaved.left(store) == []
    assert rows(store) == 0
