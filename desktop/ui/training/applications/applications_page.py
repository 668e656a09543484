"""신청과 서류: who may take part and why, and which papers are there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from desktop.rules.fields import Field, Kind
from desktop.rules.verdicts import Verdict
from desktop.services.training.applications import looking, papers
from desktop.services.training.applications.looking import Applications
from desktop.services.training.applications.papers import ASKED, HANDED, MISSING, WAIVED
from desktop.services.training.applications.pipeline import intake
from desktop.services.training.applications.verdicts import Judged
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.training.applications.applications_model import (
    AGE,
    BORN,
    NAME,
    NUMBER,
    PAPERS,
    REASON,
    VERDICT,
    ApplicationsModel,
    Keep,
)
from desktop.ui.training.chip_column import ChipColumn

KEYS = {
    Qt.Key.Key_1: HANDED,
    Qt.Key.Key_2: ASKED,
    Qt.Key.Key_3: WAIVED,
    Qt.Key.Key_0: MISSING,
    Qt.Key.Key_Delete: MISSING,
}
_WIDTHS = {NUMBER: 80, NAME: 110, BORN: 110, AGE: 80, VERDICT: 110, REASON: 360}
_PAPER_WIDTH = 170
_REASON = Field("reason", "보완할 내용", required=True, max_length=200)
_DUE = Field("due_on", "다시 낼 기한", Kind.DATE)


def _has(verdict: Verdict) -> Keep:
    return lambda _found, one: one.found.verdict is verdict


def _lacks(found: Applications, one: Judged) -> bool:
    return any(found.papers.of(one.person.enrolment_id, each).open for each in found.papers.wanted)


def _is_late(found: Applications, one: Judged) -> bool:
    return any(found.papers.of(one.person.enrolment_id, each).overdue for each in found.papers.wanted)


class ApplicationsTable(QTableView):
    """``ticked(state)``: a digit was pressed over cells of papers."""

    ticked = Signal(str)

    def __init__(self, model: ApplicationsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setProperty("role", "rows")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(ChipColumn(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = KEYS.get(Qt.Key(event.key()))
        if state is None:
            super().keyPressEvent(event)
        else:
            self.ticked.emit(state)


class ApplicationsPage(ViewPage):
    """Digits tick papers off: 1 제출, 2 보완요청, 3 면제, 0 or Delete 미제출."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.found: Applications | None = None
        self.model = ApplicationsModel(self)
        self.table = ApplicationsTable(self.model)
        self.table.setAccessibleName(view.title)
        self.narrow = QComboBox()
        self.narrow.setAccessibleName(self.tr("보이기"))
        keeps: Mapping[str, Keep] = {
            self.tr("모두"): lambda _found, _one: True,
            self.tr("부적격"): _has(Verdict.FAILED),
            self.tr("확인 필요"): _has(Verdict.UNDECIDED),
            self.tr("빠진 서류 있음"): _lacks,
            self.tr("기한 지남"): _is_late,
        }
        for word, keep in keeps.items():
            self.narrow.addItem(word, keep)
        self._steps = label("", "quiet", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("보이기"), "quiet"))
        head.addWidget(self.narrow)
        head.addWidget(
            label(self.tr("서류 칸에서 1 제출 · 2 보완요청 · 3 면제 · 0 미제출"), "quiet", wrap=True), 1
        )
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        rows.addWidget(self._steps)
        self.fill(rows)
        self.narrow.activated.connect(self._show)
        self.table.ticked.connect(self.tick)

    def first(self) -> QWidget | None:
        return self.table

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        self.found = None if cohort_id is None else looking.look(self.desk.store, cohort_id)
        if self.found is None or not self.found.judged:
            self.told.setText("")
            self.show_empty(
                in_work.choose(
                    self.desk, "cohorts", self.tr("왼쪽 위에서 기수를 고르면 그 기수의 신청자가 나옵니다.")
                )
                if cohort_id is None
                else self.tr("'교육생'에서 신청자 명단을 가져오면 여기에서 자격과 서류를 살핍니다.")
            )
            return
        self.show_body()
        self._show()

    def _show(self) -> None:
        found = self.found
        assert found is not None
        at = self.table.currentIndex()
        self.model.show(found, self.narrow.currentData())
        for column in range(self.model.columnCount()):
            self.table.setColumnWidth(column, _WIDTHS.get(column, _PAPER_WIDTH))
        if 0 <= at.row() < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at.row(), at.column()))
        counts = [sum(each.found.verdict is verdict for each in found.judged) for verdict in Verdict]
        self.told.setText(
            self.tr("{0}명 · 적격 {1} · 부적격 {2} · 확인 필요 {3}").format(
                f"{len(found.judged):,}", *(f"{each:,}" for each in counts)
            )
        )
        told = (
            self.tr("{0} {1}명({2})").format(
                each.stage, f"{sum(each.standing.values()):,}",
                ", ".join(f"{status} {count:,}" for status, count in sorted(each.standing.items())),
            )
            for each in found.steps
        )  # fmt: skip
        whole = self.tr("모두 {0}명").format(f"{intake(list(found.steps)):,}")
        judged = self.tr("{0} 기준으로 살폈습니다. 지금 있는 곳: ").format(show_date(found.day))
        self._steps.setText(judged + " + ".join(told) + f" = {whole}")

    def tick(self, state: str) -> None:
        """Put the papers of the selected cells into a state; what a 보완요청 asks for is asked."""
        cells = [each for each in self.table.selectedIndexes() if each.column() >= PAPERS]
        columns = {each.column() for each in cells}
        if len(columns) != 1 or self.desk.store.read_only:
            return
        paper = self.model.paper(columns.pop())
        assert paper is not None
        ids = [self.model.rows[each.row()].person.enrolment_id for each in cells]
        given: dict[str, Any] = {}
        if state == ASKED:
            dialog = FormDialog(
                self, self.tr("{0} 보완요청").format(paper.title), ONE_COLUMN, (_REASON, _DUE), {},
                given.update, today=self.desk.store.today(),
            )  # fmt: skip
            if not dialog.exec():
                return
        papers.tick(self.desk.store, ids, paper.id, state, **given)
        self._next(cells)

    def _next(self, cells: list[Any]) -> None:
        """After one mark the cursor goes down, as in the attendance book."""
        if len(cells) == 1 and cells[0].row() + 1 < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(cells[0].row() + 1, cells[0].column()))

    def print_missing(self, path: Path) -> None:
        """A page for everybody who still has to hand something in."""
        found = self.found
        if found is None:
            return
        self.desk.jobs.run(
            self,
            self.tr("보완요청 저장"),
            lambda progress: papers.print_missing(self.desk.store, found.stage_id, path, progress),
            lambda made: self.desk.bus.said.emit(
                self.tr("보완요청 {0}명을 저장했습니다: {1}").format(f"{made[0]:,}", made[1].name), None
            ),
        )
