"""The turns of demo day as rows: order, team, project, total and rank, sheets that are missing, award."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.services.training.demo_day.days import Day, Turn
from desktop.services.training.demo_day.scoring import Outcome
from desktop.ui.kit.messages import tr

_TITLES = (tr("순서"), tr("팀"), tr("프로젝트"), tr("총점"), tr("순위"), tr("없는 심사표"), tr("상"))
AWARD = len(_TITLES) - 1
Index = QModelIndex | QPersistentModelIndex


class TurnsModel(QAbstractTableModel):
    """``give(presentation_id, award)`` keeps an award typed into the last column."""

    def __init__(self, give: Callable[[int, str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._give = give
        self._turns: tuple[Turn, ...] = ()
        self._outcomes: Mapping[int, Outcome] = {}
        self.writable = True

    def show(self, day: Day | None, outcomes: tuple[Outcome, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._turns = day.turns if day else ()
        self._outcomes = {each.team_id: each for each in outcomes}
        self.endResetModel()

    def turn(self, row: int) -> Turn | None:
        """The turn in a row."""
        return self._turns[row] if 0 <= row < len(self._turns) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._turns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _TITLES[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsEditable if index.column() == AWARD and self.writable else own

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        turn = self.turn(index.row()) if index.isValid() else None
        if turn is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return None
        found = self._outcomes.get(turn.team_id)
        return (
            str(turn.position),
            turn.team,
            turn.title,
            "" if found is None or found.total is None else f"{found.total:.2f}",
            "" if found is None or found.rank is None else str(found.rank),
            ", ".join(found.missing) if found else "",
            turn.award,
        )[index.column()]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        turn = self.turn(index.row())
        if turn is None or index.column() != AWARD or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value).strip() != turn.award:
            self._give(turn.presentation_id, str(value).strip())
        return True
