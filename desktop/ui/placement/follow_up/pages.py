"""The screens of following up: who is still there, what became of graduates, both sides' judgement, the figures."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.queries.list_spec import Scope
from desktop.services.placement.follow_up import asking
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen
from desktop.ui.records.view import View

if TYPE_CHECKING:
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


def _add(kind: str, title: str) -> Command[At]:
    return Command(
        id=f"{kind}.add",
        title=title,
        icon="add",
        run=lambda at: at.desk.open(kind, at.page),
        keys="Ctrl+N",
        told=tr("새로 추가"),
        primary=True,
    )


def _figures(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.placement.follow_up.figures_page import OutcomesPage  # only when first opened

    return OutcomesPage(desk, view)


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
            _add("follow_ups", tr("확인 추가")),
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
            _add("careers", tr("진로 추가")),
        ),
    ),
    Screen(
        kind="evaluations",
        section=SECTION,
        icon="star",
        chapter=CHAPTER,
        form=RecordForm("evaluations", TWO_COLUMNS, first=_today),
        commands=(_add("evaluations", tr("평가 추가")),),
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
             "subsidy_support", "clawback", "repayment"}
        ),
    ),
)  # fmt: skip
