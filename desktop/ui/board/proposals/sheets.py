"""Sheets of the chosen proposals, saved as PDF where the person chooses."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Progress
from desktop.services.board.review import sheets
from desktop.services.datafile.store import Store
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At
from desktop.ui.records.view import Here

Write = Callable[[Store, Sequence[int], Path, Progress], Path]


def save_proposals(at: At | Here) -> None:
    """One page for each."""
    _ask_and_write(at, tr("제안서"), sheets.write_proposals)


def save_outcomes(at: At | Here) -> None:
    """One page for each of their authors: what became of each."""
    _ask_and_write(at, tr("그 뒤"), sheets.write_outcomes)


def _ask_and_write(at: At | Here, name: str, write: Write) -> None:
    chosen, _filter = QFileDialog.getSaveFileName(
        at.page, tr("PDF로 저장"), str(Path(documents_folder()) / f"{name}.pdf"), tr("PDF 파일 (*.pdf)")
    )
    if not chosen:
        return
    path, ids, store = (
        Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"),
        tuple(at.ids),
        at.desk.store,
    )
    at.desk.jobs.run(
        at.page,
        tr("PDF로 저장"),
        lambda progress: write(store, ids, path, progress),
        lambda landed: at.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None),
    )
