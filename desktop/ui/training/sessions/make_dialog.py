"""The weekly hours of a cohort's stages, and the sessions made from them: told beforehand, the holidays left out by name."""

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.services.records import choices
from desktop.services.training.programme import stage_on
from desktop.services.training.sessions import making
from desktop.ui.desk import Desk
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label
from desktop.ui.records.record_list import RecordList

_WIDTH, _HEIGHT = 640, 560


def open_make(desk: Desk, parent: QWidget) -> None:
    """The weekly hours of the cohort in work, and making sessions from them."""
    dialog = MakeDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()


class MakeDialog(Dialog):
    """Weekly hours above, each added, opened and deleted at its place; below, what a stage's would make."""

    help_page = "sessions"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("주간 시간으로 수업 만들기"))
        self.hours = RecordList(
            desk, "patterns", desk.scope, lambda above, row_id: desk.open("patterns", above, row_id)
        )
        self.stage = QComboBox()
        self.stage.setAccessibleName(self.tr("수업을 만들 단계"))
        for stage_id, text in choices.of(desk.store, "stages", desk.scope):
            self.stage.addItem(text, stage_id)
        self.stage.setCurrentIndex(max(self.stage.findData(stage_on(desk.store, desk.scope)), 0))
        self.told = label("", wrap=True)
        self.make = QPushButton(self.tr("수업 만들기"))
        self.make.setProperty("role", "primary")
        self.make.clicked.connect(self._make)
        self._lay_out()
        self.stage.currentIndexChanged.connect(lambda _index: self._tell())
        desk.bus.committed.connect(self._tell)
        self._tell()
        self.take_room(_WIDTH, _HEIGHT)

    def _lay_out(self) -> None:
        which = QHBoxLayout()
        caption = label(self.tr("단계"))
        caption.setBuddy(self.stage)
        which.addWidget(caption)
        which.addWidget(self.stage, 1)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(label(self.tr("주간 시간"), "heading"))
        inside.addWidget(self.hours, 1)
        inside.addWidget(label(self.tr("만들 수업"), "heading"))
        inside.addLayout(which)
        inside.addWidget(self.told)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.make, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.lay_out(inside, buttons)

    def _tell(self, _changes: object = None) -> None:
        """What would be made now, or why nothing can be."""
        try:
            found = making.propose(self.desk.store, self.stage.currentData() or 0)
        except UserError as error:
            self.told.setText(error.message)
            self.make.setEnabled(False)
            return
        self.told.setText("\n".join(found.sentences()))
        self.make.setEnabled(bool(found.planned) and not self.desk.store.read_only)

    def _make(self) -> None:
        store, stage_id = self.desk.store, self.stage.currentData()
        self.desk.jobs.run(
            self,
            self.tr("수업 만들기"),
            lambda _progress: making.make(store, stage_id),
            lambda _made: None,
        )
