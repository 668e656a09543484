"""성과: how far proposals came and how long answers took, and every figure opens exactly its rows; on both databases."""

import datetime as dt
from fractions import Fraction

import pytest

from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.board.review import figures
from desktop.services.kinds import LISTS
from desktop.services.records import moves, records

pytestmark = pytest.mark.both_databases


@pytest.fixture
def scope(store, clock):
    board = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    return Scope(board_id=board, today=store.today())


@pytest.fixture
def term(store, scope, clock):
    """Four answered after 4, 9, 12 and 31 days, the third of them with a no; one still waits."""
    begun = clock.time
    for days, to in ((4, "채택"), (9, "채택"), (12, "불채택"), (31, "부분채택"), (0, "")):
        clock.time = begun
        values = {"title": f"{days}일 걸린 제안"}
        row = records.save(store, "proposals", values, scope=scope).inserted["proposal"]
        for status in ("제출", "검토"):
            moves.move(store, "proposals", row, status, "", scope)
        if to:
            clock.time = begun + dt.timedelta(days=days)
            moves.move(store, "proposals", row, to, "사유", scope, {"obstacle": "없음"})
    return scope.board_id


@pytest.mark.feature("JB-19")
@pytest.mark.feature("AN-07")
def test_the_median_and_the_adoption_open_exactly_their_rows(store, term, scope):
    charts = {chart.title: chart for chart in figures.charts(store, term)}
    funnel = [(mark.label, mark.told) for mark in charts["접수에서 시행까지"].marks]
    assert funnel == [
        ("접수", "5건"),
        ("답변", "4건 (80.0 %)"),
        ("채택", "3건 (60.0 %)"),
        ("시행", "0건 (0.0 %)"),
    ]
    whole, without_theme = charts["주제마다 접수에서 답변까지"].marks
    assert whole.told == without_theme.told == "10.5일 · 답변 4건 · 기다림 1건"
    assert charts["주제마다 채택률"].marks[0].told == "3건 (75.0 %)"
    assert charts["주제마다 채택률"].marks[0].share == Fraction(3, 4)
    counted = (*charts["접수에서 시행까지"].marks, *charts["주제마다 채택률"].marks)
    for mark in counted:
        criteria = Criteria(filters=mark.rows.filters, scope=scope)
        assert Listing(store.engine, LISTS[mark.rows.kind], criteria).count() == mark.value
    opened = Criteria(filters=without_theme.rows.filters, scope=scope)
    assert Listing(store.engine, LISTS["reviews"], opened).count() == 5


def test_a_term_that_received_nothing_has_no_figures(store, scope):
    assert figures.charts(store, scope.board_id) == ()
