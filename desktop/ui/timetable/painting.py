"""Draws a timetable: the lanes with their heads, the hours, and the blocks."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from desktop.queries.timetable import Block, Lane, clock
from desktop.rules.flows import Tone
from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.messages import tr
from desktop.ui.kit.theme import Colours, colours
from desktop.ui.timetable.geometry import GUTTER, HEAD, Geometry

_ICONS = {Tone.PLAIN: "", Tone.GOOD: "check", Tone.WARN: "clock", Tone.BAD: "ban"}
_PAD, _BAR, _RADIUS, _ICON = 8, 3, 4, 12


def grounds(painter: QPainter, geometry: Geometry) -> None:
    """The lanes and the lines of the hours, without the heads."""
    chosen = colours()
    painter.fillRect(QRect(0, 0, geometry.width, geometry.height), QColor(chosen.surface))
    for number, lane in enumerate(geometry.timetable.lanes):
        if lane.off:
            painter.fillRect(geometry.lane(number), QColor(chosen.window))
    painter.setPen(QColor(chosen.line))
    for hour in range(geometry.first, geometry.last + 1):
        painter.drawLine(GUTTER, geometry.hour(hour), geometry.width, geometry.hour(hour))
    for number in range(len(geometry.timetable.lanes) + 1):
        left = GUTTER + number * geometry.lane_width
        painter.drawLine(left, HEAD, left, geometry.height)


def place(painter: QPainter, box: QRect, word: str, geometry: Geometry) -> None:
    """A stretch of a lane while a block is in hand: light where it may go, hatched where it may not.

    A sign and a word say which, where no block stands over them.
    """
    chosen = colours()
    painter.save()
    painter.fillRect(box, QColor(chosen.window if word else chosen.good_back))
    if word:
        painter.fillRect(box, QBrush(QColor(chosen.line), Qt.BrushStyle.BDiagPattern))
    else:
        painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(chosen.good))
    if room := geometry.gap(box, painter.fontMetrics().height()):
        inside = room.adjusted(_PAD + _BAR, 0, -4, 0)
        text, icon, ink = (word, "warning", chosen.bad) if word else (tr("비어 있음"), "check", chosen.good)
        _sign(painter, inside, text, icon, ink)
    painter.restore()


def _sign(painter: QPainter, inside: QRect, text: str, icon: str, ink: str) -> None:
    """A sign and a text beside it, in the first line of a box."""
    line = QRect(inside.left(), inside.top(), inside.width(), painter.fontMetrics().height())
    font = painter.font()
    painter.setPen(QColor(ink))
    painter.setFont(glyph_font(_ICON))
    painter.drawText(
        QRect(line.left(), line.top(), _ICON, line.height()), Qt.AlignmentFlag.AlignCenter, glyph(icon)
    )
    painter.setFont(font)
    beside = line.adjusted(_ICON + 4, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, beside.width())
    painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def gutter(painter: QPainter, geometry: Geometry, left: int) -> None:
    """The hours, ``left`` pixels along the surface, so that they stand still."""
    chosen = colours()
    painter.fillRect(QRect(left, 0, GUTTER, geometry.height), QColor(chosen.surface))
    painter.setPen(QColor(chosen.quiet))
    for hour in range(geometry.first, geometry.last):
        box = QRect(left, geometry.hour(hour) + 2, GUTTER - _PAD, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, clock(hour * 60))


def heads(painter: QPainter, geometry: Geometry, left: int, top: int) -> None:
    """The titles of the lanes, ``top`` pixels down the surface."""
    chosen = colours()
    painter.fillRect(QRect(0, top, geometry.width, HEAD), QColor(chosen.surface))
    for number, lane in enumerate(geometry.timetable.lanes):
        box = geometry.lane(number)
        _head(painter, QRect(box.left(), top, box.width(), HEAD), lane, chosen)
    painter.fillRect(QRect(left, top, GUTTER, HEAD), QColor(chosen.surface))
    painter.setPen(QColor(chosen.line))
    painter.drawLine(0, top + HEAD - 1, geometry.width, top + HEAD - 1)


def _head(painter: QPainter, box: QRect, lane: Lane, chosen: Colours) -> None:
    inside = box.adjusted(_PAD, 4, -4, -4)
    painter.save()
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(chosen.quiet if lane.off else chosen.text))
    title = painter.fontMetrics().elidedText(lane.title, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
    painter.restore()
    painter.setPen(QColor(chosen.bad if lane.off else chosen.quiet))
    quiet = painter.fontMetrics().elidedText(lane.quiet, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, quiet)


def focus(painter: QPainter, box: QRect) -> None:
    """That the keyboard is here, also where no block is in sight."""
    painter.setPen(QPen(QColor(colours().accent), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def block(painter: QPainter, box: QRect, one: Block, *, current: bool, focused: bool) -> None:
    """A block in its box: its time and title, as many lines as there is room for, its state in icon and word."""
    chosen = colours()
    ink, ground = _pair(one, chosen)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = (
        QPen(QColor(chosen.accent), 2)
        if current and focused
        else QPen(QColor(chosen.accent if current else chosen.line))
    )
    painter.setPen(edge)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.fillRect(QRect(box.left() + 1, box.top() + 3, _BAR, box.height() - 6), QColor(ink))
    painter.setClipRect(box)
    _words(painter, box.adjusted(_PAD + _BAR, 3, -4, -2), one, ink, chosen)
    painter.restore()


def _words(painter: QPainter, inside: QRect, one: Block, ink: str, chosen: Colours) -> None:
    metrics, top = painter.fontMetrics(), inside.top()
    font = QFont(painter.font())
    painter.setPen(QColor(chosen.text))
    strong = QFont(font)
    strong.setBold(True)
    strong.setStrikeOut(one.off)
    for number, text in enumerate((one.title, f"{clock(one.starts)}~{clock(one.ends)}", *one.lines)):
        if number and top + metrics.height() > inside.bottom() + 2:
            break
        painter.setFont(strong if number == 0 else font)
        painter.setPen(QColor(chosen.text if number == 0 else chosen.quiet))
        left = inside.left()
        if number == 0 and one.word:
            left = _state(painter, inside, top, one, ink)
            painter.setFont(strong)
            painter.setPen(QColor(chosen.text))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.right() - left)
        painter.drawText(left, top + metrics.ascent(), shown)
        top += metrics.height()


def _state(painter: QPainter, inside: QRect, top: int, one: Block, ink: str) -> int:
    """The icon and the word of a state; where the title begins after it."""
    font, metrics = QFont(painter.font()), painter.fontMetrics()
    font.setStrikeOut(False)
    painter.setPen(QColor(ink))
    left = inside.left()
    if _ICONS[one.tone]:
        painter.setFont(glyph_font(_ICON))
        painter.drawText(
            QRect(left, top, _ICON, metrics.height()), Qt.AlignmentFlag.AlignCenter, glyph(_ICONS[one.tone])
        )
        left += _ICON + 3
    painter.setFont(font)
    painter.drawText(left, top + metrics.ascent(), one.word)
    return left + metrics.horizontalAdvance(one.word) + 6


def ghost(painter: QPainter, box: QRect, one: Block, *, refused: bool, word: str = "") -> None:
    """Where a block would go: dashed, with its new time; in red, with a sign and in a ``word`` why, where it cannot."""
    chosen = colours()
    ink, ground = (chosen.bad, chosen.bad_back) if refused else (chosen.accent, chosen.selection)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.92)
    painter.setPen(QPen(QColor(ink), 2, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    inside = box.adjusted(_PAD, 4, -4, -2)
    height = painter.fontMetrics().height()
    lines = [f"{clock(one.starts)}~{clock(one.ends)}", one.title]
    if refused:
        _sign(painter, inside, word or lines.pop(0), "warning", ink)
        inside.setTop(inside.top() + height)
    painter.setPen(QColor(chosen.text))
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "\n".join(lines))
    painter.restore()


def _pair(one: Block, chosen: Colours) -> tuple[str, str]:
    return {
        Tone.PLAIN: (chosen.accent, chosen.row),
        Tone.GOOD: (chosen.good, chosen.good_back),
        Tone.WARN: (chosen.warn, chosen.warn_back),
        Tone.BAD: (chosen.bad, chosen.bad_back),
    }[one.tone]
