"""The list in the rail: pages under headings that fold, by a click or from the keyboard."""

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import colours

WIDTH = 176
PAGE_HEIGHT, HEADING_HEIGHT = 36, 40
Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_SECTION = Qt.ItemDataRole.UserRole + 2
_FOLDED = Qt.ItemDataRole.UserRole + 3


class RailList(QListView):
    """``folded`` carries the titles of all folded sections whenever one is folded or unfolded.

    Up and down go from page to page and stop at a heading only where it is folded; left goes to the heading and folds
    it, right unfolds it and goes on to its first page, Enter does either. On a page Enter hands the focus on. The page in
    front is never folded away: what is in work stays in sight.
    """

    folded = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.pages = QStandardItemModel(self)
        self.setModel(self.pages)
        self.setItemDelegate(_RailDelegate(self))
        self._front = ""
        self._held = False
        self.clicked.connect(self._toggle)

    def add_heading(self, section: str, *, folded: bool) -> None:
        """The heading of the pages that are added next."""
        heading = QStandardItem(section)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        heading.setData(section, _SECTION)
        self.pages.appendRow(heading)
        self._mark(heading, folded=folded)

    def add_page(self, key: str, title: str, icon: str, section: str) -> None:
        """A page, under the heading of its section."""
        item = QStandardItem(title)
        item.setData(key, KEY)
        item.setData(icon, _ICON)
        item.setData(section, _SECTION)
        item.setToolTip(title)
        item.setEditable(False)
        self.pages.appendRow(item)

    def put_in_front(self, key: str) -> None:
        """The page ``key`` is shown beside the rail; it stays in sight though its section is folded."""
        self._front = key
        self.show_unfolded()

    def show_unfolded(self) -> None:
        """Hides the pages of folded sections. While the mouse is down nothing moves under it."""
        if self._held:
            return
        folded = self._folded_sections()
        for row in range(self.pages.rowCount()):
            item = self.pages.item(row)
            key = item.data(KEY)
            self.setRowHidden(row, bool(key) and key != self._front and item.data(_SECTION) in folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self._heading_of(self.currentIndex())
        at_heading = heading is not None and heading.row() == self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Left if heading is not None:
                if at_heading:
                    self._fold(heading, folded=True)
                self.setCurrentIndex(heading.index())
            case Qt.Key.Key_Right if heading is not None and at_heading:
                if heading.data(_FOLDED):
                    self._fold(heading, folded=False)
                else:
                    self._step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if heading is not None and at_heading:
                self._fold(heading, folded=not heading.data(_FOLDED))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.focusNextChild()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._held = False
        self.show_unfolded()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A heading is stood on, not opened: the page in front stays marked."""
        if index.isValid() and not index.data(KEY):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def _toggle(self, index: QModelIndex) -> None:
        heading = self.pages.itemFromIndex(index)
        if not heading.data(KEY):
            self._fold(heading, folded=not heading.data(_FOLDED))

    def _fold(self, heading: QStandardItem, *, folded: bool) -> None:
        self._mark(heading, folded=folded)
        self.show_unfolded()
        self.folded.emit(sorted(self._folded_sections()))

    def _mark(self, heading: QStandardItem, *, folded: bool) -> None:
        heading.setData(folded, _FOLDED)
        heading.setToolTip((self.tr("{0} 펼치기") if folded else self.tr("{0} 접기")).format(heading.text()))
        state = self.tr("{0}, 접힘") if folded else self.tr("{0}, 펼침")
        heading.setData(state.format(heading.text()), Qt.ItemDataRole.AccessibleTextRole)

    def _folded_sections(self) -> Collection[str]:
        items = (self.pages.item(row) for row in range(self.pages.rowCount()))
        return {item.data(_SECTION) for item in items if item.data(_FOLDED)}

    def _heading_of(self, index: QModelIndex) -> QStandardItem | None:
        """The heading an entry stands under, a heading itself; None where there is none."""
        section = index.data(_SECTION)
        if not section:
            return None
        items = (self.pages.item(row) for row in range(self.pages.rowCount()))
        return next(item for item in items if item.data(_SECTION) == section and not item.data(KEY))

    def _step(self, by: int) -> None:
        row = self.currentIndex().row() + by
        while 0 <= row < self.pages.rowCount():
            item = self.pages.item(row)
            if item.data(_FOLDED) or (item.data(KEY) and not self.isRowHidden(row)):
                self.setCurrentIndex(item.index())
                return
            row += by


class _RailDelegate(QStyledItemDelegate):
    """A page: icon and name; the open one on an accent ground. A heading: small and quiet, with the way it folds."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(KEY):
            self._paint_page(painter, option, index)
        else:
            self._paint_heading(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        _paint_focus(painter, option, rect.adjusted(0, 8, 0, 0))
        font = option.font
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(QColor(colours().quiet))
        painter.drawText(rect.adjusted(12, 8, -24, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setFont(glyph_font(12))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 8, -8, 0), side, glyph("right" if index.data(_FOLDED) else "down"))

    def _paint_page(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen, rect = colours(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen.row if selected else chosen.hover))
            painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 6, 6)
        _paint_focus(painter, option, rect.adjusted(0, 2, 0, -2))
        painter.setPen(QColor(chosen.accent) if selected else option.palette.color(QPalette.ColorRole.Text))
        painter.setFont(option.font)
        painter.drawText(rect.adjusted(40, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setFont(glyph_font(16))
        painter.drawText(rect.adjusted(12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, glyph(index.data(_ICON)))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, PAGE_HEIGHT if index.data(KEY) else HEADING_HEIGHT)


def _paint_focus(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(colours().accent))
        painter.drawRoundedRect(rect, 6, 6)
