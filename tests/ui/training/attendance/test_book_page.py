"""출석부 as an officer uses it: keys alone, and each mark says what is still reachable."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.model.training import Session
from desktop.rules.attendance import Mark
from desktop.services.datafile import history
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.window.screens import VIEWS
from tests.services import intake
from tests.services.training.attendance import books
from tests.services.training.attendance.test_import_marks import people
from tests.services.training.attendance.test_marking import marks


def opened(desk, shown):
    view = VIEWS["attendance_book"]
    page = view.make(desk, view)
    page.resize(1200, 700)
    shown(page)
    page.setFocus()
    return page


@pytest.fixture
def made(store):
    return books.make(store, count=6, sessions=24)


@pytest.fixture
def page(desk, made, shown):
    return opened(desk, shown)


def beside(page, row):
    model = page.matrix.beside
    return [model.index(row, column).data() for column in range(model.columnCount())]


@pytest.mark.feature("TR-10")
def test_a_session_of_thirty_is_marked_by_31_keys_and_three_more_for_an_exception(desk, store, shown, qtbot):
    made = books.make(store, count=30, sessions=2)
    page = opened(desk, shown)
    grid = page.matrix.grid
    for key in "1" * 30:
        qtbot.keyClicks(grid, key)
    assert [row[0] for row in marks(store, made)] == [Mark.PRESENT] * 30
    page.matrix.go_to(made.people[0], made.sessions[1])
    qtbot.keyClick(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row[1] for row in marks(store, made)] == [Mark.PRESENT] * 30
    qtbot.keyClicks(grid, "qe5")  # ㅂㄷ with the keyboard set to Latin, then 결석
    with_exception = [row[1] for row in marks(store, made)]
    assert with_exception.count(Mark.ABSENT) == 1
    assert with_exception[3] is Mark.ABSENT, "박도담 is the fourth by name"


@pytest.mark.feature("TR-12")
def test_each_mark_says_the_rate_the_best_and_what_is_left_and_the_fifth_absence_ends_it(page, made, qtbot):
    grid = page.matrix.grid
    for session_id in made.sessions[:4]:
        page.matrix.go_to(made.people[0], session_id)
        qtbot.keyClicks(grid, "5")
    page.matrix.go_to(made.people[0], made.sessions[4])
    assert beside(page, 0) == ["강하늘", "0.0 %", "83.3 %", "0회"]
    assert page.person.text().endswith("남은 결석 0회, 지각 3회 더면 수료 불가")
    assert not page.fallen.isVisible()
    qtbot.keyClicks(grid, "5")
    assert beside(page, 0) == ["강하늘", "0.0 %", "79.2 %", "! 수료 불가"]
    assert page.fallen.text() == "! 기준에 못 미치게 된 사람 1명: 강하늘 7. 2."
    page.matrix.go_to(made.people[0], made.sessions[4])
    assert "최대 79.2 %, 수료 불가 (7. 2.부터)" in page.person.text()


def test_a_mark_is_taken_back_and_the_cursor_stays(page, made, store, qtbot):
    qtbot.keyClicks(page.matrix.grid, "12")
    place = page.matrix.current()
    history.undo(store)
    assert page.matrix.current() == place
    assert marks(store, made)[1][0] is None
    assert beside(page, 0)[1] == "100.0 %"


@pytest.mark.feature("TR-10")
def test_a_column_from_a_spreadsheet_is_pasted_with_the_names_beside_it(page, made, store):
    names = ["강하늘", "김민수", "김민수", "박도담", "최서솔", "한지빛"]
    column = "".join(f"{name}\t{cell}\n" for name, cell in zip(names, "○△×6결1", strict=True))
    QGuiApplication.clipboard().setText(column)
    page.matrix.go_to(made.people[0], made.sessions[2])
    page.matrix.grid.paste()
    assert [row[2] for row in marks(store, made)] == [
        Mark.PRESENT, Mark.LATE, Mark.ABSENT, Mark.EXCUSED, Mark.ABSENT, Mark.PRESENT,
    ]  # fmt: skip
    QGuiApplication.clipboard().setText("강하늘\t○\n박도담\t○\n")
    page.matrix.grid.paste()
    assert "2번째 줄은 '박도담'" in page.refused.text()


def test_no_mark_goes_into_a_session_that_was_called_off(desk, store, made, shown, qtbot):
    books.change(store, Session, made.sessions[0], kind="휴강", reason="태풍")
    page = opened(desk, shown)
    page.matrix.go_to(made.people[0], made.sessions[0])
    qtbot.keyClicks(page.matrix.grid, "1")
    assert "휴강" in page.refused.text()
    assert books.standing_marks(store) == 0
    assert page.matrix.cells.headerData(0, Qt.Orientation.Horizontal) == "6. 4.\n휴강"


def test_excused_without_evidence_bears_a_clip_and_says_so(page, made, qtbot):
    qtbot.keyClicks(page.matrix.grid, "6")
    told = page.matrix.cells.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert told == "강하늘, 6월 4일 토요일 10:00: 공결, 증빙 없음"


@pytest.mark.feature("TR-14")
def test_evidence_dropped_on_a_leave_takes_the_clip_away_and_comes_back_byte_for_byte(
    page, made, store, desk, qtbot, tmp_path, monkeypatch
):
    qtbot.keyClicks(page.matrix.grid, "6")
    place = (made.people[0], made.sessions[0])
    told = page.matrix.cells.index(0, 0)
    assert "증빙 없음" in told.data(Qt.ItemDataRole.ToolTipRole)
    proof = tmp_path / "진단서.pdf"
    proof.write_bytes(b"%PDF-1.7 proof")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(proof))])
    point = page.matrix.grid.visualRect(told).center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.matrix.grid.dropEvent(QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: not desk.jobs.busy and "증빙 없음" not in told.data(Qt.ItemDataRole.ToolTipRole))
    page.matrix.go_to(*place)
    copied = tmp_path / "사본.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(copied), ""))
    page.save_evidence()
    qtbot.waitUntil(lambda: not desk.jobs.busy and copied.exists())
    assert copied.read_bytes() == proof.read_bytes()
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    page.open_evidence()
    qtbot.waitUntil(lambda: not desk.jobs.busy and len(shown) == 1)
    assert Path(shown[0]).read_bytes() == proof.read_bytes()
    desk.copies.close()
    page.detach()
    qtbot.waitUntil(lambda: not desk.jobs.busy and "증빙 없음" in told.data(Qt.ItemDataRole.ToolTipRole))
    history.undo(store)
    qtbot.waitUntil(lambda: "증빙 없음" not in told.data(Qt.ItemDataRole.ToolTipRole))
    history.undo(store)
    assert "증빙 없음" in told.data(Qt.ItemDataRole.ToolTipRole)


def test_an_empty_book_says_what_to_do(desk, store, shown):
    page = opened(desk, shown)
    assert page.empty.isVisible()
    made = books.make(store, count=0, sessions=0)
    assert any("수업이 없습니다" in each.text() for each in page.empty.findChildren(QLabel))
    with store.operation("수업") as op:
        op.add(Session(
            stage_id=made.stage_id, held_on=dt.date(2022, 6, 4), starts_at="10:00", ends_at="12:00", kind="수업",
        ))  # fmt: skip
    assert any("수강하는 사람이 없습니다" in each.text() for each in page.empty.findChildren(QLabel))


def test_the_stage_chosen_is_remembered(desk, made, shown):
    page = opened(desk, shown)
    page.stage.activated.emit(0)
    assert desk.settings.last_place["stage_id"] == made.stage_id


def test_a_sheet_comes_in_by_the_wizard_for_the_stage_that_is_chosen(desk, store, made, qtbot, tmp_path):
    days = [books.FIRST + dt.timedelta(weeks=week) for week in range(2)]
    path = intake.write(
        tmp_path / "출석.xlsx", ["성명", "생년월일", *days], *people(2, ("○", "△"), ("결석", 1))
    )
    wizard = ImportWizard(desk, None, "marks")
    qtbot.addWidget(wizard)
    wizard.show()
    wizard.files.take(path)
    qtbot.waitUntil(lambda: not desk.jobs.busy and wizard.columns.isVisible())
    assert wizard.columns.cohort.currentText() == "서초 AI칼리지 2022"
    assert [wizard.columns.combo(index).currentText() for index in (2, 3)] == [
        "6월 4일 10:00",
        "6월 11일 10:00",
    ]
    for _step in range(2):
        wizard.next.click()
        qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert [row[:2] for row in marks(store, made)][:2] == [
        [Mark.PRESENT, Mark.LATE],
        [Mark.ABSENT, Mark.PRESENT],
    ]


def test_it_is_opened_at_a_session_from_elsewhere(page, made):
    assert page.select(made.sessions[4])
    assert page.matrix.current()[1] == made.sessions[4]
    assert not page.select(9_999)
