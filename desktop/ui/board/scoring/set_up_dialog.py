"""What proposals of a term are scored by, and by whom: both lists in one dialog."""

from typing import Any

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from desktop.services.board.scoring import setting_up
from desktop.ui.desk import Desk
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.records.record_list import RecordList


def open_set_up(desk: Desk, parent: QWidget) -> None:
    """The criteria and the judges of the board in work."""
    dialog = ScoringDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()


class ScoringDialog(Dialog):
    """Criteria with their weights of 100, and judges, each added to, changed and deleted here."""

    help_page = "score_sheets"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("심사 기준과 심사자"))
        self.criteria, self.judges = (
            RecordList(
                desk,
                kind,
                desk.scope,
                lambda above, record_id, kind=kind: desk.open(kind, above, record_id),  # type: ignore[misc]
            )
            for kind in ("review_criteria", "review_judges")
        )
        self.sum = label("", "quiet", wrap=True)
        desk.bus.committed.connect(self._tell_sum)
        self._desk = desk
        self._tell_sum()
        close = QDialogButtonBox()
        close.addButton(tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("심사 기준 (배점 비율을 모두 더해 100 %)"), "heading"))
        column.addWidget(self.criteria)
        column.addWidget(self.sum)
        column.addWidget(label(tr("심사자"), "heading"))
        column.addWidget(self.judges)
        self.lay_out(both, close)
        self.take_room(480, 668)

    def _tell_sum(self, _changes: Any = None) -> None:
        self.sum.setText(setting_up.weights_in_words(self._desk.store, self._desk.scope.board_id))
