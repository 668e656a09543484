"""A choice made by its first letters: '수' or 'ㅅㄹ' is 수료. The list of choices stays shut."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.text.hangul import begins
from desktop.ui.kit.composition import Composition

_GAP = 8


class ChoiceInput(QLineEdit):
    """What is typed picks the first of ``words`` that begins with it, shown behind it; no word leaves it as it was typed."""

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._composition = Composition(self)
        self._composition.changed.connect(self.update)

    def word(self) -> str:
        """The choice that is meant."""
        typed = self._composition.text_so_far().strip()
        return next((word for word in self._words if typed and begins(word, typed)), typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        typed, word = self._composition.text_so_far().strip(), self.word()
        if typed and word != typed:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            left = self.cursorRect().right() + _GAP
            baseline = (self.height() + self.fontMetrics().ascent() - self.fontMetrics().descent()) // 2
            painter.drawText(left, baseline, word)
