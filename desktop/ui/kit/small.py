"""The small widgets every screen is made of, with the role the style sheet knows them by."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QToolButton, QWidget

from desktop.ui.kit.icons import icon


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text, whatever it holds. ``role``: title, heading, strong, count, quiet, small or bad."""
    made = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=wrap)
    made.setProperty("role", role)
    return made


def with_keys(title: str, keys: QKeySequence | str) -> str:
    """What a tool tip says of something that has a shortcut: 되돌리기 (Ctrl+Z). No keys, no brackets."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{title} ({shown})" if shown else title


def tool(picture: str, title: str, keys: str = "", *, checked: bool | None = None) -> QToolButton:
    """A button of an icon alone, named by its tool tip; with ``checked`` it is a switch. ``keys`` do what it does."""
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setToolTip(with_keys(title, keys))
    made.setAccessibleName(title)
    made.setProperty("role", "quiet")
    made.setCheckable(checked is not None)
    made.setChecked(bool(checked))
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """``inside`` in a frameless area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(
        Qt.FocusPolicy.NoFocus
    )  # else it, and not the first input in it, would have a dialog's focus
    area.setProperty("role", "clear")
    inside.setProperty("role", "clear")
    area.setWidget(inside)
    return area
