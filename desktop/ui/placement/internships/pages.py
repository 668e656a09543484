"""The screens of what accompanies an internship, and the commands on the list of internships."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError
from desktop.queries.list_spec import Scope
from desktop.services.placement.internships import early_end, logs
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records import in_work
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.queries.charts import Chart
    from desktop.ui.records.view_page import ViewPage

SECTION, CHAPTER = tr("기업·인턴십"), "인턴십과 전환"


def _today(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return logs.of_today(desk.store.today())


def _offered_today(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"offered_on": desk.store.today()}


def _end_early(at: At) -> None:
    from desktop.ui.placement.internships.early_end_dialog import early_end_dialog  # only when asked for

    dialog = early_end_dialog(at.desk, at.page, at.ids[0])
    dialog.exec()
    dialog.deleteLater()


def _place_again(at: At) -> None:
    try:
        given = early_end.replacement(at.desk.store, at.ids[0])
    except UserError as error:
        at.desk.bus.said.emit(error.message, None)
        return
    at.desk.open("matches", at.page, **given)


LOG = RecordForm("internship_logs", Layout(columns=2, wide=frozenset({"match_id"})), first=_today)
CONVERSION = RecordForm("conversions", TWO_COLUMNS, first=_offered_today)
ON_MATCHES: tuple[Command[At], ...] = (
    Command(
        id="matches.log",
        title=tr("점검 적기"),
        icon="check-square",
        run=lambda at: at.desk.open("internship_logs", at.page, match_id=at.ids[0]),
        needs=Needs.ONE,
    ),
    Command(
        id="matches.end_early",
        title=tr("중도 종료…"),
        icon="cross-circle",
        run=_end_early,
        needs=Needs.ONE,
        in_header=False,
    ),
    Command(
        id="matches.place_again",
        title=tr("다시 매칭…"),
        icon="redo",
        run=_place_again,
        needs=Needs.ONE,
        in_header=False,
    ),
    Command(
        id="matches.offer",
        title=tr("정규직 제의…"),
        icon="handshake",
        run=lambda at: at.desk.open("conversions", at.page, match_id=at.ids[0]),
        needs=Needs.ONE,
        in_header=False,
    ),
)
"""What the list of internships offers besides adding one."""


def _make_figures(desk: Desk, view: View) -> "ViewPage":
    from desktop.services.placement import figures  # only when first opened
    from desktop.ui.records.charts_page import ChartsPage

    def charts() -> "Sequence[Chart] | str":
        cohort_id = desk.scope.cohort_id
        if cohort_id is None:
            return in_work.choose(
                desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 매칭과 전환이 나옵니다.")
            )
        found = figures.charts(desk.store, cohort_id)
        return found or tr("인턴으로 일하기 시작한 사람이 있으면 여기에 전환 현황이 나옵니다.")

    return ChartsPage(desk, view, charts)


SCREENS: tuple[Screen | View, ...] = (
    Screen(
        kind="internship_logs",
        section=SECTION,
        icon="check-square",
        chapter=CHAPTER,
        form=LOG,
        commands=(add_command("internship_logs", tr("일지 추가")),),
    ),
    Screen(
        kind="conversions",
        section=SECTION,
        icon="handshake",
        chapter=CHAPTER,
        form=CONVERSION,
        commands=(add_command("conversions", tr("전환 추가")),),
    ),
    View(
        key="internship_figures",
        title=tr("매칭·전환 현황"),
        section=SECTION,
        icon="stats",
        chapter=CHAPTER,
        make=_make_figures,
        watches=frozenset({"internship_match", "conversion", "matching_plan", "plan_line", "opening"}),
    ),
)
