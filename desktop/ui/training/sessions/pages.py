"""The screens of the timetable: its sessions, and the weekly hours they are made from."""

from collections.abc import Mapping
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.rules.training import HELD
from desktop.services.training.programme import stage_on
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import RecordForm, Screen


def _held(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"kind": HELD, "stage_id": stage_on(desk.store, scope)}


def _of_today(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"stage_id": stage_on(desk.store, scope)}


SESSION = RecordForm("sessions", TWO_COLUMNS, first=_held)
PATTERN = RecordForm("patterns", TWO_COLUMNS, first=_of_today)

SCREENS = (
    Screen(
        kind="sessions",
        section=tr("교육"),
        icon="calendar",
        chapter="수업과 시간표",
        form=SESSION,
        commands=(
            Command(
                id="sessions.add",
                title=tr("수업 추가"),
                icon="add",
                run=lambda at: at.desk.open("sessions", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
    ),
    Screen(kind="patterns", form=PATTERN),
)
