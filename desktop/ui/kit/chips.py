"""States as small chips: an icon and a word on a soft ground, never colour alone."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.rules.flows import Tone
from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import Colours, colours

HEIGHT = 24
_PAD = 8
_ICON = 14
_GAP = 4


_ICONS = {Tone.PLAIN: "circle-dashed", Tone.GOOD: "check", Tone.WARN: "clock", Tone.BAD: "warning"}


def width_of(word: str, metrics: QFontMetrics) -> int:
    """Pixels a chip with ``word`` takes."""
    return metrics.horizontalAdvance(word) + 2 * _PAD + _ICON + _GAP


def paint(painter: QPainter, room: QRect, word: str, tone: Tone) -> None:
    """Paints the chip at the left of ``room``, centred in its height; a word too long ends in '…'."""
    ink, ground = _pair(tone, colours())
    metrics = painter.fontMetrics()
    box = QRect(room.left(), room.top(), min(width_of(word, metrics), room.width()), HEIGHT)
    box.moveTop(room.top() + (room.height() - HEIGHT) // 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box), HEIGHT / 2, HEIGHT / 2)
    painter.setPen(QColor(ink))
    inside = box.adjusted(_PAD + _ICON + _GAP, 0, -_PAD + 2, 0)
    text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.setFont(glyph_font(_ICON))
    painter.drawText(
        QRect(box.left() + _PAD, box.top(), _ICON, HEIGHT),
        Qt.AlignmentFlag.AlignCenter,
        glyph(_ICONS[tone]),
    )
    painter.restore()


def _pair(tone: Tone, chosen: Colours) -> tuple[str, str]:
    return {
        Tone.PLAIN: (chosen.plain, chosen.plain_back),
        Tone.GOOD: (chosen.good, chosen.good_back),
        Tone.WARN: (chosen.warn, chosen.warn_back),
        Tone.BAD: (chosen.bad, chosen.bad_back),
    }[tone]


class Chip(QWidget):
    """A chip outside a table."""

    def __init__(self, word: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._tone = word, tone
        self.setFixedSize(width_of(word, self.fontMetrics()), HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.rect(), self._word, self._tone)
        painter.end()
