"""The whole way through, as an officer goes it who has never seen the program: roster in, certificates and a sheet out."""

import importlib
import itertools
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLineEdit

from desktop import places
from desktop.documents import workbooks
from desktop.services import kept_backups, records
from desktop.services.store import Store
from desktop.ui.application import Application
from desktop.ui.kit.theme import Mode, Theme

ROSTER = places.bundled("resources", "samples", "trainees-2022.xlsx")


@pytest.fixture
def application(qtbot, qapp, tmp_path, monkeypatch):
    """The program as it starts in a user's fresh folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "자료"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "설정"))
    Theme(qapp, Mode.LIGHT)
    data_side = lambda: importlib.import_module("desktop.ui.data_side")  # noqa: E731 - what app.py hands in
    made = Application("시험", places.settings_file(), data_side)
    qtbot.addWidget(made.window)
    yield made
    made.window.close()


def settled(qtbot, application):
    qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)


def start(qtbot, application, choice):
    """Shows the window and takes one of the three ways to begin, by the keyboard."""
    application.show(None)
    qtbot.waitUntil(lambda: application._data is not None, timeout=30_000)
    settled(qtbot, application)
    page = application.window.stack.currentWidget()
    button = next(each for each in page.buttons if each.accessibleName() == choice)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    settled(qtbot, application)


def drop(window, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def bring_in(qtbot, application, meanwhile, path, sheet, cohort=""):
    """Drops the roster on the window and goes through the wizard."""

    def act(wizard):
        settled(qtbot, application)
        wizard.columns.sheet.setCurrentText(sheet)
        wizard.columns.sheet.textActivated.emit(sheet)
        settled(qtbot, application)
        if cohort:
            wizard.columns.cohort.setCurrentText(cohort)
        for _step in ("검토하기", "가져오기"):
            qtbot.waitUntil(wizard.next.isEnabled)
            wizard.next.click()
            settled(qtbot, application)

    meanwhile(act)
    drop(application.window, path)
    settled(qtbot, application)


def correct(qtbot, page, row, key, text):
    """Types a new value into a cell, as F2 and Enter do it."""
    column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == key)
    cell = page.model.index(row, column)
    page.table.setCurrentIndex(cell)
    page.table.edit(cell)
    editor = page.table.indexWidget(cell)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_from_a_roster_in_the_hand_to_printed_certificates(
    qtbot, application, meanwhile, press, tmp_path, monkeypatch
):
    target = tmp_path / "서초구청.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    start(qtbot, application, "새로 시작")
    window = application.window
    page = window.stack.currentWidget()
    assert page.model.rowCount() == 0

    for sheet in ("기초과정", "심화과정", "포트폴리오 프로젝트"):
        bring_in(qtbot, application, meanwhile, ROSTER, sheet, "2022")
    assert window.rail.programmes.currentText() == "서초 AI칼리지 2022"
    assert page.model.rowCount() == 456

    for row, phone in enumerate(("01011112222", "01033334444", "01055556666")):
        correct(qtbot, page, row, "phone", phone)
        qtbot.waitUntil(lambda: page.table.state() is QAbstractItemView.State.NoState)
    assert "연락처 수정" in window._undo.text()
    for _step in range(6):  # three corrections, three sheets
        window._undo.trigger()
        settled(qtbot, application)
    assert page.model.rowCount() == 0
    assert window.rail.programmes.currentText() == "모든 기수"
    for _step in range(3):
        window._redo.trigger()
        settled(qtbot, application)
    assert page.model.rowCount() == 456

    def issue(dialog):
        qtbot.waitUntil(dialog.issue_button.isEnabled, timeout=30_000)
        assert dialog.issue_button.text() == "30장 발급"
        dialog.issue_button.click()
        qtbot.waitUntil(lambda: dialog.issued is not None and not dialog.isVisible(), timeout=30_000)
        meanwhile(lambda _preview: None)  # of what was issued; closed again

    meanwhile(issue)
    press(page, "수료증 발급")
    settled(qtbot, application)
    window.open_page("certificates")
    register = window.page("certificates")
    assert register.model.rowCount() == 30
    register.table.selectAll()
    handed_out = tmp_path / "수료증.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(handed_out), ""))
    press(register, "PDF로 저장")
    settled(qtbot, application)
    qtbot.waitUntil(handed_out.exists)
    assert handed_out.read_bytes()[:5] == b"%PDF-"

    sheet = tmp_path / "명단.xlsx"

    def export(dialog):
        dialog.input("path").setText(str(sheet))
        dialog.input("purpose").setText("수료식 준비")
        dialog.accept()
        settled(qtbot, application)

    meanwhile(export)
    press(page, "엑셀 내보내기")
    qtbot.waitUntil(sheet.exists)
    assert any("강나주" in map(str, row) for row in workbooks.read(sheet).sheets[0].rows)

    window.close()
    with sqlite3.connect(target) as data:
        numbers = [row[0] for row in data.execute("SELECT sequence FROM certificate ORDER BY 1")]
    data.close()
    assert numbers == list(range(1, 31))
    assert not list(Path(tmp_path).glob(".*.holder"))


@pytest.mark.feature("DA-24")
def test_the_practice_file_is_a_separate_one_under_a_banner(qtbot, application):
    start(qtbot, application, "예제로 둘러보기")
    window = application.window
    assert "예제 자료" in window._banners["sample"]._text.text()
    assert window._banners["sample"].isVisible()
    assert application._opened.desk.store.path.name == "예제.db"
    assert not places.default_data_file().exists()
    kinds = [entry.key for entry in window._place.pages]
    for key in kinds:
        window.open_page(key)
    counts = {key: window.page(key).model.rowCount() for key in kinds}
    assert (counts["trainees"], counts["members"], counts["companies"]) == (456, 16, 20)
    assert counts["certificates"] == 0


@pytest.mark.feature("DA-13")
def test_the_second_window_hears_who_has_the_file_and_may_look(
    qtbot, application, meanwhile, choosing, tmp_path
):
    start(qtbot, application, "예제로 둘러보기")
    location = str(application._opened.desk.store.path)
    second = Application("시험", tmp_path / "둘째.ini", application._load)
    qtbot.addWidget(second.window)
    said = []

    def look(box):
        said.append(box.text())
        choosing("읽기 전용")(box)

    meanwhile(look)
    second.show(location)
    qtbot.waitUntil(lambda: second._opened is not None, timeout=30_000)
    assert "이 파일을 쓰고 있습니다" in said[0]
    assert second.window._banners["read_only"].isVisible()
    page = second.window.stack.currentWidget()
    assert page.model.rowCount() == 456
    assert not any(
        action.isEnabled()
        for action in page.bar.qt_actions
        if action.text() in {"교육생 추가", "엑셀 가져오기"}
    )
    second.window.close()
    assert application._opened.desk.store.read_only is False


def test_reopening_shows_the_last_file_and_page(qtbot, application):
    start(qtbot, application, "예제로 둘러보기")
    application.window.open_page("companies")
    application.window.close()
    again = Application("시험", places.settings_file(), application._load)
    qtbot.addWidget(again.window)
    again.show(None)
    qtbot.waitUntil(lambda: again._opened is not None, timeout=30_000)
    shown = again.window.stack.currentWidget()
    assert (shown.kind, shown.model.rowCount()) == ("companies", 20)
    again.window.close()


def test_a_file_that_cannot_be_opened_leads_back_to_the_start_with_a_sentence(
    qtbot, application, meanwhile, tmp_path
):
    broken = tmp_path / "명단.xlsx"
    broken.write_bytes(b"PK")
    said = []
    meanwhile(lambda box: said.append(box.text()))
    application.show(str(broken))
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert "이음 데이터 파일이 아니거나" in said[0]
    names = [button.accessibleName() for button in application.window.stack.currentWidget().buttons]
    assert names == ["새로 시작", "예제로 둘러보기", "파일 열기"]


def test_a_protected_file_asks_for_its_passphrase(qtbot, application, meanwhile, tmp_path):
    path = tmp_path / "잠근 자료.db"
    Store.create(path, passphrase="열쇠").close()
    asked = []

    def answer(dialog):
        asked.append(dialog.textEchoMode())
        dialog.setTextValue("열쇠")
        dialog.accept()

    meanwhile(answer)
    application.show(str(path))
    qtbot.waitUntil(lambda: application._opened is not None, timeout=30_000)
    assert asked == [QLineEdit.EchoMode.Password]


@pytest.mark.feature("DA-12")
def test_closing_keeps_a_backup_of_what_was_written(qtbot, application, tmp_path, monkeypatch):
    target = tmp_path / "서초구청.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    start(qtbot, application, "새로 시작")
    records.save(
        application._opened.desk.store, "companies", {"name": "가람", "registration_number": "124-81-00998"}
    )
    application.window.close()
    (kept,) = kept_backups.kept(target)
    with Store.open(kept.path, read_only=True) as copy:
        assert records.read(copy, "companies", 1)["name"] == "가람"


def test_every_command_of_the_menu_is_reachable_by_name(application):
    titles = list(itertools.chain(entry.title for entry in application._menu()))
    assert len(titles) == len(set(titles)) >= 8
