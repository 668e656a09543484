"""The line that says what was done, with the way back beside it. It goes by itself; nothing has to be clicked away."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.kit.small import label

SHOWN_MS = 8000
YIELDS = "yields"
"""The property of a label that is not shown while the line lies on its text: half a sentence says nothing."""
_UP = 6
"""Over the row of figures below a list, which stands still: over the last rows it hid what was being worked on."""


class Toast(QFrame):
    """Lies over the lower middle of ``host``; stays while the pointer is on it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("role", "toast")
        self._host = host
        self._run: Callable[[], object] = lambda: None
        self._text = label()
        self._button = QPushButton()
        self._button.setProperty("role", "toast")
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(16)
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self._text.text()

    def say(self, sentence: str, button: str = "", run: Callable[[], object] | None = None) -> None:
        """Shows ``sentence`` in place of what was shown, with ``button`` to ``run`` something."""
        room = max(160, self._host.width() - 240)
        self._text.setText(self.fontMetrics().elidedText(sentence, Qt.TextElideMode.ElideRight, room))
        self._text.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._run = run or (lambda: None)
        self._place()
        self._make_room()
        self.show()
        self.raise_()
        self._timer.start()

    def _act(self) -> None:
        self.hide()
        self._run()

    def _place(self) -> None:
        self.adjustSize()
        spot = self._host.rect()
        self.move((spot.width() - self.width()) // 2, spot.height() - self.height() - _UP)

    def _make_room(self) -> None:
        for each in self._host.findChildren(QLabel):
            if each.property(YIELDS) and each.isVisible():
                place = QRect(each.mapTo(self._host, QPoint(0, 0)), each.size())
                place.setLeft(
                    place.right() - min(place.width(), each.fontMetrics().horizontalAdvance(each.text()))
                )
                each.setHidden(place.intersects(self.geometry()))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for each in self._host.findChildren(QLabel):
            if each.property(YIELDS):
                each.show()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
