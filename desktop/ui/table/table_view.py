"""The table of a list page: cells selected, copied, pasted and edited as in a spreadsheet, rows known by their id."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.rules.fields import NUMERIC, Field
from desktop.rules.runs import runs
from desktop.ui.kit.theme import POINT_SIZE, ROW_HEIGHT
from desktop.ui.table.cell_blocks import CellBlocks
from desktop.ui.table.drag_out import DragOut
from desktop.ui.table.fill_handle import FillHandle
from desktop.ui.table.grid_view import GridView
from desktop.ui.table.kept_selection import Kept
from desktop.ui.table.list_header import ListHeader
from desktop.ui.table.list_source import Listing
from desktop.ui.table.query_table_model import VALUE, QueryTableModel

MOST_KEPT = 2_000
TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
"""How the editing of a cell begins: by a double click, by F2, by typing over it."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_WITH_TITLES = QKeyCombination(_CONTROL | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C)
_FILL_DOWN = QKeyCombination(_CONTROL, Qt.Key.Key_D)
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class TableView(GridView):
    """``opened`` carries a row's id (Enter, double click on what is not edited in place); ``written`` a `Block`.

    ``zoomed`` carries the size in percent; ``resized`` tells that the room for the columns is another.
    """

    opened = Signal(int)
    written = Signal(object)
    zoomed = Signal(int)
    resized = Signal()
    _zoom = 100

    def __init__(self, model: QueryTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.blocks = CellBlocks(self, model)
        DragOut(self)
        self.handle = FillHandle(self)  # after it: the corner of a block is the handle's
        self.setHorizontalHeader(ListHeader(self))
        self.horizontalHeader().setSortIndicatorShown(True)  # a table takes it away from a header it is given
        self.horizontalHeader().setSectionsClickable(True)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.set_zoom(100)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(TRIGGERS)
        self.setTabKeyNavigation(False)  # Tab leaves the table: all else is reached by it
        self._kept: Kept | None = None
        self._order = (-1, Qt.SortOrder.AscendingOrder)
        # A table selects the column whose title is pressed: to sort must not put everyone under the next action.
        self.horizontalHeader().sectionPressed.disconnect()
        self.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.selectionModel().selectionChanged.connect(lambda: self.viewport().update())

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Shows by which column the rows stand; -1 for none. Sorts nothing."""
        self._order = (column, order)
        self.horizontalHeader().setSortIndicator(column, order)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if (column, order) == self._order:
            return
        if self._rows.listing.columns[column].sortable:
            self._order = (column, order)
            self._rows.sort(column, order)
        else:
            self.show_order(*self._order)

    def sort_here(self) -> None:
        """By the column the keyboard stands on, as a click on its title sorts; once more, the other way round."""
        column, orders = self.currentIndex().column(), Qt.SortOrder
        if column >= 0:
            again = self._order == (column, orders.AscendingOrder)
            self._sort(column, orders.DescendingOrder if again else orders.AscendingOrder)

    # Rows by id

    def show_listing(self, listing: Listing) -> Kept:
        """Shows other rows; what was selected stays selected, by id, where it still stands in the list.

        In a list too long to tell ranks at once that waits: what is returned finds them out, in whatever thread, and is
        then given to `place`.
        """
        everything = self.selected_count() == self._rows.rowCount() > 0
        self._kept = kept = self._keep(listing, everything=everything)
        offset = self.verticalScrollBar().value()
        self.handle.give_up()  # the rows that were pulled over may stand elsewhere now
        self._rows.set_listing(listing)
        if listing.ranked:
            self.place(kept, kept.ranks())
        if everything:
            self.selectAll()
        self.verticalScrollBar().setValue(offset)
        return kept

    def _keep(self, listing: Listing, *, everything: bool) -> Kept:
        """What to select again in ``listing``: what is selected now, or was before and has not been found yet."""
        current = self.currentIndex()
        if self._kept is not None and not current.isValid():
            return replace(self._kept, listing=listing)
        marks = [] if everything or self.selected_count() > MOST_KEPT else self._marks()
        place = (self._rows.id_at(current.row()), current.column()) if current.isValid() else None
        return Kept(listing, marks, place, current.row())

    def place(self, kept: Kept, ranks: dict[int, int]) -> None:
        """Selects again what was selected when the rows changed, unless they or the person have gone on since."""
        if kept is not self._kept:
            return
        self._kept = None
        if self.currentIndex().isValid():
            return
        model, chosen = self._rows, self.selectionModel()
        offset = self.verticalScrollBar().value()
        if kept.marks:
            there = QItemSelection()
            marked: dict[tuple[int, int], list[int]] = {}
            for row_id, left, right in kept.marks:
                if row_id in ranks:
                    marked.setdefault((left, right), []).append(ranks[row_id])
            for (left, right), rows in marked.items():
                for run in runs(rows):
                    there.select(model.index(run[0], left), model.index(run[-1], right))
            chosen.select(there, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if kept.place and model.rowCount():
            # Where its row is gone, the keyboard goes on in the same column: on what is still selected, else where it stood.
            rank = ranks.get(kept.place[0])
            if rank is None:
                still = [ranks[row_id] for row_id, _left, _right in kept.marks if row_id in ranks]
                rank = min(still) if still else min(kept.rank, model.rowCount() - 1)
            current = model.index(rank, kept.place[1])
            chosen.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(offset)

    def select_id(self, row_id: int) -> bool:
        """Goes to the row of ``row_id``; False when it is not in the list."""
        rank = self._rows.listing.rank_of(row_id)
        if rank is None:
            return False
        column = self.horizontalHeader().logicalIndex(0)
        self.setCurrentIndex(self._rows.index(rank, column))
        return True

    def selected_count(self) -> int:
        """How many rows have a selected cell."""
        return sum(len(span) for span in self.rows_chosen())

    def selected_ids(self) -> list[int]:
        """Their ids, in the order of the list."""
        listing = self._rows.listing
        return [row_id for span in self.rows_chosen() for row_id in listing.ids(span.start, len(span))]

    def _marks(self) -> list[tuple[int, int, int]]:
        return [
            (self._rows.id_at(row), part.left(), part.right())
            for part in self._parts()
            for row in range(part.top(), part.bottom() + 1)
        ]

    # Cells

    def copy(self) -> None:
        self.blocks.copy()

    def _going_to(self, row: int, column: int) -> Callable[[], object]:
        """By the row's id: where what was just written decides the order, rows change places meanwhile."""
        row_id = self._rows.id_at(row)

        def go() -> None:
            stays = self._rows.id_at(row) == row_id
            rank = row if stays else _rank(self._rows.listing, row_id, row)
            if rank is not None:
                self.setCurrentIndex(self._rows.index(rank, column))

        return go

    def figures(self) -> list[tuple[Field, list[int]]]:
        """The selected values of each numeric column that is shown; none when they are too many."""
        found: dict[str, tuple[Field, list[int]]] = {}
        for part in self._parts() if self.is_small() else ():
            for column in range(part.left(), part.right() + 1):
                field = self._rows.field_of(column)
                if field.kind not in NUMERIC or self.isColumnHidden(column):
                    continue
                cells = (
                    self._rows.index(row, column).data(VALUE) for row in range(part.top(), part.bottom() + 1)
                )
                _field, values = found.setdefault(field.key, (field, []))
                values += [value for value in cells if value is not None]
        return [(field, values) for field, values in found.values() if values]

    # Keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The commands of a list; the rest is any grid's."""
        keys = QKeySequence.StandardKey
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(keys.Paste):
            self.blocks.paste()
        elif event.matches(keys.Cut):
            self.blocks.cut()
        elif event.keyCombination() == _WITH_TITLES:
            self.blocks.copy(titles=True)
        elif event.keyCombination() == _FILL_DOWN:
            self.blocks.fill_down()
        elif event.key() == Qt.Key.Key_Delete and plain:
            self.blocks.clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.open_current()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.handle.paint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(index)
        else:
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            bigger = event.angleDelta().y() > 0
            steps = [z for z in ZOOMS if (z > self._zoom if bigger else z < self._zoom)]
            if steps:
                self.set_zoom(steps[0] if bigger else steps[-1])
                self.zoomed.emit(self._zoom)
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme brings its own size of text with it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._zoom != 100:
            self.set_zoom(self._zoom)

    def set_zoom(self, percent: int) -> None:
        """Size of texts and rows; who lays out the columns hears of it by ``zoomed``."""
        self._zoom = percent
        self.ensurePolished()  # else the style sheet, coming to it later, would put the usual size back
        font = self.font()
        font.setPointSizeF(POINT_SIZE * percent / 100)
        self.setFont(font)
        self.verticalHeader().setDefaultSectionSize(round(ROW_HEIGHT * max(percent, 80) / 100))

    def open_current(self) -> None:
        """Asks for the current row's record."""
        self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.id_at(index.row()))


def _rank(listing: Listing, row_id: int, before: int) -> int | None:
    """Where a row stands that stood at the rank ``before``, if that is known at once."""
    if listing.ranked:
        return listing.rank_of(row_id)
    return before if list(listing.ids(before, 1)) == [row_id] else None
