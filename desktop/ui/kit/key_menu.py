"""Menus for those who type: letters reach them whatever the keyboard writes just now, and a name is gone to by its beginning."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from desktop.text.hangul import begins

FORGET_MS = 1_000
"""After so long a pause a letter begins a new name."""
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_COMPOSES = Qt.WidgetAttribute.WA_InputMethodEnabled


class KeyMenu(QMenu):
    """While it is open nothing is composed: a menu has no focus, and Hangul would go into the cell behind it."""

    _composing: QWidget | None = None

    def showEvent(self, event: QShowEvent) -> None:
        behind = QApplication.focusWidget()
        if behind is not None and behind.testAttribute(_COMPOSES):
            self._composing = behind
            behind.setAttribute(_COMPOSES, False)
        # Qt sees to it once: when a line changes while it is open, it would grow beyond the screen.
        self.setMaximumHeight(self.screen().availableGeometry().height())
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._composing is not None and isValid(self._composing):
            self._composing.setAttribute(_COMPOSES, True)
        self._composing = None


class NamesMenu(KeyMenu):
    """A menu of names: 'ㅈ', '전' or 'w' goes to 전공, once more to the next that begins so. Enter takes it."""

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(title, parent)
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=FORGET_MS)
        self._forget.timeout.connect(self._begin_anew)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.strip() and letter.isprintable() and not event.modifiers() & _COMMANDING:
            self._go_to(letter)
        else:
            super().keyPressEvent(event)

    def _begin_anew(self) -> None:
        self._typed = ""

    def _go_to(self, letter: str) -> None:
        self._typed += letter
        self._forget.start()
        lines = [each for each in self.actions() if each.isEnabled() and not each.isSeparator()]
        active = self.activeAction()
        here = lines.index(active) if active in lines else -1
        found = self._first(lines[here:] + lines[:here] if len(self._typed) > 1 else [], self._typed)
        found = found or self._first(lines[here + 1 :] + lines[: here + 1], letter)
        if found:
            self.setActiveAction(found)

    @staticmethod
    def _first(lines: list[QAction], typed: str) -> QAction | None:
        titles = ((each, each.text().partition("\t")[0].replace("&&", "&")) for each in lines)
        return next((each for each, title in titles if begins(title, typed)), None)
