"""A list whose lines are ticked: by a click anywhere on the line, not on its box alone, or by Space."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.text.hangul import initials, is_initials


class TickList(QListWidget):
    """Its items are checkable; what Enter does (``itemActivated``) is its owner's to say."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            flip(item)

    def narrow(self, text: str) -> None:
        """Leaves the lines in sight that hold ``text``, or whose initials do."""
        wanted = text.replace(" ", "").lower()
        for item in self.lines():
            name = item.text().replace(" ", "").lower()
            found = wanted in (initials(item.text()) if is_initials(wanted) else name)
            item.setHidden(bool(wanted) and not found)

    def lines(self) -> list[QListWidgetItem]:
        """All lines, those out of sight too."""
        return [self.item(row) for row in range(self.count())]


def flip(item: QListWidgetItem) -> None:
    """Ticks what is not ticked, and the other way round."""
    checked = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
