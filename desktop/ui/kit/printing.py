"""Paper: which printer, and a list on it without a file left behind."""

from contextlib import closing

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop import system
from desktop.errors import Progress
from desktop.ui.kit import messages
from desktop.ui.kit.pdf_pages import PdfPages, Printed, print_pages

NO_PRINTER = (
    "이 컴퓨터에 설치된 프린터가 없어 인쇄할 수 없습니다. PDF로 저장해 프린터가 있는 컴퓨터에서 인쇄하거나, "
    "윈도우 설정의 '프린터 및 스캐너'에서 프린터를 더한 뒤 다시 해 주세요."
)


def choose_printer(parent: QWidget, document: str, *, landscape: bool = False) -> QPrinter | None:
    """The printer the person chose for A4 sheets; None when they changed their mind, or are told that there is none."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if system.ON_WINDOWS and printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        # Its dialog has nothing to choose then, and does not open; other systems' can still print into a file.
        messages.error(parent, parent.tr(NO_PRINTER))
        return None
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    printer.setDocName(document)
    return printer if QPrintDialog(printer, parent).exec() else None


def print_file(pdf: bytes, printer: QPrinter, progress: Progress) -> Printed:
    """Print a whole PDF, its sheets turned as its pages are."""
    with closing(PdfPages(pdf)) as pages:
        width, height = pages.size(0)
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(turned)
        return print_pages(pages, printer, progress)
