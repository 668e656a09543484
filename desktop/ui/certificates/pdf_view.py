"""A PDF in the window, a page at a time, as large as there is room."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit.pdf_pages import PdfPages
from desktop.ui.kit.small import label, tool
from desktop.ui.kit.theme import colours

_SHARPEN_AFTER_MS = 80
_MARGIN = 12
_FINER = 2  # PDFium draws no line thinner than a pixel, which would make every letter bold at the size of a preview


class PdfView(QWidget):
    """Shows one page and goes to the others: by its buttons, the wheel, PgUp and PgDn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # As high as there is room: in a dialog that may scroll, a wish to be higher would have it scroll.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._pdf: bytes | None = None
        self._pages: PdfPages | None = None
        self.place: int = 0
        self._paper = _Paper()
        self._told = label("", "quiet")
        self._back = tool("left", self.tr("앞 장"), "PgUp")
        self._next = tool("right", self.tr("다음 장"), "PgDown")
        self._back.clicked.connect(lambda: self.go(self.place - 1))
        self._next.clicked.connect(lambda: self.go(self.place + 1))
        turning = QHBoxLayout()
        turning.addStretch()
        for part in (self._back, self._told, self._next):
            turning.addWidget(part)
        turning.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._paper, 1)
        layout.addLayout(turning)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("쪽 보기"))
        self._show()

    def sizeHint(self) -> QSize:
        """It takes what room there is: in a dialog that may scroll, a wish to be higher would have it scroll."""
        return self.minimumSizeHint()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._pages.count if self._pages else 0

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show another PDF, at the page looked at before where it has one; None shows an empty place."""
        self._let_go()
        self._pdf = pdf
        self._pages = PdfPages(pdf) if pdf else None
        self.place = max(0, min(self.place, self.count - 1))
        self._show()

    def go(self, place: int) -> None:
        """Go to a page, counted from 0; past either end nothing happens."""
        if 0 <= place < self.count and place != self.place:
            self.place = place
            self._show()

    def _show(self) -> None:
        self._paper.show_page(self._pages, self.place)
        self._told.setText(f"{self.place + 1} / {self.count}" if self.count else "")
        self._back.setEnabled(self.place > 0)
        self._next.setEnabled(self.place + 1 < self.count)
        self.setAccessibleDescription(self._told.text())

    def _let_go(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pdf is not None and self._pages is None:
            self.show_pdf(self._pdf)

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog that was closed may live on for a while, with no one to tell that it is done with its pages."""
        super().hideEvent(event)
        self._paper.show_page(None, 0)
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() in steps:
            self.go(self.place + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paper.update()  # its edge tells where the keyboard is

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paper.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turn := event.angleDelta().y():
            self.go(self.place + (1 if turn < 0 else -1))


class _Paper(QWidget):
    """The sheet, scaled at once while the window changes its size and drawn anew when it rests."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(150, 180)  # at 200 % on a small screen no more is left
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages: PdfPages | None = None
        self._place = 0
        self._picture = QImage()
        self._rest = QTimer(self, singleShot=True, interval=_SHARPEN_AFTER_MS)
        self._rest.timeout.connect(self._draw)

    def sizeHint(self) -> QSize:
        return QSize(440, 622)

    def show_page(self, pages: PdfPages | None, place: int) -> None:
        self._pages, self._place = pages, place
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start()

    def _draw(self) -> None:
        if self._pages is None:
            self._picture = QImage()
        else:
            pixels = self._sheet().width() * self.devicePixelRatioF()
            self._picture = self._pages.picture(
                self._place, _FINER * pixels / self._pages.size(self._place)[0]
            )
        self.update()

    def _sheet(self) -> QRectF:
        """Where the sheet lies: as large as fits, in the middle."""
        assert self._pages is not None
        width, height = self._pages.size(self._place)
        scale = min((self.width() - 2 * _MARGIN) / width, (self.height() - 2 * _MARGIN) / height)
        width, height = width * scale, height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self._sheet()
        painter.drawImage(sheet, self._picture)
        above = self.parentWidget()
        focused = above is not None and above.hasFocus()
        painter.setPen(QPen(QColor(colours().accent if focused else colours().line), 2 if focused else 1))
        painter.drawRect(sheet)
