"""The rail at the left: which programme is in work, and the pages it has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.small import label, with_keys
from desktop.ui.kit.theme import colours

WIDTH = 200
Index = QModelIndex | QPersistentModelIndex
_KEY = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the rail. ``section`` is the heading it stands under, '' for none; ``factory`` makes it when first opened.

    ``kind`` is the kind of record the page lists, if it lists one: what a link or a search result leads to.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    section: str = ""
    kind: str = ""


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
    """``opened`` carries a page's key, ``entered`` tells that it was by a click, ``chosen`` the `Choice` put in work."""

    opened = Signal(str)
    entered = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        name = label(self.tr("이음"), "title")
        name.setContentsMargins(8, 0, 0, 0)
        self.selectors: list[QComboBox] = []
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(8)
        self._pages = QStandardItemModel(self)
        self.list = _RailList()
        self.list.setModel(self._pages)
        self.list.setItemDelegate(_RailDelegate(self.list))
        self.list.setAccessibleName(self.tr("화면"))
        self.list.selectionModel().currentChanged.connect(self._open)
        self.list.clicked.connect(lambda _index: self.entered.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(name)
        layout.addLayout(self._boxes)
        layout.addWidget(self.list, 1)

    def show_pages(self, entries: Sequence[PageEntry]) -> None:
        """Fills the rail; opens nothing."""
        still = QSignalBlocker(self)  # emptying the list makes the next page current, one after the other
        self._pages.clear()
        section = ""
        for entry in entries:
            if entry.section and entry.section != section:
                heading = QStandardItem(entry.section)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self._pages.appendRow(heading)
            section = entry.section
            item = QStandardItem(entry.title)
            item.setData(entry.key, _KEY)
            item.setData(entry.icon, _ICON)
            item.setToolTip(entry.title)
            item.setEditable(False)
            self._pages.appendRow(item)
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
        for row in range(self._pages.rowCount()):
            if self._pages.item(row).data(_KEY) == key:
                self.list.setCurrentIndex(self._pages.index(row, 0))

    def offer(self, which: int) -> None:
        """The lines of one of the boxes, to choose one by the keyboard."""
        if which < len(self.selectors) and not self.selectors[which].isHidden():
            self.selectors[which].setFocus()
            self.selectors[which].showPopup()

    def page_keys(self) -> list[str]:
        """The pages, from top to bottom."""
        found = (self._pages.item(row).data(_KEY) for row in range(self._pages.rowCount()))
        return [key for key in found if key]

    def _open(self) -> None:
        key = self.list.currentIndex().data(_KEY)
        if key:
            self.opened.emit(key)


class _RailList(QListView):
    """Up and down step over the headings; Enter hands the focus to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class _RailDelegate(QStyledItemDelegate):
    """A page: icon and name; the open one on an accent ground. A heading: small and quiet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = colours()
        key, title = index.data(_KEY), index.data()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not key:
            font = option.font
            font.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(font)
            painter.setPen(QColor(chosen.quiet))
            painter.drawText(rect.adjusted(12, 8, -8, 0), Qt.AlignmentFlag.AlignVCenter, title)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            if selected or hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(chosen.row if selected else chosen.hover))
                painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 6, 6)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(chosen.accent))
                painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 6, 6)
            ink = QColor(chosen.accent) if selected else option.palette.color(QPalette.ColorRole.Text)
            painter.setPen(ink)
            painter.setFont(option.font)
            painter.drawText(rect.adjusted(40, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, title)
            painter.setFont(glyph_font(16))
            painter.drawText(
                rect.adjusted(12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, glyph(index.data(_ICON))
            )
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 24, 36 if index.data(_KEY) else 40)
