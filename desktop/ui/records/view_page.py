"""What pages that are no lists have in common: the head with its commands, an empty state, and being read anew in time."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.kit.small import label
from desktop.ui.lists.action_bar import ActionBar
from desktop.ui.records.view import Here, View
from desktop.ui.table.list_source import Action


class _Told(QLabel):
    """Figures in one line, in two where the screen is too small; a plain label that may wrap asks for two everywhere."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.setProperty("role", "count")

    def sizeHint(self) -> QSize:
        asked = super().sizeHint()
        return QSize(
            max(asked.width(), self.fontMetrics().horizontalAdvance(self.text()) + 2), asked.height()
        )


class ViewPage(QWidget):
    """A page of ``view``: what it shows goes into `body`, and `read` shows it anew.

    `read` is called when the page is first shown, and again after a write to a table the view watches or another scope is put
    in work: at once while the page is in front, else when it is next.
    """

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self._stale = True
        self.bar = ActionBar([self._bound(each) for each in view.commands], self.selected)
        self.addActions(self.bar.qt_actions)  # their keys work wherever in the page the keyboard is
        self.told = _Told()
        self.empty, self.beside_title = EmptyState(), QHBoxLayout()
        self.body = QWidget()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(view.title, "title"))
        head.addLayout(self.beside_title)
        head.addWidget(self.told, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.bar, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.body)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        desk.bus.committed.connect(self._committed)
        desk.bus.scope_changed.connect(lambda: self._committed(None))

    def fill(self, layout: QLayout) -> None:
        """Lay the page out; once."""
        layout.setContentsMargins(0, 0, 0, 0)
        self.body.setLayout(layout)

    def put_beside_title(self, widget: QWidget) -> None:
        """What belongs to the title: the switch between the faces of a page."""
        self.beside_title.addWidget(widget)

    def read(self) -> None:
        """Show what the data say now; a page that shows nothing of them has nothing to read."""

    def refresh(self) -> None:
        """Read anew, and say again which commands can be used."""
        self._stale = False
        self.read()
        self.show_commands()

    def show_commands(self) -> None:
        """Say again which commands can be used: after what is selected changed."""
        ids = self.selected()
        self.bar.show_for(len(ids), lambda: ids, writable=not self.desk.store.read_only)

    def selected(self) -> list[int]:
        """The ids of what is selected, on a page where something can be."""
        return []

    @property
    def kind(self) -> str:
        """What is selected on it, on a view beside a list."""
        return self.view.beside

    def spot(self) -> QPoint:
        """Where on the screen a menu about what is selected opens by the keyboard."""
        return self.mapToGlobal(self.rect().center())

    def show_body(self) -> None:
        """There is something to show."""
        self._stack.setCurrentWidget(self.body)

    def show_empty(self, sentence: str, command: Command[Here] | None = None) -> None:
        """There is nothing: ``sentence`` says what to do, ``command`` does it; or why that cannot be done yet."""
        here = Here(self.desk, self)
        refused = command.refusal(here) if command and command.refusal else ""
        if command is None or refused or (command.writes and self.desk.store.read_only):
            self.empty.show_for(refused or sentence, self.view.icon)
        else:
            self.empty.show_for(sentence, self.view.icon, command.title, lambda: command.run(here))
        self._stack.setCurrentWidget(self.empty)

    def setFocus(self, *reason: Any) -> None:
        """To what the page shows, which is read first where nobody has seen it yet."""
        if self._stale:
            self.refresh()
        if self._stack.currentWidget() is self.empty:
            self.empty.setFocus()
        elif (first := self.first()) is not None:
            first.setFocus()
        else:
            super().setFocus(*reason)

    def first(self) -> QWidget | None:
        """What has the keyboard when the page is opened."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _committed(self, changes: Any) -> None:
        if changes is not None and not self.view.watches & changes.tables:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _bound(self, command: Command[Here]) -> Action:
        def here(ids: Sequence[int]) -> Here:
            return Here(self.desk, self, ids)

        refusal = command.refusal
        return Action(
            title=command.title,
            icon=command.icon,
            run=lambda ids: command.run(here(ids)),
            shortcut=command.keys,
            needs=command.needs,
            primary=command.primary,
            in_header=command.in_header,
            writes=command.writes,
            refusal=None if refusal is None else lambda ids: refusal(here(ids)),
        )
