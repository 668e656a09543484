"""The screens of selecting: what is scored, by whom, the scores, the ranking with its cut line."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QFileDialog

from desktop.queries.list_spec import Scope
from desktop.services.training.selection import entering
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import ONE_COLUMN, TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

if TYPE_CHECKING:
    from desktop.ui.records.view_page import ViewPage
    from desktop.ui.training.selection.selection_page import SelectionPage


def _next_criterion(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return entering.next_criterion(desk.store, scope)


def _next_judge(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return entering.next_judge(desk.store, scope)


def _make(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.training.selection.selection_page import SelectionPage  # only when first opened

    return SelectionPage(desk, view)


def _make_scores(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.training.selection.scores_page import ScoresPage  # only when first opened

    return ScoresPage(desk, view)


def _import_scores(here: Here) -> None:
    from desktop.ui.importing.wizard import open_import  # only when asked for

    open_import(here.page, here.desk, "scores")


def _page(here: Here) -> "SelectionPage":
    return cast("SelectionPage", here.page)


def _unpublished(here: Here) -> str:
    page = _page(here)
    if page.ranked is None:
        return tr("순위가 아직 없습니다. 평가 항목과 점수를 먼저 넣으세요.")
    return tr("이미 확정했습니다. 바꾸려면 확정을 되돌리세요.") if page.published else ""


def _unconfirmed(here: Here) -> str:
    page = _page(here)
    if told := _unpublished(here):
        return told
    assert page.look is not None
    return "" if page.look.confirmed else tr("다른 사람이 순위를 확인한 뒤에 확정할 수 있습니다.")


def _nobody_waits(here: Here) -> str:
    look = _page(here).look
    return "" if look is not None and look.waiting else tr("확정한 선발에 기다리는 예비가 없습니다.")


def _save(here: Here) -> None:
    page = _page(here)
    chosen, _kind = QFileDialog.getSaveFileName(
        page, tr("순위를 엑셀로 저장"), tr("선발 순위.xlsx"), tr("엑셀 파일 (*.xlsx)")
    )
    if chosen:
        page.save_workbook(Path(chosen))


CRITERION = RecordForm("criteria", TWO_COLUMNS, first=_next_criterion)
JUDGE = RecordForm("judges", ONE_COLUMN, first=_next_judge)

SCREENS = (
    View(
        key="selection",
        title=tr("선발"),
        section=tr("교육"),
        icon="flag",
        chapter="선발",
        make=_make,
        watches=frozenset(
            {
                "score",
                "criterion",
                "judge",
                "selection",
                "selection_line",
                "enrolment",
                "trainee",
                "person",
                "stage",
                "cohort",
            }
        ),
        commands=(
            Command(
                id="selection.move_up",
                title=tr("예비 올리기"),
                icon="up",
                run=lambda here: _page(here).move_up(),
                refusal=_nobody_waits,
            ),
            Command(
                id="selection.save",
                title=tr("수식 엑셀 저장…"),
                icon="export",
                run=_save,
                refusal=lambda here: "" if _page(here).ranked else tr("순위가 아직 없습니다."),
                writes=False,
            ),
            Command(
                id="selection.confirm",
                title=tr("순위 확인…"),
                icon="check",
                run=lambda here: _page(here).confirm(),
                refusal=_unpublished,
            ),
            Command(
                id="selection.publish",
                title=tr("확정…"),
                icon="lock",
                run=lambda here: _page(here).publish(),
                refusal=_unconfirmed,
                primary=True,
            ),
        ),
    ),
    Screen(
        kind="criteria",
        section=tr("교육"),
        icon="star",
        chapter="선발",
        form=CRITERION,
        commands=(add_command("criteria", tr("항목 추가")),),
    ),
    Screen(
        kind="judges",
        section=tr("교육"),
        icon="teacher",
        chapter="선발",
        form=JUDGE,
        commands=(add_command("judges", tr("심사위원 추가")),),
    ),
    Screen(kind="scores"),
    Screen(kind="selections"),
)
"""What comes before the sessions in the rail."""
ASSESSED = (
    View(
        key="assessment",
        title=tr("평가"),
        section=tr("교육"),
        icon="medal",
        chapter="평가",
        make=_make_scores,
        watches=frozenset(
            {"score", "criterion", "judge", "enrolment", "trainee", "person", "stage", "cohort"}
        ),
        commands=(
            Command(
                id="assessment.import",
                title=tr("평가표 가져오기"),
                icon="import",
                run=_import_scores,
                keys="Ctrl+Shift+O",
            ),
        ),
    ),
)
"""What comes after the attendance."""
