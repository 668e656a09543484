"""The small window over long work: what is being done, how far it is, and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.dialog import Dialog


class ProgressWindow(Dialog):
    """Modal to its window. ``stop`` is called at most once; None when the work cannot be stopped."""

    def __init__(self, parent: QWidget, title: str, stop: Callable[[], None] | None) -> None:
        super().__init__(parent)
        self._stop = stop
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(400)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._figures = QLabel(self.tr("준비하고 있습니다…"))
        self._figures.setProperty("role", "quiet")
        self._cancel = QPushButton(self.tr("중지"), autoDefault=False)
        self._cancel.setVisible(stop is not None)
        self._cancel.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(self._figures, 1)
        bottom.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self._bar)
        layout.addLayout(bottom)

    @Slot(int, int)
    def tell(self, done: int, total: int) -> None:
        """Shows ``done`` of ``total`` steps; a total of 0 means that it is not known."""
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        text = self.tr("{0} / {1}").format(f"{done:,}", f"{total:,}") if total else f"{done:,}"
        if self._cancel.isEnabled():
            self._figures.setText(text)

    def reject(self) -> None:
        """Esc, the cross and the button all ask to stop; the window stays until the work has ended."""
        if self._stop is not None and self._cancel.isEnabled():
            self._cancel.setEnabled(False)
            self._figures.setText(self.tr("중지하고 있습니다…"))
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def put_away(self) -> None:
        """The work has ended."""
        self.hide()
        self.deleteLater()
