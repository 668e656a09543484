"""What interviews are arranged in: the days, the rooms, companies with more panels, and who cannot at all hours."""

from functools import partial

from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from desktop.services.kinds import LISTS
from desktop.ui.desk import Desk
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label
from desktop.ui.records.record_list import RecordList

_WIDTH, _HEIGHT = 900, 600
_KINDS = ("interview_days", "interview_rooms", "interview_panels", "interview_hours")


class SetUpDialog(Dialog):
    """Four short lists beside one another; what is added, opened or deleted is kept at once."""

    help_page = "interviews"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("면접일과 면접실"))
        self.lists: dict[str, RecordList] = {}
        inside = QGridLayout()
        inside.setHorizontalSpacing(24)
        inside.setVerticalSpacing(16)
        for place, kind in enumerate(_KINDS):
            self.lists[kind] = RecordList(desk, kind, desk.scope, partial(_edit, desk, kind))
            part = QVBoxLayout()
            part.setSpacing(8)
            part.addWidget(label(LISTS[kind].title, "heading"))
            part.addWidget(self.lists[kind], 1)
            inside.addLayout(part, *divmod(place, 2))
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self.lay_out(inside, buttons)
        self.take_room(_WIDTH, _HEIGHT)


def _edit(desk: Desk, kind: str, above: QWidget, row_id: int | None) -> object:
    return desk.open(kind, above, row_id)
