"""Backups brought back at the window: chosen from their list, or offered for a file that is damaged or gone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Progress, UserError
from desktop.services.datafile.store import Store
from desktop.services.safety import backup, backup_list
from desktop.services.safety.backup import Restored
from desktop.services.safety.backup_list import Now
from desktop.services.safety.rescue import Refusal
from desktop.ui.kit import messages
from desktop.ui.window.host import Host
from desktop.ui.window.main_window import MainWindow


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
        bring_back(host, path, found.path, passphrase, host.refused)
    elif chosen == as_it_is:
        look()
    else:
        host.refused(tr("다른 파일을 열거나 새로 시작해 주세요."))


def offer_missing(host: Host, path: Path, passphrase: str | None) -> None:
    """The file is not where it was: its backups, one of which can be brought back to its place."""
    tr = host.window.tr
    said = tr("'{0}' 파일이 '{1}'에 없습니다. 지워졌거나 옮겨졌습니다.").format(path.name, path.parent)
    if not backup_list.listed(path):
        host.refused(tr("{0} 옮겼다면 '파일 열기'로 찾아 주세요.").format(said))
        return
    told = tr("{0} 옮겼다면 취소하고 '파일 열기'로 찾아 주세요. 백업을 고르면 제자리에 되살립니다.").format(
        said
    )
    chosen = _choose(host, path, passphrase, None, told)
    if chosen is not None:
        bring_back(host, path, chosen, passphrase, host.refused)
    else:
        host.refused(
            tr("'{0}'을 되살리지 않았습니다. 다른 파일을 열거나 새로 시작해 주세요.").format(path.name)
        )


def choose_and_bring_back(host: Host, store: Store, passphrase: str | None) -> None:
    """Let a backup be chosen, put it in the place of the open file, and open that again."""
    path = store.path
    assert path is not None
    chosen = _choose(host, path, passphrase, lambda: backup_list.now_in(store))
    if chosen is None:
        return
    host.close_file()

    def refused(sentence: str) -> None:
        messages.error(host.window, sentence)
        host.open(str(path))

    bring_back(host, path, chosen, passphrase, refused)


def bring_back_copy(host: Host, copy: Path, original: Path | None, passphrase: str | None) -> None:
    """Put the backup that is being looked at in the place of the file it was made of, and open that."""
    tr = host.window.tr
    if original is None:
        proposed = str(copy.with_name("이음.db"))
        picked, _kind = QFileDialog.getSaveFileName(host.window, tr("되살릴 데이터 파일"), proposed, "*.db")
        if not picked:
            return
        original = Path(picked)
    said = tr("'{0}'의 자료를 이 백업의 자료로 바꿀까요?").format(original.name)
    kept = tr("지금 있는 파일은 '{0}' 폴더에 남겨 두고, 그 뒤에 발급한 수료증은 발급대장에 이어 놓습니다.")
    if not messages.ask(host.window, said, tr("되살리기"), kept.format(backup.folder_of(original).name)):
        return
    host.close_file()

    def refused(sentence: str) -> None:
        messages.error(host.window, sentence)
        host.open(str(copy))

    bring_back(host, original, copy, passphrase, refused)


def keep_what_is_left(window: QWidget, store: Store) -> None:
    """The file is gone, and no backup could be made beside it: before it is let go of, a place is asked for a copy."""
    tr = window.tr
    while messages.ask(
        window,
        tr("닫으면 저장된 자료가 없어집니다. 다른 곳에 사본을 저장할까요?"),
        tr("사본 저장"),
        no=tr("저장하지 않음"),
    ):
        proposed = str(Path.home() / Path(store.location).name)
        chosen, _kind = QFileDialog.getSaveFileName(window, tr("사본을 둘 곳"), proposed, "*.db")
        try:
            if chosen:
                backup.back_up(store, Path(chosen))
                return
        except UserError as error:
            messages.error(window, error.message)


def _choose(
    host: Host, path: Path, passphrase: str | None, now: Callable[[], Now] | None, said: str = ""
) -> Path | None:
    """A backup from the list, or any file once the person is sure."""
    from desktop.ui.window.backups_dialog import BackupsDialog

    dialog = BackupsDialog(host.window, host.jobs, path, passphrase, now, said)
    dialog.exec()
    chosen = _elsewhere(host, path, passphrase, now) if dialog.elsewhere else dialog.chosen
    dialog.deleteLater()
    return chosen


def _elsewhere(host: Host, path: Path, passphrase: str | None, now: Callable[[], Now] | None) -> Path | None:
    window, folder = host.window, backup.folder_of(path)
    picked, _kind = QFileDialog.getOpenFileName(
        window, window.tr("백업에서 되살리기"), str(folder if folder.exists() else path.parent), "*.db"
    )
    if not picked:
        return None
    chosen = Path(picked)
    found = backup_list.inside(chosen, passphrase, now() if now is not None else None)
    if found.problem:
        messages.error(window, found.problem)
        return None
    question = window.tr("지금 자료 대신 '{0}'의 자료({1}명)를 쓸까요?").format(
        chosen.name, f"{found.people:,}"
    )
    kept = window.tr("지금 파일은 '{0}' 폴더에 남겨 둡니다.").format(folder.name)
    return (
        chosen
        if messages.ask(window, question, window.tr("되살리기"), f"{found.lost} {kept}".strip())
        else None
    )


def bring_back(
    host: Host, path: Path, chosen: Path, passphrase: str | None, refused: Callable[[str], object]
) -> None:
    """Restore ``path`` from the backup and open it, or tell why not; what went on of its register is told."""

    def work(_progress: Progress) -> Restored | UserError:
        try:
            return backup.restore(path, chosen, passphrase=passphrase)
        except UserError as error:
            return error

    def done(result: Restored | UserError) -> None:
        if isinstance(result, UserError):
            refused(result.message)
            return
        host.open(str(path))
        # Behind the opening, which tells of itself first.
        host.jobs.run(
            host.window, "", lambda _progress: None, lambda _none: _say_restored(host.window, result)
        )

    host.jobs.run(host.window, host.window.tr("되살리는 중"), work, done, cancellable=False)


def _say_restored(window: MainWindow, restored: Restored) -> None:
    """What went on of the register stays in sight until it has been read."""
    if restored.carried.sentences:
        window.warn(
            " ".join(restored.carried.sentences), window.tr("확인"), lambda: window.warn("", "", lambda: None)
        )
    window.say(window.tr("백업에서 되살렸습니다."))
