"""The head of a list: titles in line with their cells, the order shown by an arrow."""

import math

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import colours
from desktop.ui.table.cell_delegate import PAD

HEIGHT = 36
_ARROW = 12


class ListHeader(QHeaderView):
    """Click sorts, a drag moves a column, its edge sizes it, a double click on the edge fits it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(48)
        self.setResizeContentsPrecision(0)  # fits what is visible: more would read the whole list
        self.setFixedHeight(HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def sectionSizeFromContents(self, section: int) -> QSize:
        title = str(self.model().headerData(section, self.orientation()) or "")
        wide = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(title))  # rounded down, it would be cut
        return QSize(wide + 2 * PAD + _ARROW + 4, HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        chosen = colours()
        model = self.model()
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        align = model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        title = model.headerData(section, self.orientation()) or ""
        painter.save()
        painter.fillRect(rect, QColor(chosen.surface))
        painter.setPen(QColor(chosen.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(self.font())
        painter.setPen(QColor(chosen.text if sorted_by else chosen.quiet))
        room = inside.width() - (_ARROW + 4 if sorted_by else 0)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        wide = painter.fontMetrics().horizontalAdvance(shown)
        left = inside.left() if align & Qt.AlignmentFlag.AlignLeft else inside.right() + 1 - wide
        painter.drawText(
            QRect(left, rect.top(), wide + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        if sorted_by:
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            spot = left + wide + 4 if align & Qt.AlignmentFlag.AlignLeft else left - 4 - _ARROW
            painter.setFont(glyph_font(_ARROW))
            painter.drawText(
                QRect(spot, rect.top(), _ARROW, rect.height()),
                Qt.AlignmentFlag.AlignCenter,
                glyph("up" if up else "down"),
            )
        painter.restore()
