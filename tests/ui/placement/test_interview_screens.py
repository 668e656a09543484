"""면접 시간표 and the banner of companies on 주의, as a person meets them: real widgets, a real data file."""

import pytest
from PySide6.QtCore import Qt

from desktop.queries.list_spec import Scope
from desktop.services.placement.interviews.grid import By
from desktop.services.records import records
from desktop.ui.kit.banner import Banner
from desktop.ui.placement.companies.choosing import warn
from desktop.ui.placement.dialogs import MatchDialog
from desktop.ui.placement.interviews.pages import INTERVIEW
from desktop.ui.placement.pages import OPENING
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.window.screens import VIEWS
from tests.interviews import Interviews

TIMETABLE = VIEWS["interview_timetable"]


@pytest.fixture
def at(desk):
    at = Interviews(desk.store, count=4)
    desk.scope = Scope(at.cohort, today=desk.store.today())
    return at


@pytest.mark.feature("CO-02")
def test_a_company_on_caution_shows_its_banner_wherever_it_is_chosen(desk, at, shown):
    records.save(desk.store, "companies", {"caution": "임금이 늦음"}, record_id=at.companies[0])
    dialogs = [shown(MatchDialog(desk, None, given={"opening_id": at.openings[0]}))]
    for form, given in (
        (OPENING, {"company_id": at.companies[0]}),
        (INTERVIEW, {"opening_id": at.openings[0]}),
    ):
        dialogs.append(shown(RecordDialog(desk, None, form, given=given)))
        warn(dialogs[-1], next(iter(given)))
    for dialog in dialogs:
        banner = dialog.findChild(Banner, "caution")
        assert banner.isVisible()
        assert banner.text == "⚠ 주의: 기업1 — 임금이 늦음."
    dialogs[0].input("opening_id").setCurrentIndex(-1)
    assert not dialogs[0].findChild(Banner, "caution").isVisible()


@pytest.mark.feature("CO-26")
def test_the_page_tells_who_has_no_time_why_and_what_would_give_one(desk, at, shown):
    own = at.hours("09:00", "10:25", company_id=at.companies[0])
    at.make()
    page = shown(TIMETABLE.make(desk, TIMETABLE))
    assert page.told.text() == "3건 · 미배정 1건"
    assert page.waiting.count() == 1
    assert (
        page.waiting.item(0).text().endswith("· 기업1 — 기업 시간이 30분 모자랍니다 — 10:55까지면 들어갑니다")
    )
    records.save(desk.store, "interview_hours", {"ends_at": "10:55"}, record_id=own)
    at.make()
    page.refresh()
    assert page.told.text() == "4건 · 미배정 0건"
    assert not page.waiting.isVisible()


@pytest.mark.feature("CO-06")
def test_an_interview_moves_by_keys_where_it_is_free_and_says_why_where_not(desk, at, shown, qtbot):
    at.make()
    page = shown(TIMETABLE.make(desk, TIMETABLE))
    first = at.ids[at.times().index("09:00")]
    page.timetable.select(first)
    qtbot.keyClick(page.timetable, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "면접조가 모두 차 있습니다. 비어 있는 시각:" in page.sentence.text()
    for _step in range(3):
        qtbot.keyClick(page.timetable, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.sentence.text() == ""
    qtbot.keyClick(page.timetable, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.rows()[first].starts_at == "11:00")
    assert at.rows()[first].pinned
    page.lanes.setCurrentIndex(page.lanes.findData(By.ROOM))
    assert [lane.title for lane in page.timetable._shown.lanes] == ["1호", "2호", "3호"]
