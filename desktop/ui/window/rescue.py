"""A data file that turns out to be damaged when it is opened: its newest good backup is one click away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.errors import Progress, UserError
from desktop.services.safety import backup
from desktop.services.safety.rescue import Refusal
from desktop.ui.kit import messages
from desktop.ui.window.host import Host


def offer(
    host: Host, path: Path, passphrase: str | None, refusal: Refusal, look: Callable[[], object]
) -> None:
    """Say that the file is damaged, and bring the backup back, or ``look`` at the file as it is, as the person says."""
    tr, folder = host.window.tr, backup.folder_of(path).name
    said, found = tr("'{0}' 파일이 손상되었습니다.").format(path.name), refusal.good
    restore, as_it_is = tr("되살리기"), tr("그대로 보기")
    ways, details = [], []
    if found is None:
        said += tr(
            " '{0}' 폴더에 쓸 수 있는 백업이 없습니다. 다른 곳에 둔 백업을 '파일 열기'로 여세요."
        ).format(folder)
    else:
        at = found.at
        when = tr("{0}. {1}. {2}. {3:%H:%M}").format(at.year, at.month, at.day, at)
        said += tr(" {0}의 백업({1:,}명)으로 되살릴까요?").format(when, found.people)
        kept = tr("그 뒤에 고친 것은 다시 넣어야 합니다. 지금 파일은 '{0}' 폴더에 남겨 둡니다.")
        ways.append(restore)
        details.append(kept.format(folder))
    if refusal.can_be_read:
        ways.append(as_it_is)
        details.append(tr("'그대로 보기'는 파일을 바꾸지 않고 열어, 읽히는 것을 보고 내보내게 합니다."))
    if not ways:
        host.refused(said)
        return
    chosen = messages.choose(host.window, said, ways, " ".join(details))
    if chosen == restore and found is not None:
        _bring_back(host, path, found.path, passphrase, host.refused)
    elif chosen == as_it_is:
        look()
    else:
        host.refused(tr("다른 파일을 열거나 새로 시작해 주세요."))


def choose_and_bring_back(host: Host, path: Path, passphrase: str | None) -> None:
    """Ask for a backup, put it in the place of the open file, and open that again."""
    window, folder = host.window, backup.folder_of(path)
    chosen, _kind = QFileDialog.getOpenFileName(
        window, window.tr("백업에서 되살리기"), str(folder if folder.exists() else path.parent), "*.db"
    )
    if not chosen or not messages.ask(
        window,
        window.tr("지금 자료 대신 '{0}'의 자료를 쓸까요?").format(Path(chosen).name),
        window.tr("되살리기"),
        window.tr("지금 파일은 '{0}' 폴더에 남겨 둡니다.").format(folder.name),
    ):
        return
    host.close_file()

    def refused(sentence: str) -> None:
        messages.error(window, sentence)
        host.open(str(path))

    _bring_back(host, path, Path(chosen), passphrase, refused)


def _bring_back(
    host: Host, path: Path, chosen: Path, passphrase: str | None, refused: Callable[[str], object]
) -> None:

    def work(_progress: Progress) -> UserError | None:
        try:
            backup.restore(path, chosen, passphrase=passphrase)
        except UserError as error:
            return error
        return None

    def done(refusal: UserError | None) -> None:
        if refusal is None:
            host.open(str(path))
        else:
            refused(refusal.message)

    host.jobs.run(host.window, host.window.tr("되살리는 중"), work, done, cancellable=False)
