"""Plans side by side: one line of figures each, and which of them is shown below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from desktop.rules.matching import Figures
from desktop.rules.placement import PlanKind
from desktop.services.placement.matching import plans
from desktop.services.placement.matching.plans import Drawn
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label

_TITLES = ("안", "배정", "1희망", "2희망", "3희망", "평균 희망", "가장 낮은 희망", "서로 바라는 짝")
_SHORT = ("안", "배정", "1희망", "2희망", "3희망", "평균", "최저", "바라는 짝")
"""As they stand above the figures on a narrow screen."""


class Comparison(QWidget):
    """``chosen`` tells that another plan is to be shown."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _id, on: self.chosen.emit() if on else None)
        self.buttons: dict[PlanKind, QRadioButton] = {}
        self.cells: dict[PlanKind, list[QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        for column, (short, title) in enumerate(zip(_SHORT, _TITLES, strict=True)):
            head = label(tr(short), "quiet")
            head.setToolTip(tr(title))
            head.setAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(head, 0, column)
        self._grid.setColumnStretch(len(_TITLES), 1)
        for row, kind in enumerate((*plans.MADE, PlanKind.BY_HAND), 1):
            self._add(row, kind)

    def kind(self) -> PlanKind:
        """Which plan is to be shown."""
        return next((kind for kind, button in self.buttons.items() if button.isChecked()), PlanKind.STABLE)

    def choose(self, kind: PlanKind) -> None:
        """Show this one."""
        self.buttons[kind].setChecked(True)

    def show_plans(self, drawn: Sequence[Drawn]) -> None:
        """The figures of these; who is not among them cannot be chosen."""
        found = {each.kind: each.figures for each in drawn}
        for kind, button in self.buttons.items():
            button.setEnabled(kind in found)
            texts = figures(found[kind]) if kind in found else [""] * (len(_TITLES) - 1)
            for cell, text in zip(self.cells[kind], texts, strict=True):
                cell.setText(text)
            spoken = (f"{tr(title)} {text}" for title, text in zip(_TITLES[1:], texts, strict=True))
            button.setAccessibleDescription(", ".join(spoken) if kind in found else "")
        if self.kind() not in found:
            self.choose(PlanKind.STABLE)

    def _add(self, row: int, kind: PlanKind) -> None:
        button = QRadioButton(kind.value)
        button.setToolTip(plans.NOT_PROMISED[kind])
        button.setChecked(kind is PlanKind.STABLE)
        self._group.addButton(button, row)
        self._grid.addWidget(button, row, 0)
        self.buttons[kind], self.cells[kind] = button, []
        for column in range(1, len(_TITLES)):
            cell = label("")
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(cell, row, column)
            self.cells[kind].append(cell)


def figures(found: Figures) -> list[str]:
    """A plan's figures in the order of the titles."""
    choices = [*found.choices, 0, 0, 0][:3]
    return [
        str(found.placed),
        *map(str, choices),
        plans.mean(found) or "—",
        str(found.worst_rank or "—"),
        str(len(found.blocking)),
    ]
