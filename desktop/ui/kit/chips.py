"""States as small chips: an icon and a word on a soft ground, never colour alone."""

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import Colours, colours

HEIGHT = 24
_PAD = 8
_ICON = 14
_GAP = 4


class Tone(StrEnum):
    """What a state means for the person looking at it."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


_ICONS = {Tone.PLAIN: "circle-dashed", Tone.GOOD: "check", Tone.WARN: "clock", Tone.BAD: "warning"}
_WORDS = {
    Tone.GOOD: "수료 채택 시행 부분채택 본시행 승인 지급 근무 선발 발급 확정 합격 동의 유효 정규직 출석 예 종료 확대 재발급",
    Tone.WARN: "보류 보완 검토 시범 예비 지각 조퇴 주의 대기 만료예정 수정 제안",
    Tone.BAD: "미수료 반려 불채택 중도포기 중도종료 탈락 취소 폐기 불참 불합격 결석 철회 만료 미동의 중단 정지",
}
_TONES = {word: tone for tone, words in _WORDS.items() for word in words.split()}


def tone_of(word: str) -> Tone:
    """The tone of a state's word; of '수료 불가 79.2%' that of its refusal, of an unknown word PLAIN."""
    if "불가" in word:
        return Tone.BAD
    return _TONES.get(word.replace(" ", ""), _TONES.get(word.split(" ")[0], Tone.PLAIN))


def width_of(word: str, metrics: QFontMetrics) -> int:
    """Pixels a chip with ``word`` takes."""
    return metrics.horizontalAdvance(word) + 2 * _PAD + _ICON + _GAP


def paint(painter: QPainter, room: QRect, word: str) -> None:
    """Paints the chip at the left of ``room``, centred in its height; a word too long ends in '…'."""
    ink, ground = _pair(tone_of(word), colours())
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
        glyph(_ICONS[tone_of(word)]),
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

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self.setFixedSize(width_of(word, self.fontMetrics()), HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self.rect(), self._word)
        painter.end()
