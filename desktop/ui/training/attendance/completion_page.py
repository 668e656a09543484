"""수료 확인: a row for each person and a column for each rule, with the number that fails in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.rules.verdicts import Verdict
from desktop.services.training.attendance import completion
from desktop.services.training.attendance.completion import CheckList
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.records.in_work import MAKE_COHORT
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.table.grid_view import GridView
from desktop.ui.training.attendance.completion_model import CompletionModel
from desktop.ui.training.attendance.stage_box import StageBox


class CompletionPage(ViewPage):
    """Who completes the stage chosen at its head, and who does not and why."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.stage = StageBox(desk)
        self.model = CompletionModel()
        self.table = GridView()
        self.summary = label("", "strong")
        self.trouble = label("", "bad", wrap=True)
        self.found: CheckList | None = None
        self._dress(self.table)
        head = QHBoxLayout()
        name = label(self.tr("단계"), "quiet")
        name.setBuddy(self.stage)
        for widget in (name, self.stage, self.summary):
            head.addWidget(widget)
        head.addStretch(1)
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.trouble)
        layout.addWidget(self.table, 1)
        self.fill(layout)
        self.stage.currentIndexChanged.connect(lambda _place: self.refresh())
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))

    def _dress(self, table: QTableView) -> None:
        table.setTabKeyNavigation(False)
        table.setModel(self.model)
        table.setObjectName("completion")
        table.setProperty("role", "rows")
        table.setAccessibleName(self.tr("수료 확인"))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        for column, width in enumerate(self.model.WIDTHS):
            table.setColumnWidth(column, width)

    def first(self) -> QWidget | None:
        return self.table

    def read(self) -> None:
        self.stage.offer()
        stage_id = self.stage.stage_id()
        self.found = found = completion.read(self.desk.store, stage_id) if stage_id is not None else None
        if found is None:
            self.show_empty(MAKE_COHORT)
            return
        if not found.rows:
            self.show_empty(
                self.tr("이 단계에 선발되거나 수강하는 사람이 없습니다. 교육생의 상태를 바꿔 주세요.")
            )
        else:
            self.show_body()
        counts = {each: sum(row.verdicts.result is each for row in found.rows) for each in Verdict}
        self.told.setText(self.tr("{0}명").format(len(found.rows)))
        self.summary.setText(" · ".join(f"{each.value} {number}" for each, number in counts.items()))
        self.trouble.setText(found.trouble)
        self.trouble.setVisible(bool(found.trouble))
        self.model.show(found)

    def complete(self) -> None:
        """Complete everybody who meets all rules, then offer their certificates."""
        if self.found is None:
            return
        ready = [row for row in self.found.rows if row.is_open and row.verdicts.result is Verdict.MET]
        if not ready:
            messages.tell(
                self,
                self.tr("지금 수료할 사람이 없습니다."),
                self.tr(
                    "기준을 모두 채우고 아직 수료하지 않은 사람을 수료로 바꿉니다. 열마다 무엇이 모자란지 나와 있습니다."
                ),
            )
            return
        done = completion.complete(self.desk.store, self.found.stage_id)
        if done.completed and messages.ask(
            self,
            self.tr("{0}명을 수료로 바꾸었습니다. 이어서 수료증을 발급할까요?").format(len(done.completed)),
            self.tr("수료증 발급"),
            self.tr("수료식의 차례(팀, 이름)대로 발급합니다."),
            no=self.tr("나중에"),
        ):
            trainees = [row.person.trainee_id for row in done.completed]
            self.desk.open("certificates", self, holder_ids=trainees)

    def _open(self, row: int) -> None:
        self.desk.open("trainees", self, self.model.row(row).person.trainee_id)
