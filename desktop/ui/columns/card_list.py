"""The list of cards of one column: what mouse and keys do in it is told to the view of all columns."""

from typing import Protocol

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from desktop.ui.columns.card_delegate import CardDelegate
from desktop.ui.columns.card_model import CardModel

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Holder(Protocol):
    """What a list asks of the view it is part of."""

    @property
    def holding(self) -> bool: ...
    def pick_up(self, cards: "CardList", *, by_mouse: bool = False) -> bool: ...
    def hover(self, spot: QPoint) -> None: ...
    def drop(self) -> None: ...
    def let_go(self) -> None: ...
    def aim(self, aside: int, along: int) -> None: ...
    def push(self, cards: "CardList", aside: int) -> None: ...
    def go(self, cards: "CardList", aside: int) -> None: ...
    def open(self, card_id: int) -> None: ...


class CardList(QListView):
    """Several cards are chosen with Ctrl and Shift; a drag with the mouse takes them in hand, as Space does."""

    def __init__(self, model: CardModel, holder: Holder, lines: int, *, chipped: bool) -> None:
        super().__init__()
        self.cards, self._holder = model, holder
        self._delegate = CardDelegate(lines, chipped=chipped)  # Qt keeps none
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setProperty("role", "cards")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(lambda index: holder.open(model.card(index.row()).id))
        self._pressed: QPoint | None = None
        self._undecided = False

    def chosen(self) -> list[int]:
        """The ids of the cards selected, from top to bottom."""
        return [self.cards.card(row).id for row in sorted(each.row() for each in self.selectedIndexes())]

    def choose(self, ids: list[int]) -> None:
        """Select these cards, as far as they are shown; the first is the current one."""
        self.clearSelection()
        model = self.selectionModel()
        rows = [row for row in map(self.cards.row_of, ids) if row >= 0]
        if rows:
            model.setCurrentIndex(self.cards.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
        for row in rows:
            model.select(self.cards.index(row), QItemSelectionModel.SelectionFlag.Select)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and index.isValid() else None
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        # One of several chosen ones: whether it is to be alone, or all are dragged, the release tells.
        self._undecided = bool(self._pressed) and plain and self.selectionModel().isSelected(index)
        if self._undecided:
            self.setFocus()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if (
            not self._holder.holding
            and far >= QApplication.startDragDistance()
            and not self._holder.pick_up(self, by_mouse=True)
        ):
            self._pressed = None
            return
        if self._holder.holding:
            self._holder.hover(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if self._holder.holding:
            self._holder.hover(event.globalPosition().toPoint())
            self._holder.drop()
        elif pressed is not None and self._undecided:
            self.setCurrentIndex(self.indexAt(pressed))
        else:
            super().mouseReleaseEvent(event)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        taken = self._held_key(key) if self._holder.holding else self._free_key(key, event.modifiers())
        if taken:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _held_key(self, key: Qt.Key) -> bool:
        """With cards in hand the arrows aim; nothing else moves."""
        if key in _ASIDE or key in _ALONG:
            self._holder.aim(_ASIDE.get(key, 0), _ALONG.get(key, 0))
        elif key in _ENTER or key is Qt.Key.Key_Space:
            self._holder.drop()
        elif key is Qt.Key.Key_Escape:
            self._pressed = None
            self._holder.let_go()
        return True

    def _free_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if key in _ASIDE and modifiers & Qt.KeyboardModifier.AltModifier:
            self._holder.push(self, _ASIDE[key])
        elif key in _ASIDE:
            self._holder.go(self, _ASIDE[key])
        elif key is Qt.Key.Key_Space:
            self._holder.pick_up(self)
        elif key in _ENTER and self.currentIndex().isValid():
            self._holder.open(self.cards.card(self.currentIndex().row()).id)
        else:
            return False
        return True
