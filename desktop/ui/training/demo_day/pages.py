"""The screens of demo day."""

from collections.abc import Callable
from importlib import import_module

from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.screen import RecordForm, Screen
from desktop.ui.records.view import Here, View


def _on_page(name: str) -> Callable[[Here], object]:
    """What the page does by that name."""
    return lambda here: getattr(here.page, name)()


def _give(kind: str) -> Callable[[Here], object]:
    """The documents of a kind for those who were given an award."""
    return lambda here: here.desk.open("certificates", here.page, kind=kind)


SCREENS = (
    View(
        key="demo_day",
        title=tr("발표회"),
        section=tr("교육"),
        icon="medal",
        chapter="발표회",
        make=lambda desk, view: import_module("desktop.ui.training.demo_day.demo_day_page").DemoDayPage(desk, view),
        commands=(
            Command(
                id="demo_day.draw", title=tr("순서 추첨…"), icon="sparkle", run=_on_page("draw"), keys="Ctrl+N",
                told=tr("발표 순서 추첨"), primary=True, refusal=no_cohort,
            ),
            Command(
                id="demo_day.edit", title=tr("날짜와 시간…"), icon="edit", run=_on_page("edit"), refusal=no_cohort
            ),
            Command(
                id="demo_day.booklet", title=tr("책자 PDF…"), icon="document", run=_on_page("save_booklet"),
                writes=False, refusal=no_cohort,
            ),
            Command(
                id="demo_day.sheets", title=tr("심사표 PDF…"), icon="print", run=_on_page("save_sheets"),
                writes=False, refusal=no_cohort,
            ),
            Command(
                id="demo_day.awards", title=tr("상장 발급"), icon="medal", run=_give("상장"), refusal=no_cohort
            ),
            Command(
                id="demo_day.team_awards", title=tr("단체 상장 발급"), icon="medal", run=_give("단체 상장"),
                refusal=no_cohort,
            ),
        ),
        watches=frozenset({
            "demo_day", "presentation", "project_team", "criterion", "judge", "score", "mentor_log", "cohort",
        }),
    ),
    Screen(
        kind="demo_days",
        form=RecordForm("demo_days", ONE_COLUMN, first=lambda _desk, _scope: {"minutes": 10, "question_minutes": 5}),
    ),
)  # fmt: skip
