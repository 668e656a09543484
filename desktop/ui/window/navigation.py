"""The rail at the left: which programme is in work, and the pages it has."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from desktop.ui.kit.small import label, with_keys
from desktop.ui.window.rail_list import KEY, RailList

WIDTH = 200


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the rail. ``section`` is the heading it stands under, '' for none; ``factory`` makes it when first opened.

    ``kind`` is the kind of record the page lists, if it lists one: what a link or a search result leads to. A page ``beside``
    another has no line of its own: both are faces of one, and ``face`` is what a switch between them calls it.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    section: str = ""
    kind: str = ""
    beside: str = ""
    face: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a selector: what is put in work; ``id`` None stands for all of them."""

    title: str
    kind: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Selector:
    """One of the boxes above the pages: what it is called, its key, its lines, and the id of the one in work."""

    title: str
    keys: str
    choices: Sequence[Choice]
    current: int | None


class Rail(QFrame):
    """``opened`` carries a page's key, ``entered`` tells of a click, ``chosen`` the `Choice` put in work.

    ``folded`` carries the titles of the sections folded now.
    """

    opened = Signal(str)
    entered = Signal()
    chosen = Signal(object)
    folded = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        name = label(self.tr("이음"), "title")
        name.setContentsMargins(8, 0, 0, 0)
        self.selectors: list[QComboBox] = []
        self._line_of: dict[str, str] = {}  # of every page, the key of the line it stands on
        self._face: dict[str, str] = {}  # of every line, the page it opens: the one last in front
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(8)
        self.list = RailList()
        self._pages = self.list.pages
        self.list.setAccessibleName(self.tr("화면"))
        self.list.selectionModel().currentChanged.connect(self._open)
        self.list.clicked.connect(lambda _index: self.entered.emit())
        self.list.folded.connect(self.folded)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(name)
        layout.addLayout(self._boxes)
        layout.addWidget(self.list, 1)

    def show_pages(self, entries: Sequence[PageEntry], folded: Collection[str] = ()) -> None:
        """Fills the rail, the sections named in ``folded`` closed; opens nothing."""
        still = QSignalBlocker(self)  # emptying the list makes the next page current, one after the other
        self._pages.clear()
        self._line_of = {entry.key: entry.beside or entry.key for entry in entries}
        self._face = {line: key for key, line in reversed(self._line_of.items())}
        section = ""
        for entry in entries:
            if entry.beside:
                continue
            if entry.section and entry.section != section:
                self.list.add_heading(entry.section, folded=entry.section in folded)
            section = entry.section
            self.list.add_page(entry.key, entry.title, entry.icon, section)
        self.list.put_in_front("")
        still.unblock()

    def show_selectors(self, selectors: Sequence[Selector]) -> None:
        """What can be put in work, a box for each."""
        while len(self.selectors) < len(selectors):
            box = QComboBox()
            box.activated.connect(lambda _row, box=box: self.chosen.emit(box.currentData()))
            self.selectors.append(box)
            self._boxes.addWidget(box)
        for box, selector in zip_longest(self.selectors, selectors):
            box.setVisible(selector is not None)
            box.clear()
            if selector is None:
                continue
            box.setAccessibleName(selector.title)
            box.setToolTip(with_keys(selector.title, selector.keys))
            for choice in selector.choices:
                box.addItem(choice.title, choice)
            ids = [choice.id for choice in selector.choices]
            box.setCurrentIndex(ids.index(selector.current) if selector.current in ids else 0)

    def go(self, key: str) -> None:
        """Opens the page ``key``."""
        line = self._line_of.get(key)
        if line is None:
            return
        self._face[line] = key
        if self.list.currentIndex().data(KEY) == line:
            self._open()
            return
        for row in range(self._pages.rowCount()):
            if self._pages.item(row).data(KEY) == line:
                self.list.setCurrentIndex(self._pages.index(row, 0))

    def offer(self, which: int) -> None:
        """The lines of one of the boxes, to choose one by the keyboard."""
        if which < len(self.selectors) and not self.selectors[which].isHidden():
            self.selectors[which].setFocus()
            self.selectors[which].showPopup()

    def page_keys(self) -> list[str]:
        """The pages, from top to bottom, the faces of one after each other."""
        return list(self._line_of)

    def faces(self, key: str) -> list[str]:
        """The pages on the line of ``key``, itself among them."""
        return [each for each, line in self._line_of.items() if line == self._line_of[key]]

    def _open(self) -> None:
        key = self.list.currentIndex().data(KEY)
        if key:
            self.list.put_in_front(key)
            self.opened.emit(self._face[key])
