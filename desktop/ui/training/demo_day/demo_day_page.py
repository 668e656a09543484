"""발표회: the order drawn by a seed and the clock, the judges' scores and what they come to, awards, the papers of the day."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.rules.fields import Field, Kind, parse
from desktop.services.datafile.store import Store
from desktop.services.training.demo_day import days, judging, papers, scoring
from desktop.services.training.demo_day.days import AWARD_FIELD
from desktop.services.training.selection.scores import Put, TeamPlace
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import Tabs, label
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.training.demo_day.countdown import Countdown
from desktop.ui.training.demo_day.judging_grid import JudgingGrid
from desktop.ui.training.demo_day.turns_model import TurnsModel

SEED = Field(
    "seed",
    "씨앗",
    Kind.INTEGER,
    required=True,
    maximum=10**9,
    grouped=False,
    averaged=False,
    help="씨앗이 같으면 같은 순서가 됩니다. 모두가 보는 데서 정한 수를 적습니다.",
)
Write = Callable[[Store, int, Path], Path]
_WIDTHS = (56, 130, 140, 72, 56, 120)


class DemoDayPage(ViewPage):
    """The demo day of the cohort in work."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.day: days.Day | None = None
        self.model = TurnsModel(self._give, self)
        self.model.writable = not desk.store.read_only
        self.table = _table(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_turn())
        self.clock = Countdown()
        self.note = label("", "quiet", wrap=True)
        self.ties = label("", "quiet", wrap=True)
        self.judging = JudgingGrid(self._write)
        self.parts, self.tabs = QStackedWidget(), Tabs((tr("순서와 시상"), tr("심사 점수")))
        self.parts.addWidget(self._presenting())
        self.parts.addWidget(self.judging)
        self.tabs.chosen.connect(self.show_part)
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.note)
        layout.addWidget(self.parts, 1)
        layout.addWidget(self.ties)
        self.fill(layout)
        self.show_part(0)

    def _presenting(self) -> QWidget:
        """The order with its awards, the clock beside it."""
        side = QVBoxLayout()
        side.addWidget(self.clock)
        side.addStretch()
        self.clock.setFixedWidth(340)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addLayout(side)
        return part

    def show_part(self, place: int) -> None:
        """The order and the clock (0), or the judges' scores (1)."""
        self.tabs.put_in_front(place)
        self.parts.setCurrentIndex(place)

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        self.day = days.read_day(self.desk.store, cohort_id) if cohort_id is not None else None
        if cohort_id is None or self.day is None or not self.day.turns:
            self.told.setText("")
            self.show_empty(
                in_work.choose(
                    self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 발표회가 보입니다.")
                )
                if cohort_id is None
                else tr("'순서 추첨'을 눌러 팀이 발표할 순서를 정해 주세요.")
            )
            return
        with self.desk.store.read() as session:
            found = scoring.results(session, cohort_id)
        row = max(self.table.currentIndex().row(), 0)
        self.model.show(self.day, found.outcomes)
        drawn = [turn.team_id for turn in self.day.turns]
        others = [each.id for each in found.candidates if each.id not in drawn]
        self.judging.show_results(found, [*drawn, *others])
        self.table.selectRow(min(row, self.model.rowCount() - 1))
        self.told.setText(tr("{0}팀 · 씨앗 {1}").format(len(self.day.turns), self.day.seed))
        self._tell(found)
        self._show_turn()
        self.show_body()

    def first(self) -> QWidget:
        return self.judging if self.parts.currentWidget() is self.judging else self.table

    def draw(self) -> None:
        """Ask for the seed and draw the order."""
        cohort_id = self.desk.scope.cohort_id
        assert cohort_id is not None
        known = self.day.seed if self.day and self.day.seed is not None else 1
        dialog = FormDialog(
            self,
            tr("순서 추첨"),
            ONE_COLUMN,
            (SEED,),
            {"seed": known},
            lambda values: days.draw(self.desk.store, cohort_id, values["seed"]),
            verb=tr("추첨"),
        )
        dialog.exec()
        dialog.deleteLater()

    def edit(self) -> None:
        """The day, the place and the minutes."""
        self.desk.open("demo_days", self, self.day.id if self.day else None)

    def save_booklet(self) -> None:
        """The project cards as one PDF."""
        self._save(tr("프로젝트 책자.pdf"), papers.write_booklet)

    def save_sheets(self) -> None:
        """A sheet for each judge as one PDF."""
        self._save(tr("심사표.pdf"), papers.write_judge_sheets)

    def _save(self, name: str, write: Write) -> None:
        cohort_id = self.desk.scope.cohort_id
        assert cohort_id is not None
        proposed = str(documents_folder() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("PDF로 저장"), proposed, tr("PDF 문서 (*.pdf)"))
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

        def done(landed: Path) -> None:
            self.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None)

        self.desk.jobs.run(
            self, tr("PDF로 저장"), lambda _progress: write(self.desk.store, cohort_id, path), done
        )

    def _give(self, presentation_id: int, award: str) -> None:
        def work(_progress: object) -> object:
            value = parse(AWARD_FIELD, award, self.desk.store.today())
            return days.give_awards(self.desk.store, {presentation_id: str(value) if value else None})

        self.desk.jobs.run(self, tr("시상"), work, lambda _changes: None)

    def _write(self, texts: dict[TeamPlace, str]) -> Put[TeamPlace]:
        cohort_id = self.desk.scope.cohort_id
        assert cohort_id is not None
        return judging.put(self.desk.store, cohort_id, texts)

    def _show_turn(self) -> None:
        turn = self.model.turn(self.table.currentIndex().row())
        if turn is not None and self.day is not None:
            self.clock.show_turn(turn.team, self.day.minutes, self.day.question_minutes)

    def _tell(self, found: scoring.Results) -> None:
        assert self.day is not None
        missing = sorted({name for each in found.outcomes for name in each.missing})
        told = [
            tr("순서에 없는 팀: {0}. '순서 추첨'을 다시 눌러 주세요.").format(", ".join(self.day.undrawn))
            if self.day.undrawn
            else "",
            tr("심사표가 다 들어오지 않은 심사위원: {0}").format(", ".join(missing)) if missing else "",
            _why_no_totals(found),
        ]
        self.note.setText("\n".join(filter(None, told)))
        self.note.setVisible(any(told))
        self.ties.setText(tr("동점: {0}").format(found.tie_rule))


def _why_no_totals(found: scoring.Results) -> str:
    if found.criteria and found.sheets:
        return found.trouble
    return tr("'평가 항목'과 '심사위원'에 쓰임을 '발표회'로 적으면 '심사 점수'에서 채점합니다.")


def _table(model: TurnsModel) -> QTableView:
    table = QTableView()
    table.setTabKeyNavigation(False)
    table.setModel(model)
    table.setProperty("role", "rows")
    table.setAccessibleName(tr("발표 순서"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    for place, width in enumerate(_WIDTHS):
        table.setColumnWidth(place, width)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setStretchLastSection(True)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table
