"""The screens of the timetable: the week, the list of sessions, and the weekly hours they are made from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Union, cast

from desktop.queries.list_spec import Scope
from desktop.rules.training import HELD
from desktop.services.training.programme import stage_on
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

if TYPE_CHECKING:
    from desktop.ui.training.sessions.week_page import WeekPage

# Pages and dialogs are imported when first asked for: a start waits for its list only.


def _held(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"kind": HELD, "stage_id": stage_on(desk.store, scope)}


def _of_today(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"stage_id": stage_on(desk.store, scope)}


SESSION = RecordForm("sessions", TWO_COLUMNS, first=_held)
PATTERN = RecordForm("patterns", TWO_COLUMNS, first=_of_today)
_Place = Union["Here", At]


def _make(here: _Place) -> None:
    from desktop.ui.training.sessions.make_dialog import open_make

    open_make(here.desk, here.page)


def _week_page(desk: Desk, view: View) -> "WeekPage":
    from desktop.ui.training.sessions.week_page import WeekPage

    return WeekPage(desk, view)


def _turn(here: Here, weeks: int) -> None:
    cast("WeekPage", here.page).turn(weeks)


def _today(here: Here) -> None:
    cast("WeekPage", here.page).go(here.desk.scope.today)


WEEK = View(
    key="week",
    title=tr("수업"),
    section=tr("교육"),
    icon="calendar",
    chapter="수업과 시간표",
    make=_week_page,
    watches=frozenset({"session", "session_pattern", "stage", "mentor", "person", "setting"}),
    commands=(
        Command(
            id="week.make", title=tr("주간 시간으로 수업 만들기…"), icon="stages", run=_make, refusal=no_cohort
        ),
        Command(
            id="week.back", title=tr("앞 주"), icon="left", run=lambda here: _turn(here, -1),
            keys="Ctrl+Left", writes=False,
        ),
        Command(id="week.today", title=tr("오늘"), icon="today", run=_today, keys="Ctrl+Home", writes=False),
        Command(
            id="week.forward", title=tr("다음 주"), icon="right", run=lambda here: _turn(here, 1),
            keys="Ctrl+Right", writes=False,
        ),
        Command(
            id="week.add", title=tr("수업 추가"), icon="add",
            run=lambda here: here.desk.open("sessions", here.page),
            keys="Ctrl+N", told=tr("새로 추가"), primary=True,
        ),
    ),
)  # fmt: skip
SCREENS = (
    WEEK,
    Screen(
        kind="sessions",
        section=tr("교육"),
        icon="clock",
        chapter="수업과 시간표",
        form=SESSION,
        commands=(
            Command(
                id="sessions.make", title=tr("주간 시간으로 수업 만들기…"), icon="stages", run=_make,
                refusal=no_cohort,
            ),
            add_command("sessions", tr("수업 추가")),
        ),
    ),
    Screen(kind="patterns", form=PATTERN),
)  # fmt: skip
