"""A line above all else that stays as long as what it says is so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.kit.small import label


class Banner(QFrame):
    """Hidden while it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._text = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows ``sentence``; '' hides the banner."""
        self._text.setText(f"⚠ {sentence}" if sentence else "")
        self.setVisible(bool(sentence))
