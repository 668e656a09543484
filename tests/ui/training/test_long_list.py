"""A list too long to be ordered at once, on its page: shown by its first rows, then known whole."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop.model.people import Person
from desktop.model.training import Trainee
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.ui.desk import Desk
from desktop.ui.kit.list_page import ListPage
from desktop.ui.kit.list_source import ListSource
from desktop.ui.kit.settings import DeskSettings

NUMBER = 1_000


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


def test_the_current_cell_stays_where_it_stood(qtbot, page):
    page.table.setCurrentIndex(page.model.index(3, 2))
    page.filters.search.setText("서초")
    qtbot.waitUntil(lambda: page.criteria.search == "서초")
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (3, 2)


def test_all_can_be_selected_and_their_ids_asked_for(page):
    page.table.selectAll()
    assert page.table.selected_count() == NUMBER
    assert len(set(page.selected_ids())) == NUMBER
    page.model.sort(0, Qt.SortOrder.DescendingOrder)
    assert page.table.selected_count() == NUMBER
    assert name_at(page, 0) == "마0999"
