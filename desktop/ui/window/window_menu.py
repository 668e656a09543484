"""The window's one menu: what the application offers, undo, brightness, keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.kit.icons import icon
from desktop.ui.kit.mnemonics import Menu
from desktop.ui.kit.theme import Mode
from desktop.ui.window.shortcuts import show_shortcuts


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the window's menu."""

    title: str
    icon: str
    run: Callable[[], object]
    shortcut: str = ""


def fill_menu(
    menu: QMenu,
    window: QWidget,
    entries: Sequence[MenuEntry],
    commands: Sequence[QAction],
    set_theme: Callable[[Mode], object],
    show_help: Callable[[], object],
    now: Mode,
) -> None:
    """Puts ``entries`` first, and marks the look that is chosen ``now``; their shortcuts work while the menu is closed."""
    for entry in entries:
        line = menu.addAction(icon(entry.icon), entry.title, entry.run)
        if entry.shortcut:
            line.setShortcut(QKeySequence(entry.shortcut))
            window.addAction(line)
    menu.addSeparator()
    menu.addActions(commands)
    menu.addSeparator()
    looks = Menu(window.tr("화면 모드"), menu)
    looks.setIcon(icon("theme"))
    menu.addMenu(looks)
    one = QActionGroup(looks)
    for mode, title in {
        Mode.SYSTEM: window.tr("컴퓨터 설정대로"),
        Mode.LIGHT: window.tr("밝게"),
        Mode.DARK: window.tr("어둡게"),
    }.items():
        line = looks.addAction(title, partial(set_theme, mode))
        line.setCheckable(True)
        line.setChecked(mode is now)
        one.addAction(line)
    menu.addAction(icon("info"), window.tr("도움말\tF1"), show_help)
    menu.addAction(icon("keyboard"), window.tr("단축키\tCtrl+/"), partial(show_shortcuts, window))
    menu.addAction(icon("close"), window.tr("끝내기\tCtrl+Q"), window.close)
