"""A picture in a form: what it is now, another one from a file, or none."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.forms.picture_box import PictureBox
from desktop.ui.kit.icons import icon


class ImageInput(QWidget):
    """Holds the bytes of a PNG or JPEG file, or None. ``changed`` follows every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: bytes | None = None
        self._picture = PictureBox(self)
        self.choose = QPushButton(icon("image"), self.tr("그림 고르기…"), self)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.remove = QPushButton(icon("delete"), self.tr("그림 빼기"), self)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: self._take(None))
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._picture)
        row.addLayout(buttons)
        row.addStretch()
        self.setFocusProxy(self.choose)
        self.set_data(None)

    def data(self) -> bytes | None:
        """The file's bytes."""
        return self._data

    def set_data(self, data: bytes | None) -> None:
        """Shows a picture; bytes that are none are said to be so, and refused when saved."""
        self._data = data
        self.remove.setVisible(data is not None)
        if data is None:
            self._picture.setText(self.tr("없음"))
        else:
            self._picture.show_picture(data, self.tr("그림이\n아닙니다"))

    def load(self, path: Path) -> None:
        """Takes the file at ``path``."""
        self._take(path.read_bytes())

    def _take(self, data: bytes | None) -> None:
        self.set_data(data)
        self.changed.emit()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("그림 고르기"), "", self.tr("그림 (*.png *.jpg *.jpeg)")
        )
        if chosen:
            self.load(Path(chosen))
