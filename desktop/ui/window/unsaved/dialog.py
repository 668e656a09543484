"""What a crash left unfinished: read, gone on with, or thrown away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.queries.unsaved import Left
from desktop.text.dates import show_date
from desktop.ui.kit import messages
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label

_LINES = 4
"""Of each text so many are in sight; the rest scrolls."""


class UnsavedDialog(Dialog):
    """``chosen`` is what the person goes on with, None where nothing; ``throw_away`` is told of the others at once."""

    def __init__(
        self, parent: QWidget | None, left: Sequence[Left], throw_away: Callable[[Left], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("쓰다 만 내용"))
        self.chosen: Left | None = None
        self._throw_away = throw_away
        self._standing = len(left)
        close = QDialogButtonBox()
        close.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        column = QVBoxLayout()
        column.setSpacing(16)
        told = self.tr(
            "저장하기 전에 프로그램이 끝나 남아 있는 것입니다. 이 자리의 이 사용자에게만 보입니다."
        )
        column.addWidget(label(told, "quiet", wrap=True))
        for each in left:
            column.addWidget(self._part(each))
        column.addStretch()
        self.lay_out(column, close)
        self.take_room(560, 520)

    def _part(self, left: Left) -> QWidget:
        part = QFrame()
        at, title = left.at.astimezone(), left.writing.title
        text = QPlainTextEdit(left.writing.told, readOnly=True, tabChangesFocus=True)
        text.setAccessibleName(self.tr("{0}에 쓰던 것").format(title))
        lines = min(_LINES, max(2, text.blockCount()))
        text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 20)
        go_on, away = QPushButton(self.tr("이어 쓰기")), QPushButton(self.tr("버리기"))
        for button in (go_on, away):
            button.setAutoDefault(False)
            button.setAccessibleDescription(title)
        go_on.clicked.connect(lambda: self._go_on(left))
        away.clicked.connect(lambda: self._ask(left, part))
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(title, "strong", wrap=True), 1)
        head.addWidget(label(f"{show_date(at.date())} {at:%H:%M}", "quiet"), 0, Qt.AlignmentFlag.AlignTop)
        buttons.addStretch()
        for button in (away, go_on):
            buttons.addWidget(button)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(text)
        column.addLayout(buttons)
        return part

    def _go_on(self, left: Left) -> None:
        self.chosen = left
        self.accept()

    def _ask(self, left: Left, part: QWidget) -> None:
        question = self.tr("'{0}'에 쓰다 만 내용을 버릴까요? 되돌릴 수 없습니다.").format(left.writing.title)
        if not messages.ask(self, question, self.tr("버리기")):
            return
        self._throw_away(left)
        part.hide()
        self._standing -= 1
        if not self._standing:
            self.reject()
