"""'수료증 확인': a certificate that comes back, as a file or as its code typed or scanned, looked up in the register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.issuing import Outcome, Verdict
from desktop.ui.desk import Desk
from desktop.ui.kit.dialog import ENTER, Dialog
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label


class RecogniseDialog(Dialog):
    """Stays open for the next one: a scanner types a code and Enter, and what is found stands below."""

    help_page = "certificates"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("수료증 확인"))
        self._desk = desk
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("예: 4821-0937-5526-1144"))
        named = label(self.tr("확인번호, 또는 QR 코드에서 읽은 글"))
        named.setBuddy(self.text)
        self.heading, self.told = label(role="strong", wrap=True), label(wrap=True)
        self.told.setMinimumHeight(3 * self.told.fontMetrics().lineSpacing())
        self.look = QPushButton(
            icon("search", QPalette.ColorRole.HighlightedText), self.tr("확인"), default=True
        )
        self.look.setProperty("role", "primary")
        self.look.clicked.connect(self._look_up)
        from_file = QPushButton(icon("folder"), self.tr("PDF 파일로 확인"), autoDefault=False)
        from_file.clicked.connect(self._look_at_file)
        close = QPushButton(self.tr("닫기"), autoDefault=False)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(from_file)
        buttons.addStretch()
        buttons.addWidget(self.look)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for part in (named, self.text, self.heading, self.told):
            layout.addWidget(part)
        layout.addStretch()
        layout.addLayout(buttons)
        self.take_room(560, 280)
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the text looks it up: so ends what a scanner types."""
        if event.key() in ENTER and self.focusWidget() is self.text:
            self._look_up()
        else:
            super().keyPressEvent(event)

    def _look_up(self) -> None:
        typed = self.text.text()
        self._run(lambda: certificates.verify_text(self._desk.store, typed))
        self.text.selectAll()  # what is typed next takes its place
        self.text.setFocus()

    def _look_at_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("확인할 파일"), str(documents_folder()), self.tr("PDF 문서 (*.pdf)")
        )
        if chosen:
            self._run(lambda: certificates.verify(self._desk.store, Path(chosen)))

    def _run(self, look: Callable[[], Verdict]) -> None:
        def work(_progress: object) -> Verdict | UserError:
            try:
                return look()
            except UserError as error:  # stands in the dialog, beside what was typed
                return error

        self._desk.jobs.run(self, self.tr("수료증 확인"), work, self._show, cancellable=False)

    def _show(self, found: Verdict | UserError) -> None:
        if isinstance(found, UserError):
            self._say(self.tr("확인하지 못했습니다"), found.message, good=False)
            return
        heading = {
            Outcome.GENUINE: self.tr("진본입니다"),
            Outcome.SUPERSEDED: self.tr("재발급되기 전의 것입니다"),
            Outcome.VOID: self.tr("폐기된 번호입니다"),
            Outcome.UNKNOWN: self.tr("확인되지 않습니다"),
        }[found.outcome]
        self._say(heading, found.sentence, good=found.genuine)

    def _say(self, heading: str, sentence: str, *, good: bool) -> None:
        self.heading.setProperty("role", "strong" if good else "bad")
        self.heading.style().polish(self.heading)
        self.heading.setText(heading)
        self.told.setText(sentence)


def open_recognise(desk: Desk, parent: QWidget) -> None:
    """Ask for a code or a file and tell whether it was issued here and still stands."""
    dialog = RecogniseDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()
