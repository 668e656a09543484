"""The small square at the corner of the selected cells: pulled down, it fills the cells below, as in a spreadsheet."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QHoverEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from desktop.ui.kit.theme import colours, inks

if TYPE_CHECKING:
    from desktop.ui.table.table_view import TableView

SIDE = 7
_REACH = 3
"""So many pixels around the square it is still taken hold of."""
_SCROLL_MS = 60
_TYPING = QAbstractItemView.EditTrigger.AnyKeyPressed
_Type = QEvent.Type
_KEYS = frozenset({_Type.KeyPress, _Type.ShortcutOverride})


class FillHandle(QObject):
    """Draws the square on ``view``, and fills when it was pulled: what `CellBlocks.fill_down` does, to the row let go of.

    It is there where the selected cells are one rectangle, at least one of its columns may be edited, and none is being
    edited. Several rows are repeated in their turn: values are copied, no series are made up. Esc while pulling leaves
    all as it was.
    """

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view
        self._last: int | None = None  # the row pulled to; None while nobody pulls
        self._at = QPoint()
        self._over = False
        self._rolling = QTimer(self, interval=_SCROLL_MS)
        self._rolling.timeout.connect(self._roll)
        view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    @property
    def pulled(self) -> bool:
        """Whether somebody is pulling it."""
        return self._last is not None

    def square(self) -> QRect:
        """Where it stands in the viewport; empty where it does not."""
        found = self._block()
        if found is None:
            return QRect()
        rows, columns = found
        cell = self._view.visualRect(self._view.model().index(rows[-1], columns[-1]))
        view = self._view.viewport().rect()
        square = QRect(cell.right() - SIDE // 2, cell.bottom() - SIDE // 2, SIDE, SIDE)
        if not cell.intersects(view):
            return QRect()
        square.moveRight(min(square.right(), view.right()))
        square.moveBottom(min(square.bottom(), view.bottom()))
        return square

    def paint(self) -> None:
        """On top of the cells; while it is pulled, a frame round what will be filled."""
        square = self.square()
        if square.isEmpty() and not self.pulled:
            return
        ink = inks(colours())
        painter = QPainter(self._view.viewport())
        if self.pulled and (found := self._block()):
            rows, columns = found
            model = self._view.model()
            whole = self._view.visualRect(model.index(rows[0], columns[0]))
            whole |= self._view.visualRect(model.index(max(rows[-1], self._last or 0), columns[-1]))
            painter.setPen(QPen(ink.accent, 2))
            painter.drawRect(whole.adjusted(1, 1, -1, -1))
        if not square.isEmpty():
            painter.fillRect(square, self._view.palette().base())
            painter.fillRect(square.adjusted(1, 1, -1, -1), ink.accent)
        painter.end()

    def give_up(self) -> None:
        """Ends the pull and fills nothing."""
        if self.pulled:
            self._end()

    def _block(self) -> tuple[range, list[int]] | None:
        """The rows and visible columns that are selected, where they are one rectangle that can be filled from."""
        view = self._view
        parts = list(view._parts())
        if not parts or not view.editTriggers() & _TYPING or view.state() is view.State.EditingState:
            return None
        spans = view.rows_chosen()
        taken = {column for part in parts for column in range(part.left(), part.right() + 1)}
        if len(spans) > 1 or sum(part.width() * part.height() for part in parts) != len(spans[0]) * len(
            taken
        ):
            return None
        shown = view.columns_shown()
        places = [place for place, column in enumerate(shown) if column in taken]
        if not places or places[-1] - places[0] + 1 != len(places):
            return None
        columns = shown[places[0] : places[-1] + 1]
        flags = (view.model().flags(view.model().index(spans[0].start, column)) for column in columns)
        return (spans[0], columns) if any(each & Qt.ItemFlag.ItemIsEditable for each in flags) else None

    # What the mouse does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._view:
            return kind in _KEYS and self.pulled and self._key(cast("QKeyEvent", event))
        if kind is _Type.HoverMove:
            self._point(cast("QHoverEvent", event).position().toPoint())
        elif kind is _Type.HoverLeave and not self.pulled:
            self._point(QPoint(-1, -1))
        elif kind is _Type.ToolTip:
            return self._tell(cast("QHelpEvent", event))
        elif kind in {_Type.MouseButtonPress, _Type.MouseButtonDblClick}:
            return self._press(cast("QMouseEvent", event))
        elif kind is _Type.MouseMove and self.pulled:
            self._at = cast("QMouseEvent", event).position().toPoint()
            self._pull()
            return True
        elif kind is _Type.MouseButtonRelease and self.pulled:
            self._fill()
            return True
        return False

    def _is_on(self, spot: QPoint) -> bool:
        square = self.square()
        return not square.isEmpty() and square.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(spot)

    def _point(self, spot: QPoint) -> None:
        over = self.pulled or self._is_on(spot)
        if over != self._over:
            self._over = over
            if over:
                self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)
            else:
                self._view.viewport().unsetCursor()

    def _tell(self, event: QHelpEvent) -> bool:
        if not self._is_on(event.pos()):
            return False
        told = self.tr("아래로 끌면 같은 값으로 채웁니다. (Ctrl+D)")
        QToolTip.showText(event.globalPos(), told, self._view)
        return True

    def _press(self, event: QMouseEvent) -> bool:
        spot = event.position().toPoint()
        found = self._block()
        if event.button() is not Qt.MouseButton.LeftButton or found is None or not self._is_on(spot):
            return False
        if event.type() is _Type.MouseButtonPress:  # twice would open the cell it lies on
            self._last, self._at = found[0][-1], spot
            self._point(spot)
        return True

    def _pull(self) -> None:
        """To the row under the mouse; past the edge of the list, the list comes along."""
        found, inside = self._block(), self._view.viewport().rect()
        if found is None:
            self._end()
            return
        row = self._view.rowAt(min(max(self._at.y(), 0), inside.bottom()))
        self._last = max(found[0][-1], row if row >= 0 else self._view.model().rowCount() - 1)
        if inside.top() <= self._at.y() <= inside.bottom():
            self._rolling.stop()
        elif not self._rolling.isActive():
            self._rolling.start()
        self._view.viewport().update()

    def _roll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (bar.singleStep() if self._at.y() > 0 else -bar.singleStep()))
        self._pull()

    def _fill(self) -> None:
        found, last = self._block(), self._last
        self._end()
        if found is None or last is None or last <= found[0][-1]:
            return
        rows, columns = found
        self._view.select_block(rows[0], last, columns)
        self._view.blocks.fill_down(len(rows))

    def _key(self, event: QKeyEvent) -> bool:
        """Esc is the pull's; no other key changes what is pulled."""
        if event.key() == Qt.Key.Key_Escape and event.type() is _Type.KeyPress:
            self._end()
        event.accept()
        return True

    def _end(self) -> None:
        self._last = None
        self._rolling.stop()
        self._point(self._at)
        self._view.viewport().update()
