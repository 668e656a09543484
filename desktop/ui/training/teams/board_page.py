"""팀: who is in which team and what that costs, the conditions beside it, and moving people with the price told beforehand."""

from typing import Any, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Progress
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.changes import Changes
from desktop.services.records import choices
from desktop.services.training.teams import criteria, dividing, placing
from desktop.services.training.teams.standing import Standing, standing
from desktop.ui.columns.columns_view import ColumnsView
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.records import in_work
from desktop.ui.records.record_list import RecordList
from desktop.ui.records.view import Here, View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.training.teams import board_cards

DIVIDE_FIELDS = (
    Field("count", "팀 수", Kind.INTEGER, required=True, maximum=200, unit="팀", averaged=False),
    Field(
        "seed",
        "씨앗",
        Kind.INTEGER,
        required=True,
        maximum=10**9,
        grouped=False,
        averaged=False,
        help="씨앗이 같으면 같은 팀이 됩니다. 다른 팀을 보려면 다른 수를 적습니다.",
    ),
)
_MOST_PROBLEMS = 4


class TeamBoardPage(ViewPage):
    """The board of the cohort in work."""

    stands: Standing

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.seed = 1
        self.columns = ColumnsView()
        self.columns.dropped.connect(self._dropped)
        self.columns.opened.connect(self.open_member)
        self.columns.chosen.connect(self.show_commands)
        self.columns.refused.connect(lambda sentence: desk.bus.said.emit(sentence, None))
        self.problems = label("", "bad", wrap=True)
        self.rules = RecordList(
            desk, "team_rules", desk.scope, lambda above, rule_id: desk.open("team_rules", above, rule_id)
        )
        self._usual = label(
            tr("조건이 없으면 기본 조건으로 나눕니다. ⋯의 '기본 조건 넣기'로 적어 두고 고칠 수 있습니다."),
            "small",
            wrap=True,
        )
        side = QWidget()
        side.setFixedWidth(300)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(label(tr("조건"), "heading"))
        beside.addWidget(self._usual)
        beside.addWidget(self.rules, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.problems)
        left.addWidget(self.columns, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(side)
        self.fill(row)

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        if cohort_id is None:
            self.told.setText("")
            self.show_empty(
                in_work.choose(self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 팀이 보입니다."))
            )
            return
        self.stands = stands = standing(self.desk.store, cohort_id)
        if not stands.members:
            self.told.setText("")
            self.show_empty(
                tr("팀으로 나눌 사람이 없습니다. '교육생'에서 마지막 단계에 사람을 먼저 올려 주세요.")
            )
            return
        self.rules.show_scope(self.desk.scope)
        self._usual.setVisible(not self.rules.rows.count())
        self.told.setText(
            tr("{0}명 · {1}팀 · 벌점 {2}").format(len(stands.members), len(stands.teams), stands.penalty)
        )
        self._tell_problems((*stands.unmet, *stands.astray))
        self.columns.show_columns(board_cards.columns_of(stands))
        self.show_body()

    def first(self) -> QWidget:
        return self.columns.first()

    def selected(self) -> list[int]:
        """The enrolments selected."""
        return self.columns.selected() if self.desk.scope.cohort_id is not None else []

    def divide(self) -> None:
        """Ask into how many and by which seed, and divide; who is pinned stays."""
        known = len(self.stands.teams)
        dialog = FormDialog(
            self,
            tr("팀 나누기"),
            ONE_COLUMN,
            DIVIDE_FIELDS,
            {"count": known or dividing.USUAL, "seed": self.seed},
            lambda values: values,
            verb=tr("나누기"),
        )
        values = dialog.result_value if dialog.exec() else None
        dialog.deleteLater()
        if values:
            self.divide_by(values["count"], values["seed"])

    def divide_by(self, count: int, seed: int) -> None:
        """Divide the cohort in work."""
        store, cohort_id = self.desk.store, self.desk.scope.cohort_id
        assert cohort_id is not None

        def work(progress: Progress) -> Changes:
            return dividing.apply(store, dividing.propose(store, cohort_id, count, seed, progress=progress))

        def done(_changes: Changes) -> None:
            self.seed = seed

        self.desk.jobs.run(self, tr("팀 나누기"), work, done)

    def pin(self) -> None:
        """Fix the selected people where they are, or let them go."""
        cohort_id, ids = self.desk.scope.cohort_id, self.selected()
        assert cohort_id is not None
        self.desk.jobs.run(
            self,
            tr("고정"),
            lambda _progress: placing.pin(self.desk.store, cohort_id, ids),
            lambda _changes: None,
        )

    def add_defaults(self) -> None:
        """Write the default conditions down."""
        cohort_id = self.desk.scope.cohort_id
        assert cohort_id is not None
        self.desk.jobs.run(
            self,
            tr("기본 조건 넣기"),
            lambda _progress: criteria.add_defaults(self.desk.store, cohort_id),
            lambda _changes: None,
        )

    def open_member(self, enrolment_id: int) -> None:
        """What one does, can and wishes for."""
        dialog = member_dialog(self.desk, self, enrolment_id)
        dialog.exec()
        dialog.deleteLater()

    def _dropped(self, ids: list[int], key: int, onto: int | None) -> None:
        team_of = board_cards.moves(self.stands, ids, key, onto)
        self.desk.jobs.run(
            self,
            tr("팀 옮기기"),
            lambda _progress: placing.place(self.desk.store, team_of),
            lambda _changes: self.columns.select(ids),
        )

    def _tell_problems(self, found: tuple[str, ...]) -> None:
        shown = list(found[:_MOST_PROBLEMS])
        if len(found) > _MOST_PROBLEMS:
            shown.append(tr("그 밖에 {0}건").format(len(found) - _MOST_PROBLEMS))
        self.problems.setText("\n".join(shown))
        self.problems.setToolTip("\n".join(found))
        self.problems.setVisible(bool(found))


def member_dialog(desk: Desk, parent: QWidget, enrolment_id: int) -> FormDialog:
    """The dialog of a person in a team: role, skill, teams wished for."""
    offered = choices.of(desk.store, "teams", desk.scope)
    return FormDialog(
        parent,
        tr("{0} 역할과 희망").format(placing.name_of(desk.store, enrolment_id)),
        ONE_COLUMN,
        placing.MEMBER_FIELDS,
        placing.member(desk.store, enrolment_id),
        lambda values: placing.save_member(desk.store, enrolment_id, values),
        choices=lambda _key: offered,
        today=desk.store.today(),
        read_only=desk.store.read_only,
    )


def page_at(here: Here) -> TeamBoardPage:
    """The page a command was asked for at."""
    return cast("TeamBoardPage", here.page)


def nobody_selected(here: Here) -> str:
    """Why nobody can be pinned or opened."""
    return in_work.no_cohort(here) or ("" if page_at(here).selected() else tr("사람을 먼저 고르세요."))


def make(desk: Desk, view: View) -> Any:
    """The page, when it is first opened."""
    return TeamBoardPage(desk, view)
