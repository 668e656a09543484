"""Score sheets on paper, saved as PDF where the person chooses."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.services.board.review.sheets import named
from desktop.services.board.scoring import papers
from desktop.services.records import records
from desktop.ui.kit.folders import proposed
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At


def save_sheets(at: At) -> None:
    """One page for each selected sheet."""
    scored = [records.read(at.desk.store, "score_sheets", each)["proposal_id"] for each in at.ids]
    name = proposed(tr("심사표"), named(at.desk.store, scored), at.desk.store.today())
    chosen, _filter = QFileDialog.getSaveFileName(at.page, tr("PDF로 저장"), name, tr("PDF 파일 (*.pdf)"))
    if not chosen:
        return
    path, ids, store = (
        Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"), tuple(at.ids), at.desk.store,
    )  # fmt: skip
    at.desk.jobs.run(
        at.page,
        tr("PDF로 저장"),
        lambda progress: papers.write_sheets(store, ids, path, progress),
        lambda landed: at.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None),
    )
