"""The rows of the applications, as a table reads them: who, the verdict with its sentence, each paper."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.rules.flows import Tone
from desktop.rules.verdicts import Verdict
from desktop.services.training.applications.looking import Applications
from desktop.services.training.applications.papers import ASKED, HANDED, WAIVED, Standing, Wanted
from desktop.services.training.applications.verdicts import Judged
from desktop.text.dates import age_on, show_date
from desktop.ui.kit.messages import tr
from desktop.ui.training.chip_column import TONE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, NAME, BORN, AGE, VERDICT, REASON = range(6)
PAPERS = REASON + 1
HEADINGS = (tr("접수번호"), tr("성명"), tr("생년월일"), tr("나이"), tr("자격"), tr("사유"))
WORDS = {Verdict.MET: tr("적격"), Verdict.FAILED: tr("부적격"), Verdict.UNDECIDED: tr("확인 필요")}
_TONES = {Verdict.MET: Tone.GOOD, Verdict.FAILED: Tone.BAD, Verdict.UNDECIDED: Tone.WARN}
_PAPER_TONES = {HANDED: Tone.GOOD, WAIVED: Tone.PLAIN, ASKED: Tone.WARN}
Keep = Callable[[Applications, Judged], bool]


class ApplicationsModel(QAbstractTableModel):
    """One row for each applicant that ``keep`` lets through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: Applications | None = None
        self.rows: tuple[Judged, ...] = ()

    def show(self, found: Applications | None, keep: Keep) -> None:
        """Shows other applications."""
        self.beginResetModel()
        self._shown = found
        self.rows = tuple(each for each in found.judged if keep(found, each)) if found else ()
        self.endResetModel()

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The papers, in the order of their columns."""
        return self._shown.papers.wanted if self._shown else ()

    def paper(self, column: int) -> Wanted | None:
        """The paper of a column, None for the columns before."""
        place = column - PAPERS
        return self.wanted[place] if 0 <= place < len(self.wanted) else None

    def standing(self, row: int, paper: Wanted) -> Standing:
        """How one applicant's paper stands."""
        assert self._shown is not None
        return self._shown.papers.of(self.rows[row].person.enrolment_id, paper)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else PAPERS + len(self.wanted)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        paper = self.paper(section)
        return HEADINGS[section] if paper is None else paper.title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        paper = self.paper(column)
        if role == TONE:
            if paper is not None:
                standing = self.standing(row, paper)
                return Tone.BAD if standing.overdue else _PAPER_TONES.get(standing.state, Tone.PLAIN)
            return _TONES[self.rows[row].found.verdict] if column == VERDICT else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column) if paper is None else paper_word(self.standing(row, paper))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, REASON) if paper is None else _told(self.standing(row, paper))
        return None

    def _text(self, row: int, column: int) -> str:
        person, found = self.rows[row].person, self.rows[row].found
        born = person.birth_date
        return (
            "" if person.number is None else str(person.number),
            person.label,
            show_date(born) if born else "",
            tr("만 {0}세").format(age_on(born, found.day)) if born else "",
            WORDS[found.verdict],
            found.sentence,
        )[column]


def paper_word(standing: Standing) -> str:
    """The state in words: what is late says so."""
    return tr("{0} · 기한 지남").format(standing.state) if standing.overdue else standing.state


def _told(standing: Standing) -> str:
    due = tr("{0}까지").format(show_date(standing.due_on)) if standing.due_on else ""
    return " · ".join(filter(None, (standing.state, due, standing.reason)))
