"""Looking at certificates as they were issued, to the byte."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.services import certificates
from desktop.ui.certificates import actions
from desktop.ui.certificates.pdf_view import PdfView
from desktop.ui.desk import Desk
from desktop.ui.kit.icons import icon


class PreviewDialog(QDialog):
    """The frozen pages of ``ids``, and the ways to hand them out."""

    def __init__(self, desk: Desk, parent: QWidget | None, ids: Sequence[int]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("수료증 보기"))
        self.view = PdfView()
        self.view.show_pdf(certificates.pages(desk.store, ids))
        buttons = QHBoxLayout()
        for title, picture, run in (
            (self.tr("PDF로 저장"), "save", actions.save_batch),
            (self.tr("낱장으로 저장"), "folder", actions.save_singles),
            (self.tr("인쇄"), "print", actions.print_certificates),
        ):
            button = QPushButton(icon(picture), title, autoDefault=False)
            button.setEnabled(not desk.store.read_only)  # handing out goes on record
            button.clicked.connect(lambda _checked=False, run=run: run(desk, self, ids))
            buttons.addWidget(button)
        buttons.addStretch()
        close = QPushButton(self.tr("닫기"), default=True)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)
        self.view.setFocus()
        room = self.screen().availableGeometry()
        self.resize(min(680, room.width() - 80), min(900, room.height() - 80))


def open_preview(desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
    """Show the certificates as they were issued."""
    dialog = PreviewDialog(desk, parent, ids)
    dialog.exec()
    dialog.view.show_pdf(None)
    dialog.deleteLater()
