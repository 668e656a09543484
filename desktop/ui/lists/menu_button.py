"""A quiet button that opens a menu, and shows it by an arrow of its own.

A character for the arrow would not do: Noto Sans KR has none, and what another font of the system draws looks as it likes.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.ui.kit.icons import icon

_ARROW, _BESIDE = 12, 8
"""Pixels: how large the arrow is, and what stays free to its right."""


class MenuButton(QToolButton):
    """Icon, words, arrow."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("role", "quiet")
        self.setProperty("opens", "menu")
        self.setIcon(icon(icon_name, QPalette.ColorRole.PlaceholderText))
        self._arrow = icon("down", QPalette.ColorRole.PlaceholderText)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet leaves room for the arrow."""
        super().paintEvent(event)
        place = QRect(self.width() - _ARROW - _BESIDE, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        self._arrow.paint(QPainter(self), place)
