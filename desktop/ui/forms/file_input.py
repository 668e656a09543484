"""A file that belongs to a record: the one it has, another one chosen, dropped or pasted, or none."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.forms.picture_box import PictureBox
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label

_NAME_WIDTH = 260


class FileInput(QWidget):
    """Holds the id of an attachment, the path of a file to be attached as text, or None. ``changed`` follows every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: int | str | None = None
        self._names: Mapping[int, str] = {}
        self._title = ""
        self.setAcceptDrops(True)
        self.picture = PictureBox(self)
        self.name = label(role="quiet")
        self.choose = QPushButton(icon("paperclip"), "", self)
        self.remove = QPushButton(icon("delete"), "", self)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.name)
        for button, run in ((self.choose, self._choose), (self.remove, lambda: self._take(None))):
            button.setAutoDefault(False)
            button.clicked.connect(run)
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.setFocusProxy(self.choose)
        self.set_value(None)

    def prepare(self, title: str, names: Mapping[int, str]) -> None:
        """``title`` is what the file is to the record; ``names`` those of the attachments it may hold, by their ids."""
        self._title, self._names = title, names
        self.choose.setText(self.tr("{0} 고르기…").format(title))
        self.remove.setText(self.tr("{0} 빼기").format(title))

    def value(self) -> int | str | None:
        """What is to be the record's."""
        return self._value

    def set_value(self, value: int | str | None) -> None:
        """Shows a file; one that is to be attached with what is in it."""
        self._value = value
        name = Path(value).name if isinstance(value, str) else self._names.get(value or 0, "")
        self.name.setText(
            self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
            or self.tr("끌어다 놓거나 Ctrl+V로도 붙입니다.")
        )
        self.name.setToolTip(name)
        self.remove.setVisible(value is not None)
        self.picture.setText(self.tr("없음") if value is None else self.tr("파일"))
        if isinstance(value, str):
            self._show(Path(value))

    def show_kept(self, data: bytes | None, trouble: str = "") -> None:
        """What the attachment holds; None where it cannot be read, and why."""
        if data is None:
            self.picture.setText(self.tr("열 수 없음"))
            self.picture.setToolTip(trouble)
        else:
            self.picture.show_picture(data, self.tr("파일"))

    def _show(self, path: Path) -> None:
        try:
            self.picture.show_picture(path.read_bytes(), self.tr("파일"))
        except OSError:  # said when it is saved, in a sentence
            self.picture.setText(self.tr("열 수 없음"))

    def _take(self, path: Path | None) -> None:
        self.set_value(None if path is None else str(path))
        self.changed.emit()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("{0} 고르기").format(self._title), str(documents_folder())
        )
        if chosen:
            self._take(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _file_in(event.mimeData()):
            event.acceptProposedAction()
            self._take(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V takes a file that was copied in a folder."""
        path = _file_in(QGuiApplication.clipboard().mimeData())
        if event.matches(QKeySequence.StandardKey.Paste) and path:
            self._take(path)
        else:
            super().keyPressEvent(event)


def _file_in(held: QMimeData | None) -> Path | None:
    """The one file that is dragged or was copied; None for none or several."""
    urls = held.urls() if held is not None else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
