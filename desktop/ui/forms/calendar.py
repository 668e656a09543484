"""A month to point at a day in: with Korean's order of year and month, and without the numbers of weeks nobody asks for."""

from typing import cast

from PySide6.QtCore import QDate, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from desktop.ui.kit.small import label, tool
from desktop.ui.kit.theme import colours


class Calendar(QCalendarWidget):
    """Qt's calendar under a head of its own: Qt's writes the month before the year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setNavigationBarVisible(False)
        self._shown = label("", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 0, 4)
        head.setSpacing(4)
        head.addWidget(self._shown, 1)
        for picture, title, turn in (
            ("left", self.tr("앞 달"), self.showPreviousMonth),
            ("right", self.tr("다음 달"), self.showNextMonth),
        ):
            button = tool(picture, title)
            button.clicked.connect(turn)
            head.addWidget(button)
        column = cast("QVBoxLayout", self.layout())
        column.setContentsMargins(8, 4, 8, 8)
        column.insertLayout(0, head)
        # For its edge: over a form it would run into it.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(320, 284)
        self._colour()
        self.currentPageChanged.connect(self._name)
        self._name(self.yearShown(), self.monthShown())

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        """A day that cannot be chosen is as pale as those of other months; Qt paints it like the rest."""
        if self.minimumDate() <= date <= self.maximumDate():
            super().paintCell(painter, rect, date)
        else:
            painter.setPen(self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(date.day()))

    def _name(self, year: int, month: int) -> None:
        self._shown.setText(self.tr("{0}년 {1}월").format(year, month))
        if days := self.findChild(QTableView):
            days.setAccessibleName(self._shown.text())

    def _colour(self) -> None:
        """Qt's own red for days off cannot be read on the dark ground."""
        chosen = colours()
        for day, ink in ((Qt.DayOfWeek.Sunday, chosen.bad), (Qt.DayOfWeek.Saturday, chosen.accent)):
            look = QTextCharFormat()
            look.setForeground(QColor(ink))
            self.setWeekdayTextFormat(day, look)
        head = QTextCharFormat()
        head.setForeground(QColor(chosen.quiet))
        head.setBackground(QColor(chosen.surface))
        self.setHeaderTextFormat(head)
