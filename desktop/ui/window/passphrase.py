"""The passphrase of the open data file: asked for, changed in one job, and what becomes of the backups made before."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress, UserError
from desktop.services.safety import backup, passphrases
from desktop.ui.kit import messages
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.small import label


class Host(Protocol):
    """The application, as far as this module knows it."""

    @property
    def window(self) -> QWidget: ...
    @property
    def jobs(self) -> Jobs: ...
    def close_file(self) -> None: ...


class PassphraseDialog(Dialog):
    """Asks for a new passphrase, twice, into ``chosen``; None to take away the one there is. ``known`` is that one."""

    help_page = "operations"

    def __init__(self, parent: QWidget, name: str, known: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("데이터 파일 암호"))
        self.chosen: str | None = None
        self._known = known
        said = (
            self.tr("'{0}'에 암호가 걸려 있습니다.")
            if known is not None
            else self.tr("'{0}'에는 암호가 없습니다.")
        )
        final = self.tr(
            "암호를 잊으면 아무도 이 파일을 열 수 없습니다. 담당자도, 이 프로그램을 만든 사람도 열어 주지 못합니다."
        )
        self.old, self.new, self.again = (QLineEdit(echoMode=QLineEdit.EchoMode.Password) for _ in range(3))
        self.sure = QCheckBox(self.tr("암호를 따로 적어 안전한 곳에 두었습니다"))
        self.wrong = label("", "bad", wrap=True)
        form = QFormLayout()
        form.setSpacing(8)
        if known is not None:
            form.addRow(self.tr("지금 암호"), self.old)
        form.addRow(self.tr("새 암호"), self.new)
        form.addRow(self.tr("새 암호 한 번 더"), self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(said.format(name), "heading", wrap=True))
        layout.addWidget(label(final, wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.sure)
        layout.addWidget(self.wrong)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(440)
        for line in (self.old, self.new, self.again):
            line.textChanged.connect(lambda: self.wrong.setText(""))

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        title = self.tr("암호 걸기") if self._known is None else self.tr("암호 바꾸기")
        change = box.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        change.setDefault(True)
        change.clicked.connect(self._change)
        if self._known is not None:
            self.take_away: QPushButton = box.addButton(
                self.tr("암호 없애기"), QDialogButtonBox.ButtonRole.ActionRole
            )
            self.take_away.clicked.connect(self._take_away)
        box.addButton(self.tr("취소"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        return box

    def _knows(self) -> bool:
        if self._known is None or self.old.text() == self._known:
            return True
        self._say(self.tr("지금 암호가 틀립니다. 다시 적어 주세요."), self.old)
        return False

    def _change(self) -> None:
        if not self._knows():
            return
        try:
            new = passphrases.check_new(self.new.text())
        except UserError as error:
            self._say(error.message, self.new)
            return
        if new is None:
            self._say(self.tr("새 암호를 적어 주세요."), self.new)
        elif self.again.text() != new:
            self._say(self.tr("두 번 적은 암호가 다릅니다. 다시 적어 주세요."), self.again)
        elif new == self._known:
            self._say(self.tr("지금 암호와 같습니다. 다른 암호를 적어 주세요."), self.new)
        elif not self.sure.isChecked():
            self._say(self.tr("잊으면 열 수 없으므로, 먼저 적어 두고 위 칸에 표시해 주세요."), self.sure)
        else:
            self.chosen = new
            self.accept()

    def _take_away(self) -> None:
        if self._knows():
            self.chosen = None
            self.accept()

    def _say(self, sentence: str, at: QWidget) -> None:
        self.wrong.setText(sentence)
        at.setFocus()


def ask_and_change(host: Host, path: Path, known: str | None, reopen: Callable[[str | None], object]) -> None:
    """Ask for the passphrase, write the file anew under it, and open it again; then the backups are asked about."""
    dialog = PassphraseDialog(host.window, path.name, known)
    agreed, new = bool(dialog.exec()), dialog.chosen
    dialog.deleteLater()
    if not agreed:
        return
    host.close_file()

    def work(_progress: Progress) -> UserError | passphrases.Left:
        try:
            passphrases.change(path, known, new)
        except UserError as error:
            return error
        return passphrases.left_behind(path, new)

    def done(result: UserError | passphrases.Left) -> None:
        if isinstance(result, UserError):
            messages.error(host.window, result.message)
            reopen(known)
        elif result.all:
            _ask_about_backups(host, path, result, known, new, lambda: reopen(new))
        else:
            reopen(new)

    host.jobs.run(host.window, host.window.tr("데이터 파일을 다시 쓰는 중"), work, done, cancellable=False)


def _ask_about_backups(
    host: Host,
    path: Path,
    left: passphrases.Left,
    known: str | None,
    new: str | None,
    then: Callable[[], object],
) -> None:
    tr, window = host.window.tr, host.window
    change = tr("백업도 같은 암호로") if new is not None else tr("백업도 암호 없이")
    chosen = messages.choose(
        window,
        "\n".join(_told(window, path, left)),
        (change, tr("백업 지우기")),
        "\n".join(_names(left.all, tr("그 밖에 {0}개"))),
        no=tr("그대로 두기"),
    )

    def work(progress: Progress) -> list[Path]:
        if chosen == change:
            return passphrases.change_backups(left.all, known, new, progress)
        if chosen is not None:
            passphrases.remove_backups(left.all)
        return []

    def done(refused: list[Path]) -> None:
        if refused:
            said = tr("백업 {0}개는 또 다른 암호로 잠겨 있어 그대로 두었습니다.").format(len(refused))
            messages.tell(window, said, "\n".join(_names(refused, tr("그 밖에 {0}개"))))
        then()

    host.jobs.run(window, tr("백업을 다시 쓰는 중"), work, done, cancellable=False)


def _told(window: QWidget, path: Path, left: passphrases.Left) -> list[str]:
    folder, told = backup.folder_of(path).name, []
    if left.plain:
        said = window.tr("'{0}' 폴더의 백업 {1}개는 암호 없이 누구나 읽을 수 있습니다.")
        told.append(said.format(folder, len(left.plain)))
    if left.locked:
        said = window.tr("'{0}' 폴더의 백업 {1}개는 앞의 암호로만 열립니다.")
        told.append(said.format(folder, len(left.locked)))
    return told


def _names(paths: Sequence[Path], more: str, most: int = 5) -> list[str]:
    names = [each.name for each in paths[:most]]
    return names if len(paths) <= most else [*names, more.format(len(paths) - most)]
