"""Sheets of attendance and of the ceremony, saved as PDF where the person chooses."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Progress, UserError
from desktop.services.training.attendance import paper
from desktop.ui.kit import messages
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.records.view import Here
from desktop.ui.training.attendance.book_page import BookPage
from desktop.ui.training.attendance.completion_page import CompletionPage


def save_sign_sheet(here: Here) -> None:
    """The sign sheet of the session in whose column the cursor is."""
    page = here.page
    assert isinstance(page, BookPage)
    session_id = page.session_id()
    if page.book is None or session_id is None:
        messages.tell(page, tr("서명부를 만들 수업의 칸을 먼저 골라 주세요."))
        return
    stage_id = page.book.stage_id
    day = next(each.start for each in page.book.sessions if each.id == session_id)
    name = tr("출석 서명부 {0}").format(f"{day:%Y%m%d %H%M}")
    _save(here, name, lambda: paper.sign_sheet(here.desk.store, stage_id, session_id))


def save_call_order(here: Here) -> None:
    """Who is called and sits where, in the order of the certificates."""
    _save_of_ceremony(here, tr("수료식 호명·좌석 순서"), 0)


def save_signatures(here: Here) -> None:
    """The list on which certificates are signed for, in their order."""
    _save_of_ceremony(here, tr("수료증 수령 서명부"), 1)


def save_name_tags(here: Here) -> None:
    """A name tag for everybody who completed."""
    page = here.page
    assert isinstance(page, CompletionPage)
    if page.found is None:
        return
    stage_id = page.found.stage_id
    try:
        paper.ceremony_lists(here.desk.store, stage_id)
    except UserError as error:
        messages.error(page, error.message)
        return
    _ask_and_write(
        here, tr("이름표"), lambda path, _progress: paper.write_name_tags(here.desk.store, stage_id, path)
    )


def _save_of_ceremony(here: Here, name: str, which: int) -> None:
    page = here.page
    assert isinstance(page, CompletionPage)
    if page.found is not None:
        stage_id = page.found.stage_id
        _save(here, name, lambda: paper.ceremony_lists(here.desk.store, stage_id)[which])


def _save(here: Here, name: str, sheet: Callable[[], paper.Sheet]) -> None:
    try:
        made = sheet()
    except UserError as error:
        messages.error(here.page, error.message)
        return
    _ask_and_write(here, name, lambda path, progress: paper.write(here.desk.store, made, path, progress))


def _ask_and_write(here: Here, name: str, write: Callable[[Path, Progress], Path]) -> None:
    chosen, _filter = QFileDialog.getSaveFileName(
        here.page, tr("PDF로 저장"), str(Path(documents_folder()) / f"{name}.pdf"), tr("PDF 파일 (*.pdf)")
    )
    if not chosen:
        return
    path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")

    def say(landed: Path) -> None:
        here.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None)

    here.desk.jobs.run(here.page, tr("PDF로 저장"), lambda progress: write(path, progress), say)
