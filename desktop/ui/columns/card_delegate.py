"""A card as it is painted: title, lines, chips, and what a drop onto it would mean."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.queries.columns import ColumnCard
from desktop.ui.columns.card_model import CARD, MEANING, TARGET
from desktop.ui.kit import chips
from desktop.ui.kit.theme import colours

_PAD, _GAP, _BETWEEN = 10, 4, 6
_ROUND = 6


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of a list; all of them are as tall as ``lines`` lines and chips, where there are any, take."""

    def __init__(self, lines: int, *, chipped: bool) -> None:
        super().__init__()
        self._lines, self._chipped = lines, chipped

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = option.fontMetrics.height()
        tall = 2 * _PAD + line + self._lines * (line + _GAP)
        return QSize(120, tall + _BETWEEN + (chips.HEIGHT + _GAP if self._chipped else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card, meaning = index.data(CARD), index.data(MEANING)
        state, chosen = option.state, colours()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) or bool(index.data(TARGET))
        box = option.rect.adjusted(1, 1, -1, -_BETWEEN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(chosen.accent if focused else chosen.line), 2 if focused else 1))
        painter.setBrush(QColor(chosen.selection if selected else chosen.surface))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        room = box.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.setFont(option.font)
        if meaning is not None:
            wide = min(chips.width_of(meaning.text, painter.fontMetrics()), room.width() * 2 // 3)
            place = QRect(room.right() - wide, room.top() - 2, wide, chips.HEIGHT)
            chips.paint(painter, place, meaning.text, meaning.tone)
            self._write(painter, option, card, room, room.width() - wide - _GAP)
        else:
            self._write(painter, option, card, room, room.width())
        painter.restore()

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, card: ColumnCard, room: QRect, title: int
    ) -> None:
        chosen, line = colours(), option.fontMetrics.height()
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(chosen.text))
        self._line(painter, QRect(room.left(), room.top(), title, line), card.title)
        painter.setFont(option.font)
        painter.setPen(QColor(chosen.quiet))
        y = room.top() + line + _GAP
        for text in card.lines[: self._lines]:
            self._line(painter, QRect(room.left(), y, room.width(), line), text)
            y += line + _GAP
        x = room.left()
        y = room.bottom() - chips.HEIGHT + 1
        for word, tone in card.chips:
            left = room.right() - x
            if left < chips.HEIGHT:
                break
            chips.paint(painter, QRect(x, y, left, chips.HEIGHT), word, tone)
            x += chips.width_of(word, painter.fontMetrics()) + _GAP

    @staticmethod
    def _line(painter: QPainter, place: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
