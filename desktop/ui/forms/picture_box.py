"""The small square in which a form shows a picture."""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

_SIDE, _EDGE = 96, 8


class PictureBox(QLabel):
    """Shows a picture as large as fits, upright as the camera meant it; else a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "picture")
        self.setFixedSize(_SIDE, _SIDE)

    def show_picture(self, data: bytes, otherwise: str) -> None:
        """``otherwise`` is said of bytes that are no picture."""
        held = QBuffer()
        held.setData(QByteArray(data))
        reader = QImageReader(held)
        reader.setAutoTransform(True)
        ratio = self.devicePixelRatioF()
        side = round((_SIDE - _EDGE) * ratio)
        if reader.size().isValid():  # a photo of twelve megapixels is decoded no larger than it is shown
            fitted = reader.size().scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
        picture = QPixmap.fromImageReader(reader)
        if picture.isNull():
            self.setText(otherwise)
        else:
            picture.setDevicePixelRatio(ratio)
            self.setPixmap(picture)
