"""A score sheet: judges by criteria as a grid, each judge's total beside it, below it what they come to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.queries.matrix import Beside, Cells, Head, Line, Matrix, Written
from desktop.rules.flows import Tone
from desktop.rules.review.score_sheets import Result, Sheet, result_of, trim_in_words
from desktop.rules.scoring import CellKey, check_score
from desktop.services.board.scoring import sheets
from desktop.services.datafile.changes import Changes
from desktop.text.amounts import parse_hundredths, show_hundredths
from desktop.text.hangul import clean
from desktop.ui.board.scoring.pages import SHEET
from desktop.ui.desk import Desk
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.date_input import DateInput
from desktop.ui.forms.unsaved import Part
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.matrix.view import MatrixView
from desktop.ui.records.record_dialog import RecordDialog, run

_NAME, _TOTAL, _STANDING, _CELL = 120, 64, 48, 96
_SHOWN_CELLS, _LEAST = 4, 280


def open_sheet(desk: Desk, parent: QWidget, sheet_id: int | None = None, **given: Any) -> Changes | None:
    """The score sheet of a proposal."""
    return run(ScoreSheetDialog(desk, parent, sheet_id, given))


class ScoreSheetDialog(RecordDialog):
    """Scores are kept with the rest of the sheet, as one operation; a day in 마감일 closes it."""

    scored = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        sheet_id: int | None = None,
        given: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(desk, parent, SHEET, sheet_id, given=given)
        proposal, judges, closed_on = self.input("proposal_id"), self.input("judges"), self.input("closed_on")
        assert isinstance(proposal, QComboBox)
        assert isinstance(judges, CheckList)
        assert isinstance(closed_on, DateInput)
        self._proposal, self._judges, self._closed_on = proposal, judges, closed_on
        self._was_closed = self._known.get(sheets.CLOSED_ON) is not None
        self.matrix = MatrixView()
        self.matrix.setMinimumSize(_NAME + _TOTAL + _STANDING + _SHOWN_CELLS * _CELL + 24, _LEAST)
        self.matrix.grid.setAccessibleName(tr("심사 점수"))
        self.matrix.names.setAccessibleName(tr("심사자와 총점"))
        self.matrix.written.connect(self._write, Qt.ConnectionType.QueuedConnection)
        self.matrix.refused.connect(self._refuse)
        self.outcome = label("", "strong", wrap=True)
        self.trimmed = label("", "quiet", wrap=True)
        self.refused = label("", "bad", wrap=True)
        self.refused.hide()
        self._lay_beside()
        self._offered = Sheet((), {}, {})
        self._scores: dict[CellKey, Decimal] = {}
        self._read_sheet()
        self.keep_too(Part("scores", self._kept_scores, self._put_back, self._told_scores), self.scored)
        proposal.currentTextChanged.connect(lambda _text: self._read_sheet())
        proposal.setEnabled(sheet_id is None)
        judges.changed.connect(self._show_sheet)
        closed_on.textChanged.connect(lambda _text: self._show_sheet())

    @property
    def changed(self) -> bool:
        return super().changed or bool(self._changes())

    def _lay_beside(self) -> None:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            label(
                tr("점수를 치고 Enter · 엑셀에서 복사한 표를 붙일 수 있음 · Delete는 빈칸"),
                "quiet",
                wrap=True,
            )
        )
        column.addWidget(self.matrix, 1)
        for told in (self.outcome, self.trimmed, self.refused):
            column.addWidget(told)
        grid = self.form.layout()
        assert isinstance(grid, QGridLayout)
        grid.addWidget(beside, 0, grid.columnCount(), grid.rowCount(), 1)
        grid.setColumnStretch(grid.columnCount() - 1, 2)

    def _keep(self, values: dict[str, Any]) -> Changes:
        return super()._keep(values | {sheets.SCORES: self._changes()})

    def _changes(self) -> dict[sheets.CellAt, int | None]:
        """The scores that stand differently from what was read, of the judges who are ticked."""
        before, now, judges = self._offered.scores, self._scores, set(self._judges.checked())
        places = [place for place in {**before, **now} if before.get(place) != now.get(place)]
        return {
            (criterion, judge): int(now[criterion, judge].scaleb(2)) if (criterion, judge) in now else None
            for criterion, judge in places
            if judge is not None and judge in judges
        }

    def _kept_scores(self) -> list[tuple[int, int, int | None]]:
        return sorted((*place, value) for place, value in self._changes().items())

    def _put_back(self, kept: Sequence[tuple[int, int, int | None]]) -> None:
        criteria = {each.id for each in self._offered.criteria}
        for criterion, judge, value in kept:
            if criterion in criteria and judge in self._offered.judges:
                self._put(criterion, judge, value)
        self._show_sheet()

    def _told_scores(self) -> str:
        changed = len(self._changes())
        return tr("점수: {0}칸").format(changed) if changed else ""

    def _put(self, criterion: int, judge: int, value: int | None) -> None:
        if value is None:
            self._scores.pop((criterion, judge), None)
        else:
            self._scores[criterion, judge] = Decimal(value).scaleb(-2)

    def _read_sheet(self) -> None:
        self._offered = sheets.offered(self.desk.store, self.record_id, self._proposal.currentData())
        self._scores = dict(self._offered.scores)
        self._show_sheet()

    def _sheet(self) -> Sheet:
        """As it stands in the dialog."""
        judges = {
            each: self._offered.judges[each]
            for each in self._judges.checked()
            if each in self._offered.judges
        }
        scores = {place: score for place, score in self._scores.items() if place[1] in judges}
        return Sheet(self._offered.criteria, judges, scores)

    def _show_sheet(self) -> None:
        sheet = self._sheet()
        result: Result | None = None
        trouble = (
            ""
            if sheet.criteria
            else tr("이 제안의 기수에 심사 기준이 없습니다. '심사 기준과 심사자'에서 적어 주세요.")
        )
        try:
            result = result_of(sheet) if sheet.criteria else None
        except UserError as error:
            trouble = error.message
        self.matrix.show_matrix(self._matrix_of(sheet, result))
        self.outcome.setText(trouble or _outcome(sheet, result))
        self.trimmed.setText("" if result is None else trim_in_words(sheet, result))

    def _matrix_of(self, sheet: Sheet, result: Result | None) -> Matrix:
        def read(rows: Sequence[int]) -> Cells:
            return {
                (judge, each.id): show_hundredths(int(sheet.scores[each.id, judge].scaleb(2)))
                for judge in rows
                for each in sheet.criteria
                if (each.id, judge) in sheet.scores
            }

        return Matrix(
            beside=((tr("심사자"), _NAME), (tr("총점"), _TOTAL), ("", _STANDING)),
            lines=[
                Line(judge, name, name, (Beside(name), *_standing(judge, result)))
                for judge, name in sheet.judges.items()
            ],
            heads=[
                Head(
                    each.id,
                    each.title,
                    tr("{0} % · {1}점").format(f"{each.weight:f}", f"{each.highest:f}"),
                    each.title,
                )
                for each in sheet.criteria
            ],
            read=read,
            parse=lambda text: "" if (value := _hundredths(text)) is None else show_hundredths(value),
            closed=lambda _judge, _criterion: self._why_closed(),
            typed=True,
            noun=tr("심사자"),
            width=_CELL,
        )

    def _why_closed(self) -> str:
        if self._was_closed and self._closed_on.text().strip():
            return tr("마감한 심사표입니다. 마감일을 비우면 고칠 수 있습니다.")
        return ""

    def _write(self, cells: Sequence[Written]) -> None:
        sheet, refused = self._sheet(), []
        criteria = {each.id: each for each in sheet.criteria}
        for each in cells:
            value = _hundredths(each.value)
            try:
                if value is not None:
                    score = Decimal(value).scaleb(-2)
                    check_score(criteria[each.column], score, sheet.judges[each.row])
            except UserError as error:
                refused.append(error.message)
            else:
                self._put(each.column, each.row, value)
        self._refuse(" ".join(refused))
        self._show_sheet()
        self.scored.emit()

    def _refuse(self, sentence: str) -> None:
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))


def _hundredths(text: str) -> int | None:
    said = clean(text)
    return parse_hundredths(said) if said else None


def _standing(judge: int, result: Result | None) -> tuple[Beside, Beside]:
    total = None if result is None else result.totals[judge]
    dropped = result is not None and judge in result.dropped
    return Beside("—" if total is None else f"{total:f}"), Beside(
        tr("뺌") if dropped else "", Tone.WARN if dropped else None
    )


def _outcome(sheet: Sheet, result: Result | None) -> str:
    if result is None:
        return ""
    if result.total is None:
        return tr("빈칸이 {0}칸 있어 총점이 아직 없습니다.").format(len(result.blanks))
    return tr("총점 {0}점 (심사자 {1}명)").format(f"{result.total:f}", len(sheet.judges))
