"""The two models of a matrix: the columns that stand still, and the cells, read for the rows that are looked at."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.errors import UserError
from desktop.queries.matrix import Cells, Matrix, Written
from desktop.rules.flows import Tone
from desktop.ui.kit.theme import colours

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOTHING = Matrix(beside=(), lines=(), heads=())
_BLOCK = 64
"""So many rows are read together."""
_NO_PARENT = QModelIndex()


class Shown(QAbstractTableModel):
    """What both have in common: the matrix, replaced whole; rows and columns that stay keep selection and place."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = NOTHING

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.matrix.lines)

    def show(self, matrix: Matrix) -> None:
        """Show another state of the same matrix, or another one."""
        if self._shape(matrix) == self._shape(self.matrix):
            self._replace(matrix)
            if self.rowCount() and self.columnCount():
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self._replace(matrix)
        self.endResetModel()

    def _replace(self, matrix: Matrix) -> None:
        self.matrix = matrix

    def _shape(self, matrix: Matrix) -> tuple[Any, ...]:
        return ([line.id for line in matrix.lines], [title for title, _width in matrix.beside])


class BesideModel(Shown):
    """The columns that stand still."""

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.matrix.beside)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.matrix.lines[index.row()].beside[index.column()]
        if role == Role.DisplayRole:
            return cell.text
        if role == Role.ToolTipRole:
            return cell.told or cell.text
        if role == Role.ForegroundRole and cell.tone is not None:
            return _ink(cell.tone)
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if index.column() == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self.matrix.beside[section][0]
        return None


class CellsModel(Shown):
    """The cells. ``written(cells)`` tells what a person typed into one; ``refused(sentence)`` why it cannot be read."""

    written = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[int, dict[int, str]] = {}

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.matrix.heads)

    def value(self, row: int, column: int) -> str:
        """What stands in a cell, '' where nothing does."""
        values = self._values.get(row)
        if values is None:
            values = self._read(row)
        return values.get(column, "")

    def values_of(self, row: int) -> dict[int, str]:
        """The cells of a row that hold something, by their column's place."""
        values = self._values.get(row)
        return self._read(row) if values is None else values

    def _read(self, row: int) -> dict[int, str]:
        first = row - row % _BLOCK
        rows = range(first, min(first + _BLOCK, self.rowCount()))
        found: Cells = self.matrix.read([self.matrix.lines[each].id for each in rows])
        row_of = {self.matrix.lines[each].id: each for each in rows}
        column_of = {head.id: place for place, head in enumerate(self.matrix.heads)}
        self._values |= {each: {} for each in rows}
        for (row_id, column_id), value in found.items():
            if row_id in row_of and column_id in column_of:
                self._values[row_of[row_id]][column_of[column_id]] = value
        return self._values[row]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in {Role.DisplayRole, Role.EditRole}:
            value = self.value(row, column)
            return value if role == Role.EditRole or not value else self.matrix.look(value).word
        if role in {Role.ToolTipRole, Role.AccessibleTextRole}:
            return self._told(row, column)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _told(self, row: int, column: int) -> str:
        line, head, value = self.matrix.lines[row], self.matrix.heads[column], self.value(row, column)
        look = self.matrix.look(value) if value else None
        word = look.word if look else self.tr("빈칸")
        if look and look.paper_clip:
            word = self.tr("{0}, 증빙 없음").format(word)
        closed = self.matrix.closed(line.id, head.id)
        return f"{line.label}, {head.label}: {word}" + (f"\n{closed}" if closed else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.matrix.heads):
            return None
        head = self.matrix.heads[section]
        if role == Role.DisplayRole:
            return f"{head.upper}\n{head.lower}" if head.lower else head.upper
        if role in {Role.ToolTipRole, Role.AccessibleTextRole}:
            return head.label
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.matrix.typed and not self._closed(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid():
            return False
        try:
            read = self.matrix.parse(str(value))
        except UserError as error:
            self.refused.emit(f"{self._told(index.row(), index.column()).splitlines()[0]}. {error.message}")
            return False
        if read != self.value(index.row(), index.column()):
            self.written.emit([self.cell(index.row(), index.column(), read)])
        return True

    def cell(self, row: int, column: int, value: str) -> Written:
        """The cell at these places with another value."""
        return Written(self.matrix.lines[row].id, self.matrix.heads[column].id, value)

    def _closed(self, index: Index) -> str:
        return self.matrix.closed(self.matrix.lines[index.row()].id, self.matrix.heads[index.column()].id)

    def _replace(self, matrix: Matrix) -> None:
        super()._replace(matrix)
        self._values.clear()

    def _shape(self, matrix: Matrix) -> tuple[Any, ...]:
        return ([line.id for line in matrix.lines], [head.id for head in matrix.heads])


def _ink(tone: Tone) -> QColor:
    shown = colours()
    names = {Tone.GOOD: shown.good, Tone.WARN: shown.warn, Tone.BAD: shown.bad, Tone.PLAIN: shown.quiet}
    return QColor(names[tone])
