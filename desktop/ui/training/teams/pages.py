"""The screens of project teams."""

from collections.abc import Mapping
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen

# Pages and dialogs are imported when first asked for: a start waits for its list only.


def _next_team(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    number = len(choices.of(desk.store, "teams", scope)) + 1
    return {"name": tr("{0}팀").format(number), "position": number}


def _usual_rule(_desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"weight": 10}


SCREENS = (
    Screen(
        kind="teams",
        section=tr("교육"),
        icon="flag",
        chapter="팀",
        form=RecordForm("teams", TWO_COLUMNS, first=_next_team),
        commands=(
            Command(
                id="teams.add",
                title=tr("팀 추가"),
                icon="add",
                run=lambda at: at.desk.open("teams", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                refusal=lambda at: (
                    "" if at.desk.scope.cohort_id is not None else tr("왼쪽 위에서 기수를 고르세요.")
                ),
                primary=True,
            ),
        ),
    ),
    Screen(kind="team_rules", form=RecordForm("team_rules", Layout(), first=_usual_rule)),
)
