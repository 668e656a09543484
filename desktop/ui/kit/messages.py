"""The only place that opens message boxes."""

import logging
import math
import platform
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox, QWidget

from desktop.errors import Difference, UserError
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.icons import icon as picture
from desktop.ui.kit.mnemonics import letter_buttons

log = logging.getLogger(__name__)
_MOST_TOLD = 8
SAID_AGAIN_AFTER_S = 10.0
"""How long a sentence that nobody asked for is not said again."""


def error(parent: QWidget | None, sentence: str) -> None:
    """Says what went wrong and how to go on."""
    _box(parent, QMessageBox.Icon.Warning, sentence).exec()


def tell(parent: QWidget | None, sentence: str, details: str = "") -> None:
    """Says something that must be read before going on; for done work there is the line at the bottom."""
    box = _box(parent, QMessageBox.Icon.Information, sentence)
    box.setInformativeText(details)
    box.exec()


def ask(parent: QWidget | None, question: str, yes: str, details: str = "", no: str = "취소") -> bool:
    """Whether the person chose ``yes``, a verb such as '삭제'. Esc and the cross mean ``no``, the default."""
    return choose(parent, question, (yes,), details, no) == yes


def choose(
    parent: QWidget | None, question: str, ways: Sequence[str], details: str = "", no: str = "취소"
) -> str | None:
    """Which of the ``ways``, each a verb, the person chose. Esc and the cross mean ``no``, the default: None."""
    box = _box(parent, QMessageBox.Icon.Question, question)
    box.setInformativeText(details)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    buttons = [box.addButton(way, QMessageBox.ButtonRole.AcceptRole) for way in ways]
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    chosen = box.clickedButton()
    return next((way for way, button in zip(ways, buttons, strict=True) if button is chosen), None)


def which_stands(parent: QWidget | None, differences: Sequence[Difference], known: str = "") -> bool:
    """Whether the person's own values shall stand where something else does; Esc overwrites nothing.

    Somebody else wrote meanwhile, or ``known`` is who is there already.
    """
    told = [each.sentence() for each in differences[:_MOST_TOLD]]
    if len(differences) > _MOST_TOLD:
        told.append(tr("그 밖에 {0}칸").format(f"{len(differences) - _MOST_TOLD:,}"))
    question = tr("고치는 사이에 다른 자리에서 먼저 바꾸었습니다. 어느 값으로 둘까요?")
    if known:
        question = tr("{0}님은 이미 있는 사람입니다. 어느 값으로 둘까요?").format(known)
    return ask(parent, question, tr("내 값으로"), "\n".join(told), no=tr("그대로 두기"))


def ask_passphrase(parent: QWidget, title: str, question: str) -> str | None:
    """A secret from the person, shown as dots and taken as it is; None when they changed their mind."""
    dialog = QInputDialog(parent)
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    return dialog.textValue() or None if _answered(dialog, title, question) else None


def ask_text(parent: QWidget, title: str, question: str, text: str = "") -> str | None:
    """One line from the person, trimmed; None when they changed their mind or wrote nothing."""
    dialog = QInputDialog(parent)
    dialog.setTextValue(text)
    return dialog.textValue().strip() or None if _answered(dialog, title, question) else None


def _answered(dialog: QInputDialog, title: str, question: str) -> bool:
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setOkButtonText(tr("확인"))
    dialog.setCancelButtonText(tr("취소"))
    if (layout := dialog.layout()) is not None:  # as every other dialog
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
    dialog.resize(400, dialog.height())
    for line in dialog.findChildren(QLineEdit):
        Composition(line)
    letter_buttons(dialog)
    return bool(dialog.exec())


def crash(parent: QWidget | None, report: str) -> None:
    """A fault of the program: what to do, and a text to pass on that names no person."""
    box = _box(
        parent,
        QMessageBox.Icon.Critical,
        tr("프로그램에 문제가 생겨 하던 일을 마치지 못했습니다. 저장되었는지 확인해 주세요."),
    )
    box.setInformativeText(
        tr("같은 일이 되풀이되면 아래 내용을 복사해 담당자에게 보내 주세요. 개인정보는 들어 있지 않습니다.")
    )
    box.setDetailedText(report)
    copy = box.addButton(tr("내용 복사"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # else it would close the box
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    close = box.addButton(tr("닫기"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.exec()


def install_excepthook(version: str, shown: Callable[[QWidget | None, str], None] = crash) -> None:
    """Sends every fault nobody catches to the log and, one at a time, to ``shown``.

    What a person can mend, such as a server that went away while a list was painted, is no fault: its sentence is said,
    and not again for as long as it comes back with every repaint.
    """
    open_now = False
    said: dict[str, float] = {}

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        nonlocal open_now
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        if isinstance(fault, UserError):
            again = time.monotonic() - said.get(fault.message, -math.inf) < SAID_AGAIN_AFTER_S
            if not again and not open_now and QApplication.instance() is not None:
                open_now = True
                try:
                    error(QApplication.activeWindow(), fault.message)
                finally:
                    open_now = False
                    said[fault.message] = time.monotonic()
            return
        report = report_of(kind, trace, version)
        log.error("%s", report)
        if not open_now and QApplication.instance() is not None:
            open_now = True  # a fault in painting comes back with every repaint
            try:
                shown(QApplication.activeWindow(), report)
            finally:
                open_now = False

    sys.excepthook = hook


def report_of(kind: type[BaseException], trace: TracebackType | None, version: str) -> str:
    """Where it happened, in our own lines. Without the message of the fault: it may quote a person's data."""
    places = [
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    head = f"이음 {version} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}"
    return "\n".join([head, kind.__name__, *places])


def tr(text: str) -> str:
    """Marks ``text`` for translation where there is no QObject."""
    return QCoreApplication.translate("messages", text)


def _short(filename: str) -> str:
    """From ``desktop/`` on: what lies before may hold the person's login name."""
    parts = filename.replace("\\", "/").split("/")
    return "/".join(parts[parts.index("desktop") :]) if "desktop" in parts else parts[-1]


_PICTURES = {
    QMessageBox.Icon.Information: ("info", QPalette.ColorRole.Highlight),
    QMessageBox.Icon.Question: ("info", QPalette.ColorRole.Highlight),
    QMessageBox.Icon.Warning: ("warning", QPalette.ColorRole.ButtonText),
    QMessageBox.Icon.Critical: ("cross-circle", QPalette.ColorRole.ButtonText),
}


class _Box(QMessageBox):
    """With letters on its buttons, of which Qt puts in the last as it is shown."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        letter_buttons(self)


def _box(parent: QWidget | None, icon: QMessageBox.Icon, sentence: str) -> QMessageBox:
    box = _Box(parent)
    box.setWindowTitle(tr("이음"))
    box.setIcon(icon)  # for the screen reader and the sound; the picture is ours
    name, role = _PICTURES[icon]
    box.setIconPixmap(picture(name, role).pixmap(32, 32))
    box.setText(sentence)
    return box
