"""The cards of one column as a list, a page more at a time."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.queries.columns import PAGE, CardColumn, ColumnCard, Meaning

CARD = Qt.ItemDataRole.UserRole
MEANING = CARD + 1
TARGET = CARD + 2


class CardModel(QAbstractListModel):
    """The first cards of ``column`` that fit the search; `show` looks anew, `more` adds a page."""

    def __init__(self, column: CardColumn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.total = 0
        self._cards: list[ColumnCard] = []
        self._search = ""
        self._wanted = PAGE
        self._meanings: Mapping[int, Meaning] = {}
        self._target: int | None = None
        self.show(column, "")

    def show(self, column: CardColumn, search: str) -> None:
        """Show another state of the column; as many cards as were shown stay so while the search is the same.

        Most columns are after a move as they were before: those are not drawn anew.
        """
        if search != self._search:
            self._wanted = PAGE
        self.column, self._search = column, search
        self.total = column.count(search)
        cards = list(column.page(search, 0, self._wanted))
        if cards != self._cards:
            self.beginResetModel()
            self._cards = cards
            self.endResetModel()

    def more(self) -> None:
        """A page more."""
        first = len(self._cards)
        found = list(self.column.page(self._search, first, first + PAGE))
        if found:
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._cards += found
            self._wanted = len(self._cards)
            self.endInsertRows()

    @property
    def left(self) -> int:
        """How many cards are not shown yet."""
        return max(0, self.total - len(self._cards))

    def card(self, row: int) -> ColumnCard:
        """The card in a row."""
        return self._cards[row]

    def row_of(self, card_id: int) -> int:
        """The row a card is in, -1 where it is not shown."""
        return next((row for row, card in enumerate(self._cards) if card.id == card_id), -1)

    def tell(self, meanings: Mapping[int, Meaning], target: int | None) -> None:
        """Write onto the cards what a drop would mean, and mark the one it would go to."""
        told = (self._meanings, self._target)
        self._meanings, self._target = meanings, target
        if self._cards and told != (meanings, target):
            self.dataChanged.emit(self.index(0), self.index(len(self._cards) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._cards)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        meaning = self._meanings.get(card.id)
        if role == CARD:
            return card
        if role == MEANING:
            return meaning
        if role == TARGET:
            return card.id == self._target
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = (card.title, *card.lines, *(word for word, _tone in card.chips), card.held)
            return ", ".join(filter(None, (*words, meaning.text if meaning else "")))
        return None
