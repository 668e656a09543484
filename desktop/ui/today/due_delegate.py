"""A thing due as it is painted: what, whose, and until when at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.queries.due import Due
from desktop.rules.flows import Tone
from desktop.ui.kit import chips
from desktop.ui.kit.theme import colours
from desktop.ui.today.due_model import DAY, DUE, HEADING

_ROW, _HEADING, _PAD = 44, 40, 12
_WHAT = 260
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class DueDelegate(QStyledItemDelegate):
    """Paints both headings and rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(320, _HEADING if index.data(HEADING) else _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = colours()
        painter.save()
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        heading, due = index.data(HEADING), index.data(DUE)
        if heading:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(chosen.text))
            painter.drawText(room.adjusted(0, 8, 0, 0), Qt.AlignmentFlag.AlignVCenter | _LEFT, heading)
        elif due is not None:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, QColor(chosen.selection))
            painter.setFont(option.font)
            self._write(painter, room, due, index.data(DAY))
            painter.setPen(QColor(chosen.line))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, due: Due, day: str) -> None:
        chosen, metrics = colours(), painter.fontMetrics()
        what = QRect(room.left(), room.top(), min(_WHAT, room.width() // 3), room.height())
        until = metrics.horizontalAdvance(day) + 4
        whose = room.adjusted(what.width() + _PAD, 0, -until - _PAD, 0)
        if due.tone is Tone.PLAIN:
            self._text(painter, what, due.what, chosen.text)
        else:
            chips.paint(painter, what, due.what, due.tone)
        self._text(painter, whose, due.whose, chosen.text)
        painter.setPen(QColor(chosen.quiet))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _RIGHT, day)

    @staticmethod
    def _text(painter: QPainter, room: QRect, text: str, ink: str) -> None:
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _LEFT, shown)
