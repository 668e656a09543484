"""선발: the ranking of a stage with its cut line, its confirmation by a second person, and what was published."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.rules.selection import Result, Ties
from desktop.services.training.selection import looking, publishing, ranking, reserves
from desktop.services.training.selection.looking import Look
from desktop.services.training.selection.ranking import Ranking, Settings
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.banner import Banner
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.training.selection.beside import Beside
from desktop.ui.training.selection.ranking_model import RankingModel
from desktop.ui.training.selection.ranking_table import RankingTable
from desktop.ui.training.selection.settings_bar import SettingsBar

KEPT_AFTER_MS = 600
"""A line that moves is kept once it rests: one step to undo, not one for every row it passed."""


class SelectionPage(ViewPage):
    """The ranking follows the line at once; how it stands is kept a moment later."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.stage_id = 0
        self.look: Look | None = None
        self.ranked: Ranking | None = None
        self.settings = Settings(0)
        self.model = RankingModel(self)
        self.table = RankingTable(self.model)
        self.settings_bar, self.banner = SettingsBar(), Banner()
        self.beside = Beside(self.decide)
        self._keep = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._keep.timeout.connect(self.keep)
        columns, rows = QHBoxLayout(), QVBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.table, 1)
        columns.addWidget(self.beside)
        rows.setSpacing(8)
        rows.addWidget(self.settings_bar)
        rows.addWidget(self.banner)
        rows.addLayout(columns, 1)
        self.fill(rows)
        self.settings_bar.stage_chosen.connect(self._choose)
        self.settings_bar.changed.connect(self.use)
        # How a tie was decided holds where the line stood: at another block it is asked anew.
        self.table.line_moved.connect(lambda row: self.use(replace(self.settings, seats=row, ties=None)))

    def first(self) -> QWidget | None:
        return self.table

    def read(self) -> None:
        stages = looking.stages(self.desk.store, self.desk.scope)
        if not stages:
            told = self.tr("왼쪽 위에서 기수를 고르면 그 기수의 선발이 나옵니다.")
            chosen = self.desk.scope.cohort_id is not None
            self.show_empty(in_work.MAKE_COHORT if chosen else in_work.choose(self.desk, "cohorts", told))
            return
        ids = [row_id for row_id, _name in stages]
        if self.stage_id not in ids:
            self.stage_id = looking.to_begin_with(self.desk.store, ids)
        self.settings_bar.show_stages(stages, self.stage_id)
        self.look = looking.look(self.desk.store, self.stage_id)
        self.show_body()
        if not self._keep.isActive():
            self.settings = self.look.settings
        self._show()

    def use(self, settings: Settings) -> None:
        """Cut anew at once; kept when the line rests."""
        if self.look is None or not self.movable:
            return
        self.settings = settings
        self._keep.start()
        self._show()

    def keep(self) -> None:
        """Keep how the stage selects."""
        self._keep.stop()
        if self.look is None or self.settings == self.look.settings:
            return
        stage_id, settings = self.stage_id, self.settings
        self.desk.jobs.run(
            self,
            self.tr("선발 기준 정하기"),
            lambda _progress: ranking.keep(self.desk.store, stage_id, settings),
            lambda _changes: None,
            cancellable=False,
        )

    @property
    def published(self) -> bool:
        """Whether the stage's selection is published."""
        return self.look is not None and self.look.published_at is not None

    @property
    def movable(self) -> bool:
        """Whether the line can be moved: not in what is published or only looked at."""
        return not self.published and not self.desk.store.read_only

    def confirm(self) -> None:
        """Ask for the second person's name and put on record that the ranking was looked through."""
        name = messages.ask_text(
            self, self.tr("순위 확인"), self.tr("순위를 확인한 사람의 이름(만든 사람이 아닌 다른 사람)")
        )
        if name is None:
            return
        self.keep_now()
        stage_id = self.stage_id
        self.desk.jobs.run(
            self,
            self.tr("순위 확인"),
            lambda _progress: publishing.confirm(self.desk.store, stage_id, name),
            lambda _changes: None,
        )

    def keep_now(self) -> None:
        """What still waits to be kept is kept before what follows."""
        if self._keep.isActive():
            self.keep()

    def publish(self) -> None:
        """Freeze the ranking after a second way of reckoning it."""
        if not messages.ask(
            self,
            self.tr("이 순위로 확정할까요?"),
            self.tr("확정"),
            self.tr(
                "신청한 사람의 상태가 선발, 예비, 탈락으로 바뀌고 평가 항목이 잠깁니다. 되돌릴 수 있습니다."
            ),
        ):
            return
        self.keep_now()
        stage_id = self.stage_id
        self.desk.jobs.run(
            self,
            self.tr("선발 확정"),
            lambda progress: publishing.publish(self.desk.store, stage_id, progress),
            lambda _changes: None,
        )

    def move_up(self) -> None:
        """The first reserve, or the one selected in the table, for whom a reason is asked if others come before."""
        if self.look is None or not self.look.waiting:
            return
        queue, row = self.look.waiting, self.table.currentIndex().row()
        chosen = self.model.person(row).enrolment_id if row >= 0 else 0
        one = next((each for each in queue if each.enrolment_id == chosen), queue[0])
        reason = ""
        if any(each.number < one.number and not each.passed_over for each in queue):
            asked = messages.ask_text(
                self,
                self.tr("예비 올리기"),
                self.tr("예비 {0}번 {1}님을 먼저 올리는 사유").format(one.number, one.name),
            )
            if asked is None:
                return
            reason = asked
        stage_id = self.stage_id
        self.desk.jobs.run(
            self,
            self.tr("예비 올리기"),
            lambda _progress: reserves.move_up(self.desk.store, stage_id, one.enrolment_id, reason),
            lambda _changes: None,
        )

    def save_workbook(self, path: Path) -> None:
        """The ranking as a workbook with live formulas."""
        ranked = self.ranked
        if ranked is None:
            return
        self.desk.jobs.run(
            self,
            self.tr("엑셀 저장"),
            lambda _progress: publishing.write_workbook(self.desk.store, ranked, path),
            lambda landed: self.desk.bus.said.emit(self.tr("저장했습니다: {0}").format(landed.name), None),
        )

    def decide(self) -> None:
        """Work out what decides at the line."""
        ranked = self.ranked
        if ranked is None:
            return
        self.desk.jobs.run(
            self,
            self.tr("무엇이 갈랐나"),
            lambda _progress: ranking.what_decides(ranked),
            self.beside.show_scenarios,
        )

    def _choose(self, stage_id: int) -> None:
        self.keep_now()
        self.stage_id = stage_id
        self.refresh()

    def _show(self) -> None:
        look = self.look
        assert look is not None
        self.ranked, problem = None, look.problem
        if not problem:
            try:
                self.ranked = look.ranked(self.settings)
            except UserError as error:
                problem = error.message
        differences = {each.person.enrolment_id: each for each in look.differences}
        row = self.table.currentIndex().row()
        self.model.show(self.ranked, differences)
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.settings_bar.show_settings(self.settings, len(look.sheet.ties), writable=self.movable)
        self.beside.show_scenarios(())
        self.beside.decide.setEnabled(self.ranked is not None)
        self.beside.show_groups(look.made_of(self.ranked) if self.ranked else ())
        self._show_lines()
        self._tell(look, problem)
        self.show_commands()

    def _show_lines(self) -> None:
        lines = self.ranked.selection.lines if self.ranked else ()
        tied = bool(self.ranked and self.ranked.selection.ties)
        seats = min(self.settings.seats, len(lines))
        chosen = seats if tied else sum(each.result is Result.SELECTED for each in lines)
        waiting = sum(each.result is Result.RESERVE for each in lines)
        self.table.show_lines(chosen, 0 if tied else chosen + waiting, movable=self.movable)
        counts = (chosen, waiting, len(lines))
        told = self.tr("선발 {0}명 · 예비 {1}명 · 모두 {2}명").format(*(f"{each:,}" for each in counts))
        self.told.setText(" · ".join(filter(None, (told, self._state()))))

    def _state(self) -> str:
        """How far the selection is."""
        look = self.look
        if look is None:
            return ""
        if look.published_at is not None:
            day = show_date(look.published_at.astimezone())
            return self.tr("{0} 확정({1} 확인)").format(day, look.confirmed_by)
        if look.confirmed and self.settings == look.settings:
            return self.tr("{0} 확인함").format(look.confirmed_by)
        return ""

    def _tell(self, look: Look, problem: str) -> None:
        """The one thing that stands in the way, the most urgent first."""
        ties = self.ranked.selection.ties if self.ranked else ()
        if problem:
            self.banner.say(problem)
        elif not look.whole:
            self.banner.say(
                self.tr("확정본이 확정한 뒤에 고쳐졌습니다. 변경 이력에서 누가 고쳤는지 확인해 주세요.")
            )
        elif look.differences:
            self.banner.say(
                self.tr(
                    "확정본과 다름: {0}명의 점수가 확정한 뒤에 바뀌었습니다. 확정한 결과는 그대로입니다."
                ).format(len(look.differences))
            )
        elif ties:
            self.banner.say(ties[0].sentence(), button=self.tr("고르기…"), run=self.ask_ties)
        elif self.ranked is not None and self.ranked.selection.incomplete:
            count = len(self.ranked.selection.incomplete)
            self.banner.say(
                self.tr(
                    "점수가 빈 사람이 {0}명 있어 확정할 수 없습니다. 점수를 넣거나 결시로 적어 주세요."
                ).format(count)
            )
        else:
            self.banner.say("")

    def ask_ties(self) -> None:
        """All in, all out, the next tie rule, or a lottery."""
        ties = self.ranked.selection.ties if self.ranked else ()
        if not ties or self.look is None:
            return
        ways = [self.tr("모두 넣기"), self.tr("모두 빼기")]
        following = self.look.sheet.ties[self.settings.tie_rules : self.settings.tie_rules + 1]
        ways += [self.tr("동점 규칙: {0}").format(each.title) for each in following]
        ways.append(self.tr("추첨"))
        way = messages.choose(self, ties[0].sentence(), ways)
        if way is None:
            return
        chosen = {ways[0]: Ties.ALL_IN, ways[1]: Ties.ALL_OUT, ways[-1]: Ties.LOTTERY}.get(way)
        if chosen is None:
            self.use(replace(self.settings, tie_rules=self.settings.tie_rules + 1))
        else:
            seed = self.settings.seed or int(self.desk.store.clock().timestamp()) % 1_000_000
            self.use(
                replace(
                    self.settings, ties=chosen, seed=seed if chosen is Ties.LOTTERY else self.settings.seed
                )
            )
