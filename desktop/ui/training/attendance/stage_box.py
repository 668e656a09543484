"""The box at the head of a page that chooses a stage of the cohort in work; what was chosen is remembered."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from desktop.services.records import choices
from desktop.ui.desk import Desk

_KEPT = "stage_id"


class StageBox(QComboBox):
    """``currentIndexChanged`` tells that another stage was chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._desk = desk
        self.setObjectName("stage")
        self.setAccessibleName(self.tr("단계"))
        self.activated.connect(lambda _place: desk.settings.keep_place(**{_KEPT: self.stage_id()}))

    def offer(self) -> None:
        """Offer the stages there are now; the one chosen stays, else the one remembered, else the last."""
        stages = choices.of(self._desk.store, "stages", self._desk.scope)
        wanted = self.stage_id() or self._desk.settings.last_place.get(_KEPT)
        with QSignalBlocker(self):
            self.clear()
            for row_id, text in stages:
                self.addItem(text, row_id)
            place = self.findData(wanted)
            self.setCurrentIndex(place if place >= 0 else self.count() - 1)

    def stage_id(self) -> int | None:
        """The stage chosen; None where there is none."""
        found = self.currentData()
        return int(found) if found is not None else None
