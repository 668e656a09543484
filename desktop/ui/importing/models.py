"""What the wizard shows of a file: its cells as they stand, and lists of what was found in them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QTableView, QWidget

from desktop.services.importing import Sighting, cell_text, column_letters
from desktop.ui.kit.composition import Composition, settle
from desktop.ui.kit.theme import colours
from desktop.ui.table.cell_keys import CellKeys

Index = QModelIndex | QPersistentModelIndex
MOST_ROWS = 1_000
"""Rows of a file that are shown: enough to see its shape."""
_ROOT = QModelIndex()


def plain_headers(table: QTableView) -> None:
    """Headers as quiet as those of the program's own lists."""
    shown = colours()
    table.horizontalHeader().setHighlightSections(False)
    table.verticalHeader().setHighlightSections(False)
    table.setStyleSheet(
        f"QHeaderView::section {{ background: {shown.surface}; color: {shown.quiet}; border: 0; padding: 4px 9px;"
        f" border-bottom: 1px solid {shown.line}; }} QTableView {{ gridline-color: {shown.line}; }}"
        f"QTableView::item {{ padding: 0 6px; }}"
        f"QTableView::item:selected {{ background: {shown.selection}; color: {shown.text}; }}"
        f"QTableCornerButton::section {{ background: {shown.surface}; border: 0; }}"
    )


class SheetModel(QAbstractTableModel):
    """The cells of a sheet, read only: heading rows stand out, rows left out are quiet and say why.

    Resident registration numbers are not shown, wherever they stand.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sighting: Sighting | None = None
        self._left_out: dict[int, str] = {}
        self._hidden_columns: set[int] = set()

    def show_sighting(self, sighting: Sighting | None) -> None:
        """Shows another sheet, or another understanding of it."""
        self.beginResetModel()
        self._sighting = sighting
        self._left_out = dict(sighting.table.left_out) if sighting else {}
        mapping = sighting.mapping if sighting else ()
        self._hidden_columns = {column.index for column in mapping if column.found == "resident"}
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid() or self._sighting is None:
            return 0
        return min(len(self._sighting.sheet.rows), MOST_ROWS)

    def columnCount(self, parent: Index = _ROOT) -> int:
        if parent.isValid() or self._sighting is None or not self._sighting.sheet.rows:
            return 0
        # A table may have columns that were made of others, right of all the sheet's.
        return max(len(self._sighting.sheet.rows[0]), max(self._sighting.table.columns, default=0) + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._sighting is None:
            return None
        number = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            here = (number, index.column())
            is_half = index.column() in self._hidden_columns or here in self._sighting.halves
            if is_half and self._is_record(number):
                return "*****"
            cells = self._sighting.sheet.rows[index.row()]
            return cell_text(cells[index.column()]) if index.column() < len(cells) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._left_out.get(number) or self.data(index)
        if role == Qt.ItemDataRole.FontRole and number in self._sighting.table.header_rows:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and number in self._sighting.table.header_rows:
            return QColor(colours().row)
        if role == Qt.ItemDataRole.ForegroundRole:
            spoken_for = number in self._sighting.table.header_rows or self._is_record(number)
            return None if spoken_for else QColor(colours().quiet)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def is_of_the_table(self, row: int) -> bool:
        """Whether the row (from 0) is the heading or a record: not a title, a note or a sum."""
        assert self._sighting is not None
        return row + 1 in self._sighting.table.header_rows or self._is_record(row + 1)

    def _is_record(self, number: int) -> bool:
        assert self._sighting is not None
        return number > self._sighting.table.header_rows[-1] and number not in self._left_out


class FindingsModel(QAbstractTableModel):
    """A list of findings as texts; ``mended(row, text)`` is called when a value of the column ``editable`` is rewritten."""

    def __init__(self, titles: Sequence[str], editable: int = -1) -> None:
        super().__init__()
        self._titles = titles
        self._editable = editable
        self._rows: Sequence[tuple[str, ...]] = ()
        self.mended: Callable[[int, str], object] = lambda _row, _text: None
        self.can_mend: Callable[[int], bool] = lambda _row: True

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Shows other findings."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.data(index):
            return False
        self.mended(index.row(), str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == self._editable and self.can_mend(index.row()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class ValueDelegate(CellKeys):
    """Edits a value as text; a syllable still being composed belongs to it."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        line = QLineEdit(parent)
        Composition(line)
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        settle(editor)
        super().setModelData(editor, model, index)
