"""The habits of every dialog: letters, Tab, Enter, Esc, F1, and the keyboard back where it was."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.theme import Mode
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.window.guide import GuideDialog
from tests.ui.forms.test_reading_order import place, reads_on
from tools import scenes
from tools.take_screenshots import Studio

OURS = {title: scene for title, scene in scenes.dialogs().items() if not title.startswith("Qt ")}
NO_FORM = (
    "수료증 (발급|보기|확인)|위촉장 발급|상장 발급|가져오기|알림|지난|백업|데이터 파일 암호|도움말|단축키|진행"
    "|주제 목록|수업 만들기|면접일과 면접실|심사 기준과 심사자|답변 서식 목록|쓰다 만 내용|.* 묻기"
)
FORMS = tuple(title for title in OURS if not re.match(NO_FORM, title))
Look = Callable[[Any], object]


@pytest.fixture(scope="module")
def studio(qapp: Any, tmp_path_factory: Any) -> Iterator[Studio]:
    made = Studio(Mode.LIGHT, Path(tmp_path_factory.mktemp("방")))
    yield made
    made.close()


@pytest.fixture
def in_front(studio: Studio) -> Callable[[str, Look], None]:
    """``in_front("위원", look)``: brings the dialog up, hands it to ``look``, and puts it away."""

    def show(title: str, look: Look) -> None:
        failed: list[Exception] = []

        def look_on(front: QWidget) -> None:
            try:
                look(front)
            except Exception as fault:  # noqa: BLE001 - raised below; in an event it would be the window's to show
                failed.append(fault)

        studio.window.activateWindow()
        studio.shoot({**scenes.states(), **scenes.dialogs()}[title], look_on, settle=50)
        for fault in failed:
            raise fault

    return show


def lettered(titles: list[str]) -> list[str]:
    return [letter for title in titles for letter in re.findall("&([A-Z])", title.replace("&&", ""))]


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", OURS)
def test_every_button_has_a_letter_of_its_own_that_is_not_read_aloud(title: str, in_front: Any) -> None:
    def look(dialog: QWidget) -> None:
        buttons = [
            each
            for each in dialog.findChildren(QPushButton)
            if each.text() and each.window() is dialog and each.property("role") not in {"link", "chip"}
        ]
        found = lettered([each.text() for each in buttons])
        assert len(buttons) == len(found) == len(set(found)), [each.text() for each in buttons]
        for each in buttons:
            read = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
            assert read
            assert not re.search(r"\(&?[A-Z]\)|&", read), read

    in_front(title, look)


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", ["메뉴 창", "메뉴 상태 바꾸기"])
def test_every_command_of_a_menu_has_a_letter_of_its_own(title: str, in_front: Any) -> None:
    def look(menu: QMenu) -> None:
        titles = [each.text() for each in menu.actions() if not each.isSeparator()]
        found = lettered(titles)
        assert len(titles) == len(found) == len(set(found)), titles

    in_front(title, look)


def test_the_menu_of_a_cell_has_letters_of_their_own(studio: Studio, in_front: Any, meanwhile: Any) -> None:
    seen: list[str] = []
    meanwhile(lambda menu: seen.extend(a.text() for a in menu.actions() if not a.isSeparator()))
    table = studio.stage.page("trainees").table
    table.customContextMenuRequested.emit(table.visualRect(table.currentIndex()).center())
    assert len(seen) > 10
    assert len(seen) == len(set(lettered(seen))), seen


def reached(dialog: QWidget) -> list[QWidget]:
    """What Tab leads to from where the dialog begins, until it comes back there."""
    found: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in found:
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert now is found[0], f"Tab ended at {now}"
    return found


def above(widget: QWidget) -> Iterator[QWidget]:
    while (widget := widget.parentWidget()) is not None:  # type: ignore[assignment]
        yield widget


def written_in(dialog: FormDialog) -> Any:
    """A line to write in where there is one, else a box of lines, else one to choose in."""
    seen = [each for each in dialog._inputs.values() if each.isVisible()]
    return next(
        each for kind in (QLineEdit, QPlainTextEdit, QComboBox) for each in seen if isinstance(each, kind)
    )


def is_waiting(dialog: FormDialog, widget: QWidget) -> bool:
    """Whether it is empty in the form of a new record of which something required is not known."""
    empty = {key: dialog._first[key] in {None, "", ()} for key in dialog._inputs}
    new = isinstance(dialog, RecordDialog) and dialog.record_id is None
    waits = any(empty[key] and dialog._fields[key].required for key in empty)
    return new and waits and any(each is widget and empty[key] for key, each in dialog._inputs.items())


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", FORMS)
def test_tab_goes_from_the_first_input_through_all_and_back(title: str, in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        if "오류" not in title:  # there the first wrong one has it
            begins = QApplication.focusWidget()
            there = [each for each in dialog._inputs.values() if each.isEnabled() and each.isVisible()]
            waiting = [each for each in there if is_waiting(dialog, each)]
            first = min(waiting or there, key=lambda each: place(dialog, each))
            assert begins is first or first.isAncestorOf(begins) or first.focusProxy() is begins
        went = reached(dialog)
        inputs = [each for each in dialog._inputs.values() if each.isVisible() and each.isEnabled()]
        turns = {each: [n for n, now in enumerate(went) if each in (now, *above(now))] for each in inputs}
        assert all(turns.values()), [each.objectName() for each in inputs if not turns[each]]
        start = went.index(min(went, key=lambda each: place(dialog, each)))
        inputs.sort(key=lambda each: (turns[each][0] - start) % len(went))
        for before, after in itertools.pairwise(inputs):
            assert reads_on(dialog, before, after), (before.objectName(), after.objectName())

    in_front(title, look)


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", [title for title in OURS if title != "진행"])
def test_esc_closes_and_gives_the_keyboard_back(studio: Studio, title: str, in_front: Any) -> None:
    studio.stage.page("trainees").table.setFocus()
    was: list[QWidget | None] = []

    def look(dialog: QDialog) -> None:
        was.append(studio.window.focusWidget())
        if isinstance(dialog, FormDialog):
            dialog._first = dialog._standing()  # a scene may have typed something
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    in_front(title, look)
    studio.window.activateWindow()  # which a desk's own window system does
    studio.rest(0)
    assert was[0] is not None
    assert QApplication.focusWidget() is was[0]


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(
    "title", [title for title in FORMS if "내보내기" not in title and title not in {"사유", "기수 옮기기"}]
)
def test_esc_asks_when_something_was_typed(title: str, in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        asked: list[str] = []

        def stay(box: QMessageBox) -> None:
            asked.append(box.text())
            box.reject()

        line = written_in(dialog)
        if isinstance(line, QLineEdit):
            line.setText(line.text() + "1")
        elif isinstance(line, QPlainTextEdit):
            line.appendPlainText("1")
        else:
            line.setCurrentIndex((line.currentIndex() + 1) % line.count())
        QTimer.singleShot(0, lambda: stay(QApplication.activeModalWidget()))
        QTest.keyClick(line, Qt.Key.Key_Escape)
        assert asked == ["적은 내용을 버리고 닫을까요?"]
        assert dialog.isVisible()

    in_front(title, look)


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", [title for title in FORMS if title not in {"사유", "기수 옮기기"}])
def test_enter_in_an_input_presses_the_primary_button(title: str, in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        primary = next(each for each in dialog.findChildren(QPushButton) if each.isDefault())
        pressed: list[str] = []
        primary.clicked.disconnect()  # what it does then is the dialog's own test
        primary.clicked.connect(lambda: pressed.append(primary.text()))
        line = written_in(dialog)
        line.setFocus()
        # Where Enter makes a new line, Ctrl goes with it.
        lines = isinstance(line, QPlainTextEdit)
        held = Qt.KeyboardModifier.ControlModifier if lines else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(line, Qt.Key.Key_Return, held)
        assert pressed == [primary.text()]

    in_front(title, look)


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", FORMS)
def test_enter_on_a_button_presses_that_button(title: str, in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        pressed: list[str] = []
        buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
        for each in buttons:
            each.clicked.disconnect()
            each.clicked.connect(lambda *_, each=each: pressed.append(each.text()))
        for each in buttons:
            each.setFocus()
            QTest.keyClick(each, Qt.Key.Key_Return)
        assert pressed == [each.text() for each in buttons]

    in_front(title, look)


@pytest.mark.feature("DA-23")
def test_a_reason_has_lines_and_ctrl_enter_gives_it(in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        given: list[dict[str, Any]] = []
        dialog._save = given.append
        reason = dialog.input("reason")
        assert dialog.focusWidget() is reason
        QTest.keyClicks(reason, "a")
        QTest.keyClick(reason, Qt.Key.Key_Return)
        QTest.keyClicks(reason, "b")
        assert given == []
        QTest.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert given == [{"reason": "a\nb"}]
        assert not dialog.isVisible()

    in_front("사유", look)


@pytest.mark.feature("DA-23")
def test_a_reason_left_empty_is_asked_for_where_it_belongs(in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        given: list[dict[str, Any]] = []
        dialog._save = given.append
        reason = dialog.input("reason")
        QTest.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert (given, dialog.isVisible(), dialog.focusWidget() is reason) == ([], True, True)
        assert "꼭 필요한 항목" in dialog._errors.text("reason")

    in_front("사유", look)


@pytest.mark.feature("DA-23")
def test_esc_asks_before_a_reason_that_was_written_is_lost(in_front: Any) -> None:
    def look(dialog: FormDialog) -> None:
        asked: list[str] = []
        reason = dialog.input("reason")
        QTest.keyClicks(reason, "a")

        def stay() -> None:
            box = QApplication.activeModalWidget()
            asked.append(box.text())
            QTest.keyClick(box, Qt.Key.Key_Escape)

        QTimer.singleShot(0, stay)
        QTest.keyClick(reason, Qt.Key.Key_Escape)
        assert asked == ["적은 내용을 버리고 닫을까요?"]
        assert (dialog.isVisible(), reason.toPlainText()) == (True, "a")

    in_front("사유", look)


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(
    ("title", "chapter"),
    [("교육생", "명단 가져오기"), ("수료증 발급", "수료증 발급과 대장"), ("수료증 보기", "수료증 발급과 대장"),
     ("가져오기 파일", "명단 가져오기"), ("지난 자료", "고치고 되돌리기"), ("지난 날짜", "고치고 되돌리기"),
     ("인턴 매칭", "제안과 매칭")],
)  # fmt: skip
def test_f1_opens_the_guide_over_a_modal_dialog(
    studio: Studio, title: str, chapter: str, in_front: Any, qtbot: Any
) -> None:
    studio.stage.page("matches" if title == "인턴 매칭" else "trainees")

    def look(dialog: QDialog) -> None:
        assert dialog.isModal()
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
        guide = dialog.findChild(GuideDialog)
        assert guide.isVisible()
        assert guide.contents.currentItem().text() == chapter
        has_keyboard = lambda: guide.isAncestorOf(QApplication.focusWidget())  # noqa: E731 - asked again
        qtbot.waitUntil(has_keyboard)  # which what lies under a modal dialog never gets
        QTest.keyClick(guide, Qt.Key.Key_Escape)
        assert dialog.isVisible()

    in_front(title, look)


def test_a_large_dialog_leaves_a_little_of_what_lies_behind_in_sight(qtbot):
    dialog = Dialog()
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry()
    dialog.take_room(10_000, 300)
    assert room.width() - 100 < dialog.width() < room.width()
    assert dialog.height() == 300


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("title", ["알림 거절", "알림 물음", "이름 묻기", "Qt 파일 열기"])
def test_f1_opens_the_guide_in_boxes_and_in_dialogs_of_qt(
    studio: Studio, title: str, qtbot: Any, in_front: Any
) -> None:
    studio.stage.page("certificates")

    def look(dialog: QDialog) -> None:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
        guide = dialog.findChild(GuideDialog)
        assert guide.isVisible()
        assert guide.contents.currentItem().text() == "수료증 발급과 대장"
        qtbot.waitUntil(lambda: guide.isAncestorOf(QApplication.focusWidget()))
        QTest.keyClick(guide, Qt.Key.Key_Escape)
        assert dialog.isVisible()

    in_front(title, look)


def test_what_a_dialog_holds_scrolls_and_its_buttons_stay(qtbot):
    content, foot = QWidget(minimumWidth=3_000, minimumHeight=3_000), QPushButton("저장")
    first, below = QLineEdit(content), QLineEdit(content)
    below.move(40, 2_900)
    dialog = Dialog()
    dialog.lay_out(content, foot)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert first.hasFocus()
    room = dialog.screen().availableGeometry()
    assert room.contains(dialog.frameGeometry())
    assert dialog.rect().contains(foot.geometry())
    assert below.visibleRegion().isEmpty()
    below.setFocus()
    assert not below.visibleRegion().isEmpty()


def test_a_dialog_is_as_large_as_what_it_holds_where_there_is_room(qtbot):
    content = QWidget(minimumWidth=590, minimumHeight=420)
    dialog = Dialog()
    dialog.lay_out(content, QPushButton("닫기"))
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert content.visibleRegion().boundingRect() == content.rect()
