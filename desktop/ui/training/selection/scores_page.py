"""평가: people by criteria and judges, typed or pasted; a total beside each name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.queries.matrix import Beside, Cells, Head, Line, Look, Matrix, Written
from desktop.rules.flows import Tone
from desktop.services.training.selection import score_book, scores
from desktop.services.training.selection.score_book import PURPOSES, ScoreBook
from desktop.services.training.selection.scores import Place
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.matrix.view import MatrixView
from desktop.ui.records.in_work import MAKE_COHORT
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.training.attendance.stage_box import StageBox

_WIDTH = 96
_NAMED = 4


class ScoresPage(ViewPage):
    """The scores of the stage and purpose chosen at its head; columns are numbered in the sheet's order."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.stage, self.purpose = StageBox(desk), QComboBox()
        self.stage.setMinimumContentsLength(12)
        self.purpose.setAccessibleName(self.tr("쓰임"))
        self.purpose.addItems(list(PURPOSES))
        self.matrix = MatrixView()
        self.matrix.setObjectName("scores")
        self.matrix.grid.setAccessibleName(view.title)
        self.matrix.names.setAccessibleName(self.tr("성명과 총점"))
        self.problem, self.refused = label("", "bad", wrap=True), label("", "bad", wrap=True)
        self.book: ScoreBook | None = None
        head = QHBoxLayout()
        for title, box in ((self.tr("단계"), self.stage), (self.tr("쓰임"), self.purpose)):
            name = label(title, "quiet")
            name.setBuddy(box)
            head.addWidget(name)
            head.addWidget(box)
        head.addWidget(
            label(self.tr("점수를 치고 Enter · 결시는 '결시' · Delete는 빈칸"), "quiet", wrap=True), 1
        )
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.matrix, 1)
        for foot in (self.problem, self.refused):
            layout.addWidget(foot)
        self.fill(layout)
        self.stage.currentIndexChanged.connect(lambda _place: self._choose_stage())
        self.purpose.activated.connect(lambda _place: self.refresh())
        # Queued: a cell that is typed in is closed before the table is read anew.
        self.matrix.written.connect(self._write, Qt.ConnectionType.QueuedConnection)
        self.matrix.refused.connect(self._refuse)
        self._purpose_of = 0

    def first(self) -> QWidget | None:
        return self.matrix

    def read(self) -> None:
        self.stage.offer()
        stage_id = self.stage.stage_id()
        if stage_id is None:
            self.show_empty(MAKE_COHORT)
            return
        if self._purpose_of != stage_id:
            self._purpose_of = stage_id
            self.purpose.setCurrentText(score_book.begins_with(self.desk.store, stage_id))
        self.book = book = score_book.read(self.desk.store, stage_id, self.purpose.currentText())
        self.told.setText(self.tr("{0}명").format(f"{len(book.sheet.people):,}"))
        if not book.sheet.criteria:
            self.show_empty(self.tr("'평가 항목'에서 이 단계에서 채점할 항목과 비중을 먼저 적어 주세요."))
            return
        self.show_body()
        self.problem.setText(book.problem)
        self.problem.setVisible(bool(book.problem))
        self.matrix.show_matrix(_matrix_of(book))

    def _choose_stage(self) -> None:
        self._refuse("")
        self.refresh()

    def _write(self, cells: Sequence[Written]) -> None:
        book = self.book
        if book is None:
            return
        columns = book.sheet.columns
        texts = {}
        for each in cells:
            criterion, judge = columns[each.column]
            texts[Place(each.row, criterion.id, judge)] = each.value
        put = scores.put(self.desk.store, book.sheet.stage_id, book.sheet.purpose, texts)
        told = [*put.refused.values()]
        more = [self.tr("그 밖에 {0}칸").format(len(told) - _NAMED)] if len(told) > _NAMED else []
        self._refuse(" ".join((*told[:_NAMED], *more)))
        if put.refused:
            self.refresh()

    def _refuse(self, sentence: str) -> None:
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))


def _matrix_of(book: ScoreBook) -> Matrix:
    sheet = book.sheet

    def read(rows: Sequence[int]) -> Cells:
        return {
            (row, place): shown
            for row in rows
            for place, (criterion, judge) in enumerate(sheet.columns)
            if (shown := scores.shown(scores.of(sheet, row, criterion, judge)))
        }

    return Matrix(
        beside=((tr("성명"), 130), (tr("생년월일"), 104), (tr("총점"), 80)),
        lines=[
            Line(
                each.enrolment_id,
                each.name,
                each.label,
                (
                    Beside(each.label),
                    Beside(show_date(each.birth_date) if each.birth_date else ""),
                    Beside(
                        f"{total:.2f}" if (total := book.totals.get(each.enrolment_id)) is not None else "—"
                    ),
                ),
            )
            for each in sheet.people
        ],
        heads=[
            Head(
                place,
                criterion.title,
                sheet.judges[judge]
                if judge is not None
                else f"{criterion.weight:f}".rstrip("0").rstrip(".") + " %",
                sheet.heading(criterion, judge),
            )
            for place, (criterion, judge) in enumerate(sheet.columns)
        ],
        read=read,
        look=_look,
        parse=_parse,
        typed=True,
        width=_WIDTH,
    )


def _look(value: str) -> Look:
    known = scores.word_of(value)
    return Look(value, value, Tone.WARN if known else Tone.PLAIN)


def _parse(text: str) -> str:
    """As it is kept. Raises UserError for what is neither a score nor 결시."""
    return scores.shown(scores.cell_of(text))
