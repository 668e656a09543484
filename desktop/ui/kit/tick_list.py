"""A list whose lines are ticked: by a click anywhere on the line, not on its box alone, or by Space."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem


class TickList(QListWidget):
    """Its items are checkable; what Enter does (``itemActivated``) is its owner's to say."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            flip(item)


def flip(item: QListWidgetItem) -> None:
    """Ticks what is not ticked, and the other way round."""
    checked = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
