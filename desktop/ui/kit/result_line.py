"""What was written, said where it was asked for, and the way to it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui.kit.small import label


class ResultLine(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = Path()
        self._sentence = label(role="strong", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sentence, 1)
        self.open_file = QPushButton(self.tr("파일 열기"), self, autoDefault=False)
        self.open_folder = QPushButton(self.tr("폴더 열기"), self, autoDefault=False)
        self.open_file.clicked.connect(lambda: _open(self._path))
        self.open_folder.clicked.connect(lambda: _open(self._path.parent))
        layout.addWidget(self.open_file)
        layout.addWidget(self.open_folder)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Say it; there is no file to offer."""
        self._sentence.setText(sentence)
        self.open_file.hide()
        self.open_folder.hide()
        self.show()

    def show_file(self, sentence: str, path: Path) -> None:
        """Say it, and offer the file."""
        self._path = path
        self._sentence.setText(sentence)
        self.show()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
