"""Looking at documents as they were issued, to the byte."""

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.services.certificates import issuing as certificates
from desktop.ui.certificates import actions
from desktop.ui.certificates.pdf_view import PdfView
from desktop.ui.desk import Desk
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label


class PreviewDialog(Dialog):
    """The frozen pages of ``ids``, and the ways to hand them out."""

    help_page = "certificates"

    def __init__(self, desk: Desk, parent: QWidget | None, ids: Sequence[int], told: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{0} 보기").format(certificates.called(desk.store, ids)))
        self.view = PdfView()
        self.view.show_pdf(certificates.pages(desk.store, ids))
        self.told = label(told, "strong", wrap=True)
        self.told.setVisible(bool(told))
        desk.bus.said.connect(self._say)  # the window's own line is behind this dialog
        buttons = QHBoxLayout()
        for title, picture, run in (
            (self.tr("PDF로 저장"), "save", actions.save_batch),
            (self.tr("낱장으로 저장"), "folder", actions.save_singles),
        ):
            button = QPushButton(icon(picture), title, autoDefault=False)
            button.setEnabled(not desk.store.read_only)  # handing out goes on record
            button.clicked.connect(lambda _checked=False, run=run: run(desk, self, ids))
            buttons.addWidget(button)
        buttons.addStretch()
        ink = QPalette.ColorRole.HighlightedText
        self.print_button = QPushButton(icon("print", ink), self.tr("인쇄"), default=True)
        self.print_button.setProperty("role", "primary")
        self.print_button.setEnabled(not desk.store.read_only)
        self.print_button.clicked.connect(lambda: actions.print_certificates(desk, self, ids))
        buttons.addWidget(self.print_button)
        close = QPushButton(self.tr("닫기"), autoDefault=False)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        shown = QVBoxLayout()
        shown.setSpacing(12)
        shown.addWidget(self.told)
        shown.addWidget(self.view, 1)
        self.lay_out(shown, buttons, spacing=12)
        self.view.setFocus()
        self.take_room(680, 900)

    def _say(self, sentence: str, _operation_id: int | None) -> None:
        self.told.setText(sentence)
        self.told.show()


def open_preview(desk: Desk, parent: QWidget, ids: Sequence[int], told: str = "") -> None:
    """Show the certificates as they were issued; ``told`` says above them what was just done."""
    dialog = PreviewDialog(desk, parent, ids, told)
    dialog.exec()
    dialog.deleteLater()
