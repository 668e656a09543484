"""The judges' sheets typed in: teams by judges and criteria, the total, the rank and the missing sheets beside each team."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.queries.matrix import Beside, Cells, Head, Line, Look, Matrix, Written
from desktop.rules.flows import Tone
from desktop.services.training.demo_day import judging
from desktop.services.training.demo_day.scoring import Outcome, Results
from desktop.services.training.selection import scores
from desktop.services.training.selection.scores import Put, TeamPlace
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.matrix.view import MatrixView

Write = Callable[[dict[TeamPlace, str]], Put[TeamPlace]]
_WIDTH = 88
_NAMED = 4


class JudgingGrid(QWidget):
    """``write(texts)`` keeps what was typed or pasted; why something was not is said under the cells."""

    def __init__(self, write: Write) -> None:
        super().__init__()
        self._put = write
        self._found: Results | None = None
        self.matrix = MatrixView()
        self.matrix.setObjectName("judging")
        self.matrix.grid.setAccessibleName(tr("심사 점수"))
        self.matrix.names.setAccessibleName(tr("팀과 총점"))
        self.refused = label("", "bad", wrap=True)
        hint = label(tr("점수를 치고 Enter · 결시는 '결시' · Delete는 빈칸"), "quiet", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(hint)
        layout.addWidget(self.matrix, 1)
        layout.addWidget(self.refused)
        self.refused.hide()
        self.setFocusProxy(self.matrix)
        # Queued: a cell that is typed in is closed before the table is read anew.
        self.matrix.written.connect(self._write, Qt.ConnectionType.QueuedConnection)
        self.matrix.refused.connect(self._refuse)

    def show_results(self, found: Results, order: Sequence[int]) -> None:
        """Show the scores as they stand, the teams in this order of their ids."""
        self._found = found
        self.matrix.show_matrix(_matrix_of(found, order))

    def _write(self, cells: Sequence[Written]) -> None:
        found = self._found
        if found is None:
            return
        columns = judging.columns(found)
        texts = {}
        for each in cells:
            criterion, judge = columns[each.column]
            texts[TeamPlace(each.row, criterion.id, judge)] = each.value
        told = [*self._put(texts).refused.values()]
        more = [tr("그 밖에 {0}칸").format(len(told) - _NAMED)] if len(told) > _NAMED else []
        self._refuse(" ".join((*told[:_NAMED], *more)))

    def _refuse(self, sentence: str) -> None:
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))


def _matrix_of(found: Results, order: Sequence[int]) -> Matrix:
    columns = judging.columns(found)
    judges = {each.judge_id: each.name for each in found.sheets}
    cells = {each.id: each.scores for each in found.candidates}
    outcomes = {each.team_id: each for each in found.outcomes}
    names = {each.id: each.label for each in found.candidates}

    def read(rows: Sequence[int]) -> Cells:
        return {
            (team, place): shown
            for team in rows
            for place, (criterion, judge) in enumerate(columns)
            if (shown := scores.shown(cells[team].get((criterion.id, judge))))
        }

    def heading(title: str, judge: int | None) -> str:
        return title if judge is None else f"{judges[judge]} · {title}"

    return Matrix(
        beside=((tr("팀"), 132), (tr("총점"), 68), (tr("순위"), 52), (tr("없는 심사표"), 96)),
        lines=[
            Line(team, names[team], names[team], (Beside(names[team]), *_standing(outcomes.get(team))))
            for team in order
            if team in names
        ],
        heads=[
            Head(
                place,
                criterion.title,
                tr("점수 하나") if judge is None else judges[judge],
                heading(criterion.title, judge),
            )
            for place, (criterion, judge) in enumerate(columns)
        ],
        read=read,
        look=_look,
        parse=lambda text: scores.shown(scores.cell_of(text)),
        closed=lambda team, place: judging.why_kept_out(found, team, columns[place][1]),
        typed=True,
        noun=tr("팀"),
        width=_WIDTH,
    )


def _standing(outcome: Outcome | None) -> tuple[Beside, Beside, Beside]:
    if outcome is None:
        return Beside("—"), Beside("—"), Beside("")
    missing = outcome.missing
    short = missing[0] if len(missing) == 1 else tr("{0}명").format(len(missing)) if missing else ""
    return (
        Beside("—" if outcome.total is None else f"{outcome.total:.2f}"),
        Beside("—" if outcome.rank is None else str(outcome.rank)),
        Beside(short, Tone.WARN if missing else None, ", ".join(missing)),
    )


def _look(value: str) -> Look:
    return Look(value, value, Tone.WARN if scores.word_of(value) else Tone.PLAIN)
