"""The guide inside the program: one text with pictures of the real screens, a chapter at a time. It needs no network."""

from functools import cache
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from desktop.places import bundled
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.window.shortcuts import CELL_KEYS, keys

FOLDER = bundled("resources", "guide")
FIRST_CHAPTER = "처음 시작"
_MARGIN = 16
PICTURE_SCALE = 2
"""Pixels of a picture for one on the screen, so that it is sharp where the screen is enlarged."""


@cache
def chapters() -> dict[str, str]:
    """The text of each chapter by its title, in order, as Markdown."""
    table = "\n".join(
        [
            "| 누를 것 | 하는 일 |",
            "| --- | --- |",
            *(f"| **{key}** | {does} |" for key, does in (*keys(), *CELL_KEYS)),
        ]
    )
    text = (FOLDER / "guide.md").read_text(encoding="utf-8").replace("{shortcuts}", table)
    parts = text.split("## ")[1:]
    return {part.split("\n", 1)[0]: "## " + part for part in parts}


def chapter_of(page: str) -> str:
    """The chapter F1 opens on the page with this key; how to begin where no page is open."""
    if not page:
        return FIRST_CHAPTER
    from desktop.ui.window.screens import CHAPTERS  # with the data side, which is there once a page is

    return CHAPTERS.get(page, FIRST_CHAPTER)


def show_guide(parent: QWidget, page: str = "") -> "GuideDialog":
    """Opens the guide beside the window, or turns the open one, at the chapter of the page with this key."""
    open_now = parent.findChild(GuideDialog)
    guide = open_now if isinstance(open_now, GuideDialog) else GuideDialog(parent)
    guide.turn_to(chapter_of(page))
    guide.show()
    guide.raise_()
    guide.activateWindow()
    return guide


class GuideDialog(Dialog):
    """Not modal: it is read while the work goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("도움말"))
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("차례"))
        self.contents.setFixedWidth(184)
        for title in chapters():
            line = QListWidgetItem(title)
            line.setSizeHint(QSize(0, ROW_HEIGHT))
            self.contents.addItem(line)
        self.text = _Pages()
        self.text.setAccessibleName(self.tr("도움말 내용"))
        self.contents.currentTextChanged.connect(self._show)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.contents)
        middle.addWidget(self.text, 1)
        self.lay_out(middle, buttons)
        self.take_room(960, 720)

    def turn_to(self, title: str) -> None:
        """Opens a chapter."""
        found = self.contents.findItems(title, Qt.MatchFlag.MatchExactly)
        self.contents.setCurrentItem(found[0])

    def _show(self, title: str) -> None:
        self.text.tell(chapters()[title])


class _Pages(QTextBrowser):
    """Shows pictures of the guide's folder alone, each as large as the screen it was taken of, at most as wide as the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self._told = ""

    def tell(self, text: str) -> None:
        """Shows ``text`` from its beginning."""
        self._told = text
        document = QTextDocument(self)  # a used one keeps an empty line above
        document.setDocumentMargin(_MARGIN)
        document.setDefaultFont(self.font())
        self.setDocument(document)
        self.setMarkdown(text)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.tell(self._told)  # its pictures follow the width

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(FOLDER / QUrl(name).fileName()))
        room = max(1, self.viewport().width() - 2 * _MARGIN)
        wide = picture.width() / max(PICTURE_SCALE, picture.width() / room)
        # As many pixels as it takes here: a document would leave some of them out, and strokes of letters with them.
        pixels = min(picture.width(), round(wide * self.devicePixelRatioF()))
        picture = picture.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(pixels / wide)
        return picture
