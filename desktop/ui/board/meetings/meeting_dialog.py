"""A meeting as it goes on: its form, and below it what was decided, what is to be done and which ideas came up."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.services.board.meetings import meetings, proposing
from desktop.services.datafile.changes import Changes
from desktop.ui.board.meetings.pages import MEETING
from desktop.ui.desk import Desk
from desktop.ui.forms.form_loader import SCROLL_ROOM
from desktop.ui.kit.icons import icon
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.records.record_dialog import RecordDialog, run
from desktop.ui.records.record_list import RecordList

_LISTS = (
    ("decisions", tr("결정"), meetings.decisions),
    ("action_items", tr("할 일"), meetings.items),
    ("ideas", tr("아이디어"), meetings.ideas),
)


def open_meeting(desk: Desk, parent: QWidget, meeting_id: int | None = None) -> Changes | None:
    """A meeting of the board in work."""
    return run(MeetingDialog(desk, parent, meeting_id))


class _Lists(QWidget):
    """Parts side by side where there is room for that, else one below the other; they scroll with the form."""

    def __init__(self, parts: Sequence[QLayout]) -> None:
        super().__init__()
        self._parts = parts
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # said below
        self._row.setContentsMargins(0, 0, SCROLL_ROOM, 0)  # in line with the inputs
        self._row.setSpacing(16)
        for part in parts:
            self._row.addLayout(part, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths()) + SCROLL_ROOM, self._row.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            spaces = self._row.spacing() * (len(self._parts) - 1) + SCROLL_ROOM
            fits = sum(self._widths()) + spaces <= self.width()
            way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
            if way is not self._row.direction():
                self._row.setDirection(way)
                self.updateGeometry()
        return done

    def _widths(self) -> list[int]:
        return [part.minimumSize().width() for part in self._parts]


class MeetingDialog(RecordDialog):
    """The form of a meeting, its lists, and the making of proposals of its notes.

    What is written so far is saved before anything is added to it: a new meeting need not be saved and opened again.
    """

    def __init__(self, desk: Desk, parent: QWidget | None, meeting_id: int | None = None) -> None:
        super().__init__(desk, parent, MEETING, meeting_id)
        self.lists: dict[str, RecordList] = {}
        notes = self.input("notes")
        assert isinstance(notes, QPlainTextEdit)
        self._notes = notes
        self.propose = QPushButton(icon("arrow-right"), tr("고른 글을 제안으로"))
        self.propose.setAutoDefault(False)
        self.propose.setToolTip(tr("회의 내용에서 고른 글, 고른 것이 없으면 지금 줄이 제안이 됩니다."))
        self.propose.clicked.connect(self._propose)
        self.propose.setVisible(not desk.store.read_only)
        self.propose.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.put_below(self.propose, _Lists([self._list(*each) for each in _LISTS]))
        self.take_room(1100, 700)

    def _list(self, kind: str, title: str, read: meetings.ReadOf) -> QVBoxLayout:
        desk = self.desk
        shown = RecordList(
            desk,
            kind,
            self.scope,
            partial(self._edit, kind),
            read=lambda: () if self.record_id is None else read(desk.store, self.record_id),
        )
        self.lists[kind] = shown
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(title, "heading"))
        column.addWidget(shown)
        return column

    def _edit(self, kind: str, above: QWidget, record_id: int | None) -> None:
        if record_id is not None:
            self.desk.open(kind, above, record_id)
        elif (meeting_id := self.save_first()) is not None:
            self.desk.open(kind, above, meeting_id=meeting_id)

    def _propose(self) -> None:
        """The selected piece of the notes, else the line the cursor is in, becomes a proposal, which is opened."""
        cursor = self._notes.textCursor()
        words = cursor.selectedText().replace("\u2029", "\n") or cursor.block().text()
        meeting_id = self.save_first()
        if meeting_id is None:
            return

        def opened(changes: Changes) -> None:
            self.desk.open("proposals", self, changes.inserted["proposal"][0])

        self.desk.jobs.run(
            self,
            tr("제안 만들기"),
            lambda _progress: proposing.propose_from_notes(self.desk.store, meeting_id, words),
            opened,
        )
