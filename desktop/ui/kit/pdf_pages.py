"""Pages of a PDF as pictures, for the window and for the printer."""

import itertools
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import Cancelled, Progress, UserError, no_progress

FINEST_DPI = 600
_POINTS_PER_INCH = 72
_POINTS_PER_MM = 72 / 25.4
_AT_ONCE, _BAND = 700, 60
"""Rows made at once, as a page at 600 dpi is 100 MB as one picture; and rows of a band, 2.5 mm at 600 dpi."""
_pdfium = threading.Lock()
"""PDFium works for one thread at a time: the preview waits while bands are made for the printer."""


class PdfPages:
    """The pages of a PDF kept in memory, until they are closed: PDFium says so on the console when it is not told."""

    def __init__(self, pdf: bytes) -> None:
        with _pdfium:
            self._document = pypdfium2.PdfDocument(pdf)
            self.count = len(self._document)

    def close(self) -> None:
        """Lets the document go."""
        with _pdfium:
            self._document.close()

    def size(self, place: int) -> tuple[float, float]:
        """Width and height of a page in points; pages are counted from 0."""
        with _pdfium:
            width, height = self._document[place].get_size()
        return float(width), float(height)

    def picture(self, place: int, scale: float) -> QImage:
        """A whole page, ``scale`` pixels a point."""
        with _pdfium:
            return _render(self._document[place], scale, 0, None)

    def bands(self, place: int, scale: float) -> Iterator[tuple[int, QImage]]:
        """A page from top to bottom in pieces, each with the row of pixels it starts at.

        A piece ends between two rows that are alike: where a printer's driver fits the pieces to dots of its own, the
        joint is not seen. Pages that are laid out alike are cut alike but where their texts differ.
        """
        with _pdfium:
            page = self._document[place]
            rows = math.ceil(page.get_height() * scale)
        top = 0
        while top < rows:
            with _pdfium:
                piece = _render(page, scale, top, min(top + _AT_ONCE, rows))
            cuts = [0, *_cuts(piece, top)]
            last = top + piece.height() == rows
            if last or len(cuts) == 1:
                cuts.append(piece.height())
            for start, end in itertools.pairwise(cuts):
                yield top + start, piece.copy(0, start, piece.width(), end - start)
            top += cuts[-1]


def _render(page: pypdfium2.PdfPage, scale: float, top: int, end: int | None) -> QImage:
    """The rows of pixels from ``top`` to before ``end``."""
    rows = math.ceil(page.get_height() * scale)
    beyond = 0 if end is None else rows - end
    above, below = ((cut - 0.5) / scale if cut else 0 for cut in (top, beyond))  # PDFium's binding rounds up
    bitmap = page.render(scale=scale, crop=(0, below, 0, above))
    picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
    return picture.copy()  # the buffer goes with the bitmap


def _cuts(piece: QImage, top: int) -> Iterator[int]:
    """Rows of a piece that are as the row above them, one for each band; ``top`` is where it lies on its page.

    A row ends before its line does: what fills it up to whole words is whatever lay in the memory.
    """
    pixels, line, row_ends = (
        bytes(piece.constBits()),
        piece.bytesPerLine(),
        piece.width() * piece.depth() // 8,
    )
    cut = 0
    for goal in range(_BAND - top % _BAND, piece.height(), _BAND):
        for row in range(goal, cut, -1):
            here = row * line
            if pixels[here - line : here - line + row_ends] == pixels[here : here + row_ends]:
                cut = row
                yield cut
                break


@dataclass(frozen=True, slots=True)
class Printed:
    """What went to a printer: ``sent`` pages of ``wanted``, and the place of the page to go on with, counted from 0."""

    sent: int
    wanted: int
    next: int

    @property
    def stopped(self) -> bool:
        """Whether the person stopped it before the last page."""
        return self.sent < self.wanted


def asked_for(printer: QPrinter, count: int) -> list[int]:
    """The places of the pages named in the printer's dialog, of ``count`` counted from 0: all when none were.

    Raises UserError when there is none of them.
    """
    named = printer.pageRanges()
    places = [place for place in range(count) if named.isEmpty() or named.contains(place + 1)]
    if not places:
        raise UserError(f"그 쪽은 없습니다. 1쪽부터 {count}쪽까지에서 골라 다시 인쇄해 주세요.")
    return places


def print_pages(pages: PdfPages, printer: QPrinter, progress: Progress = no_progress) -> Printed:
    """Print the pages asked for in the printer's dialog, up to 600 dpi, each as large as its sheet allows.

    ``progress`` counts pages; stopped by it, the pages before are printed, whole.
    """
    places = asked_for(printer, pages.count)
    progress(0, len(places))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("프린터를 쓸 수 없습니다. 프린터의 전원과 연결을 확인한 뒤 다시 인쇄해 주세요.")
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    sent: dict[int, QImage] = {}
    try:
        for done, place in enumerate(places):
            try:
                progress(done, len(places))
            except Cancelled:
                return Printed(done, len(places), place)
            if done:
                printer.newPage()
            _print(pages, place, printer, painter, sent)
    finally:
        painter.end()
    return Printed(len(places), len(places), places[-1] + 1)


def _print(
    pages: PdfPages, place: int, printer: QPrinter, painter: QPainter, sent: dict[int, QImage]
) -> None:
    """Print one page. ``sent`` are the bands of the pages before, by their rows.

    Most bands of a certificate are those of the one before it: the same picture goes to the printer once.
    """
    width, height = pages.size(place)
    sheet = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)  # not rounded as in points or dots
    across, down = sheet.width() * _POINTS_PER_MM, sheet.height() * _POINTS_PER_MM
    fit = min(across / width, down / height)
    left = (across - width * fit) / 2 * printer.resolution() / _POINTS_PER_INCH
    dots = math.ceil(printer.resolution() / FINEST_DPI)  # of the printer to a pixel's side
    scale = fit * printer.resolution() / _POINTS_PER_INCH / dots
    for row, band in pages.bands(place, scale):
        if _is_blank(band):
            continue
        if sent.get(row) != band:
            sent[row] = band
        spot = QRectF(left, row * dots, band.width() * dots, band.height() * dots)
        painter.drawImage(spot, sent[row])


def _is_blank(band: QImage) -> bool:
    white = QImage(band.size(), band.format())
    white.fill(Qt.GlobalColor.white)
    return band == white
