"""What all our dialogs have: room on any screen, letters on their buttons, Enter that presses one, the guide at F1."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.mnemonics import letter_buttons
from desktop.ui.kit.small import scrolled

_BEHIND = 60
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_HAS_HELP = "has help"
_RENAMED = frozenset({QEvent.Type.Polish, QEvent.Type.LayoutRequest})
"""A button with a new title needs another width: that is how its dialog hears of it."""


class Dialog(QDialog):
    """``help_page`` is the page whose chapter of the guide F1 opens; '' leaves it to the page behind the dialog."""

    help_page = ""

    def lay_out(self, content: QWidget | QLayout, *below: QWidget | QLayout, spacing: int = 16) -> None:
        """``content``, which scrolls where the screen cannot hold it, and ``below`` it what is always in sight."""
        if isinstance(content, QLayout):
            content.setContentsMargins(0, 0, 0, 0)
            holder = QWidget()
            holder.setLayout(content)
            content = holder
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(spacing)
        layout.addWidget(scrolled(content, sideways=True), 1)
        for part in below:
            if isinstance(part, QLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part)

    def take_room(self, width: int, height: int) -> None:
        """As large as that, as far as the screen leaves it, with a little of what lies behind in sight."""
        self.resize(QSize(width, height).boundedTo(self.most()))

    def most(self) -> QSize:
        """As large as a dialog may be on this screen."""
        return self.screen().availableSize() - QSize(_BEHIND, _BEHIND)

    def keep_on_screen(self) -> None:
        """As large as its content asks for, unless it was told; no larger than the screen, and wholly on it."""
        asked = QSize() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self.sizeHint()
        self.resize(self.size().expandedTo(asked).boundedTo(self.most()))
        room, here = self.screen().availableGeometry(), self.frameGeometry()
        left = max(room.left(), min(here.left(), room.right() - here.width()))
        top = max(room.top(), min(here.top(), room.bottom() - here.height()))
        if (left, top) != (here.left(), here.top()):
            self.move(left, top)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keep_on_screen()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in _RENAMED:
            letter_buttons(self)
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it stands on: Qt would press another one where that is no autoDefault button."""
        here = self.focusWidget()
        if event.key() == Qt.Key.Key_F1 and not event.modifiers():
            show_help(self, self.help_page)
        elif event.key() in ENTER and isinstance(here, QPushButton):
            here.click()
        else:
            super().keyPressEvent(event)


def help_in_dialogs_of_qt(app: QApplication) -> None:
    """F1 opens the guide in message boxes and in Qt's own dialogs of files, folders and printers too."""

    def look(_before: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else None
        if not isinstance(window, QDialog) or isinstance(window, Dialog) or window.property(_HAS_HELP):
            return
        window.setProperty(_HAS_HELP, True)
        key = QShortcut(QKeySequence(Qt.Key.Key_F1), window)
        key.activated.connect(lambda: show_help(window, ""))

    app.focusChanged.connect(look)


def show_help(dialog: QWidget, page: str) -> None:
    """Asks the window behind ``dialog`` for the guide."""
    above: QWidget | None = dialog.parentWidget()
    while above is not None:
        page = page or getattr(above, "help_page", "")
        if hasattr(above, "show_guide"):
            above.show_guide(dialog, page)
            return
        above = above.parentWidget()
