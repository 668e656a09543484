"""The screens of selecting: what is scored, by whom, the scores, the ranking with its cut line."""

from collections.abc import Mapping
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.services.records import choices
from desktop.services.training.selection.score_sheet import SELECTING
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import ONE_COLUMN, TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen


def _of_first_stage(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    stages = choices.of(desk.store, "stages", scope) if scope.cohort_id is not None else []
    return {"stage_id": stages[0][0] if stages else None, "purpose": SELECTING}


def _next_criterion(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {**_of_first_stage(desk, scope), "position": 1, "lowest": 0, "highest": 100_00, "judged": False}


CRITERION = RecordForm("criteria", TWO_COLUMNS, first=_next_criterion)
JUDGE = RecordForm("judges", ONE_COLUMN, first=_of_first_stage)

SCREENS = (
    Screen(
        kind="criteria",
        section=tr("교육"),
        icon="star",
        chapter="선발",
        form=CRITERION,
        commands=(
            Command(
                id="criteria.add",
                title=tr("항목 추가"),
                icon="add",
                run=lambda at: at.desk.open("criteria", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
    ),
    Screen(
        kind="judges",
        section=tr("교육"),
        icon="teacher",
        chapter="선발",
        form=JUDGE,
        commands=(
            Command(
                id="judges.add",
                title=tr("심사위원 추가"),
                icon="add",
                run=lambda at: at.desk.open("judges", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
    ),
    Screen(kind="scores", section=tr("교육"), icon="stats", chapter="선발"),
    Screen(kind="selections", section=tr("교육"), icon="flag", chapter="선발"),
)
