"""면접 시간표 and the banner of companies on 주의, as a person meets them: real widgets, a real data file."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

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


@pytest.mark.feature("CO-06")
def test_who_is_dragged_sees_free_places_and_what_stands_against_the_others(desk, at, shown, qtbot):
    at.hours("09:00", "10:25", company_id=at.companies[0])
    at.make()
    page = shown(TIMETABLE.make(desk, TIMETABLE))
    page.timetable.select(at.ids[at.times().index("09:00")])
    qtbot.keyClick(page.timetable, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (own,) = page.timetable.places()
    assert own.lane == at.companies[0]
    assert own.stretches(25) == [
        (480, 540, "가능한 시간 밖"), (540, 565, ""), (565, 605, "면접조 참"), (605, 1200, "가능한 시간 밖"),
    ]  # fmt: skip
    assert page.timetable.word() == "면접조 참"
    qtbot.keyClick(page.timetable, Qt.Key.Key_Escape)
    assert page.timetable.places() == ()
    page.lanes.setCurrentIndex(page.lanes.findData(By.ROOM))
    qtbot.keyClick(page.timetable, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.lane for each in page.timetable.places()] == at.rooms


@pytest.mark.feature("CO-06")
def test_the_button_writes_a_sheet_for_each_of_what_the_lanes_are(
    desk, at, shown, press, monkeypatch, tmp_path, qtbot
):
    at.make()
    page = shown(TIMETABLE.make(desk, TIMETABLE))
    proposed, said = [], []

    def ask(_parent, _title, path, _kinds):
        proposed.append(Path(path).name)
        return str(tmp_path / Path(path).stem), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    desk.bus.said.connect(lambda sentence, _operation: said.append(sentence))
    for by, count, named in ((By.COMPANY, 1, "기업1"), (By.ROOM, 1, "본관 1호"), (By.PERSON, 4, "사람가")):
        page.lanes.setCurrentIndex(page.lanes.findData(by))
        press(page, "시간표 PDF…")
        name = f"면접 시간표 {by.value}별.pdf"
        qtbot.waitUntil(lambda name=name: said[-1:] == [f"'{name}'에 저장했습니다."])
        with pypdfium2.PdfDocument(tmp_path / name) as document:
            texts = [each.get_textpage().get_text_range() for each in document]
        assert len(texts) == count
        assert named in texts[0]
        assert "09:00" in "".join(texts)
    assert proposed == [f"면접 시간표 {by.value}별.pdf" for by in (By.COMPANY, By.ROOM, By.PERSON)]
