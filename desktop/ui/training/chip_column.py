"""A cell of a table with its word as a chip, where its model gives one a tone."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.kit import chips

TONE = Qt.ItemDataRole.UserRole
"""Under which a model gives the tone of a cell; None for a cell of plain text."""


class ChipColumn(QStyledItemDelegate):
    """Paints the chip on the ground of the cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tone, word = index.data(TONE), index.data()
        if tone is None or not word:
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        bare.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        chips.paint(painter, option.rect.adjusted(8, 0, -4, 0), word, tone)
