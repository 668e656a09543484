"""Draws resources/icons/ieum.ico, the program's own sign: two rings joined, as 이음 says.

usage: python tools/make_icon.py [OUT]
"""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

OUT = Path(__file__).resolve().parent.parent / "resources" / "icons" / "ieum.ico"
SIZES = (16, 20, 24, 32, 48, 64, 256)
"""Pixels: what lists, taskbars and desktops show at 100 to 200 %."""
_GROUND, _INK = QColor("#1F5FBF"), QColor("#FFFFFF")


def drawn(size: int) -> QImage:
    """The sign at ``size`` pixels; the smaller, the stronger its line."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22)
    line, ring = max(size * 0.09, 2.0), size * 0.40
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_INK, line))
    top = (size - ring) / 2
    for left in (size * 0.17, size * 0.83 - ring):
        painter.drawEllipse(QRectF(left, top, ring, ring))
    painter.end()
    return image


def main(out: Path) -> None:
    """Write all sizes into one file."""
    QGuiApplication(sys.argv[:1])
    pictures = [_as_picture(drawn(size)) for size in SIZES]
    out.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(out, append_images=pictures[:-1], sizes=[(size, size) for size in SIZES])


def _as_picture(image: QImage) -> Image.Image:
    buffer = QBuffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
