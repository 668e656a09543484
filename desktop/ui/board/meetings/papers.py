"""Papers of a meeting, saved as PDF where the person chooses."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Progress
from desktop.services.board.meetings import papers
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At


def save_sign_sheet(at: At) -> None:
    """The sheet the members sign in the meeting."""
    (meeting_id,) = at.ids
    store = at.desk.store
    _ask_and_write(
        at,
        tr("회의 서명부"),
        lambda path, progress: papers.write_sign_sheet(store, meeting_id, path, progress),
    )


def save_minutes(at: At) -> None:
    """The minutes of the meeting."""
    (meeting_id,) = at.ids
    _ask_and_write(
        at, tr("회의록"), lambda path, _progress: papers.write_minutes(at.desk.store, meeting_id, path)
    )


def _ask_and_write(at: At, name: str, write: Callable[[Path, Progress], Path]) -> None:
    chosen, _filter = QFileDialog.getSaveFileName(
        at.page, tr("PDF로 저장"), str(Path(documents_folder()) / f"{name}.pdf"), tr("PDF 파일 (*.pdf)")
    )
    if not chosen:
        return
    path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")

    def say(landed: Path) -> None:
        at.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None)

    at.desk.jobs.run(at.page, tr("PDF로 저장"), lambda progress: write(path, progress), say)
