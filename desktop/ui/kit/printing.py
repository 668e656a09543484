"""Paper: which printer, and a list on it without a file left behind."""

from contextlib import closing

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.errors import Progress
from desktop.ui.kit.pdf_pages import PdfPages, Printed, print_pages


def choose_printer(parent: QWidget, document: str, *, landscape: bool = False) -> QPrinter | None:
    """The printer the person chose for A4 sheets; None when they changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
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
