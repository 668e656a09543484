"""The screens of scoring: the list of score sheets, and what sheets of a term are made of."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.board.scoring import setting_up, sheets
from desktop.services.datafile.changes import Changes
from desktop.ui.board.review.from_proposals import from_proposals
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import Here

# Dialogs are imported when first asked for: a start waits for its list only.


def _all_judges(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {sheets.JUDGES: sheets.all_judges(desk.store, scope.board_id)}


def _what_is_missing(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return setting_up.first_criterion(desk.store, scope.board_id)


def _open_sheet(desk: Desk, parent: QWidget, sheet_id: int | None = None, /, **given: Any) -> Changes | None:
    from desktop.ui.board.scoring.score_sheet_dialog import open_sheet

    return open_sheet(desk, parent, sheet_id, **given)


def _set_up(at: At) -> None:
    from desktop.ui.board.scoring.set_up_dialog import open_set_up

    open_set_up(at.desk, at.page)


def _paper(at: At) -> None:
    from desktop.ui.board.scoring.papers import save_sheets

    save_sheets(at)


def _score(at: At | Here) -> None:
    """The sheet of the selected review's proposal, a new one where there is none."""
    proposal_id, sheet_id = sheets.of_review(at.desk.store, at.ids[0])
    if sheet_id is None:
        at.desk.open("score_sheets", at.page, proposal_id=proposal_id)
    else:
        at.desk.open("score_sheets", at.page, sheet_id)


SHEET = RecordForm("score_sheets", "score_sheet", first=_all_judges)

_SCORE: Command[Any] = Command(
    id="score_sheets.of_review", title=tr("점수 매기기…"), icon="stats", run=_score, needs=Needs.ONE
)

SCREENS = (
    Screen(
        kind="score_sheets",
        section=tr("주니어보드"),
        icon="stats",
        chapter="투표, 심사표, 답변",
        form=SHEET,
        open=_open_sheet,
        commands=(
            Command(
                id="score_sheets.set_up", title=tr("심사 기준과 심사자…"), icon="people", run=_set_up,
                writes=False,
            ),
            Command(
                id="score_sheets.paper", title=tr("심사표 PDF…"), icon="document", run=_paper,
                needs=Needs.SOME, writes=False,
            ),
            add_command("score_sheets", tr("심사표 추가")),
        ),
        on_others={
            "reviews": (_SCORE,),
            "proposals": (from_proposals(_SCORE),),
        },
    ),
    Screen(kind="review_criteria", form=RecordForm("review_criteria", first=_what_is_missing)),
    Screen(kind="review_judges", form=RecordForm("review_judges")),
)  # fmt: skip
