"""The rows of the completion list: first who completes, then who fails, the undecided apart at the end."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.rules.verdicts import Verdict
from desktop.services.training.attendance.completion import CheckList, Row
from desktop.text.dates import show_date
from desktop.ui.kit.icons import icon
from desktop.ui.kit.theme import colours

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NO_PARENT = QModelIndex()
_ORDER = (Verdict.MET, Verdict.FAILED, Verdict.UNDECIDED)
_ICONS = {Verdict.MET: "check", Verdict.FAILED: "warning", Verdict.UNDECIDED: "clock"}
_RESULT = 5


class CompletionModel(QAbstractTableModel):
    """What a check list says, in words; a verdict has its icon and colour beside its word."""

    WIDTHS = (116, 112, 148, 104, 148, 168, 220)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._asks = (True, True, True)

    def show(self, found: CheckList) -> None:
        """Show another state of the list."""
        self.beginResetModel()
        self._asks = found.asks
        self._rows = sorted(found.rows, key=lambda row: _ORDER.index(row.verdicts.result))
        self.endResetModel()

    def row(self, place: int) -> Row:
        """The person at a place of the list as it is shown."""
        return self._rows[place]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.WIDTHS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        titles = ("성명", "생년월일", "출석", "점수", "프로젝트", "결과", "모자란 것")
        return titles[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in {Role.DisplayRole, Role.ToolTipRole}:
            return self._words(row)[column]
        verdict = self._verdicts(row).get(column)
        if verdict is None:
            return None
        if role == Role.DecorationRole and column == _RESULT:
            return icon(_ICONS[verdict])
        if role == Role.ForegroundRole:
            shown = colours()
            inks = {Verdict.MET: shown.good, Verdict.FAILED: shown.bad, Verdict.UNDECIDED: shown.warn}
            return QColor(inks[verdict])
        return None

    def _verdicts(self, row: Row) -> dict[int, Verdict | None]:
        own = row.verdicts
        return {2: own.attendance, 3: own.score, 4: own.project, _RESULT: own.result}

    def _words(self, row: Row) -> tuple[str, ...]:
        person, own = row.person, row.verdicts
        result = own.result.value if row.is_open else f"{own.result.value} ({person.status})"
        return (
            person.label,
            show_date(person.birth_date) if person.birth_date else "",
            self._attendance(row),
            self._score(row),
            self._project(row),
            result,
            own.failing,
        )

    def _attendance(self, row: Row) -> str:
        if not self._asks[0]:
            return "—"
        if row.standing is None:
            return self.tr("기록 없음")
        return row.standing.failing() or f"{row.standing.shown_rate()} %"

    def _score(self, row: Row) -> str:
        if not self._asks[1]:
            return "—"
        if row.total is None:
            return self.tr("점수 없음")
        least = "" if row.verdicts.score is not Verdict.FAILED else self.tr(" (미달)")
        return f"{row.total}{least}"

    def _project(self, row: Row) -> str:
        if not self._asks[2]:
            return "—"
        return ", ".join(row.teams) or self.tr("팀 없음")
