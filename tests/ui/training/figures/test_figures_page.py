"""현황 as a person meets it: every bar opens exactly the rows it counts."""

import pytest
from sqlalchemy import select

from desktop.model.training import Cohort
from desktop.queries.charts import Rows
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.services.kinds import LISTS
from desktop.services.training import figures
from desktop.ui.desk import Desk
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.window.screens import VIEWS


@pytest.fixture
def desk(qapp, practice, tmp_path):
    made = Desk(practice, DeskSettings(tmp_path / "ieum.ini"))
    with practice.read() as session:
        cohort = session.scalars(select(Cohort.id).where(Cohort.year == 2022)).one()
    made.set_scope(cohort_id=cohort, board_id=None)
    yield made
    made.jobs.close()
    practice.committed.remove(made.bus.written)


def told(chart):
    return [(each.label, each.value) for each in chart.marks]


@pytest.mark.feature("AN-01")
@pytest.mark.feature("AN-04")
def test_every_bar_opens_exactly_so_many_rows(desk, shown, qtbot):
    page = shown(VIEWS["figures"].make(desk, VIEWS["figures"]))
    funnel, _survival, reasons, majors = (each.chart for each in page.views[:4])
    assert told(funnel)[:4] == [
        ("기초과정", 456),
        ("심화과정", 180),
        ("포트폴리오 프로젝트", 52),
        ("수료", 30),
    ]
    assert majors.marks[0].label == "비전공"
    assert majors.marks[0].told == "21명 · 70.0 %"
    assert sum(each.value for each in reasons.marks) == 194
    opened = []
    desk.bus.show_rows.connect(lambda kind, filters: opened.append(Rows(kind, filters)))
    for view in page.views:
        for mark in view.chart.marks:
            if mark.rows is not None:
                listing = Listing(
                    desk.store.engine,
                    LISTS[mark.rows.kind],
                    Criteria(filters=mark.rows.filters, scope=desk.scope),
                )
                assert listing.count() == mark.value, (view.chart.title, mark.label)
    page.views[0].current = 3
    page.views[0]._open(3)
    assert opened == [funnel.marks[3].rows]


@pytest.mark.feature("AN-08")
def test_the_weekly_line_begins_at_the_intake_never_rises_and_ends_at_thirty(desk):
    chart = figures.charts(desk.store, desk.scope.cohort_id)[1]
    values = [each.value for each in chart.marks]
    assert (values[0], values[-1], len(values)) == (456, 30, 25)
    assert values == sorted(values, reverse=True)


def test_outside_parts_of_fewer_than_three_are_not_told(desk):
    inside = figures.charts(desk.store, desk.scope.cohort_id)
    outside = figures.charts(desk.store, desk.scope.cohort_id, public=True)
    small = [
        (chart.title, mark.label)
        for chart in inside[2:]
        for mark in chart.marks
        if mark.value is not None and 0 < mark.value < 3
    ]
    hidden = [
        (chart.title, mark.label) for chart in outside for mark in chart.marks if mark.told == "3명 미만"
    ]
    assert hidden == small
