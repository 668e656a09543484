"""Cells painted from pictures: one for each look, selection and size, so that a page of them costs no text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.queries.matrix import Look
from desktop.rules.flows import Tone
from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import Colours, colours
from desktop.ui.matrix.models import CellsModel

Index = QModelIndex | QPersistentModelIndex
_CLIP = 10
_CURRENT = 2
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUS = QStyle.StateFlag.State_HasFocus


class Pictures(QStyledItemDelegate):
    """Paints the cells of ``model``, each from a picture made once."""

    def __init__(self, model: CellsModel) -> None:
        super().__init__()
        self._model = model
        self._made: dict[tuple[str, bool, bool, bool, int, int], QPixmap] = {}
        self._of: tuple[Colours, float] | None = None
        self.faded: list[bool] = []

    def forget(self) -> None:
        """Values may look otherwise from now on."""
        self._made.clear()
        self.faded = [head.faded for head in self._model.matrix.heads]

    def start(self, ratio: float) -> None:
        """Another repaint begins: pictures made in other colours or for another screen are let go."""
        of = (colours(), ratio)
        if of != self._of:
            self._of = of
            self._made.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        value = self._model.values_of(row).get(column, "")
        state, rect = option.state, option.rect
        key = (value, bool(state & _SELECTED), bool(state & _FOCUS), self.faded[column], rect.width(), rect.height())  # fmt: skip
        picture = self._made.get(key)
        if picture is None:
            picture = self._made[key] = self._picture(key, option.font, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.topLeft(), picture)

    def _picture(self, key: tuple[str, bool, bool, bool, int, int], font: QFont, ratio: float) -> QPixmap:
        value, selected, current, faded, width, height = key
        shown = colours()
        picture = QPixmap(QSize(width, height) * ratio)
        picture.setDevicePixelRatio(ratio)
        room = QRect(QPoint(0, 0), QSize(width, height))
        picture.fill(QColor(shown.selection if selected else shown.hover if faded else shown.surface))
        with QPainter(picture) as pen:
            pen.setFont(font)
            if value:
                _draw(pen, room.adjusted(0, 0, -1, -1), self._model.matrix.look(value), shown)
            pen.setPen(QColor(shown.line))
            pen.drawLine(room.topRight(), room.bottomRight())
            pen.drawLine(room.bottomLeft(), room.bottomRight())
            if current:
                pen.setPen(QColor(shown.accent))
                for inner in range(_CURRENT):
                    pen.drawRect(room.adjusted(inner, inner, -inner - 1, -inner - 1))
        return picture


def _draw(pen: QPainter, room: QRect, look: Look, shown: Colours) -> None:
    """The letter on the ground of its tone; where it is well, no ground, so that the others stand out."""
    inks = {
        Tone.PLAIN: (shown.text, ""),
        Tone.GOOD: (shown.good, ""),
        Tone.WARN: (shown.warn, shown.warn_back),
        Tone.BAD: (shown.bad, shown.bad_back),
    }
    ink, ground = inks[look.tone]
    if ground:
        pen.setPen(Qt.PenStyle.NoPen)
        pen.setBrush(QColor(ground))
        pen.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen.drawRoundedRect(room.adjusted(4, 4, -4, -4), 4, 4)
        pen.setBrush(Qt.BrushStyle.NoBrush)
    pen.setPen(QColor(ink))
    pen.drawText(room, Qt.AlignmentFlag.AlignCenter, look.short)
    if look.paper_clip:
        pen.setPen(QColor(shown.bad))
        pen.setFont(glyph_font(_CLIP))
        corner = QRect(room.right() - _CLIP - 2, room.top() + 2, _CLIP, _CLIP)
        pen.drawText(corner, Qt.AlignmentFlag.AlignCenter, glyph("paperclip"))
