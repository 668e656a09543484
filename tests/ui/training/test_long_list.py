"""A list too long to be ordered at once, on its page: shown by its first rows, then known whole."""

import threading
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from desktop.model.people import Person
from desktop.model.training import Trainee
from desktop.queries import walking
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.ui.desk import Desk
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.lists.condition_popup import ConditionPopup
from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.list_source import ListSource
from desktop.ui.table.query_table_model import PAGE

NUMBER = 1_000
SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


@pytest.fixture
def page(qtbot, store, tmp_path):
    with store.operation("많은 사람") as op:
        names = [f"{'가나다라마'[n % 5]}{n:04}" for n in range(NUMBER)]
        people = op.insert_many(Person, [{"name": name, "address": "서초동"} for name in names])
        op.insert_many(Trainee, [{"person_id": person_id} for person_id in people])
    desk = Desk(store, DeskSettings(tmp_path / "settings.ini"))
    criteria = partial(Criteria, scope=Scope(today=store.today()))

    def open_list(wanted):
        asked = criteria(search=wanted.search, filters=wanted.filters, order=wanted.order)
        return Listing(store.engine, TRAINEES, asked, at_once=0)

    made = ListPage(
        ListSource(key="trainees", title="교육생", columns=TRAINEES.columns, open=open_list, masked=False),
        desk,
    )
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    yield made
    desk.jobs.close()


def looked_and_told(qtbot, page):
    """All that is looked for aside was found, and the page was told."""
    jobs = page._desk.jobs
    qtbot.waitUntil(lambda: not page._settling.isActive())
    jobs._awaited.waitForDone()
    jobs._ahead.waitForDone()
    QApplication.processEvents()


def name_at(page, row):
    return page.model.index(row, 0).data()


def test_the_ends_and_the_middle_are_where_they_are_in_a_short_list(page):
    assert page.model.rowCount() == NUMBER
    assert [name_at(page, row) for row in (0, 500, NUMBER - 1)] == ["가0000", "다0502", "마0999"]


@pytest.mark.feature("DA-07")
def test_a_search_shows_its_first_rows_and_settles_aside(qtbot, page):
    page.filters.search.setText("서초")
    page.filters.search.editingFinished.emit()
    qtbot.waitUntil(lambda: page.criteria.search == "서초")
    assert name_at(page, 0) == "가0000"
    qtbot.waitUntil(lambda: page.model.listing.ready)
    assert name_at(page, NUMBER - 1) == "마0999"


@pytest.mark.parametrize("search", ["", "서초"])
def test_the_current_cell_stays_with_its_record(qtbot, page, search):
    page.filters.search.setText(search)
    qtbot.waitUntil(lambda: page.criteria.search == search)
    page.table.setCurrentIndex(page.model.index(3, 2))
    page.model.sort(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.table.currentIndex().isValid())
    assert page.model.index(page.table.currentIndex().row(), 0).data() == "가0015"
    assert page.table.currentIndex().column() == 2
    assert page.table.verticalScrollBar().value() == 0


def test_selected_cells_are_selected_again_where_their_records_stand(qtbot, page):
    page.table.setCurrentIndex(page.model.index(3, 2))
    page.table.setSelection(page.table.visualRect(page.model.index(3, 2)), SELECT)
    page.model.sort(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.table.selected_count() == 1)
    assert page.table.currentIndex().row() == NUMBER - 4


def test_a_person_who_has_gone_on_is_not_taken_back(qtbot, page):
    page.table.setCurrentIndex(page.model.index(3, 2))
    page.model.sort(0, Qt.SortOrder.DescendingOrder)
    page.table.setCurrentIndex(page.model.index(7, 1))
    looked_and_told(qtbot, page)
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (7, 1)


def test_ranks_of_rows_shown_before_place_nothing(page):
    page.table.setCurrentIndex(page.model.index(3, 2))
    earlier = page.table.show_listing(page.source.open(Criteria(order=(("name", True),))))
    now = page.table.show_listing(page.source.open(Criteria(order=(("name", False),))))
    page.table.place(earlier, earlier.ranks())
    assert not page.table.currentIndex().isValid()
    page.table.place(now, now.ranks())
    assert page.table.currentIndex().row() == 3


class Slow:
    """A listing whose rows are found only when it is let go."""

    def __init__(self, listing):
        self._listing = listing
        self.go = threading.Event()

    def __getattr__(self, name):
        return getattr(self._listing, name)

    def prepare(self, rows):
        assert self.go.wait(10)
        self._listing.prepare(rows)


@pytest.fixture
def slow(page):
    """Every search is slow from now on; given are the listings asked for."""
    asked, at_once = [], page.source.open

    def open_list(criteria):
        asked.append(Slow(at_once(criteria)))
        return asked[-1]

    page.source = replace(page.source, open=open_list)
    yield asked
    for listing in asked:
        listing.go.set()


@pytest.mark.feature("DA-07")
def test_the_window_waits_for_no_search_and_says_that_it_looks(qtbot, page, slow):
    page.show_criteria(Criteria(search="가00"))
    assert page.frame.count.text() == "찾는 중…"
    assert page.model.rowCount() == NUMBER
    slow[0].go.set()
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    assert page.frame.count.text() == "20건"


@pytest.mark.feature("DA-07")
def test_the_first_hits_are_shown_while_all_are_counted(qtbot, page, slow, monkeypatch):
    monkeypatch.setattr(walking, "NEAR", NUMBER // 2)
    page.table.setCurrentIndex(page.model.index(150, 1))
    page.show_criteria(Criteria(search="가"))
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)
    assert (name_at(page, 0), page.frame.count.text()) == ("가0000", "찾는 중…")
    assert not page.table.currentIndex().isValid()
    slow[0].go.set()
    qtbot.waitUntil(lambda: page.model.rowCount() == 200)
    assert page.frame.count.text() == "200건"
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 150)
    assert name_at(page, 150) == "가0750"


@pytest.mark.feature("DA-08")
def test_the_values_of_a_column_are_counted_while_the_window_lives(qtbot, page):
    go = threading.Event()

    def counted(_key):
        assert go.wait(10)
        return [("여", 3), ("남", 2)]

    page.source = replace(page.source, values=counted)
    page.filters.ask_condition("gender")
    assert page.filters.findChildren(ConditionPopup) == []
    go.set()
    qtbot.waitUntil(lambda: len(page.filters.findChildren(ConditionPopup)) == 1)
    (popup,) = page.filters.findChildren(ConditionPopup)
    assert [popup._list.item(row).text() for row in range(popup._list.count())] == ["여  3", "남  2"]


def test_what_was_asked_for_last_is_shown_whatever_is_found_first(qtbot, page, slow):
    page.show_criteria(Criteria(search="가00"))
    page.show_criteria(Criteria(search="나00"))
    slow[1].go.set()
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    slow[0].go.set()
    looked_and_told(qtbot, page)
    assert name_at(page, 0) == "나0001"


def test_all_can_be_selected_and_their_ids_asked_for(page):
    page.table.selectAll()
    assert page.table.selected_count() == NUMBER
    assert len(set(page.selected_ids())) == NUMBER
    page.model.sort(0, Qt.SortOrder.DescendingOrder)
    assert page.table.selected_count() == NUMBER
    assert name_at(page, 0) == "마0999"
