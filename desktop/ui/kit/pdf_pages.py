"""Pages of a PDF as pictures, for the window and for the printer."""

import threading
from collections.abc import Iterator

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import Progress, UserError, no_progress

POINTS_PER_INCH = 72
FINEST_DPI = 600
_STRIPS = 10  # a page at 600 dpi is 100 MB as one picture
_pdfium = threading.Lock()
"""PDFium works for one thread at a time: the preview waits while a strip is made for the printer."""


class PdfPages:
    """The pages of a PDF kept in memory."""

    def __init__(self, pdf: bytes) -> None:
        with _pdfium:
            self._document = pypdfium2.PdfDocument(pdf)
            self.count = len(self._document)

    def size(self, place: int) -> tuple[float, float]:
        """Width and height of a page in points; pages are counted from 0."""
        with _pdfium:
            width, height = self._document[place].get_size()
        return float(width), float(height)

    def picture(self, place: int, scale: float) -> QImage:
        """A whole page, ``scale`` pixels a point."""
        return self._render(place, scale, 0, 0)

    def strips(self, place: int, scale: float) -> Iterator[tuple[float, QImage]]:
        """A page from top to bottom in pieces, each with its distance from the top in points."""
        height = self.size(place)[1]
        for strip in range(_STRIPS):
            top, bottom = height * strip / _STRIPS, height * (_STRIPS - 1 - strip) / _STRIPS
            yield top, self._render(place, scale, top, bottom)

    def _render(self, place: int, scale: float, top: float, bottom: float) -> QImage:
        with _pdfium:
            bitmap = self._document[place].render(scale=scale, crop=(0, bottom, 0, top))
            picture = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
            )
            return picture.copy()  # the buffer goes with the bitmap


def print_pages(pages: PdfPages, printer: QPrinter, progress: Progress = no_progress) -> None:
    """Print every page at the printer's own resolution, up to 600 dpi, each filling its sheet.

    ``progress`` counts pages and may cancel; what was sent to the printer before stays there.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("프린터를 쓸 수 없습니다. 프린터의 전원과 연결을 확인한 뒤 다시 인쇄해 주세요.")
    try:
        for place in range(pages.count):
            progress(place, pages.count)
            if place:
                printer.newPage()
            _print(pages, place, printer, painter)
    finally:
        painter.end()


def _print(pages: PdfPages, place: int, printer: QPrinter, painter: QPainter) -> None:
    width, height = pages.size(place)
    scale = min(printer.resolution(), FINEST_DPI) / POINTS_PER_INCH
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    across, down = sheet.width() / width, sheet.height() / height
    for top, strip in pages.strips(place, scale):
        painter.drawImage(QRectF(0, top * down, width * across, strip.height() / scale * down), strip)
