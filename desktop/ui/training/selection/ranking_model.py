"""The rows of a ranking, as a table reads them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.rules.flows import Tone
from desktop.rules.selection import Line, Result
from desktop.services.training.selection.frozen import Difference
from desktop.services.training.selection.people import Entrant
from desktop.services.training.selection.ranking import Ranking
from desktop.text.dates import show_date
from desktop.ui.kit.messages import tr
from desktop.ui.training.chip_column import TONE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
RANK, NAME, BORN, TOTAL, DISTANCE, RESULT, TIES = range(7)
HEADINGS = (
    tr("순위"), tr("성명"), tr("생년월일"), tr("총점"), tr("합격선과의 차이"), tr("결과"), tr("동점·확정본"),
)  # fmt: skip
TONES = {
    Result.SELECTED: Tone.GOOD,
    Result.RESERVE: Tone.WARN,
    Result.REJECTED: Tone.PLAIN,
    Result.UNDECIDED: Tone.BAD,
}
_RIGHT = {RANK, TOTAL, DISTANCE}


class RankingModel(QAbstractTableModel):
    """One row for each line of a ranking, from the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._people: Mapping[int, Entrant] = {}
        self._differs: Mapping[int, Difference] = {}

    def show(self, ranked: Ranking | None, differences: Mapping[int, Difference]) -> None:
        """Shows another ranking; those who stand otherwise than published say so."""
        self.beginResetModel()
        self.lines = ranked.selection.lines if ranked else ()
        self._people = {each.enrolment_id: each for each in ranked.sheet.people} if ranked else {}
        self._differs = differences
        self.endResetModel()

    def person(self, row: int) -> Entrant:
        """Whose row it is."""
        return self._people[self.lines[row].scored.candidate.id]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(section)
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        if role == TONE and index.column() == RESULT:
            return TONES[line.result]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(line, index.column())
        return None

    def _text(self, line: Line, column: int) -> str:
        person = self._people[line.scored.candidate.id]
        if column == RANK:
            return "" if line.rank is None else f"{line.rank:,}"
        if column == NAME:
            return person.label
        if column == BORN:
            return show_date(person.birth_date) if person.birth_date else ""
        if column == TOTAL:
            return _missing(line) if line.scored.total is None else f"{line.scored.total:.2f}"
        if column == DISTANCE:
            return _signed(line.distance)
        if column == RESULT:
            return f"{line.result.value} {line.reserve}" if line.reserve is not None else line.result.value
        differs = self._differs.get(line.scored.candidate.id)
        return line.broken_by if differs is None else _difference(differs)


def _aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _missing(line: Line) -> str:
    return tr("결시") if line.scored.absent else tr("점수 없음")


def _signed(distance: Decimal | None) -> str:
    return "" if distance is None else f"{distance:+.2f}" if distance else "0.00"


def _difference(each: Difference) -> str:
    return tr("확정본과 다름: {0} → {1}").format(
        _place(each.old.rank, each.old.result), _place(each.new.rank, each.new.result)
    )


def _place(rank: int | None, result: str) -> str:
    return result if rank is None else tr("{0}위 {1}").format(rank, result)
