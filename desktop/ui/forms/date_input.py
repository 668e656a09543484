"""A date typed as people type it, with a calendar for those who would rather point."""

import datetime as dt

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import UserError
from desktop.text.dates import parse_date, show_date
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import with_keys


class DateInput(QLineEdit):
    """Takes every form `parse_date` takes; Alt+Down or the icon opens the calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Composition(self)
        self.setPlaceholderText(self.tr("예: 2022. 9. 16."))
        pick = QAction(icon("calendar"), self.tr("달력에서 고르기"), self)
        pick.setShortcut("Alt+Down")
        pick.setToolTip(with_keys(pick.text(), pick.shortcut()))
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self.pick)
        self.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)

    def pick(self) -> None:
        """Opens the calendar at the date written, or at today."""
        from desktop.ui.forms.calendar import Calendar  # no list waits for it

        calendar = Calendar(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.date()
        if shown:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        calendar.clicked.connect(calendar.close)
        calendar.activated.connect(calendar.close)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        calendar.show()
        calendar.setFocus()

    def date(self) -> dt.date | None:
        """The date written so far; None while it is none."""
        try:
            return parse_date(self.text()) if self.text().strip() else None
        except UserError:  # half a date is not worth a word yet; it is told when the form is saved
            return None

    def _take(self, date: QDate) -> None:
        self.setText(show_date(dt.date(date.year(), date.month(), date.day())))
        self.setFocus()
