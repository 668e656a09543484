"""A table in which the keyboard moves, selects and copies as in a spreadsheet, whatever its rows are."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from desktop.ui.table import clipboard_block

Index = QModelIndex | QPersistentModelIndex
_GOING = frozenset({
    Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason,
})  # fmt: skip
_TYPING = QAbstractItemView.EditTrigger.AnyKeyPressed
_Move = QAbstractItemView.CursorAction
_MOVING = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})  # fmt: skip


MOST_CELLS = 50_000
"""More cells than this are neither copied nor summed: it would hold up the window; there is the Excel export."""


class GridView(QTableView):
    """Ctrl with an arrow goes to the edge; Shift draws the selection along; Ctrl+Space takes columns, Shift+Space rows.

    ``refused`` carries a sentence for the person.
    """

    refused = Signal(str)
    _handing_on = False
    typed_over = False
    """Whether the cell edited last was begun by typing, so that arrows leave it."""

    def columns_shown(self) -> list[int]:
        """The visible columns, in their order on the screen."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in places if not self.isColumnHidden(column)]

    def rows_chosen(self) -> list[range]:
        """The rows with a selected cell, as ascending ranges that do not overlap."""
        merged: list[range] = []
        for start, stop in sorted((part.top(), part.bottom() + 1) for part in self._parts()):
            if merged and start <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(stop, merged[-1].stop))
            else:
                merged.append(range(start, stop))
        return merged

    def block(self) -> tuple[list[int], list[int]]:
        """Rows and visible columns (in their order on the screen) of the smallest block round the selection."""
        rows = [row for span in self.rows_chosen() for row in span]
        columns = {column for part in self._parts() for column in range(part.left(), part.right() + 1)}
        return rows, [column for column in self.columns_shown() if column in columns]

    def select_block(self, first: int, last: int, columns: Iterable[int]) -> None:
        """Selects the cells of these columns from one row to another, and nothing else; the current cell stays."""
        model, chosen = self.model(), QItemSelection()
        for column in columns:
            chosen.select(model.index(first, column), model.index(last, column))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def is_small(self) -> bool:
        """Whether the selected cells are few enough to be handled one by one."""
        parts = list(self._parts())
        columns = max((part.right() - part.left() + 1 for part in parts), default=0)
        return sum(len(span) for span in self.rows_chosen()) * columns <= MOST_CELLS

    def is_too_big(self) -> bool:
        """The same the other way round, and said."""
        if self.is_small():
            return False
        told = self.tr("한 번에 {0}칸까지 다룰 수 있습니다. 더 많으면 엑셀로 내보내 주세요.")
        self.refused.emit(told.format(f"{MOST_CELLS:,}"))
        return True

    def copy(self) -> None:
        """The selected cells, as texts."""
        if self.is_too_big():
            return
        rows, columns = self.block()
        model, chosen = self.model(), self.selectionModel()
        cells = [[model.index(row, column) for column in columns] for row in rows]
        clipboard_block.put([
            [clipboard_block.Cell(str(at.data() or "") if chosen.isSelected(at) else "") for at in line]
            for line in cells
        ])  # fmt: skip

    def step(self, down: int, right: int) -> Callable[[], object]:
        """Makes the cell so many rows and columns further the current one, when called: once a cell was stored."""
        now, columns = self.currentIndex(), self.columns_shown()
        row = min(max(now.row() + down, 0), self.model().rowCount() - 1)
        place = columns.index(now.column()) + right if now.column() in columns else 0
        column = columns[min(max(place, 0), len(columns) - 1)]
        return self._going_to(row, column)

    def _going_to(self, row: int, column: int) -> Callable[[], object]:
        return lambda: self.setCurrentIndex(self.model().index(row, column))

    def _parts(self) -> Iterator[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return (chosen.at(place) for place in range(chosen.size()))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if self.state() is QAbstractItemView.State.EditingState:
            self._hand_on(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the dialog's; Qt would begin to edit with it
        elif event.key() == Qt.Key.Key_Space and control:
            self._choose_whole(rows=False)
        elif event.key() == Qt.Key.Key_Space and shift:
            self._choose_whole(rows=True)
        elif event.key() == Qt.Key.Key_F10 and shift:
            self.customContextMenuRequested.emit(self.visualRect(self.currentIndex()).center())
        elif event.key() == Qt.Key.Key_Backspace:
            self._type_over_with_nothing()
        else:
            self.typed_over = bool(event.text())
            super().keyPressEvent(event)

    def _type_over_with_nothing(self) -> None:
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable and self.editTriggers() & _TYPING:
            self.typed_over = True
            self.edit(index)
            if isinstance(line := self.indexWidget(index), QLineEdit):
                line.clear()

    def _hand_on(self, event: QEvent) -> bool:
        """To the editor, while what is typed over a cell comes here. What it ignores comes back, and is not sent again."""
        editor = self._editor()
        if editor is None or editor.hasFocus() or self._handing_on:
            return False
        self._handing_on = True
        QCoreApplication.sendEvent(editor, event)
        self._handing_on = False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab, which does not come as a key."""
        if self.state() is QAbstractItemView.State.EditingState and self.hasFocus():
            key = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
            self._hand_on(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere ends a cell whose first syllable is being composed."""
        super().focusOutEvent(event)
        now, editor = QApplication.focusWidget(), self._editor()
        moved = editor is not None and now is not None and now is not editor and not editor.isAncestorOf(now)
        if event.reason() in _GOING and moved:
            self._end_edit()

    def event(self, event: QEvent) -> bool:
        """Keys a line edit wants for itself, as Ctrl+Z, are its own even while the focus is still here."""
        if event.type() is QEvent.Type.ShortcutOverride and self._hand_on(event):
            return event.isAccepted()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A cell is stored before another is gone to: by what it was, for storing may move it."""
        if self._editor():
            index = self.indexAt(event.position().toPoint())
            go_on = self._going_to(index.row(), index.column()) if index.isValid() else None
            self._end_edit()
            if go_on and not event.modifiers():
                go_on()
                return
        super().mousePressEvent(event)

    def _editor(self) -> QWidget | None:
        editing = self.state() is QAbstractItemView.State.EditingState
        return self.indexWidget(self.currentIndex()) if editing else None

    def _end_edit(self) -> None:
        if editor := self._editor():
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed over a cell goes to its editor, the focus staying here to the end.

        Qt would hand the focus on with the first syllable; the input method forgets the next one's beginning then.
        """
        if self.state() is not QAbstractItemView.State.EditingState:
            self.typed_over = True
            super().inputMethodEvent(event)
        elif isinstance(line := self.indexWidget(self.currentIndex()), QLineEdit):
            QCoreApplication.sendEvent(line, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.typed_over = False
        super().mouseDoubleClickEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: it would read the whole list row by row; Ctrl+F searches."""

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        now, columns = self.currentIndex(), self.columns_shown()
        if now.isValid() and columns and modifiers & Qt.KeyboardModifier.ControlModifier:
            edges = {
                _Move.MoveUp: (0, now.column()),
                _Move.MoveDown: (self.model().rowCount() - 1, now.column()),
                _Move.MoveLeft: (now.row(), columns[0]),
                _Move.MoveRight: (now.row(), columns[-1]),
            }
            if action in edges:
                return self.model().index(*edges[action])
        return super().moveCursor(action, modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """With Ctrl, Qt would move on and leave the selection behind."""
        flag = QItemSelectionModel.SelectionFlag
        if event is not None and event.type() is QEvent.Type.KeyPress:
            pressed = cast("QKeyEvent", event)
            if pressed.key() in _MOVING and pressed.modifiers() & Qt.KeyboardModifier.ControlModifier:
                shift = pressed.modifiers() & Qt.KeyboardModifier.ShiftModifier
                return flag.SelectCurrent if shift else flag.ClearAndSelect
        return super().selectionCommand(index, event)

    def _choose_whole(self, *, rows: bool) -> None:
        """Stretches the selection over whole rows, or over whole columns."""
        whole, model = QItemSelection(), self.model()
        bottom, right = model.rowCount() - 1, model.columnCount() - 1
        for part in self._parts():
            first = model.index(part.top() if rows else 0, 0 if rows else part.left())
            last = model.index(part.bottom() if rows else bottom, right if rows else part.right())
            whole.select(first, last)
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.Select)
