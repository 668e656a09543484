"""Saved views of any content: what another version or a damage left there keeps nobody from the list."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop.queries.filtering import Filter, Test, to_json
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.kinds import LISTS
from desktop.services.records import views
from tests.conftest import Clock

SOUND = {
    "search": "김",
    "filters": [
        to_json(Filter("status", Test.ONE_OF, ("수료", None))),
        to_json(Filter("phone", Test.CONTAINS, ("1234",))),
        {"key": "birth_date", "test": "range", "values": [{"date": "1998-03-01"}, None]},
        {"key": "age", "test": "range", "values": [20, 30]},
    ],
    "order": [["name", True]],
    "columns": ["name", "status"],
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800") | st.just("a\0b"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("key", "date", "values")), inner, max_size=2),
    max_leaves=5,
)  # fmt: skip


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


@st.composite
def mutated(draw):
    """The sound view with one or two of its places replaced, or taken out."""
    value = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from([path for path in places(value) if path]))
        inner = value
        for key in way:
            inner = inner[key]
        if isinstance(inner, dict) and draw(st.booleans()):
            inner.pop(last)
        else:
            inner[last] = draw(JUNK)
    return value


def put(store, *stored):
    with store.engine.connect().execution_options(ieum_write=True) as connection:
        connection.execute(text("DELETE FROM saved_view"))
        for number, each in enumerate(stored):
            words = {"name": f"보기 {number}", "criteria": each}
            connection.execute(
                text("INSERT INTO saved_view (kind, name, criteria) VALUES ('trainees', :name, :criteria)"),
                words,
            )
        connection.commit()


def looked_at(store):
    for view in views.of_kind(store, "trainees"):
        rows = Listing(store.engine, LISTS["trainees"], view.criteria)
        rows.page(0, 10)
        assert views.count(store, "trainees", view, Scope()) == rows.count()
        for key in view.columns:
            LISTS["trainees"].column(key)
        yield view


@pytest.mark.both_databases
def test_a_sound_view_is_as_it_was_saved(store):
    put(store, json.dumps(SOUND))
    (view,) = looked_at(store)
    assert view.name == "보기 0"
    assert (view.criteria.search, len(view.criteria.filters), view.columns) == ("김", 4, ("name", "status"))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "stored",
    [
        "{}",
        "[]",
        "null",
        '"x"',
        "3",
        json.dumps(SOUND | {"filters": [{"key": "name", "test": "sounds_like", "values": []}]}),
    ],
)
def test_a_view_nobody_can_read_says_so_and_can_be_deleted(store, stored):
    put(store, stored, json.dumps(SOUND))
    unreadable, sound = looked_at(store)
    assert unreadable.name == "보기 0 (읽을 수 없음)"
    assert unreadable.criteria == Criteria()
    views.delete(store, unreadable.id)
    assert [view.id for view in views.of_kind(store, "trainees")] == [sound.id]


@pytest.mark.parametrize(
    "stored", ["{broken", "[" * 100_000, "", "1e999", '{"search": "\ud83d"'.encode("utf-8", "surrogatepass")]
)
def test_nor_does_what_is_no_json_at_all(store, stored):
    put(store, stored, json.dumps(SOUND))
    assert len(list(looked_at(store))) == 2


@pytest.fixture(scope="module")
def kept_open(tmp_path_factory):
    from desktop.services.datafile.store import Store

    with Store.create(tmp_path_factory.mktemp("보기") / "구청 자료.db", clock=Clock()) as store:
        yield store


@settings(max_examples=25)
@given(st.lists(mutated(), min_size=8, max_size=8))
def test_mutated_views_never_keep_the_list_from_opening(kept_open, stored):
    put(kept_open, *map(json.dumps, stored))
    assert len(list(looked_at(kept_open))) == len(stored)
