"""Korean being composed: the last syllable is part of what was typed, whatever key or click ends the typing."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.text.hangul import is_initials

_ENDING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class Composition(QObject):
    """Watches one input. Some input methods drop their preedit when Enter, Tab or a click takes the focus away.

    ``changed`` follows what is being composed, of which the input itself says nothing: a search need not wait for it.
    """

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._preedit = ""
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.InputMethod:
            self._preedit = cast("QInputMethodEvent", event).preeditString()
            self.changed.emit()
        elif event.type() is QEvent.Type.FocusOut or (
            event.type() is QEvent.Type.KeyPress and cast("QKeyEvent", event).key() in _ENDING
        ):
            self.settle()
        return False

    def text_so_far(self) -> str:
        """What a line says, with what is being composed. A letter behind whole syllables is left out: it is none yet."""
        line = cast("QLineEdit", self._widget)
        text, place = line.text(), line.cursorPosition()
        before = text[:place]
        if before.strip() and is_initials(self._preedit) and not is_initials(before.replace(" ", "")):
            return text
        return before + self._preedit + text[place:]

    def settle(self) -> None:
        """Makes the syllable being composed part of the text."""
        if not self._preedit:
            return
        settle_now = QGuiApplication.inputMethod().commit
        settle_now()
        if self._preedit:  # the platform's input method did not answer
            commit = QInputMethodEvent()
            commit.setCommitString(self._preedit)
            QCoreApplication.sendEvent(self._widget, commit)


def settle(widget: QWidget) -> None:
    """Settles ``widget`` and every input in it that is watched."""
    for watched in widget.findChildren(Composition):
        watched.settle()
