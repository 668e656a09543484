"""The one table model: a window onto an ordered listing, read page by page as it is painted."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from desktop.errors import UserError
from desktop.rules.fields import NUMERIC, Field, Kind, Value, show
from desktop.ui.table.list_source import BadCell, Listing

PAGE = 100
PAGES_KEPT = 100
Index = QModelIndex | QPersistentModelIndex

REASON = Qt.ItemDataRole.UserRole
"""Role: why the cell's text could not be stored; None for a good cell."""
VALUE = Qt.ItemDataRole.UserRole + 1
"""Role: the plain value."""
FIELD = Qt.ItemDataRole.UserRole + 2
"""Role: the column's Field."""


class QueryTableModel(QAbstractTableModel):
    """Rows of a `Listing`. ``edit(id, key, text)`` stores one cell; ``sort_by(key, descending)`` asks for an order.

    A cell whose text was refused keeps the text and the reason until it is written again or `forget_bad` is called;
    it is known by its row's id, so it survives sorting and refreshing.
    """

    def __init__(
        self,
        listing: Listing,
        *,
        edit: Callable[[int, str, str], None] | None = None,
        sort_by: Callable[[str, bool], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._sort_by = sort_by
        self._masked = False
        self._bad: dict[tuple[int, str], BadCell] = {}
        self._pages: OrderedDict[int, Sequence[tuple[Value, ...]]] = OrderedDict()
        self._take(listing)

    def _take(self, listing: Listing) -> None:
        self.listing = listing
        self._fields: list[Field] = [column.field for column in listing.columns]
        self._count = listing.count()
        self._pages.clear()

    # What the page asks

    def set_listing(self, listing: Listing) -> None:
        """Shows other rows, or the same rows anew."""
        titles = [field.title for field in self._fields]
        self.beginResetModel()
        self._take(listing)
        self.endResetModel()
        if titles != [field.title for field in self._fields]:  # a title may say the day its figures are of
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._fields) - 1)

    @property
    def masked(self) -> bool:
        """Whether personal data is hidden."""
        return self._masked

    def set_masked(self, masked: bool) -> None:  # noqa: FBT001 - a switch
        """Hides or shows personal data."""
        self._masked = masked
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self._fields) - 1))

    def mark_bad(self, cells: Sequence[BadCell]) -> None:
        """Keeps refused texts in their cells, red."""
        self._bad.update({(cell.id, cell.key): cell for cell in cells})
        self._repaint()

    def forget_bad(self, cells: Collection[tuple[int, str]] | None = None) -> None:
        """Shows the stored values in place of refused texts, of ``cells`` (ids and keys) or of all."""
        for cell in list(self._bad) if cells is None else cells:
            self._bad.pop(cell, None)
        self._repaint()

    def seen(self) -> dict[int, dict[str, Value]]:
        """The values a person has had before the eyes: of the rows read so far, by id and key."""
        keys = [field.key for field in self._fields]
        rows = (row for page in self._pages.values() for row in page)
        return {int(row[0]): dict(zip(keys, row[1:], strict=True)) for row in rows}  # type: ignore[arg-type]

    @property
    def bad_count(self) -> int:
        """How many cells are red."""
        return len(self._bad)

    def field_of(self, column: int) -> Field:
        """The field of a column."""
        return self._fields[column]

    def shown(self, row: int, column: int) -> tuple[str, str]:
        """The text of a cell as it is painted, and why it could not be stored, if it could not."""
        found, field = self._row(row), self._fields[column]
        if found is None:
            return "", ""
        bad = self._bad.get((found[0], field.key)) if self._bad else None  # type: ignore[arg-type]
        if bad:
            return bad.text, bad.reason
        # Rows must still be told apart: what is hidden from a passer-by is how to reach a person, not the name.
        hidden = self._masked and field.kind is not Kind.NAME
        return show(field, found[column + 1], masked=hidden), ""

    def flag(self, row: int, column: int) -> str:
        """The word of the chip beside a value that is outside its rule; '' for none."""
        found, flag = self._row(row), self.listing.columns[column].flag
        if flag is None or found is None:
            return ""
        return flag(dict(zip((field.key for field in self._fields), found[1:], strict=True)))

    def id_at(self, row: int) -> int:
        """The id of the record in ``row``; 0, which no record has, when it is gone."""
        found = self._row(row)
        return int(found[0]) if found else 0  # type: ignore[arg-type]

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        field = self._fields[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(field)
        if role == FIELD:
            return field
        row = self._row(index.row())
        if row is None:  # deleted by someone else since the listing was made
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row(), index.column())[0]
        value = row[index.column() + 1]
        bad = self._bad.get((row[0], field.key)) if self._bad else None  # type: ignore[arg-type]
        if role == Qt.ItemDataRole.EditRole:
            return bad.text if bad else show(field, value)
        if role == VALUE:
            return value
        if bad or role == REASON:
            return bad.reason if bad else None
        flagged = self.flag(index.row(), index.column())  # of what is left, the tool tip
        return f"{flagged} · {field.help}" if flagged else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self._edit is None:
            return False
        text = str(value)
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        key, row_id = self._fields[index.column()].key, self.id_at(index.row())
        try:
            self._bad.pop((row_id, key), None)
            self._edit(row_id, key, text)
        except UserError as error:
            self.mark_bad([BadCell(row_id, key, text, error.message)])
            return False
        return True  # what was stored comes back with the commit's refresh

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self._edit and self.listing.columns[index.column()].editable
        return _EDITABLE if editable else _FIXED

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._fields):
            return None
        field = self._fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{field.title} ({field.unit})" if field.unit else field.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(field)
        return (field.help or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self._sort_by and 0 <= column < len(self._fields) and self.listing.columns[column].sortable:
            self._sort_by(self._fields[column].key, order is Qt.SortOrder.DescendingOrder)

    # Within

    def _row(self, rank: int) -> tuple[Value, ...] | None:
        number, place = divmod(rank, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def _read(self, number: int) -> Sequence[tuple[Value, ...]]:
        """A page; one that cannot be read stays empty until the list is looked at anew, and is told of once."""
        try:
            return self.listing.page(number * PAGE, PAGE)
        except UserError as error:
            # After the paint: a box opened within one would paint again.
            QTimer.singleShot(0, self, partial(sys.excepthook, type(error), error, error.__traceback__))
            return ()

    def _repaint(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self._fields) - 1))


_ROLES = frozenset({
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.TextAlignmentRole, REASON, VALUE, FIELD,
})  # fmt: skip


_FIXED = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _FIXED | Qt.ItemFlag.ItemIsEditable
_LEFT, _RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


def alignment(field: Field) -> Qt.AlignmentFlag:
    """Where the texts of a column stand: numbers at the right."""
    return _RIGHT if field.kind in NUMERIC else _LEFT
