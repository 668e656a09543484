"""Beside a proposal's form: the five proposals of all terms that are most like what is being typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.services.board.similar import SHOWN, Similar, similar
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label

WIDTH = 240
_MARGIN = 12
ASKED_AFTER_MS = 250
"""Typing rests that long before it is looked for."""


class SimilarHint(QFrame):
    """What it shows follows the text it was told of last; what an older text found is let go."""

    def __init__(self, desk: Desk, besides: int | None) -> None:
        super().__init__()
        self._desk, self._besides, self._text = desk, besides, ""
        self.setFixedWidth(WIDTH)
        self._said = label("", "quiet", wrap=True)
        self._rows = [_Row(self._open) for _ in range(SHOWN)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(tr("비슷한 제안"), "strong"))
        layout.addWidget(self._said)
        for row in self._rows:
            layout.addWidget(row)
        layout.addStretch()
        self._rest = QTimer(self, singleShot=True, interval=ASKED_AFTER_MS)
        self._rest.timeout.connect(self._ask)
        self._show("", ())

    def watch(self, inputs: Sequence[QWidget]) -> None:
        """Follows what is typed into them; the first tells what it holds now."""
        for each in inputs:
            if isinstance(each, QLineEdit):
                each.textChanged.connect(self.look_for)
            elif isinstance(each, QPlainTextEdit):
                each.textChanged.connect(lambda each=each: self.look_for(each.toPlainText()))
        first = inputs[0]
        if isinstance(first, QLineEdit) and first.text():
            self.look_for(first.text())

    def look_for(self, text: str) -> None:
        """Looks for what is like ``text`` once typing rests."""
        self._text = text
        self._rest.start()

    def _ask(self) -> None:
        store, text, besides = self._desk.store, self._text, self._besides
        self._desk.jobs.read_ahead(
            lambda: similar(store, text, besides=besides),
            lambda found: self._show(text, found),
            told=self,
        )

    def _show(self, text: str, found: Sequence[Similar]) -> None:
        if text != self._text:
            return
        told = tr("제목이나 내용을 적으면 지난 제안에서 비슷한 것을 찾습니다.")
        self._said.setText(tr("비슷한 제안이 없습니다.") if text.strip() else told)
        self._said.setMinimumHeight(
            self._said.heightForWidth(WIDTH - _MARGIN)
        )  # a grid would leave it one line
        self._said.setVisible(not found)
        for place, row in enumerate(self._rows):
            row.show_proposal(found[place] if place < len(found) else None)

    def _open(self, proposal_id: int) -> None:
        self._desk.open("proposals", self, proposal_id)


class _Row(QWidget):
    """One proposal: its title, which opens it, and what became of it."""

    def __init__(self, open_it: Callable[[int], None]) -> None:
        super().__init__()
        self._id = 0
        self._title = QPushButton(autoDefault=False)
        self._title.setProperty("role", "link")
        self._title.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title.clicked.connect(lambda: open_it(self._id))
        self._fate = label("", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._fate)

    def show_proposal(self, proposal: Similar | None) -> None:
        self.setVisible(proposal is not None)
        if proposal is None:
            return
        self._id = proposal.id
        room = self.fontMetrics().elidedText(proposal.title, Qt.TextElideMode.ElideRight, WIDTH - 32)
        self._title.setText(room.replace("&", "&&"))
        self._title.setToolTip(proposal.title)
        self._title.setAccessibleName(proposal.title)
        fate = tr("{0}년 · {1}").format(proposal.year, proposal.status)
        self._fate.setText(f"{fate} · {proposal.reason}" if proposal.reason else fate)
