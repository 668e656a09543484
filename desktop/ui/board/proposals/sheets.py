"""Sheets of the chosen proposals or of a whole term, saved where the person chooses."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Progress
from desktop.services.board.review import sheets, showcase
from desktop.services.records import records
from desktop.ui.kit import messages
from desktop.ui.kit.folders import proposed
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At
from desktop.ui.records.view import Here

Landed = TypeVar("Landed")


def save_proposals(at: At | Here) -> None:
    """One page for each."""
    _ask_and_write(
        at, tr("제안서"), _of(at), partial(sheets.write_proposals, at.desk.store, tuple(at.ids)), _say
    )


def save_outcomes(at: At | Here) -> None:
    """A sheet for each of their authors: what became of each."""
    _ask_and_write(
        at, tr("그 뒤"), _of(at), partial(sheets.write_outcomes, at.desk.store, tuple(at.ids)), _say
    )


def save_outcomes_of_term(here: Here) -> None:
    """The same for all authors of the term in work."""
    write = partial(sheets.write_outcomes_of_term, here.desk.store, _term(here))
    _ask_and_write(here, tr("그 뒤"), _of_term(here), write, _say)


def save_showcase(at: At | Here) -> None:
    """The set for 성과공유회: the pages as PDF, and the workbook beside it."""
    _save_set(at, _of(at), partial(showcase.write, at.desk.store, tuple(at.ids)))


def save_showcase_of_term(here: Here) -> None:
    """The same of all that the term in work had taken up."""
    _save_set(here, _of_term(here), partial(showcase.write_of_term, here.desk.store, _term(here)))


def _save_set(at: At | Here, of: str, write: Callable[[Path, Progress], tuple[Path, Path]]) -> None:
    _ask_and_write(
        at, tr("성과공유회 자료"), of, write, _say_both, lambda path: (path, showcase.workbook_of(path))
    )


def _of(at: At | Here) -> str:
    return sheets.named(at.desk.store, tuple(at.ids))


def _of_term(here: Here) -> str:
    name: str = records.read(here.desk.store, "boards", _term(here))["name"]
    return name


def _term(here: Here) -> int:
    assert here.desk.scope.board_id is not None  # the commands are refused without
    return here.desk.scope.board_id


def _ask_and_write(
    at: At | Here,
    name: str,
    of: str,
    write: Callable[[Path, Progress], Landed],
    say: Callable[[At | Here, Landed], None],
    files: Callable[[Path], tuple[Path, ...]] = lambda path: (path,),
) -> None:
    """``of`` is what the file is named after; ``files`` are all that is written with the PDF of a name."""
    chosen, _filter = QFileDialog.getSaveFileName(
        at.page,
        tr("PDF로 저장"),
        proposed(name, of, at.desk.store.today()),
        tr("PDF 파일 (*.pdf)"),
        options=QFileDialog.Option.DontConfirmOverwrite,  # asked below, of every file with its end
    )
    if not chosen:
        return
    path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
    if there := [each.name for each in files(path) if each.exists()]:
        asked = tr("'{0}' 파일이 이미 있습니다. 새 파일로 바꿀까요?").format("', '".join(there))
        if not messages.ask(at.page, asked, tr("바꾸기")):
            return
    at.desk.jobs.run(
        at.page, tr("PDF로 저장"), lambda progress: write(path, progress), lambda landed: say(at, landed)
    )


def _say(at: At | Here, landed: Path) -> None:
    at.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None)


def _say_both(at: At | Here, landed: tuple[Path, Path]) -> None:
    pdf, workbook = (each.name for each in landed)
    at.desk.bus.said.emit(tr("'{0}', '{1}'에 저장했습니다.").format(pdf, workbook), None)
