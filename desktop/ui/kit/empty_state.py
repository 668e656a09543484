"""What stands in place of an empty list: a sentence that says what to do, and the button that does it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.icons import icon


class EmptyState(QWidget):
    """A calm page with one sentence and at most one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Callable[[], object] = lambda: None
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._sentence.setProperty("role", "quiet")
        self._button = QPushButton()
        self._button.setProperty("role", "primary")
        self._button.setAutoDefault(True)  # Enter presses it
        self._button.clicked.connect(lambda: self._run())
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    @property
    def offers(self) -> bool:
        """Whether there is something to press."""
        return not self._button.isHidden()

    def setFocus(self, *_reason: Any) -> None:
        """To the button."""
        self._button.setFocus()

    def show_for(
        self, sentence: str, picture: str, button: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """``picture`` is an icon's name; without ``button`` there is none."""
        self._icon.setPixmap(icon(picture, QPalette.ColorRole.PlaceholderText).pixmap(40, 40))
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._run = run or (lambda: None)
