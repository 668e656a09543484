"""The keys of the program: no two mean different things at one place, and the list of them tells all and nothing else."""

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from desktop.services.kinds import LISTS
from desktop.ui.window.shortcuts import CELL_KEYS, keys
from tests.ui.window.test_application import start

pytestmark = pytest.mark.usefixtures("practised")
IN_CELLS = {
    "F2", "Del", "Backspace", "Return", "Enter", "Tab", "Ctrl+A", "Ctrl+C", "Ctrl+D", "Ctrl+V", "Ctrl+X", "Ctrl+Shift+C",
    "Shift+F10", "Ctrl+Space", "Shift+Space", "Ctrl+Home", "Ctrl+End", "Ctrl+Up", "Ctrl+Down", "Ctrl+Left", "Ctrl+Right",
}  # fmt: skip


def keys_of(widget: QWidget, skipping: QWidget | None = None) -> list[str]:
    """The shortcuts of ``widget`` and all in it, but for those in ``skipping`` and those that need one input's focus."""
    own = [each for kind in (QAction, QShortcut) for each in widget.findChildren(kind)]
    own += [action for action in widget.actions() if action not in own]
    inside = skipping.findChildren(QAction) + skipping.findChildren(QShortcut) if skipping else []
    found = []
    for each in own:
        keys = each.shortcut() if isinstance(each, QAction) else each.key()
        context = each.shortcutContext() if isinstance(each, QAction) else each.context()
        if not keys.isEmpty() and each not in inside and context != Qt.ShortcutContext.WidgetShortcut:
            found.append(keys.toString())
    return found


def listed() -> set[str]:
    return {QKeySequence(key).toString() for pressed, _meaning in keys() for key in pressed.split(", ")}


@pytest.mark.feature("DA-23")
def test_no_two_keys_mean_different_things_and_all_are_listed(qtbot: Any, application: Any) -> None:
    start(qtbot, application, "예제로 둘러보기")
    window = application.window
    everywhere = keys_of(window, skipping=window.stack)
    assert len(everywhere) == len(set(everywhere)), sorted(everywhere)
    assert not set(everywhere) & IN_CELLS
    told = set(everywhere)
    for key in window.rail.page_keys():
        window.open_page(key)
        here = keys_of(window.page(key))
        assert len(here) == len(set(here)), (key, sorted(here))
        in_cells = IN_CELLS if key in LISTS else set()  # a page that is no list has no cells
        assert not set(here) & (set(everywhere) | in_cells), key
        told |= set(here)
    assert told == listed() - {"Enter"}


def test_the_keys_of_a_page_work_wherever_in_it_the_keyboard_is(qtbot: Any, application: Any) -> None:
    start(qtbot, application, "예제로 둘러보기")
    window = application.window
    for key in window.rail.page_keys():
        window.open_page(key)
    dead = {
        (key, action.text())
        for key in window.rail.page_keys()
        for action in window.page(key).bar.qt_actions
        if not action.shortcut().isEmpty() and action not in window.page(key).actions()
    }
    assert dead == set()


def test_the_list_of_keys_opens_by_a_key_of_its_own(qtbot: Any, application: Any, meanwhile: Any) -> None:
    start(qtbot, application, "예제로 둘러보기")
    said: list[str] = []
    meanwhile(lambda dialog: said.extend(each.text() for each in dialog.findChildren(QLabel)))
    opens = next(a for a in application.window.actions() if a.shortcut() == QKeySequence("Ctrl+/"))
    opens.trigger()
    assert {meaning for _pressed, meaning in (*keys(), *CELL_KEYS)} <= set(said)


def test_ctrl_s_saves_a_form(qtbot: Any, application: Any, meanwhile: Any) -> None:
    start(qtbot, application, "예제로 둘러보기")
    page = application.window.page("trainees")
    first = page.model.id_at(0)

    def act(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit, "name")
        line.setText("고쳐 쓴 이름")
        qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        left_open.append(dialog.isVisible())

    left_open: list[bool] = []
    meanwhile(act)
    page.source.open_record(first)
    assert left_open == [False]
    qtbot.waitUntil(lambda: "고쳐 쓴 이름" in application.window._undo.text())
    assert QApplication.activeModalWidget() is None


SILENT = {"Ctrl+PgUp", "Ctrl+PgDown", "F6"}
"""Keys of the window that no button and no line of a menu does the work of: they stand in the list of keys."""


def told_by(widget: QWidget) -> set[str]:
    """The keys named by tool tips and by the lines of menus, in ``widget``."""
    texts = [each.toolTip() for each in widget.findChildren(QWidget)]
    texts += [action.text().partition("\t")[2] for action in widget.findChildren(QAction)]
    for menu in widget.findChildren(QMenu):
        texts += [action.shortcut().toString() for action in menu.actions()]
    pattern = r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|왼쪽|오른쪽|Left|Right|Home|[A-Z/,](?!\w))"
    found = {key for text in texts for key in re.findall(pattern, text)}
    return {key.replace("왼쪽", "Left").replace("오른쪽", "Right") for key in found}


@pytest.mark.feature("DA-23")
def test_what_has_a_key_tells_it(qtbot: Any, application: Any) -> None:
    start(qtbot, application, "예제로 둘러보기")
    window = application.window
    assert set(keys_of(window, skipping=window.stack)) - told_by(window) == SILENT
    for key in window.rail.page_keys():
        window.open_page(key)
        page = window.page(key)
        assert set(keys_of(page)) - told_by(page) <= {"Alt+S"}, key  # told by the menu of a cell
        for button in page.bar.findChildren(QPushButton):
            action = next(each for each in page.bar.qt_actions if each.text() == button.text())
            native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            assert native in button.toolTip(), button.text()
