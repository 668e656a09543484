"""A line above all else that stays as long as what it says is so."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.ui.kit.small import label

_ONE_LINE = 60
"""Characters that fit beside a button on a small screen."""


class Banner(QFrame):
    """Hidden while it has nothing to say. A large ``name`` may stand before the sentence, a button behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._run: Callable[[], object] = lambda: None
        self._name, self._text = label("", "heading"), label()
        self.button = QPushButton()
        self.button.setProperty("role", "link")
        self.button.clicked.connect(lambda: self._run())
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(16)
        row.addStretch()
        for part in (self._name, self._text, self.button):
            row.addWidget(part)
        row.addStretch()
        self.say("")

    @property
    def text(self) -> str:
        """All it says."""
        return " ".join(filter(None, (self._name.text(), self._text.text())))

    def say(
        self, sentence: str, name: str = "", button: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Shows ``sentence``; '' hides the banner."""
        self._run = run or (lambda: None)
        self._name.setText(name)
        self._text.setText(f"⚠ {sentence}" if sentence else "")
        # A short sentence stands in the middle; a long one takes the width there is, and lines as it needs.
        is_long = len(sentence) > _ONE_LINE
        self._text.setWordWrap(is_long)
        self._row.setStretchFactor(self._text, 1000 if is_long else 0)
        self.button.setText(button)
        self._name.setVisible(bool(name))
        self.button.setVisible(bool(button))
        self.setVisible(bool(sentence))
