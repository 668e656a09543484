"""Icons by name, drawn from the Phosphor font that the qtawesome package carries.

qtawesome itself is not imported: it costs 0.1 s of start (measured), its font 3 ms.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)

GLYPHS = {
    "add": 0xF27F, "add-file": 0xF16D, "archive": 0xF009, "arrow-right": 0xF044, "ban": 0xF289,
    "attendance": 0xF0F8, "board": 0xF1ED, "bookmark": 0xF095, "building": 0xF0A8, "calendar": 0xF0AD, "chat": 0xF0E1,
    "check": 0xF0E7, "check-square": 0xF0EA, "circle": 0xF0EC, "circle-dashed": 0xF0ED, "clock": 0xF0F9, "close": 0xF36D,
    "columns": 0xF10E, "copy": 0xF114, "cross-circle": 0xF36E, "delete": 0xF334, "document": 0xF170,
    "done": 0xF0E8, "down": 0xF0C2, "edit": 0xF266, "export": 0xF14C, "eye": 0xF15B, "eye-off": 0xF15E,
    "filter": 0xF197, "flag": 0xF17C, "folder": 0xF18C, "gear": 0xF19B, "graduation": 0xF1B6,
    "handshake": 0xF1C0, "history": 0xF0FC, "image": 0xF1DD, "import": 0xF345, "info": 0xF1E0,
    "job": 0xF0A0, "keyboard": 0xF1E5, "left": 0xF0C3, "link": 0xF1F3, "lock": 0xF1FF, "match": 0xF04D,
    "medal": 0xF213, "minus": 0xF21A, "more": 0xF145, "paperclip": 0xF258, "paste": 0xF0F7, "pause": 0xF25F, "people": 0xF351,
    "person": 0xF346, "person-card": 0xF1DC, "play": 0xF27D, "print": 0xF288, "redo": 0xF020,
    "right": 0xF0C4, "save": 0xF181, "search": 0xF20A, "sparkle": 0xF2DF, "stages": 0xF1A6,
    "star": 0xF2F3, "stats": 0xF0D2, "student": 0xF2FB, "teacher": 0xF0D1, "theme": 0xF0EE,
    "today": 0xF2FE, "undo": 0xF021, "up": 0xF0C5, "warning": 0xF35D,
}  # fmt: skip


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon ``name`` in the colour the application's palette has for ``role`` when it is painted."""
    return QIcon(_GlyphEngine(name, role))


def glyph(name: str) -> str:
    """The one character to draw in `glyph_font`."""
    return chr(GLYPHS[name])


def glyph_font(pixels: int) -> QFont:
    """The icon font at ``pixels`` height."""
    font = QFont(_family())
    font.setPixelSize(pixels)
    return font


@cache
def _family() -> str:
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.submodule_search_locations
    path = next(Path(spec.submodule_search_locations[0], "fonts").glob("phosphor-*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))[0]


class _GlyphEngine(QIconEngine):
    """Paints with the palette of the moment, so that a change of theme needs no new icons."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        group = QPalette.ColorGroup.Disabled if mode is QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        painter.save()
        painter.setFont(glyph_font(min(rect.width(), rect.height())))
        painter.setPen(QGuiApplication.palette().color(group, self._role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyph(self._name))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._role)
