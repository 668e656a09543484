"""The screens of applying: who is eligible with which papers, and the papers a stage asks for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QFileDialog

from desktop.queries.list_spec import Scope
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

if TYPE_CHECKING:
    from desktop.ui.records.view_page import ViewPage
    from desktop.ui.training.applications.applications_page import ApplicationsPage


def _of_first_stage(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    stages = choices.of(desk.store, "stages", scope) if scope.cohort_id is not None else []
    return {"stage_id": stages[0][0] if stages else None}


PAPER = RecordForm("papers", ONE_COLUMN, first=_of_first_stage)


def _make(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.training.applications.applications_page import ApplicationsPage  # only when first opened

    return ApplicationsPage(desk, view)


def _print(here: Here) -> None:
    page = cast("ApplicationsPage", here.page)
    chosen, _kind = QFileDialog.getSaveFileName(
        page, tr("보완요청을 PDF로 저장"), tr("서류 보완요청.pdf"), tr("PDF 문서 (*.pdf)")
    )
    if chosen:
        page.print_missing(Path(chosen))


def _nothing_lacks(here: Here) -> str:
    found = cast("ApplicationsPage", here.page).found
    open_ = found is not None and any(each.open for each in found.papers.standings.values())
    return "" if open_ else tr("빠진 서류가 없습니다.")


SCREENS = (
    View(
        key="applications",
        title=tr("신청과 서류"),
        section=tr("교육"),
        icon="person-card",
        chapter="신청과 서류",
        make=_make,
        watches=frozenset(
            {"enrolment", "trainee", "person", "stage", "cohort", "wanted_paper", "handed_paper"}
        ),
        commands=(
            Command(
                id="applications.print",
                title=tr("보완요청 PDF…"),
                icon="print",
                run=_print,
                refusal=_nothing_lacks,
            ),
        ),
    ),
    Screen(
        kind="papers",
        section=tr("교육"),
        icon="document",
        chapter="신청과 서류",
        form=PAPER,
        commands=(add_command("papers", tr("서류 추가")),),
    ),
)
