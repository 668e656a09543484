"""Papers of a meeting, saved where the person chooses."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Progress
from desktop.services.board.meetings import papers
from desktop.services.records import records
from desktop.ui.kit import messages
from desktop.ui.kit.folders import proposed
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At


def save_sign_sheet(at: At) -> None:
    """The sheet the members sign in the meeting."""
    (meeting_id,) = at.ids
    write = partial(papers.write_sign_sheet, at.desk.store, meeting_id)
    _ask_and_write(at, tr("회의 서명부"), write)


def save_minutes(at: At) -> None:
    """The minutes of the meeting."""
    (meeting_id,) = at.ids
    forms = (_pdf(), (tr("한글 문서"), papers.HANGUL))
    _ask_and_write(
        at, tr("회의록"), lambda path, _progress: papers.write_minutes(at.desk.store, meeting_id, path), forms
    )


def _pdf() -> tuple[str, str]:
    return tr("PDF 파일"), ".pdf"


def _ask_and_write(
    at: At, name: str, write: Callable[[Path, Progress], Path], forms: Sequence[tuple[str, str]] = ()
) -> None:
    """``forms`` are the kinds of file to choose from, each with what its name ends in; none: a PDF."""
    (meeting_id,) = at.ids
    meeting = records.read(at.desk.store, "meetings", meeting_id)
    ends = {f"{kind} (*{end})": end for kind, end in forms or (_pdf(),)}
    usual = next(iter(ends.values()))
    title = tr("{0} 저장").format(name)
    chosen, form = QFileDialog.getSaveFileName(
        at.page,
        title,
        proposed(name, meeting["title"], meeting["held_on"], usual),
        ";;".join(ends),
        options=QFileDialog.Option.DontConfirmOverwrite,  # asked below, of the name with its end
    )
    if not chosen:
        return
    path = _ended(chosen, ends.get(form, usual), usual, frozenset(ends.values()))
    if path.exists() and not messages.ask(
        at.page, tr("'{0}' 파일이 이미 있습니다. 새 파일로 바꿀까요?").format(path.name), tr("바꾸기")
    ):
        return

    def say(landed: Path) -> None:
        at.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None)

    at.desk.jobs.run(at.page, title, lambda progress: write(path, progress), say)


def _ended(chosen: str, end: str, usual: str, ends: frozenset[str]) -> Path:
    """The name with its end: another kind's that was typed says what is wanted, the proposed one gives way to the chosen kind's."""
    path = Path(chosen)
    typed = path.suffix.lower()
    if typed == end or (typed in ends and typed != usual):
        return path
    return path.with_suffix(end) if typed == usual else Path(f"{chosen}{end}")
