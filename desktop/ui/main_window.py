"""The window: rail, search, undo, banners, and the page in work. Navigation and menus only.

It imports Qt and the small parts of the kit alone, so that it is painted before anything heavy is loaded; what it shows
of the data comes later, as a `Workplace` of plain functions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.banner import Banner
from desktop.ui.kit.icons import icon
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.small import label, tool
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.kit.toast import Toast
from desktop.ui.navigation import PageEntry, Programme, Rail
from desktop.ui.search_box import Hit, SearchBox
from desktop.ui.shortcuts import show_shortcuts
from desktop.ui.start_page import Start, StartPage
from desktop.ui.window_menu import MenuEntry as MenuEntry  # given with the window by whoever makes it
from desktop.ui.window_menu import fill_menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """All the window needs of an open data file.

    ``undo_name`` and ``redo_name`` say what Ctrl+Z and Ctrl+Y would do, '' for nothing. ``programmes`` gives what can be
    put in work and which one is. ``sample`` and ``read_only`` are the sentences of the banners, '' for none.
    """

    pages: Sequence[PageEntry]
    first_page: str
    title: str
    office: str
    programmes: Callable[[], tuple[Sequence[Programme], int]]
    choose: Callable[[Programme], object]
    search: Callable[[str], Sequence[Hit]]
    kinds: Mapping[str, str]
    undo_name: Callable[[], str]
    redo_name: Callable[[], str]
    undo: Callable[[], object]
    redo: Callable[[], object]
    show_record: Callable[[str, int], object]
    open_import: Callable[[str], object]
    sample: str = ""
    reset_sample: Callable[[], object] = lambda: None
    read_only: str = ""


class MainWindow(QMainWindow):
    """``closing`` is emitted once, before the window goes."""

    closing = Signal()

    def __init__(self, settings: DeskSettings, theme: Theme, menu: Sequence[MenuEntry] = ()) -> None:
        super().__init__()
        self._settings, self._theme = settings, theme
        self._place: Workplace | None = None
        self._pages: dict[str, QWidget] = {}
        self.setWindowTitle(self.tr("이음"))
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 480)
        self.rail = Rail()
        self.search = SearchBox(self)
        self.stack = QStackedWidget()
        self.toast = Toast(self.stack)
        self._office = label("", "quiet")
        self._undo = self._command("undo", self.tr("되돌리기"), "Ctrl+Z", lambda place: place.undo())
        self._redo = self._command("redo", self.tr("다시 실행"), "Ctrl+Y", lambda place: place.redo())
        self._menu = QMenu(self)
        fill_menu(self._menu, self, menu, (self._undo, self._redo), self._set_theme)
        self._banners = {name: Banner() for name in ("sample", "read_only")}
        self._lay_out()
        self._keys()
        self.rail.opened.connect(self.open_page)
        self.rail.chosen.connect(self._choose)
        if settings.geometry.isEmpty() or not self.restoreGeometry(settings.geometry):
            self.resize(QSize(1440, 880).boundedTo(self.screen().availableSize() - _FRAME))

    # What the application gives

    def show_start(self, starts: Sequence[Start]) -> None:
        """Nothing is open: offers the ways to begin."""
        self._forget()
        page = StartPage(starts)
        self._pages[""] = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.rail.hide()
        self._top.hide()
        page.setFocus()

    def show_workplace(self, place: Workplace) -> None:
        """A data file is open: its pages, from now on."""
        self._forget()
        self._place = place
        self.rail.show()
        self._top.show()
        self.rail.show_pages(place.pages)
        self.rail.show_programmes(*place.programmes())
        self.search.set_search(place.search, place.kinds)
        self.search.found.connect(place.show_record)
        self._office.setText(place.office)
        self.setWindowTitle(self.tr("{0} - 이음").format(place.title))
        self._banners["sample"].say(
            place.sample, self.tr("연습 자료"), self.tr("처음 상태로"), place.reset_sample
        )
        self._banners["read_only"].say(place.read_only)
        self.refresh_commands()
        wanted = self._settings.last_page
        self.rail.go(wanted if wanted in self.rail.page_keys() else place.first_page)
        if page := self.stack.currentWidget():
            if (left := self._settings.last_place.get("record_id")) is not None and hasattr(page, "select"):
                page.select(left)
            page.setFocus()

    def refresh_commands(self) -> None:
        """After every commit: what can be undone and done again now, and what can be put in work."""
        if self._place is None:
            return
        self._name(self._undo, self.tr("되돌리기"), self._place.undo_name())
        self._name(self._redo, self.tr("다시 실행"), self._place.redo_name())
        self.rail.show_programmes(*self._place.programmes())

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """The line that tells what was done, with the way back beside it."""
        self.toast.say(sentence, self.tr("되돌리기") if undo else "", undo)

    # Navigation

    def open_page(self, key: str) -> None:
        """Shows the page ``key``, made when it is first opened."""
        entry = next((each for each in self._entries() if each.key == key), None)
        if entry is None:
            return
        if key not in self._pages:
            self._pages[key] = entry.factory()
            self.stack.addWidget(self._pages[key])
        self.stack.setCurrentWidget(self._pages[key])
        self._settings.last_page = key
        self.toast.raise_()

    def page(self, key: str) -> QWidget | None:
        """The page ``key`` if it has been opened."""
        return self._pages.get(key)

    def show_record(self, kind: str, row_id: int) -> bool:
        """Goes to one record in the list of its kind; False when that list does not show it."""
        entry = next((each for each in self._entries() if each.kind == kind), None)
        if entry is None:
            return False
        self.rail.go(entry.key)
        select = getattr(self._pages[entry.key], "select", None)
        return bool(select is not None and select(row_id))

    def _entries(self) -> Sequence[PageEntry]:
        return self._place.pages if self._place else ()

    def _choose(self, programme: Programme) -> None:
        if self._place:
            self._place.choose(programme)

    def _step(self, by: int) -> None:
        keys = self.rail.page_keys()
        now = next((key for key in keys if self._pages.get(key) is self.stack.currentWidget()), "")
        if now:
            self.rail.go(keys[(keys.index(now) + by) % len(keys)])
            self._pages[self._settings.last_page].setFocus()

    def _forget(self) -> None:
        if self._place:
            self.search.found.disconnect(self._place.show_record)
        self._place = None
        for banner in self._banners.values():
            banner.say("")
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    # Building

    def _lay_out(self) -> None:
        self._top = QWidget()
        bar = QHBoxLayout(self._top)
        bar.setContentsMargins(20, 12, 20, 4)
        bar.setSpacing(4)
        bar.addWidget(self.search, 1)
        bar.addStretch(1)
        bar.addWidget(self._office)
        bar.addSpacing(8)
        for action in (self._undo, self._redo):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("role", "quiet")
            bar.addWidget(button)
        more = tool("more", self.tr("메뉴 (F10)"))
        more.setMenu(self._menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        bar.addWidget(more)
        self._more = more
        right = QVBoxLayout()
        right.setSpacing(0)
        for banner in self._banners.values():
            right.addWidget(banner)
        right.addWidget(self._top)
        right.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        QWidget.setTabOrder(self.search, self.rail.list)

    def _command(self, picture: str, title: str, keys: str, run: Callable[[Workplace], object]) -> QAction:
        action = QAction(icon(picture), title, self, enabled=False)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: self._place and run(self._place))
        self.addAction(action)
        return action

    def _name(self, action: QAction, title: str, what: str) -> None:
        action.setEnabled(bool(what))
        named = f"{title}: {what}" if what else title
        action.setText(named)
        action.setToolTip(f"{named} ({action.shortcut().toString()})")

    def _set_theme(self, mode: Mode) -> None:
        self._theme.set_mode(mode)
        self._settings.theme = mode.value

    def _keys(self) -> None:
        for keys, run in {
            "Ctrl+K": self._focus_search,
            "Ctrl+PgDown": lambda: self._step(1),
            "Ctrl+PgUp": lambda: self._step(-1),
            "F1": lambda: show_shortcuts(self),
            "F6": self._switch_side,
            "F10": self._more.showMenu,
            "Ctrl+Q": self.close,
        }.items():
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(run)
            self.addAction(action)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _switch_side(self) -> None:
        """Between the rail and the page."""
        page = self.stack.currentWidget()
        if self.rail.list.hasFocus() and page is not None:
            page.setFocus()
        else:
            self.rail.list.setFocus()

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._place and not self._place.read_only and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._place:
            event.acceptProposedAction()
            self._place.open_import(_dropped(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = self.saveGeometry()
        current = getattr(self.stack.currentWidget(), "current_id", lambda: None)
        self._settings.keep_place(record_id=current())
        self._settings.save()
        self.closing.emit()
        super().closeEvent(event)


_FRAME = QSize(16, 48)  # round a window


def _dropped(event: QDropEvent) -> str:
    """The first file dropped; '' when it is none."""
    return next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
