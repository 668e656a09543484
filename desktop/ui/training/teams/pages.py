"""The screens of project teams."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.screen import RecordForm, Screen
from desktop.ui.records.view import Here, View

# Pages and dialogs are imported when first asked for: a start waits for its list only.


def _next_team(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    number = len(choices.of(desk.store, "teams", scope)) + 1
    return {"name": tr("{0}팀").format(number), "position": number}


def _usual_rule(_desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"weight": 10}


def _board() -> Any:
    return import_module("desktop.ui.training.teams.board_page")


def _on_page(name: str) -> Callable[[Here], object]:
    """What the page does by that name."""
    return lambda here: getattr(here.page, name)()


SCREENS = (
    View(
        key="team_board",
        title=tr("팀"),
        section=tr("교육"),
        icon="people",
        chapter="팀",
        make=lambda desk, view: _board().make(desk, view),
        commands=(
            Command(
                id="team_board.divide",
                title=tr("나누기…"),
                icon="sparkle",
                run=_on_page("divide"),
                keys="Ctrl+N",
                told=tr("팀 나누기"),
                primary=True,
                refusal=no_cohort,
            ),
            Command(
                id="team_board.pin",
                title=tr("고정"),
                icon="lock",
                run=_on_page("pin"),
                keys="Ctrl+L",
                told=tr("팀에 고정하거나 풀기"),
                refusal=lambda here: _board().nobody_selected(here),
            ),
            Command(
                id="team_board.defaults",
                title=tr("기본 조건 넣기"),
                icon="add",
                run=_on_page("add_defaults"),
                in_header=False,
                refusal=no_cohort,
            ),
        ),
        watches=frozenset({
            "project_team", "team_rule", "team_wish", "enrolment", "trainee", "person", "stage", "cohort",
        }),
    ),
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
                refusal=no_cohort,
                primary=True,
            ),
        ),
    ),
    Screen(kind="team_rules", form=RecordForm("team_rules", Layout(), first=_usual_rule)),
)  # fmt: skip
