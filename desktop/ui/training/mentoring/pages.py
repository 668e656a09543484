"""The screens of mentoring: who teaches and accompanies, what is logged of it, and coaching."""

from collections.abc import Mapping
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.services.training.mentoring import logs
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command

# Dialogs are imported when first asked for: a start waits for its list only.


def _as_last(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return logs.as_last(desk.store, scope)


def _today(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"held_on": scope.today}


def _fees(at: At) -> None:
    from desktop.ui.training.mentoring.fees_dialog import open_fees

    open_fees(at.desk, at.page)


MENTOR = RecordForm("mentors", Layout(columns=2, groups={"affiliation": tr("멘토"), "name": tr("사람")}))
LOG = RecordForm("mentor_logs", Layout(columns=2, wide=frozenset({"next_task", "reason"})), first=_as_last)
NOTE = RecordForm("coaching_notes", TWO_COLUMNS, first=_today)


SCREENS = (
    Screen(
        kind="mentors",
        section=tr("교육"),
        icon="teacher",
        chapter="멘토링과 코칭",
        form=MENTOR,
        commands=(add_command("mentors", tr("멘토 추가")),),
    ),
    Screen(
        kind="mentor_logs",
        section=tr("교육"),
        icon="handshake",
        chapter="멘토링과 코칭",
        form=LOG,
        commands=(
            Command(
                id="mentor_logs.fees",
                title=tr("수당표 내보내기…"),
                icon="export",
                run=_fees,
                writes=False,
            ),
            add_command("mentor_logs", tr("일지 추가")),
        ),
    ),
    Screen(
        kind="coaching_notes",
        section=tr("교육"),
        icon="chat",
        chapter="멘토링과 코칭",
        form=NOTE,
        commands=(add_command("coaching_notes", tr("코칭 추가")),),
    ),
)
