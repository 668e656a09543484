"""The ranking as a table with its cut line: dragged, or moved by Alt+↑ and Alt+↓."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from desktop.ui.kit.messages import tr
from desktop.ui.kit.theme import ROW_HEIGHT, colours
from desktop.ui.training.chip_column import ChipColumn
from desktop.ui.training.selection.ranking_model import (
    BORN,
    DISTANCE,
    NAME,
    RANK,
    RESULT,
    TIES,
    TOTAL,
    RankingModel,
)

_NEAR = 6
"""Pixels within which the line is taken hold of."""
_WIDTHS = {RANK: 64, NAME: 150, BORN: 110, TOTAL: 90, DISTANCE: 130, RESULT: 110, TIES: 150}


class RankingTable(QTableView):
    """``line_moved(row)`` asks for the cut line after so many rows; nothing is moved by the table itself."""

    line_moved = Signal(int)

    def __init__(self, model: RankingModel) -> None:
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.line, self.reserve_line, self.movable = 0, 0, True
        self._dragging = False
        self.setProperty("role", "rows")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(RESULT, ChipColumn(self))
        self.setAccessibleName(tr("선발 순위"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    def show_lines(self, line: int, reserve_line: int, *, movable: bool) -> None:
        """Where the two lines stand, after so many rows, and whether they can be moved."""
        self.line, self.reserve_line, self.movable = line, reserve_line, movable
        self.viewport().update()

    def y_of(self, row: int) -> int:
        """Where the upper edge of a row is in the viewport."""
        return int(self.rowViewportPosition(row)) if row < self._lines.rowCount() else self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if (
            step is None
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier
        ):
            super().keyPressEvent(event)
        elif self.movable:
            self._ask(self.line + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragging = self.movable and self._is_near(event.position().toPoint())
        if not self._dragging:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._dragging:
            self._ask(self._row_near(at.y()))
            return
        near = self.movable and self._is_near(at)
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lines.rowCount():
            return
        painter = QPainter(self.viewport())
        chosen = colours()
        self._paint_line(painter, self.line, QColor(chosen.accent), tr("합격선"), width=2)
        if self.reserve_line > self.line:
            self._paint_line(painter, self.reserve_line, QColor(chosen.quiet), tr("예비까지"), width=1)
        painter.end()

    def _paint_line(self, painter: QPainter, row: int, ink: QColor, word: str, *, width: int) -> None:
        y, right = self.y_of(row), self.viewport().width()
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine if width > 1 else Qt.PenStyle.DashLine))
        painter.drawLine(0, y, right, y)
        metrics = painter.fontMetrics()
        tag = QRect(
            right - metrics.horizontalAdvance(word) - 24, y - 10, metrics.horizontalAdvance(word) + 16, 20
        )
        tag.moveTop(max(0, tag.top()))
        painter.setBrush(QColor(colours().surface))
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(tag, 6, 6)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)

    def _is_near(self, at: QPoint) -> bool:
        return abs(at.y() - self.y_of(self.line)) <= _NEAR

    def _row_near(self, y: int) -> int:
        return round((y - self.y_of(0)) / ROW_HEIGHT)

    def _ask(self, row: int) -> None:
        row = max(0, min(row, self._lines.rowCount()))
        if row != self.line:
            self.line_moved.emit(row)

    def _end(self) -> int:
        count = self._lines.rowCount()
        return int(self.rowViewportPosition(count - 1)) + ROW_HEIGHT if count else 0
