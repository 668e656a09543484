"""Pictures of cells: one for each look and state, made once, so that a page of them costs no text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionRange, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from desktop.queries.matrix import Look, Matrix
from desktop.rules.flows import Tone
from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import Colours, colours

_CLIP = 10
_CURRENT = 2


class State(NamedTuple):
    """All that tells one picture from another: what stands there, and how the cell is at the moment."""

    value: str
    selected: bool
    current: bool
    faded: bool


class Pictures:
    """The pictures of a matrix, for cells of one size on one screen."""

    def __init__(self) -> None:
        self._made: dict[State, QPixmap] = {}
        self._of: tuple[Colours, QSize, float, Matrix] | None = None

    def begin(self, matrix: Matrix, size: QSize, ratio: float) -> None:
        """Another repaint begins: pictures made otherwise are let go. ``ratio`` is the screen's pixels to one of Qt's."""
        of = (colours(), size, ratio, matrix)
        if self._of is None or of[:3] != self._of[:3] or matrix.look is not self._of[3].look:
            self._made.clear()
        self._of = of

    def of(self, state: State, font: QFont) -> QPixmap:
        """The picture of a cell."""
        found = self._made.get(state)
        if found is None:
            found = self._made[state] = self._draw(state, font)
        return found

    def _draw(self, state: State, font: QFont) -> QPixmap:
        assert self._of is not None
        shown, size, ratio, matrix = self._of
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        room = QRect(QPoint(0, 0), size)
        ground = shown.selection if state.selected else shown.hover if state.faded else shown.surface
        picture.fill(QColor(ground))
        with QPainter(picture) as pen:
            pen.setFont(font)
            if state.value:
                _draw(pen, room.adjusted(0, 0, -1, -1), matrix.look(state.value), shown)
            pen.setPen(QColor(shown.line))
            pen.drawLine(room.topRight(), room.bottomRight())
            pen.drawLine(room.bottomLeft(), room.bottomRight())
            if state.current:
                pen.setPen(QColor(shown.accent))
                for inner in range(_CURRENT):
                    pen.drawRect(room.adjusted(inner, inner, -inner - 1, -inner - 1))
        return picture


def places(parts: Iterable[QItemSelectionRange], rows: range, columns: range) -> Iterator[tuple[int, int]]:
    """The selected cells among these rows and columns."""
    for part in parts:
        for row in range(max(part.top(), rows.start), min(part.bottom() + 1, rows.stop)):
            for column in range(max(part.left(), columns.start), min(part.right() + 1, columns.stop)):
                yield row, column


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
        pen.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen.setPen(QColor(ink))
    pen.drawText(room, Qt.AlignmentFlag.AlignCenter, look.short)
    if look.paper_clip:
        pen.setPen(QColor(shown.bad))
        pen.setFont(glyph_font(_CLIP))
        corner = QRect(room.right() - _CLIP - 2, room.top() + 2, _CLIP, _CLIP)
        pen.drawText(corner, Qt.AlignmentFlag.AlignCenter, glyph("paperclip"))
