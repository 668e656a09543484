"""A chart as a widget: painted from its declaration, walked through by keys, opened by a click or Enter."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.queries.charts import Chart, Shape
from desktop.ui.chart.chart_layout import Place, height, places
from desktop.ui.kit.messages import tr
from desktop.ui.kit.theme import Colours, colours

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}
_DOT = 3.0


class ChartView(QWidget):
    """``opened(rows)`` carries the `Rows` behind the mark that was clicked, or where Enter was pressed."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart("", Shape.BARS, ())
        self.current = 0
        self._over = -1
        self.setMouseTracking(True)
        as_high = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        as_high.setHeightForWidth(True)  # where it is narrow, the names of bars stand above them
        self.setSizePolicy(as_high)

    def show_chart(self, chart: Chart) -> None:
        """Shows another chart."""
        self.chart = chart
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if chart.marks else Qt.FocusPolicy.NoFocus
        )  # nothing to press
        self.current = min(self.current, max(0, len(chart.marks) - 1))
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 0)

    def heightForWidth(self, width: int) -> int:
        return height(self.chart, width, self.fontMetrics())

    def places(self) -> list[Place]:
        """Where each mark lies."""
        return places(self.chart, QRectF(self.rect()), self.fontMetrics())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open(self.current)
        elif step is not None and self.chart.marks:
            self.current = self._beside(Qt.Key(event.key()), step)
            self._name()
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.current = found
            self._name()
            self.update()
            self._open(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at(event.position())
        opens = self._over >= 0 and self.chart.marks[self._over].rows is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if self._over >= 0:
            mark = self.chart.marks[self._over]
            self.setToolTip(f"{mark.label} {mark.told}")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = -1
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = colours()
        if not self.chart.marks:
            painter.setPen(QColor(chosen.quiet))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.chart.empty
            )
        elif self.chart.shape is Shape.LINE:
            self._paint_line(painter, chosen)
        else:
            self._paint_bars(painter, chosen)
        painter.end()

    def _paint_bars(self, painter: QPainter, chosen: Colours) -> None:
        for number, (mark, place) in enumerate(zip(self.chart.marks, self.places(), strict=True)):
            self._paint_ground(painter, number, place, chosen)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen.accent))
            if mark.value:
                painter.drawRoundedRect(place.shape, 3, 3)
            painter.setPen(QColor(chosen.text))
            for text, where in ((mark.label, place.label), (mark.told, place.told)):
                cut = painter.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideRight, math.ceil(where.width())
                )
                painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_line(self, painter: QPainter, chosen: Colours) -> None:
        found = self.places()
        for first in range(0, len(found), self.chart.each):
            painter.setPen(self._pen(first // self.chart.each, chosen))
            painter.drawPolyline([each.shape.center() for each in found[first : first + self.chart.each]])
        for number, (mark, place) in enumerate(zip(self.chart.marks, found, strict=True)):
            marked = number == self._over or (self.hasFocus() and number == self.current)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen.accent))
            size = _DOT * (1.8 if marked else 1)
            painter.drawEllipse(QPointF(place.shape.center()), size, size)
            if marked or place.is_told:
                painter.setPen(QColor(chosen.text))
                at_end = bool(self.chart.lines) and place.is_told
                side = Qt.AlignmentFlag.AlignLeft if at_end else Qt.AlignmentFlag.AlignHCenter
                painter.drawText(place.told, side | Qt.AlignmentFlag.AlignVCenter, mark.told)
            if marked or place.is_named:
                painter.setPen(QColor(chosen.quiet))
                painter.drawText(place.label, Qt.AlignmentFlag.AlignCenter, mark.label)

    def _pen(self, line: int, chosen: Colours) -> QPen:
        """The last line is drawn whole; those before it, which it is held against, in dashes."""
        before = max(1, len(self.chart.lines)) - 1 - line
        styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
        return QPen(QColor(chosen.accent if before < 2 else chosen.quiet), 2, styles[min(before, 2)])

    def _paint_ground(self, painter: QPainter, number: int, place: Place, chosen: Colours) -> None:
        focused = self.hasFocus() and number == self.current
        if not focused and number != self._over:
            return
        painter.setPen(QPen(QColor(chosen.accent), 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.row))
        painter.drawRoundedRect(place.whole.adjusted(1, 1, -1, -1), 4, 4)

    def _beside(self, key: Qt.Key, step: int) -> int:
        """The mark a key leads to: of several lines left and right stay on one, up and down change it."""
        across = bool(self.chart.lines) and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        if across:
            wanted = self.current + step * self.chart.each
            return wanted if 0 <= wanted < len(self.chart.marks) else self.current
        first = self.current - self.current % self.chart.each
        return max(first, min(self.current + step, first + self.chart.each - 1))

    def _at(self, at: QPointF) -> int:
        """The mark under a point; of lines that meet there the nearest, of those that lie on each other the upper one."""
        near = [
            (abs(each.shape.center().y() - at.y()), -number)
            for number, each in enumerate(self.places())
            if each.whole.contains(at)
        ]
        return -min(near)[1] if near else -1

    def _open(self, number: int) -> None:
        rows = self.chart.marks[number].rows if number < len(self.chart.marks) else None
        if rows is not None:
            self.opened.emit(rows)

    def _name(self) -> None:
        """What a screen reader says: the chart and the mark the keys are at."""
        told = ""
        if self.chart.marks:
            mark = self.chart.marks[self.current]
            told = tr("{0} {1}").format(mark.label, mark.told)
        self.setAccessibleName(self.chart.title)
        self.setAccessibleDescription(told)
