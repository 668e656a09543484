"""The keys that end the editing of a cell, as in a spreadsheet."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QWidget

from desktop.ui.table.grid_view import GridView

_Key = Qt.Key
_ENDING = {
    _Key.Key_Return: (1, 0),
    _Key.Key_Enter: (1, 0),
    _Key.Key_Tab: (0, 1),
    _Key.Key_Backtab: (0, -1),
}
_VERTICAL = {_Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}
_SIDEWAYS = {_Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1)}


class CellKeys(QStyledItemDelegate):
    """Base of the delegates of a `GridView`, which must be their parent.

    Enter stores and goes down (with Shift up), Tab to the right, an arrow up or down there; where the person began by
    typing over the cell, left and right end it too. Nothing is edited next: to type does that.
    """

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(editor, (QLineEdit, QComboBox)):
            pressed = cast("QKeyEvent", event)
            step = self._step(editor, pressed)
            if step is not None:
                up = pressed.modifiers() & Qt.KeyboardModifier.ShiftModifier and step == (1, 0)
                self._end(editor, (-1, 0) if up else step)
                return True
        elif event.type() is QEvent.Type.FocusOut and self._clicked(cast("QFocusEvent", event)):
            return False  # the view stores the cell, knowing where the click is going
        return super().eventFilter(editor, event)

    def _clicked(self, event: QFocusEvent) -> bool:
        return event.reason() is Qt.FocusReason.MouseFocusReason and self._view.hasFocus()

    @property
    def _view(self) -> GridView:
        return cast("GridView", self.parent())

    def _step(self, editor: QWidget, event: QKeyEvent) -> tuple[int, int] | None:
        key = Qt.Key(event.key())
        if key in _ENDING:
            return _ENDING[key]
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not isinstance(editor, QLineEdit):
            return None
        return _VERTICAL.get(key) or (_SIDEWAYS.get(key) if self._view.typed_over else None)

    def _end(self, editor: QWidget, step: tuple[int, int]) -> None:
        go_on = self._view.step(*step)  # found now: storing may move the row
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        go_on()
        self._view.setFocus()  # a list that was renewed by what was stored has let the editor go, and the focus with it
