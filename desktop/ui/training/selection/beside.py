"""What stands beside the ranking: who the selected are, and what decided at the line."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.rules.composition import Group
from desktop.rules.sensitivity import Flip, Scenario
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label, scrolled

WIDTH = 320
_PARTS = 6
"""So many parts of one trait are told; the rest are added up."""


class Beside(QFrame):
    """``decide`` works out what decides; its answer is shown by `show_scenarios`."""

    def __init__(self, decide: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH)
        inside = QWidget()
        self._made_of, self._scenarios = QVBoxLayout(), QVBoxLayout()
        self.decide = QPushButton(tr("무엇이 갈랐나"))
        self.decide.setToolTip(tr("심사위원 한 명을 빼거나 비중을 5 % 옮기면 결과가 바뀌는 사람을 찾습니다."))
        self.decide.clicked.connect(decide)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addWidget(label(tr("선발된 사람의 구성"), "heading"))
        rows.addLayout(self._made_of)
        rows.addSpacing(8)
        rows.addWidget(self.decide)
        rows.addLayout(self._scenarios)
        rows.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Who the selected are."""
        _empty(self._made_of)
        for group in groups:
            self._made_of.addWidget(label(group.title, "small"))
            told = ", ".join(each.told for each in group.parts[:_PARTS])
            if len(group.parts) > _PARTS:
                rest = sum(each.count or 0 for each in group.parts[_PARTS:])
                told += tr(", 그 밖 {0}명").format(rest)
            self._made_of.addWidget(label(told or tr("없음"), wrap=True))

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        """What each change would flip; () takes away what stood there."""
        _empty(self._scenarios)
        for each in scenarios:
            self._scenarios.addWidget(label(each.title, "strong", wrap=True))
            for flip in each.flips:
                self._scenarios.addWidget(label(_told(flip), wrap=True))
            if not each.flips:
                self._scenarios.addWidget(label(tr("바뀌는 사람 없음"), "quiet"))


def _told(flip: Flip) -> str:
    return tr("{0}: {1}위 {2} → {3}위 {4}").format(
        flip.candidate.label,
        flip.old_rank or "–",
        flip.old_result.value,
        flip.new_rank or "–",
        flip.new_result.value,
    )


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
