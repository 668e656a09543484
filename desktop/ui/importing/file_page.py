"""The first step: what comes in, and from which file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress, UserError
from desktop.services import importers, importing
from desktop.services.importing import SUFFIXES, Workbook
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.icons import icon
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.small import label


class FilePage(QWidget):
    """``chosen()`` is emitted when a file was picked or dropped, ``kind_changed()`` when another kind was.

    Of several files ``path`` is the one at hand; ``waiting`` are taken after it, one after the other.
    """

    chosen = Signal()
    kind_changed = Signal()

    def __init__(self, settings: DeskSettings) -> None:
        super().__init__()
        self.path: Path | None = None
        self.waiting: list[Path] = []
        self._settings = settings
        self.kind = QComboBox()
        for importer in importers.every():
            self.kind.addItem(importer.title, importer.kind)
        self.kind.activated.connect(self.kind_changed)
        self._drop = _DropArea()
        self._drop.button.clicked.connect(self._browse)
        self._drop.dropped.connect(self.take_all)
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(self.tr("파일을 열 때 쓰는 암호"))
        self._password_label = label(self.tr("파일 암호"))
        self._password_label.setBuddy(self.password)
        self.trouble = label(role="bad", wrap=True)
        self._lay_out()
        self.ask_password("")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(12)
        kind_label = label(self.tr("가져올 자료"))
        kind_label.setBuddy(self.kind)
        form.addRow(kind_label, self.kind)
        form.addRow(self._password_label, self.password)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(self._drop, 1)
        layout.addWidget(self.trouble)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the button. A focus proxy would do it too, but Tab then passes over the box above it."""
        super().focusInEvent(event)
        self._drop.button.setFocus(event.reason())

    def take_all(self, paths: Sequence[Path]) -> None:
        """Shows the first file as the one to import, and keeps the others waiting."""
        first, *self.waiting = paths
        self.take(first)

    def take(self, path: Path) -> None:
        """Shows a file as the one to import."""
        self.path = path
        self._settings.roster_folder = str(path.parent)
        self.password.clear()
        self.ask_password("")
        self._drop.show_file(path)
        self.chosen.emit()

    def ask_password(self, sentence: str) -> None:
        """Asks for the file's password, saying why; '' takes the question away."""
        self._password_label.setVisible(bool(sentence))
        self.password.setVisible(bool(sentence))
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            self.password.setFocus()
            self.password.selectAll()

    def choose_kind(self, kind: str) -> None:
        """Puts a kind in the box."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _browse(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            self.tr("가져올 파일"),
            str(self.path or self._settings.roster_folder or documents_folder()),
            self.tr("표가 든 파일 ({0});;모든 파일 (*)").format(patterns),
        )
        if chosen:
            self.take_all([Path(each) for each in chosen])


def read_or_ask(path: Path, password: str | None, progress: Progress) -> Workbook | UserError:
    """The file, or the question for its password."""
    try:
        return importing.read_file(path, password, progress)
    except UserError as error:
        if error.field == "password":
            return error
        raise


class _DropArea(QFrame):
    """A wide place to drop a file on, with a button for those who would rather choose."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAcceptDrops(True)
        self.button = QPushButton(self.tr("파일 고르기…"), autoDefault=False)
        self.button.setIcon(icon("folder"))
        self._title = label(self.tr("엑셀 파일을 여기에 끌어다 놓으세요"), role="heading")
        self._said = self._title.text()
        self._hint = label(
            self.tr("xlsx, xls, ods, csv, 웹에서 받은 xls를 읽습니다. 제목이나 합계 행은 알아서 건너뜁니다."),
            role="quiet",
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        for widget in (self._title, self._hint, self.button):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_file(self, path: Path) -> None:
        """Names the file chosen."""
        self._title.setText(path.name)
        self._hint.setText(str(path.parent))
        self.button.setText(self.tr("다른 파일 고르기…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()
            self._await(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._await(False)

    def _await(self, over: bool) -> None:  # noqa: FBT001 - a switch
        """While files are held over it, it says what letting go would do."""
        if over:
            self._said = self._title.text()
        self._title.setText(self.tr("놓으면 이 파일을 읽습니다") if over else self._said)

    def dropEvent(self, event: QDropEvent) -> None:
        self._await(False)
        if files := _files(event):
            event.acceptProposedAction()
            self.dropped.emit(files)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
