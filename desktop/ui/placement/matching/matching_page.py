"""매칭: three plans side by side and one by hand, who is where and why, and moving people with the price told beforehand."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.rules.placement import PlanKind
from desktop.services.datafile.changes import Changes
from desktop.services.placement.matching import accepting, mending, moving, plans, standing
from desktop.services.placement.matching.accepting import ACCEPT_FIELDS, Choice
from desktop.services.placement.matching.standing import Standing
from desktop.services.records import choices
from desktop.ui.columns.columns_view import ColumnsView
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label, number_box, scrolled
from desktop.ui.placement.matching import plan_cards
from desktop.ui.placement.matching.comparison import Comparison
from desktop.ui.placement.matching.plan_cards import Shown
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage

_ASIDE, _SEED = 320, 84
_LEAST_BOARD = 360
"""Pixels two cards take below the head of a column, with what a drop would mean in it."""


class MatchingPage(ViewPage):
    """The plans of the cohort in work."""

    stands: Standing

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.seed = number_box(maximum=999_999_999)
        self.seed.setAccessibleName(tr("씨앗"))
        self.seed.setToolTip(tr("씨앗이 같으면 같은 안이 됩니다. 동점을 가르는 추첨에만 쓰입니다."))
        self.seed.setKeyboardTracking(False)
        self.seed.setFixedWidth(_SEED)
        self.seed.valueChanged.connect(self.refresh)
        self.comparison = Comparison()
        self.comparison.chosen.connect(self._show)
        self.columns = ColumnsView()
        self.columns.dropped.connect(self._dropped)
        self.columns.chosen.connect(self._tell)
        self.columns.opened.connect(lambda who: desk.open("trainees", self, who))
        self.columns.refused.connect(lambda sentence: desk.bus.said.emit(sentence, None))
        self.promise, self.problem = label("", "small", wrap=True), label("", "bad", wrap=True)
        self.why, self.pairs = label("", wrap=True), label("", wrap=True)
        self.shown: Shown | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        title = label(tr("씨앗"), "quiet")
        title.setBuddy(self.seed)
        seed = QVBoxLayout()
        seed.setSpacing(4)
        seed.addWidget(title)
        seed.addWidget(self.seed)
        seed.addStretch()
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(seed)
        top.addWidget(self.comparison, 1)
        inside = QWidget()
        beside = QVBoxLayout(inside)
        beside.setContentsMargins(0, 0, 12, 0)
        beside.setSpacing(8)
        for part in (
            label(tr("왜"), "heading"),
            self.why,
            self.promise,
            label(tr("서로 바라는 짝"), "heading"),
        ):
            beside.addWidget(part)
        beside.addWidget(self.pairs)
        beside.addStretch()
        side = scrolled(inside)
        side.setMaximumWidth(_ASIDE)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.columns, 7)  # two whole columns on a screen of 911 pixels
        below.addWidget(side, 3)
        self.columns.setMinimumHeight(_LEAST_BOARD)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.problem)
        layout.addLayout(below, 1)
        page = QVBoxLayout()
        page.addWidget(scrolled(whole))  # as one, where the screen is too low for the plans and the board
        self.fill(page)

    def first(self) -> QWidget:
        return self.columns.first()

    def read(self) -> None:
        self.shown = None
        cohort_id = self.desk.scope.cohort_id
        self.told.setText("")
        if cohort_id is None:
            self.show_empty(
                in_work.choose(
                    self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 매칭이 보입니다.")
                )
            )
            return
        try:
            self.stands = standing.standing(self.desk.store, cohort_id, self.seed.value())
        except UserError as error:
            self.show_empty(error.message)
            return
        market = self.stands.market
        if not market.openings or not market.people:
            self.show_empty(
                tr(
                    "이을 사람이나 모집이 없습니다. '인턴 모집'에 자리를 적고 마지막 단계의 수료를 정해 주세요."
                )
            )
            return
        self.told.setText(
            tr("{0}명 · 모집 {1}곳 {2}자리").format(
                len(market.people), len(market.openings), sum(market.places.values())
            )
        )
        problems = []
        if market.silent:
            problems.append(
                tr("순위를 내지 않아 아무도 배정되지 않는 모집: {0}").format(", ".join(market.silent))
            )
        if market.left:
            problems.append(tr("취소하거나 중도 종료해 빠진 사람: {0}").format(", ".join(market.left)))
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))
        self.show_body()
        self.comparison.show_plans(self.stands.drawn)
        self._show()

    def _show(self) -> None:
        drawn = next((each for each in self.stands.drawn if each.kind is self.comparison.kind()), None)
        if drawn is None:
            return
        self.shown = Shown(self.stands.market, drawn)
        self.promise.setText(plans.NOT_PROMISED[drawn.kind])
        told = plans.in_words(self.stands.market, drawn.figures.blocking)
        self.pairs.setText("\n".join(told) or tr("없습니다."))
        self.columns.show_columns(plan_cards.columns_of(self.shown))
        self._tell()

    def _tell(self) -> None:
        """Why the selected are where they are."""
        self.show_commands()
        if self.shown is None:
            return
        ids = self.columns.selected()
        why = plans.sentences(self.shown.market, self.shown.drawn.plan) if ids else {}
        told = [why[each] for each in ids if each in why]
        self.why.setText("\n\n".join(told) or tr("사람을 고르면 왜 그 자리인지 한 문장으로 나옵니다."))

    def _dropped(self, ids: list[int], key: int, onto: int | None) -> None:
        cohort_id, shown = self.desk.scope.cohort_id, self.shown
        assert cohort_id is not None
        assert shown is not None
        plan = shown.drawn.plan

        def done(_changes: Changes) -> None:
            self.comparison.choose(PlanKind.BY_HAND)
            self.columns.select(ids)

        self.desk.jobs.run(
            self,
            tr("배정 옮기기"),
            lambda _progress: moving.move(self.desk.store, cohort_id, plan, ids, key or None, onto),
            done,
        )

    def accept(self) -> None:
        """Ask when they begin and who chose, and make the internships of the plan shown."""
        shown, cohort_id = self.shown, self.desk.scope.cohort_id
        assert shown is not None
        assert cohort_id is not None
        kind, seed = shown.drawn.kind, self.seed.value()
        dialog = FormDialog(
            self,
            tr("'{0}' 안 받아들이기").format(kind.value),
            ONE_COLUMN,
            ACCEPT_FIELDS,
            {"chosen_by": self.desk.store.user},
            lambda values: accepting.accept(
                self.desk.store,
                cohort_id,
                kind,
                seed,
                Choice(values["starts_on"], values["chosen_by"], values["note"]),
            ),
            today=self.desk.store.today(),
            verb=tr("받아들이기"),
        )
        dialog.exec()
        dialog.deleteLater()

    def mend(self, closed: int | None = None) -> None:
        """Show who would move where and why, and make all of it or nothing."""
        cohort_id, store, seed = self.desk.scope.cohort_id, self.desk.store, self.seed.value()
        assert cohort_id is not None
        shut = () if closed is None else (closed,)
        try:
            found = mending.propose(store, cohort_id, closed=shut, seed=seed)
        except UserError as error:
            self.desk.bus.said.emit(error.message, None)
            return
        if not found.moves:
            self.desk.bus.said.emit(tr("옮길 사람이 없습니다. 빈자리를 바라는 사람이 없습니다."), None)
            return
        told = "\n\n".join(move.sentence for move in found.moves)
        question = tr("{0}명이 옮깁니다. 모두 받아들일까요?").format(len(found.moves))
        if messages.ask(self, question, tr("모두 받아들이기"), told):
            self.desk.jobs.run(
                self,
                tr("빈자리 메우기"),
                lambda _progress: mending.apply(store, cohort_id, closed=shut, seed=seed),
                lambda _changes: None,
            )

    def close_opening(self) -> None:
        """Ask which opening is withdrawn, and mend."""
        dialog = FormDialog(
            self,
            tr("빠지는 모집"),
            ONE_COLUMN,
            (mending.CLOSED,),
            {},
            lambda values: values["closed"],
            choices=lambda _key: choices.of(self.desk.store, "openings", self.desk.scope),
            today=self.desk.store.today(),
            verb=tr("다음"),
        )
        closed = dialog.result_value if dialog.exec() else None
        dialog.deleteLater()
        if closed is not None:
            self.mend(closed)

    def has_hand(self) -> bool:
        """Whether there is a plan made by hand."""
        return self.shown is not None and any(each.kind is PlanKind.BY_HAND for each in self.stands.drawn)

    def put_away(self) -> None:
        """Let go of the plan made by hand."""
        cohort_id = self.desk.scope.cohort_id
        assert cohort_id is not None
        self.desk.jobs.run(
            self,
            tr("손으로 만든 안 지우기"),
            lambda _progress: moving.put_away(self.desk.store, cohort_id),
            lambda _changes: None,
        )
