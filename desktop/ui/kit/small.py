"""The small widgets every screen is made of, with the role the style sheet knows them by."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QWidget,
)

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


def number_box(minimum: int = 0, maximum: int = 99) -> QSpinBox:
    """A box for a whole number."""
    made = QSpinBox(minimum=minimum, maximum=maximum)
    made.lineEdit().setTextMargins(8, 0, 0, 0)  # its inside is out of a style sheet's reach
    return made


class Tabs(QWidget):
    """A row of titles, one of them in front. ``chosen`` carries the place of the one clicked.

    Arrow keys go from one to the next, Tab goes past them all.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, title in enumerate(titles):
            tab = QPushButton(title, autoDefault=False)
            tab.setCheckable(True)
            tab.setProperty("role", "chip")
            self.group.addButton(tab, place)
            row.addWidget(tab)
        self.group.idClicked.connect(self.chosen)

    def put_in_front(self, place: int) -> None:
        """Marks one, without choosing it."""
        self.group.button(place).setChecked(True)
        for tab in self.group.buttons():
            tab.setIcon(icon("check") if tab.isChecked() else QIcon())
            # Qt leads Tab to the one that had the keyboard last.
            policy = Qt.FocusPolicy.StrongFocus if tab.isChecked() else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(policy)


class _Following(QScrollArea):
    """What has the keyboard is in sight, however it came there: Qt's own looks only after Tab from one part of it to another."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if now.height() <= self.viewport().height():  # a list taller than that is never wholly in sight
            self.ensureWidgetVisible(now, 8, 8)


class _Area(_Following):
    """As large as what lies in it, where there is room: Qt's own never asks for more than a few lines."""

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return super().sizeHint() if inside is None else inside.sizeHint().expandedTo(inside.minimumSize())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolled(inside: QWidget, *, sideways: bool = False) -> QScrollArea:
    """``inside`` in a frameless area that scrolls up and down; sideways too only where one is asked to, at need."""
    area = _Area() if sideways else _Following()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(
        Qt.FocusPolicy.NoFocus
    )  # else it, and not the first input in it, would have a dialog's focus
    area.setProperty("role", "clear")
    inside.setProperty("role", "clear")
    area.setWidget(inside)
    return area
