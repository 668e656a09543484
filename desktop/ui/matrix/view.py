"""A matrix as a widget: columns that stand still at the left, the cells beside them, a line that says what is typed."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.queries.matrix import Matrix
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.matrix.grid import MatrixGrid
from desktop.ui.matrix.models import BesideModel, CellsModel


class MatrixView(QWidget):
    """Shows a `Matrix` and tells what a person does in it.

    ``written(cells)``, each a `Written`, tells what was put in; ``filling(column id)`` asks to fill what is blank in it;
    ``refused(sentence)`` says why something did not go in; ``moved()`` that another cell is the current one;
    ``dropped(row id, column id, path)`` that a file was dropped on a cell.
    """

    written = Signal(object)
    filling = Signal(int)
    refused = Signal(str)
    moved = Signal()
    dropped = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CellsModel()
        self.beside = BesideModel()
        self.grid = MatrixGrid(self.cells)
        self.names = QTableView()
        self.names.setTabKeyNavigation(False)
        self.typed = label("", "quiet")
        self._dress_names()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(self.grid, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row, 1)
        layout.addWidget(self.typed)
        self.typed.hide()
        self.setFocusProxy(self.grid)
        self._connect()

    def _dress_names(self) -> None:
        names = self.names
        names.setModel(self.beside)
        names.setProperty("role", "beside")
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.setFocusProxy(self.grid)  # its rows are the same
        names.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        names.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        names.setShowGrid(False)
        names.setWordWrap(False)
        names.verticalHeader().hide()
        names.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        names.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.horizontalHeader().setFixedHeight(self.grid.horizontalHeader().height())
        names.horizontalHeader().setHighlightSections(False)

    def _connect(self) -> None:
        self.grid.written.connect(self.written)
        self.grid.refused.connect(self.refused)
        self.grid.filling.connect(lambda place: self.filling.emit(self.cells.matrix.heads[place].id))
        self.grid.searched.connect(self._show_typed)
        self.grid.dropped.connect(self._tell_dropped)
        mine, theirs = self.grid.verticalScrollBar(), self.names.verticalScrollBar()
        mine.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(mine.setValue)
        self.grid.selectionModel().currentChanged.connect(self._follow)
        self.names.clicked.connect(self._go_to)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another state of the same matrix, in which the person stays at the same cell, or another one."""
        other = [head.id for head in matrix.heads] != [head.id for head in self.cells.matrix.heads]
        self.beside.show(matrix)
        self.cells.show(matrix)
        self.grid.horizontalHeader().setDefaultSectionSize(matrix.width)
        for place, (_title, width) in enumerate(matrix.beside):
            self.names.setColumnWidth(place, width)
        self.names.setFixedWidth(sum(width for _title, width in matrix.beside) + 2)
        self._level()
        if other or not self.grid.currentIndex().isValid():
            self._begin()
        self.grid.viewport().update()

    def current(self) -> tuple[int, int] | None:
        """The ids of the current cell's row and column."""
        at = self.grid.currentIndex()
        if not at.isValid():
            return None
        return self.cells.matrix.lines[at.row()].id, self.cells.matrix.heads[at.column()].id

    def go_to(self, row_id: int, column_id: int) -> None:
        """Make the cell of these ids the current one."""
        rows = [line.id for line in self.cells.matrix.lines]
        columns = [head.id for head in self.cells.matrix.heads]
        if row_id in rows and column_id in columns:
            at = self.cells.index(rows.index(row_id), columns.index(column_id))
            self.grid.setCurrentIndex(at)
            self.grid.scrollTo(at)

    def _begin(self) -> None:
        """In the first row, at the first column that is not full: where the next work is."""
        if not (self.cells.rowCount() and self.cells.columnCount()):
            return
        first = self.cells.values_of(0)
        open_ = (place for place in range(self.cells.columnCount()) if place not in first)
        at = self.cells.index(
            0, next((place for place in open_ if not self.cells.matrix.heads[place].faded), 0)
        )
        self.grid.setCurrentIndex(at)
        self.grid.scrollTo(at)

    def _follow(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            at = self.beside.index(current.row(), 0)
            flags = QItemSelectionModel.SelectionFlag
            self.names.selectionModel().setCurrentIndex(at, flags.ClearAndSelect | flags.Rows)
        self.moved.emit()

    def _go_to(self, index: QModelIndex) -> None:
        column = max(self.grid.currentIndex().column(), 0)
        self.grid.setCurrentIndex(self.cells.index(index.row(), column))
        self.grid.setFocus()

    def _tell_dropped(self, row: int, column: int, path: Path) -> None:
        matrix = self.cells.matrix
        self.dropped.emit(matrix.lines[row].id, matrix.heads[column].id, path)

    def _level(self) -> None:
        """Both scroll alike: the room the cells' scroll bar takes is left free under the names."""
        bar = self.grid.horizontalScrollBar()
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn if bar.maximum() else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.names.setHorizontalScrollBarPolicy(policy)

    def _show_typed(self, text: str) -> None:
        self.typed.setText(self.tr("이름 찾기: {0}").format(text))
        self.typed.setVisible(bool(text))
