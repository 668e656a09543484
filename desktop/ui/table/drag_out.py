"""Cells dragged out of a list, into a spreadsheet or a letter, as if they were copied and pasted there."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.ui.table.table_view import TableView

_PRESS, _MOVE, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease


class DragOut(QObject):
    """Watches the viewport of ``view``: a press on one of several selected cells is held back until it moves or ends.

    On a cell selected alone it is not: from there one draws the selection on.
    """

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._dragged = False
        view.viewport().installEventFilter(self)

    def eventFilter(self, _viewport: QObject, event: QEvent) -> bool:
        if event.type() not in {_PRESS, _MOVE, _RELEASE}:
            return False
        mouse = cast("QMouseEvent", event)
        if event.type() is _PRESS:
            self._pressed = mouse.position().toPoint() if self._is_on_block(mouse) else None
            self._dragged = False
        held = self._pressed is not None
        if self._pressed is not None and event.type() is _MOVE and not self._dragged:
            way = mouse.position().toPoint() - self._pressed
            if way.manhattanLength() >= QApplication.startDragDistance():
                self._dragged = True
                self._drag()
        elif self._pressed is not None and event.type() is _RELEASE:
            if not self._dragged:  # it was a click after all
                self._view.setCurrentIndex(self._view.indexAt(self._pressed))
            self._pressed = None
        return held

    def _is_on_block(self, event: QMouseEvent) -> bool:
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        index = self._view.indexAt(event.position().toPoint())
        cells = sum(part.width() * part.height() for part in self._view._parts())
        idle = self._view.state() is not self._view.State.EditingState
        return plain and cells > 1 and idle and self._view.selectionModel().isSelected(index)

    def _drag(self) -> None:
        data = self._view.blocks.mime()
        if data is not None:
            drag = QDrag(self._view)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)
