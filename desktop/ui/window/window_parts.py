"""What stands in the window round its pages: rail, search, undo, the menu, banners, the line that says what was done."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.banner import Banner
from desktop.ui.kit.icons import icon
from desktop.ui.kit.mnemonics import Menu
from desktop.ui.kit.small import label, tool
from desktop.ui.kit.theme import Mode
from desktop.ui.kit.toast import Toast
from desktop.ui.window.navigation import Rail
from desktop.ui.window.search_box import SearchBox
from desktop.ui.window.shortcuts import show_shortcuts
from desktop.ui.window.start_page import StartPage
from desktop.ui.window.window_menu import MenuEntry, fill_menu


class WindowParts:
    """``body`` holds them all; ``top`` is the bar above the pages, ``more`` the button of the menu."""

    start_page = StartPage

    def __init__(
        self,
        window: QMainWindow,
        entries: Sequence[MenuEntry],
        commands: tuple[QAction, QAction],
        set_theme: Callable[[Mode], object],
        show_help: Callable[[], object],
        mode: Mode,
    ) -> None:
        self.rail = Rail()
        self.search = SearchBox(window)
        self.stack = QStackedWidget()
        self.toast = Toast(self.stack)
        self.office = label("", "quiet")
        self.banners = {name: Banner() for name in ("clock", "sample", "read_only", "unsaved")}
        self.show_shortcuts = partial(show_shortcuts, window)
        for action, picture in zip(commands, ("undo", "redo"), strict=True):
            action.setIcon(icon(picture))
        menu = Menu(window)
        fill_menu(menu, window, entries, commands, set_theme, show_help, mode)
        self.more = tool("more", window.tr("메뉴"), "F10")
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.top = self._top_bar(commands)
        self.body = self._body()

    def _top_bar(self, commands: Sequence[QAction]) -> QWidget:
        top = QWidget()
        bar = QHBoxLayout(top)
        bar.setContentsMargins(20, 12, 20, 4)
        bar.setSpacing(4)
        bar.addWidget(self.search, 6)
        bar.addStretch(1)
        bar.addWidget(self.office)
        bar.addSpacing(8)
        for action in commands:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("role", "quiet")
            bar.addWidget(button)
        bar.addWidget(self.more)
        return top

    def _body(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(0)
        for banner in self.banners.values():
            right.addWidget(banner)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        return body
