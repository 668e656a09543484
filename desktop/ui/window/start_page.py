"""The first thing a new desk shows: who works here, and the ways to begin."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.rules import fields
from desktop.rules.fields import Field, Kind
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label

_WIDTH = 480
_OFFICER = Field("officer", "담당자", Kind.NAME, max_length=60)
_RECORDED = "변경 이력에 이 이름으로 남습니다. 비워 두면 컴퓨터의 사용자 이름으로 남습니다."


@dataclass(frozen=True, slots=True)
class Start:
    """One way to begin."""

    title: str
    sentence: str
    icon: str
    run: Callable[[], object]


class StartPage(QScrollArea):
    """The first choice has the focus; the arrow keys and Tab go through them, Enter takes one.

    ``officer`` is what the person here is called, asked for above them, and ``call`` is told what is written there once
    it can be a name. On a screen too low for all of it the page is scrolled.
    """

    def __init__(
        self,
        starts: Sequence[Start],
        parent: QWidget | None = None,
        *,
        officer: str = "",
        call: Callable[[str], object] = lambda _name: None,
    ) -> None:
        super().__init__(parent)
        self._call = call
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(label(self.tr("이음"), "title"))
        told = self.tr(
            "주니어보드와 AI 교육과정, 인턴십과 수료증을 한 파일에서 다룹니다.\n자료는 이 컴퓨터 밖으로 나가지 않습니다."
        )
        column.addWidget(label(told, "quiet", wrap=True))
        column.addSpacing(12)
        self.officer = QLineEdit(officer)
        self.officer.setFixedWidth(_WIDTH)
        self.officer.setPlaceholderText(self.tr("예: 김주무관"))
        self.officer.textChanged.connect(self._take_officer)
        Composition(self.officer)
        asked = label(self.tr("담당자 이름"), "strong")
        asked.setBuddy(self.officer)
        self._told = label(self.tr(_RECORDED), "quiet", wrap=True)
        for part in (asked, self.officer, self._told):
            column.addWidget(part)
        column.addSpacing(12)
        self.buttons = [_ChoiceButton(start) for start in starts]
        for button in self.buttons:
            column.addWidget(button)
        column.addStretch(3)
        page = QWidget()
        row = QHBoxLayout(page)
        row.addStretch()
        row.addLayout(column)
        row.addStretch()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the first choice. A focus proxy would do it too, but Tab then passes over the line above it."""
        super().focusInEvent(event)
        if self.buttons:
            self.buttons[0].setFocus(event.reason())

    def _take_officer(self, text: str) -> None:
        try:
            name = fields.parse(_OFFICER, text, dt.datetime.now().astimezone().date())
        except UserError as error:
            self._told.setText(error.message)
            return
        self._told.setText(self.tr(_RECORDED))
        self._call(str(name or ""))


class _ChoiceButton(QPushButton):
    """A large button of an icon, a title and a sentence."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setFixedWidth(_WIDTH)
        self.setAutoDefault(True)
        self.setAccessibleName(start.title)
        self.setAccessibleDescription(start.sentence)
        picture = QLabel()
        picture.setPixmap(icon(start.icon).pixmap(28, 28))
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(start.title, "heading"))
        texts.addWidget(label(start.sentence, "quiet", wrap=True))
        texts.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        for child in self.findChildren(QLabel):
            child.ensurePolished()  # its role makes it larger
        self.setMinimumHeight(row.heightForWidth(_WIDTH))
        self.clicked.connect(lambda: start.run())
