"""The cells of a matrix under the keyboard: single keys write, a name jumps, blocks are copied and pasted."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.errors import UserError
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.matrix import pasting
from desktop.ui.matrix.jumping import place_of
from desktop.ui.matrix.models import CellsModel
from desktop.ui.matrix.pictures import Pictures, State, places
from desktop.ui.table.cell_keys import CellKeys
from desktop.ui.table.grid_view import GridView

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPING_MS = 1_200
"""Letters typed within this time of each other belong to one name."""
_HEAD_HEIGHT = 44
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MatrixGrid(GridView):
    """Tells what a person does in it, and writes nothing itself.

    ``written(cells)`` tells what was put in; ``filling(column)`` asks to fill what is blank in a column, by its place;
    ``searched(text)`` says which name is being typed, '' once it is not; ``dropped(row, column, path)`` that a file was
    dropped on a cell, by its place.
    """

    written = Signal(object)
    filling = Signal(int)
    searched = Signal(str)
    dropped = Signal(int, int, object)

    def __init__(self, model: CellsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = model
        self._pictures = Pictures()
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._forget.timeout.connect(self._end_search)
        self.setModel(model)
        self.setItemDelegate(CellKeys(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(_HEAD_HEIGHT)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setHighlightSections(True)
        model.written.connect(self.written)
        model.refused.connect(self.refused)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every cell from its picture: Qt's own way asks the model for each cell's every side."""
        room, matrix = event.rect(), self._cells.matrix
        rows = self._between(self.rowAt(room.top()), self.rowAt(room.bottom()), len(matrix.lines))
        columns = self._between(self.columnAt(room.left()), self.columnAt(room.right()), len(matrix.heads))
        size = QSize(self.horizontalHeader().defaultSectionSize(), self.verticalHeader().defaultSectionSize())
        self._pictures.begin(matrix, size, self.devicePixelRatioF())
        selected = set(places(self._parts(), rows, columns))
        at, font, picture = self.currentIndex(), self.font(), self._pictures.of
        now = (at.row(), at.column()) if self.hasFocus() else None
        across = [
            (column, self.columnViewportPosition(column), matrix.heads[column].faded) for column in columns
        ]
        with QPainter(self.viewport()) as painter:
            for row in rows:
                values, y = self._cells.values_of(row), self.rowViewportPosition(row)
                for column, x, faded in across:
                    place = (row, column)
                    state = State(values.get(column, ""), place in selected, place == now, faded)
                    painter.drawPixmap(x, y, picture(state, font))

    @staticmethod
    def _between(first: int, last: int, count: int) -> range:
        """Places from one to the other; where there is none any more at the far edge, to the end."""
        return range(0) if first < 0 else range(first, count if last < 0 else last + 1)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        # A name is composed here though no cell is edited; Qt asks for that only where one can be.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        editing = self.state() is QAbstractItemView.State.EditingState
        if not editing and control and event.key() in _ENTER and self.currentIndex().isValid():
            self.filling.emit(self.currentIndex().column())
        elif not editing and event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not editing and event.key() in _CLEARING and not control:
            self._write("")
        elif not editing and event.modifiers() in _PLAIN and self._is_key(event.text()):
            self._write(self._cells.matrix.keys[event.text()])
        elif not editing and event.modifiers() in _PLAIN and event.key() in _ENTER:
            self.step(1, 0)()
        elif not editing and not control and (why := self._untypable(event.text())):
            self.refused.emit(why)
        elif not editing and not control and self._is_letter(event.text()):
            self._search(self._typed + event.text())
        else:
            super().keyPressEvent(event)

    def _is_key(self, text: str) -> bool:
        return text in self._cells.matrix.keys

    def _untypable(self, text: str) -> str:
        """Why what is typed goes nowhere, '' where it opens the cell or is none of its letters."""
        at, matrix = self.currentIndex(), self._cells.matrix
        if not (matrix.typed and at.isValid() and text.strip() and text.isprintable()):
            return ""
        why = self._closed(at.row(), at.column())
        return f"{matrix.lines[at.row()].label}: {why}" if why else ""

    def _is_letter(self, text: str) -> bool:
        return not self._cells.matrix.typed and text.isalpha()

    def _write(self, value: str) -> None:
        """Into the current cell, and on to the one below; into all that are selected where they are several."""
        rows, columns = self.block()
        if not rows or self.is_too_big():
            return
        chosen = self.selectionModel()
        model, matrix = self._cells, self._cells.matrix
        places = [
            (row, column) for row in rows for column in columns if chosen.isSelected(model.index(row, column))
        ]
        one = len(places) == 1
        if one and (why := self._closed(*places[0])):
            self.refused.emit(f"{matrix.lines[places[0][0]].label}: {why}")
            return
        cells = [
            model.cell(row, column, value)
            for row, column in places
            if model.value(row, column) != value and not (not one and self._closed(row, column))
        ]
        if cells:
            self.written.emit(cells)
        if one:
            self.step(1, 0)()

    def _closed(self, row: int, column: int) -> str:
        matrix = self._cells.matrix
        return matrix.closed(matrix.lines[row].id, matrix.heads[column].id)

    def paste(self) -> None:
        """What the clipboard holds, from the current cell on; names beside it must be those of the rows."""
        at = self.currentIndex()
        if not at.isValid():
            return
        try:
            cells = pasting.read(self._cells, QGuiApplication.clipboard().text(), at.row(), at.column())
        except UserError as error:
            self.refused.emit(error.message)
            return
        if cells:
            self.written.emit(cells)

    # A file that is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        at, path = self.indexAt(event.position().toPoint()), _file_of(event)
        if at.isValid() and path is not None:
            event.acceptProposedAction()
            self.dropped.emit(at.row(), at.column(), path)

    # A name that is typed

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._cells.matrix.typed or self.state() is QAbstractItemView.State.EditingState:
            super().inputMethodEvent(event)
            return
        committed = event.commitString()
        digits = [letter for letter in committed if self._is_key(letter)]
        for digit in digits:  # some input methods hand digits on as text
            self._write(self._cells.matrix.keys[digit])
        self._typed += "".join(letter for letter in committed if letter not in digits)
        if self._typed or event.preeditString():
            self._search(self._typed, event.preeditString())
        event.accept()

    def _search(self, typed: str, composing: str = "") -> None:
        self._typed = typed
        self._forget.start()
        self.searched.emit(typed + composing)
        names = [line.name for line in self._cells.matrix.lines]
        at = self.currentIndex()
        row = place_of(names, typed + composing, max(at.row(), 0))
        if row is not None:
            self.setCurrentIndex(self._cells.index(row, max(at.column(), 0)))

    def _end_search(self) -> None:
        self._typed = ""
        self.searched.emit("")


def _file_of(event: QDropEvent) -> Path | None:
    """The one file that is dragged; None where it is none, or several."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
