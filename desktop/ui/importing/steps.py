"""Where in the wizard one is, and where the rows it leaves out are to be kept."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.services.importing import ImportPlan
from desktop.ui.kit.small import label


class Steps(QWidget):
    """The titles of the steps in a row, the one at hand standing out."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        self._lines = [
            label(self.tr("1  파일")), label(self.tr("2  시트와 열")), label(self.tr("3  검토")),
        ]  # fmt: skip
        for line in self._lines:
            row.addWidget(line)
        row.addStretch(1)

    def show_step(self, number: int) -> None:
        """``number`` counts from 0."""
        for place, line in enumerate(self._lines):
            line.setProperty("role", "heading" if place == number else "quiet")
            line.style().polish(line)


def ask_for_rejects(parent: QWidget, plan: ImportPlan) -> Path | None:
    """Where the rejected rows are to be written, beside the file they come from unless chosen otherwise."""
    proposed = str(plan.path.with_name(f"{plan.path.stem} 오류.xlsx"))
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, parent.tr("오류 행 저장"), proposed, parent.tr("엑셀 통합 문서 (*.xlsx)")
    )
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(".xlsx") else f"{chosen}.xlsx")
