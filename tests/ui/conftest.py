"""A desk at a real data file, and hands for the dialogs that open on it."""

import importlib
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import places
from desktop.app import take_turns
from desktop.services.kinds import KINDS
from desktop.services.records import records
from desktop.ui.desk import Desk
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.window.application import Application
from desktop.ui.window.screens import OPENERS

PATIENCE_MS = 30_000
"""How long anything is waited for: a busy machine is slow, not wrong."""
QtBot.waitUntil.__kwdefaults__ = {"timeout": PATIENCE_MS}
UNANSWERED_MS, _LOOKED_AFTER_MS = 4 * PATIENCE_MS, 2_000


@pytest.fixture(scope="module", autouse=True)
def nothing_left_open(qapp):
    """Windows that one file of tests left behind would be dressed anew with every theme of the files after it.

    Pop-ups go with what they belong to: a completer deletes its own, which has no parent.
    """
    yield
    for window in qapp.topLevelWidgets():
        if window.parent() is None and window.windowType() is not Qt.WindowType.Popup:
            window.hide()
            window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_key_is_held(qapp):
    """Ctrl of a key that opened a menu or a dialog is let go in that one: without it the next test would select with Ctrl."""
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture(autouse=True)
def nobody_is_waited_for(qapp):
    """A dialog that a test did not expect has nobody to answer it: it is closed, and the test fails by what it said."""
    seen: dict[QWidget, int] = {}
    said: list[str] = []

    def look() -> None:
        front = qapp.activeModalWidget()
        if not isinstance(front, QDialog):
            return
        seen[front] = seen.get(front, 0) + 1
        if seen[front] * _LOOKED_AFTER_MS > UNANSWERED_MS:
            said.append(front.text() if isinstance(front, QMessageBox) else front.windowTitle())
            front.done(QDialog.DialogCode.Rejected)

    watch = QTimer(interval=_LOOKED_AFTER_MS)
    watch.timeout.connect(look)
    watch.start()
    yield
    watch.stop()
    if said:
        pytest.fail(f"nobody answered: {said}")


@pytest.fixture(scope="session", autouse=True)
def turns():
    """As the window is opened."""
    take_turns()


@pytest.fixture
def desk(qapp, store, tmp_path):
    Theme(qapp, Mode.LIGHT)
    desk = Desk(store, DeskSettings(tmp_path / "책상 설정" / "ieum.ini"), openers=OPENERS)
    yield desk
    desk.jobs.close()


@pytest.fixture
def shown(qapp):
    """``shown(widget)`` shows it until the test is over; what was typed in a dialog is let go without a question."""
    widgets = []  # qtbot would close a dialog, which asks about what was typed and waits for an answer

    def show(widget: QWidget) -> Any:
        widgets.append(widget)
        widget.show()
        return widget

    yield show
    for widget in widgets:
        widget.hide()
        widget.deleteLater()


def write(dialog: FormDialog, **values: Any) -> None:
    """Puts values into the inputs of a form, as a person would."""
    for key, value in values.items():
        widget = dialog.input(key)
        if isinstance(widget, CheckList):
            widget.set_checked(value)
        elif isinstance(widget, QComboBox):
            place = widget.findData(value)
            assert place >= 0, f"{value} is not offered for {key}"
            widget.setCurrentIndex(place)
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(value)
        else:
            assert isinstance(widget, QLineEdit)
            widget.setText(value)


@pytest.fixture
def fill():
    return write


def wrong(dialog: FormDialog) -> dict[str, str]:
    """What stands in red beside which input."""
    return {key: text for key in dialog._inputs if (text := dialog._errors.text(key))}


@pytest.fixture
def told():
    return wrong


@pytest.fixture
def meanwhile():
    """``meanwhile(act)``: the next dialog or menu that opens is handed to ``act``, and closed when it left it open."""

    def wait(act: Callable[[Any], None], until: QDeadlineTimer) -> None:
        widget = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if widget is None:
            assert not until.hasExpired(), "nothing opened"
            QTimer.singleShot(10, lambda: wait(act, until))
            return
        try:
            act(widget)
        finally:
            if isinstance(widget, QMenu):
                widget.close()
            elif isinstance(widget, QDialog) and widget.isVisible():
                widget.done(QDialog.DialogCode.Rejected)

    return lambda act: QTimer.singleShot(0, lambda: wait(act, QDeadlineTimer(PATIENCE_MS)))


def choose(words: str) -> Callable[[Any], None]:
    """Picks the entry of a menu, or presses the button of a message, that says ``words``."""

    def act(widget: Any) -> None:
        offered = widget.buttons() if isinstance(widget, QMessageBox) else widget.actions()
        found = [each for each in offered if words in each.text()]
        assert found, [each.text() for each in offered]
        found[0].click() if isinstance(widget, QMessageBox) else found[0].trigger()

    return act


@pytest.fixture
def choosing():
    return choose


@pytest.fixture
def press(qtbot):
    """``press(page, "제안 추가")`` runs the action of that name once it is no longer greyed out."""

    def run(page: Any, title: str) -> None:
        action = next(each for each in page.bar.qt_actions if each.text() == title)
        qtbot.waitUntil(action.isEnabled)
        action.trigger()

    return run


@pytest.fixture
def texts():
    """``texts(page, "name")``: what stands in a column, from top to bottom."""

    def read(page: Any, key: str) -> list[str]:
        column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == key)
        return [page.model.index(row, column).data() for row in range(page.model.rowCount())]

    return read


@pytest.fixture
def saved(store):
    """``saved("themes", name=…, policy_id=…)`` puts a record into the data and gives its id."""

    def save(kind: str, scope: Any = None, /, **values: Any) -> int:
        changes = records.save(store, kind, values, scope=scope)
        return changes.inserted[KINDS[kind].table.__tablename__][0]

    return save


@pytest.fixture
def application(qtbot, qapp, tmp_path, own_folder):
    """The program as it starts in a user's fresh folder."""
    own_folder(tmp_path / "자리")
    Theme(qapp, Mode.LIGHT)
    data_side = lambda: importlib.import_module("desktop.ui.window.data_side")  # noqa: E731 - what app.py hands in
    made = Application("시험", places.settings_file(), data_side)
    qtbot.addWidget(made.window)
    yield made
    made.window.close()


@pytest.fixture
def practised(application, practice_file):
    """The practice file lies in the user's folder already, as after a first visit."""
    place = places.default_data_file().with_name("예제.db")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(practice_file, place)
