"""How a stage selects, above its ranking: which stage, how many, who of the judges is dropped, and what becomes of a tie."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.rules.scoring import Trim
from desktop.rules.selection import Ties
from desktop.services.training.selection.ranking import Settings
from desktop.ui.kit.flow_layout import FlowLayout
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label, number_box

_MOST = 100_000
TIES: tuple[tuple[str, Ties | None], ...] = (
    (tr("물어보기"), None),
    (tr("모두 넣기"), Ties.ALL_IN),
    (tr("모두 빼기"), Ties.ALL_OUT),
    (tr("추첨"), Ties.LOTTERY),
)


class SettingsBar(QWidget):
    """``stage_chosen(id)``; ``changed(settings)`` carries the settings as they would be."""

    stage_chosen = Signal(int)
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._settings = Settings(0)
        self.stage, self.trim, self.ties = QComboBox(), QComboBox(), QComboBox()
        self.seats, self.reserves, self.tie_rules, self.seed = (number_box() for _ in range(4))
        for box in (self.seats, self.reserves):
            box.setRange(0, _MOST)
            box.setSuffix(tr("명"))
        self.tie_rules.setRange(0, 0)
        self.seed.setRange(0, 2**31 - 1)
        for each in Trim:
            self.trim.addItem(each.value, each)
        for word, ties in TIES:
            self.ties.addItem(word, ties)
        # On a small screen what has no room goes on in the next line.
        row = FlowLayout(self, spacing=8)
        titled: tuple[tuple[str, QWidget], ...] = (
            (tr("단계"), self.stage), (tr("정원"), self.seats), (tr("예비"), self.reserves),
            (tr("최고·최저 제외"), self.trim), (tr("동점 규칙"), self.tie_rules), (tr("동점"), self.ties), (tr("씨앗"), self.seed),
        )  # fmt: skip
        for title, widget in titled:
            widget.setAccessibleName(title)
            row.addWidget(_titled(title, widget))
        self.stage.activated.connect(lambda _row: self.stage_chosen.emit(self.stage.currentData()))
        for number in (self.seats, self.reserves, self.tie_rules, self.seed):
            number.setKeyboardTracking(False)
            number.valueChanged.connect(self._tell)
        self.trim.activated.connect(self._tell)
        self.ties.activated.connect(self._tell)

    def show_stages(self, stages: Sequence[tuple[int, str]], chosen: int) -> None:
        """The stages of the cohort in work."""
        with QSignalBlocker(self.stage):
            self.stage.clear()
            for row_id, name in stages:
                self.stage.addItem(name, row_id)
            self.stage.setCurrentIndex(max(0, self.stage.findData(chosen)))

    def show_settings(self, settings: Settings, tie_rules: int, *, writable: bool) -> None:
        """The settings as they are; ``tie_rules`` is how many the criteria have."""
        self._settings = settings
        boxes = (self.seats, self.reserves, self.tie_rules, self.seed, self.trim, self.ties)
        blockers = [QSignalBlocker(box) for box in boxes]
        self.tie_rules.setMaximum(tie_rules)
        for number, value in (
            (self.seats, settings.seats), (self.reserves, settings.reserves),
            (self.tie_rules, settings.tie_rules), (self.seed, settings.seed),
        ):  # fmt: skip
            number.setValue(value)
        self.trim.setCurrentIndex(self.trim.findText(settings.trim.value))
        self.ties.setCurrentIndex([ties for _word, ties in TIES].index(settings.ties))
        for box in boxes:
            box.setEnabled(writable)
        self.seed.setEnabled(writable and settings.ties is Ties.LOTTERY)
        for blocker in blockers:
            blocker.unblock()

    def _tell(self, *_value: object) -> None:
        self.changed.emit(
            replace(
                self._settings,
                seats=self.seats.value(),
                reserves=self.reserves.value(),
                tie_rules=self.tie_rules.value(),
                seed=self.seed.value(),
                trim=Trim(self.trim.currentText()),
                ties=TIES[self.ties.currentIndex()][1],
            )
        )


def _titled(title: str, box: QWidget) -> QWidget:
    whole, name = QWidget(), label(title, "quiet")
    name.setBuddy(box)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(name)
    row.addWidget(box)
    return whole
