"""The window: rail, search, undo, banners, and the page in work. Navigation and menus only.

It is painted bare before anything else is loaded, and furnished then (`desktop.ui.window.window_parts`); what it shows of the
data comes last, as a `Workplace` of plain functions. Why it is long: all that stands around a page is laid out in one place.
"""

from __future__ import annotations  # what stands under TYPE_CHECKING is named before it is loaded

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.ui.kit.settings import DeskSettings

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

    from desktop.ui.kit.commands import Offer
    from desktop.ui.kit.theme import Mode, Theme
    from desktop.ui.kit.unsaved import Keeper
    from desktop.ui.window.navigation import Choice, PageEntry, Selector
    from desktop.ui.window.search_box import Hit
    from desktop.ui.window.start_page import Start
    from desktop.ui.window.window_menu import MenuEntry


WayOut = tuple[str, Callable[[], object]]
"""A button's title and what it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """All the window needs of an open data file.

    ``undo_name`` and ``redo_name`` say what Ctrl+Z and Ctrl+Y would do, '' for nothing. ``selectors`` gives what can be
    put in work and what is. ``search`` finds records, ``commands`` what can be done. ``sample`` and ``read_only`` are
    the sentences of the banners, '' for none; ``way_out`` is offered beside the latter. ``open_import`` takes the paths of
    all files dropped at once.
    """

    pages: Sequence[PageEntry]
    first_page: str
    title: str
    office: str
    selectors: Callable[[], Sequence[Selector]]
    choose: Callable[[Choice], object]
    search: Callable[[str], Sequence[Hit]]
    kinds: Mapping[str, str]
    undo_name: Callable[[], str]
    redo_name: Callable[[], str]
    undo: Callable[[], object]
    redo: Callable[[], object]
    show_record: Callable[[str, int], object]
    open_import: Callable[[Sequence[str]], object]
    commands: Callable[[str], Sequence[Offer]] = lambda _text: ()
    sample: str = ""
    reset_sample: Callable[[], object] = lambda: None
    read_only: str = ""
    way_out: WayOut | None = None


class MainWindow(QMainWindow):
    """Bare until it is furnished. ``painted`` is emitted at its first paint, ``closing`` once, before it goes.

    ``keeper`` is who keeps what is being written in dialogs, while a file is open.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, settings: DeskSettings) -> None:
        super().__init__()
        self._settings = settings
        self._workplace: Workplace | None = None
        self.keeper: Keeper | None = None
        self._pages: dict[str, QWidget] = {}
        self._is_painted = False
        self.setWindowTitle(self.tr("이음"))
        self.setMinimumSize(QSize(800, 480).boundedTo(self.screen().availableSize()))
        if settings.geometry.isEmpty() or not self.restoreGeometry(settings.geometry):
            self.resize(QSize(1440, 880).boundedTo(self.screen().availableSize() - _FRAME))

    def furnish(self, theme: Theme, menu: Sequence[MenuEntry] = ()) -> None:
        """Puts in everything but pages."""
        # Imported now: Qt's names and the parts of the kit take longer than the bare window.
        from desktop.ui.window.window_parts import WindowParts

        self._theme = theme
        self._undo = self._command(self.tr("되돌리기"), "Ctrl+Z", lambda place: place.undo())
        self._redo = self._command(self.tr("다시 실행"), "Ctrl+Y", lambda place: place.redo())
        self._parts = WindowParts(
            self,
            menu,
            (self._undo, self._redo),
            self._set_theme,
            lambda: self.show_guide(),
            theme.mode,
        )
        self.rail, self.search = self._parts.rail, self._parts.search
        self.stack, self.toast = self._parts.stack, self._parts.toast
        self._banners, self._more = self._parts.banners, self._parts.more
        self.setCentralWidget(self._parts.body)
        QWidget.setTabOrder(self.search, self.rail.list)
        self.setAcceptDrops(True)
        self._keys()
        self.rail.opened.connect(self.open_page)
        self.rail.entered.connect(self._enter_page)
        self.rail.chosen.connect(self._choose)
        self.rail.folded.connect(self._settings.keep_folded)

    # What the application gives

    def show_start(
        self,
        starts: Sequence[Start],
        officer: str = "",
        call_officer: Callable[[str], object] = lambda _name: None,
    ) -> None:
        """Nothing is open: offers the ways to begin, and asks what the officer is called."""
        self._forget()
        self.setWindowTitle(self.tr("이음"))
        page = self._parts.start_page(starts, officer=officer, call=call_officer)
        self._pages[""] = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.rail.hide()
        self._parts.top.hide()
        page.setFocus()

    def show_office(self, line: str) -> None:
        """Whose data it is, and who works here."""
        self._parts.office.setText(line)

    def show_workplace(self, place: Workplace) -> None:
        """A data file is open: its pages, from now on."""
        self._forget()
        self._workplace = place
        self.rail.show()
        self._parts.top.show()
        self.rail.show_pages(place.pages, self._settings.folded)
        self.search.set_search(place.search, place.kinds, place.commands)
        self.search.found.connect(place.show_record)
        self.show_office(place.office)
        named = self.tr("{0} - 이음").format(place.title)
        self.setWindowTitle(named if place.title != self.tr("이음") else place.title)
        self._banners["sample"].say(
            place.sample,
            self.tr("연습 자료"),
            "" if place.read_only else self.tr("처음 상태로"),
            place.reset_sample,
        )
        self._say_read_only(place)
        self.refresh_commands()
        wanted = self._settings.last_page
        self.rail.go(wanted if wanted in self.rail.page_keys() else place.first_page)
        if page := self.stack.currentWidget():
            if (left := self._settings.last_place.get("record_id")) is not None and hasattr(page, "select"):
                page.select(left)
            page.setFocus()

    def _say_read_only(self, place: Workplace) -> None:
        title, run = place.way_out or ("", None)
        self._banners["read_only"].say(place.read_only, "", title, run)

    def warn(self, sentence: str, button: str, run: Callable[[], object]) -> None:
        """Stands above all else until '' says that it is over."""
        if sentence:
            self._banners["read_only"].say(sentence, "", button, run)
        elif self._workplace is not None:
            self._say_read_only(self._workplace)

    def say_clock(self, sentence: str) -> None:
        """That the clock of the computer cannot be right, until '' says that it can."""
        self._banners["clock"].say(sentence)

    def say_unsaved(self, sentence: str, button: str, run: Callable[[], object]) -> None:
        """That something was left unfinished, until '' says that it is no more."""
        self._banners["unsaved"].say(sentence, "", button, run)

    def refresh_commands(self) -> None:
        """After every commit: what can be undone and done again now, and what can be put in work."""
        if self._workplace is None:
            return
        self._name(self._undo, self.tr("되돌리기"), self._workplace.undo_name())
        self._name(self._redo, self.tr("다시 실행"), self._workplace.redo_name())
        self.rail.show_selectors(self._workplace.selectors())

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
            self._join_faces(key)
        self.stack.setCurrentWidget(self._pages[key])
        self._settings.last_page = key
        self.toast.raise_()

    def _join_faces(self, key: str) -> None:
        """The switch in the head of a page that shares its place in the rail; whoever used it goes on in what it opens."""
        faces = [each for each in self._entries() if each.key in self.rail.faces(key)]
        if len(faces) == 1:
            return
        from desktop.ui.kit.small import Tabs

        def turn_to(place: int) -> None:
            tabs.put_in_front(own)
            self.rail.go(faces[place].key)
            self._enter_page()

        tabs, own = Tabs([each.face for each in faces]), [each.key for each in faces].index(key)
        tabs.put_in_front(own)
        tabs.chosen.connect(turn_to)
        page: Any = self._pages[key]
        page.put_beside_title(tabs)

    def page(self, key: str) -> QWidget | None:
        """The page ``key`` if it has been opened."""
        return self._pages.get(key)

    def has_page(self, kind: str) -> bool:
        """Whether records of a kind are shown on a page of the rail."""
        return any(kind in {each.kind, each.key} for each in self._entries())

    def show_record(self, kind: str, row_id: int) -> bool:
        """Goes to one record in the list of its kind, or on the page of that key; False when it does not show it."""
        entry = next((each for each in self._entries() if kind in {each.kind, each.key}), None)
        if entry is None:
            return False
        self.rail.go(entry.key)
        select = getattr(self._pages[entry.key], "select", None)
        return bool(select is not None and select(row_id))

    def page_of(self, kind: str) -> QWidget | None:
        """The list of a kind, in front; None where there is none."""
        entry = next((each for each in self._entries() if each.kind == kind), None)
        if entry is None:
            return None
        self.rail.go(entry.key)
        return self._pages[entry.key]

    def _entries(self) -> Sequence[PageEntry]:
        return self._workplace.pages if self._workplace else ()

    def _choose(self, choice: Choice) -> None:
        if self._workplace:
            self._workplace.choose(choice)

    def _enter_page(self) -> None:
        """A page chosen with the mouse has the keyboard too; arrows in the rail go on through the rail."""
        if page := self.stack.currentWidget():
            page.setFocus()

    @property
    def help_page(self) -> str:
        """The key of the page in front, '' where none is: it chooses the chapter of the guide."""
        keys = self.rail.page_keys()
        return next((key for key in keys if self._pages.get(key) is self.stack.currentWidget()), "")

    def show_guide(self, over: QWidget | None = None, page: str = "") -> None:
        """Opens the guide over a dialog, or over the page in front: what stands behind a modal one takes no clicks."""
        from desktop.ui.window.guide import show_guide

        show_guide(over or self, page or self.help_page)

    def _step(self, by: int) -> None:
        keys, now = self.rail.page_keys(), self.help_page
        if now:
            self.rail.go(keys[(keys.index(now) + by) % len(keys)])
            self._pages[self._settings.last_page].setFocus()

    def _forget(self) -> None:
        if self._workplace:
            self.search.found.disconnect(self._workplace.show_record)
        self._workplace = None
        self.search.clear()
        for banner in self._banners.values():
            banner.say("")
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    # Building

    def _command(self, title: str, keys: str, run: Callable[[Workplace], object]) -> QAction:
        action = self.addAction(title)
        action.setEnabled(False)
        action.setShortcut(keys)
        action.triggered.connect(lambda: self._workplace and run(self._workplace))
        return action

    def _name(self, action: QAction, title: str, what: str) -> None:
        from desktop.ui.kit.small import with_keys

        action.setEnabled(bool(what))
        named = f"{title}: {what}" if what else title
        action.setText(named)
        action.setToolTip(with_keys(named, action.shortcut()))

    def _set_theme(self, mode: Mode) -> None:
        self._theme.set_mode(mode)
        self._settings.theme = mode.value

    def _keys(self) -> None:
        for keys, run in {
            "Ctrl+K": self._focus_search,
            "Ctrl+PgDown": lambda: self._step(1),
            "Ctrl+PgUp": lambda: self._step(-1),
            "F1": lambda: self.show_guide(),
            "Ctrl+/": self._parts.show_shortcuts,
            "F6": self._switch_side,
            "Alt+G": lambda: self.rail.offer(0),
            "Alt+B": lambda: self.rail.offer(1),
            "F10": self._more.showMenu,
            "Ctrl+Q": self.close,
        }.items():
            action = self.addAction("")
            action.setShortcut(keys)
            action.triggered.connect(run)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        files = _dropped(event)
        if self._workplace and not self._workplace.read_only and files:
            event.acceptProposedAction()
            self.toast.say(
                self.tr("놓으면 읽습니다: {0}").format(", ".join(each.rpartition("/")[2] for each in files))
            )

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.toast.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.toast.hide()
        if self._workplace:
            event.acceptProposedAction()
            self._workplace.open_import(_dropped(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = self.saveGeometry()
        if self.centralWidget() is not None:
            current = getattr(self.stack.currentWidget(), "current_id", lambda: None)
            self._settings.keep_place(record_id=current())
        self._settings.save()
        self.closing.emit()
        super().closeEvent(event)


_FRAME = QSize(16, 48)  # round a window


def _dropped(event: QDropEvent) -> list[str]:
    """The files dropped, as they were put down; none when it is something else."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
