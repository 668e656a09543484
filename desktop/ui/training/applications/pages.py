"""The screens of applying: who is eligible with which papers, and the papers a stage asks for."""

from collections.abc import Mapping
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen


def _of_first_stage(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    stages = choices.of(desk.store, "stages", scope) if scope.cohort_id is not None else []
    return {"stage_id": stages[0][0] if stages else None}


PAPER = RecordForm("papers", ONE_COLUMN, first=_of_first_stage)

SCREENS = (
    Screen(
        kind="papers",
        section=tr("교육"),
        icon="document",
        chapter="신청과 서류",
        form=PAPER,
        commands=(
            Command(
                id="papers.add",
                title=tr("서류 추가"),
                icon="add",
                run=lambda at: at.desk.open("papers", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
    ),
)
