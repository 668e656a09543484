"""Opening what was attached, in the program the person's system has for it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.messages import tr

KIND = "attachments"
"""What a card's links to attachments lead to: no list of records, but `Desk.open` opens it as one."""


def open_attachment(desk: Desk, parent: QWidget, attachment_id: int | None = None, /, **_given: Any) -> None:
    """Shows a copy of an attachment; a missing or altered one is named."""
    assert attachment_id is not None

    def show(copy: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            told = tr("'{0}'의 사본을 열었습니다. 사본을 고쳐도 첨부는 그대로입니다.")
            desk.bus.said.emit(told.format(copy.name), None)
        else:
            messages.error(parent, tr("'{0}' 파일을 열 프로그램이 이 컴퓨터에 없습니다.").format(copy.name))

    desk.jobs.run(
        parent, tr("첨부 여는 중"), lambda _progress: desk.copies.make(desk.store, attachment_id), show
    )
