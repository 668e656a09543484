"""The screens of following up: who is still there, what became of graduates, both sides' judgement, the figures."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.queries.list_spec import Scope
from desktop.services.placement.follow_up import asking
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.queries.charts import Chart
    from desktop.ui.records.view_page import ViewPage

SECTION, CHAPTER = tr("기업·인턴십"), "사후관리와 성과"


def _of_cohort(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"cohort_id": scope.cohort_id, "as_of": scope.today}


def _today(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"written_on": scope.today}


def _make(at: At) -> None:
    at.desk.jobs.run(
        at.page,
        tr("사후 확인 만들기"),
        lambda _progress: asking.make(at.desk.store, at.desk.scope),
        lambda _changes: None,
    )


def _graduates(at: At) -> None:
    at.desk.jobs.run(
        at.page,
        tr("수료자 넣기"),
        lambda _progress: asking.enter_graduates(at.desk.store, at.desk.scope),
        lambda _changes: None,
    )


def _figures(desk: Desk, view: View) -> "ViewPage":
    from desktop.services.placement.follow_up import figures  # only when first opened
    from desktop.ui.records.charts_page import ChartsPage

    def charts() -> "Sequence[Chart] | str":
        found = figures.charts(desk.store, desk.scope.cohort_id)
        return found or tr("수료한 사람이나 지원 예산이 있으면 여기에 성과가 나옵니다.")

    return ChartsPage(desk, view, charts)


SCREENS: tuple[Screen | View, ...] = (
    Screen(
        kind="follow_ups",
        section=SECTION,
        icon="clock",
        chapter=CHAPTER,
        form=RecordForm("follow_ups", TWO_COLUMNS),
        first="follow_ups.make",
        commands=(
            Command(id="follow_ups.make", title=tr("확인할 것 만들기"), icon="sparkle", run=_make),
            add_command("follow_ups", tr("확인 추가")),
        ),
    ),
    Screen(
        kind="careers",
        section=SECTION,
        icon="graduation",
        chapter=CHAPTER,
        form=RecordForm("careers", TWO_COLUMNS, first=_of_cohort),
        first="careers.graduates",
        commands=(
            Command(id="careers.graduates", title=tr("수료자 넣기"), icon="people", run=_graduates),
            add_command("careers", tr("진로 추가")),
        ),
    ),
    Screen(
        kind="evaluations",
        section=SECTION,
        icon="star",
        chapter=CHAPTER,
        form=RecordForm("evaluations", TWO_COLUMNS, first=_today),
        commands=(add_command("evaluations", tr("평가 추가")),),
    ),
    View(
        key="outcomes",
        title=tr("성과"),
        section=SECTION,
        icon="stats",
        chapter=CHAPTER,
        make=_figures,
        watches=frozenset(
            {"enrolment", "stage", "cohort", "internship_match", "opening", "career", "follow_up", "subsidy_claim",
             "subsidy_support", "subsidy_budget", "clawback", "repayment"}
        ),
    ),
)  # fmt: skip
