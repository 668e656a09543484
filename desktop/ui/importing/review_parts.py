"""The small parts of the review: a number with its word, and the list of findings."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.rules.fields import Value
from desktop.text.dates import show_date
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label
from desktop.ui.table.grid_view import GridView


class FindingsTable(GridView):
    """``pasted`` is emitted for Ctrl+V."""

    pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is GridView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Paste) and not editing:
            self.pasted.emit()
        else:
            super().keyPressEvent(event)


class Count(QWidget):
    """A number with its icon and word."""

    def __init__(self, title: str, count: int, picture: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = label()
        mark.setPixmap(icon(picture).pixmap(16, 16))
        row.addWidget(mark)
        row.addWidget(label(title, role="quiet"))
        row.addWidget(label(f"{count:,}", role="heading"))


def value_text(value: Value) -> str:
    """A value as the review tells it."""
    if value is None:
        return ""
    return show_date(value) if isinstance(value, dt.date) else str(value)
