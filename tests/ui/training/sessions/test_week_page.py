"""수업 as an officer meets it: made from the week, looked at, moved, refused by the sentence, taken back."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training import programme
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.training.sessions.make_dialog import MakeDialog
from desktop.ui.training.sessions.pages import SESSION
from desktop.ui.window.screens import VIEWS
from tests.services.intake import listed

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stages(desk, saved):
    """기초과정 from 29 August to 16 September 2022, 심화과정 beside it."""
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    with desk.store.read() as session:
        ids = {stage.name: stage.id for stage in programme.stages(session, cohort_id)}
    for name in ("기초과정", "심화과정"):
        values = {"starts_on": "2022-08-29", "ends_on": "2022-09-16"}
        records.save(desk.store, "stages", values, record_id=ids[name])
    return ids


@pytest.fixture
def page(desk, stages, shown):
    view = VIEWS["week"]
    made = view.make(desk, view)
    made.resize(1100, 760)
    return shown(made)


def starts(desk):
    return sorted((f"{row['held_on']:%m-%d}", row["starts_at"]) for row in listed(desk.store, "sessions"))


def test_where_no_cohort_is_in_work_nothing_is_offered_that_cannot_be_done(desk, page):
    desk.set_scope(cohort_id=None, board_id=None)
    empty = page.findChild(EmptyState)
    assert empty.isVisible()
    assert not empty.offers
    assert any("왼쪽 위에서 기수를 고르세요." in each.text() for each in empty.findChildren(QLabel))


def test_sessions_are_made_from_the_week_with_the_holidays_named(desk, stages, page, shown, qtbot):
    empty = page.findChild(EmptyState)
    assert empty.isVisible()
    assert empty.findChild(QPushButton).text() == "주간 시간으로 수업 만들기…"
    dialog = shown(MakeDialog(desk))
    assert "주간 시간이 없습니다" in dialog.told.text()
    values = {"stage_id": stages["기초과정"], "weekday": "토", "starts_at": "10:00", "ends_at": "12:00"}
    records.save(desk.store, "patterns", values)
    dialog.stage.setCurrentIndex(0)
    qtbot.waitUntil(lambda: "수업 1회를 만듭니다" in dialog.told.text())
    assert "2022. 9. 10.(토) 추석" in dialog.told.text()
    dialog.make.click()
    qtbot.waitUntil(lambda: starts(desk) == [("09-03", "10:00")])
    qtbot.waitUntil(lambda: not page.findChild(EmptyState).isVisible())
    assert "2022. 8. 29. ~ 9. 4. · 1회" in page.told.text()
    qtbot.waitUntil(lambda: "새로 만들 수업이 없습니다" in dialog.told.text())
    assert not dialog.make.isEnabled()


@pytest.fixture
def two(desk, stages, saved, page):
    """On Saturday 17 September at ten: 기초과정 with a mentor in 교육장 1, 심화과정 at two with the same mentor."""
    mentor = saved("mentors", name="한서율")
    common = {"held_on": "2022-09-17", "kind": "수업", "mentor_id": mentor}
    first = saved(
        "sessions", stage_id=stages["기초과정"], starts_at="10:00", ends_at="12:00", room="교육장 1", **common
    )
    other = saved(
        "sessions", stage_id=stages["심화과정"], starts_at="14:00", ends_at="16:00", room="교육장 2", **common
    )
    page.go(dt.date(2022, 9, 17))
    page.timetable.setFocus()
    page.timetable.select(other)
    return first, other, mentor


def press(page, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(page.timetable, getattr(Qt.Key, f"Key_{key}"), modifier)


@pytest.mark.feature("TR-09")
def test_a_mentor_cannot_be_moved_into_another_session_and_the_sentence_comes_before_the_drop(
    desk, page, two, qtbot
):
    press(page, *["Up"] * 6, modifier=ALT)
    assert page.sentence.text() == (
        "한서율 강사는 2022. 9. 17.(토) 10:00~12:00에 교육장 1에서 '서초 AI칼리지 2022' 기초과정 수업이 있습니다. "
        "강사나 시각을 바꿔 주세요."
    )
    assert page.sentence.isVisible()
    press(page, "Return")
    assert starts(desk) == [("09-17", "10:00"), ("09-17", "14:00")]
    press(page, "Left", modifier=ALT)
    assert not page.sentence.isVisible()
    press(page, "Return")
    qtbot.waitUntil(lambda: starts(desk) == [("09-16", "11:00"), ("09-17", "10:00")])
    assert page.timetable.current().id == two[1]
    history.undo(desk.store)
    assert starts(desk) == [("09-17", "10:00"), ("09-17", "14:00")]


@pytest.mark.feature("TR-09")
def test_a_new_session_at_the_hour_of_another_is_refused_at_the_mentor(desk, stages, two, shown, fill, told):
    given = {"held_on": dt.date(2022, 9, 17), "starts_at": "11:00", "ends_at": "13:00"}
    dialog = shown(RecordDialog(desk, None, SESSION, given=given))
    fill(dialog, stage_id=stages["심화과정"], mentor_id=two[2])
    dialog.accept()
    assert (
        "10:00~12:00에 교육장 1에서 '서초 AI칼리지 2022' 기초과정 수업이 있습니다"
        in told(dialog)["mentor_id"]
    )
    assert dialog.input("kind").currentText() == "수업"


def test_weeks_go_on_and_back_and_the_cohort_in_work_is_the_one_shown(desk, page, two, saved):
    assert "2022. 9. 12. ~ 9. 18. · 2회" in page.told.text()
    page.turn(1)
    assert page.timetable.current() is None
    page.turn(-1)
    assert page.timetable.current() is not None
    other = saved("cohorts", name="다른 기수", year=2021, programme="다른 과정")
    desk.set_scope(cohort_id=other, board_id=None)
    assert page.findChild(EmptyState).isVisible()
    desk.set_scope(cohort_id=None, board_id=None)
    assert "· 2회" in page.told.text()


def test_a_free_hour_is_double_clicked_to_add_and_enter_opens(desk, page, two, qtbot, meanwhile):
    seen = []

    def look(dialog):
        seen.append(
            (dialog.input("held_on").text(), dialog.input("starts_at").text(), dialog.input("ends_at").text())
        )
        dialog.reject()

    meanwhile(look)
    page.timetable.wanted.emit(dt.date(2022, 9, 15), 9 * 60)
    meanwhile(look)
    press(page, "Return")
    assert seen == [("2022. 9. 15.", "09:00", "11:00"), ("2022. 9. 17.", "14:00", "16:00")]
