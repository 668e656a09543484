"""The screens of meetings: what is written while one goes on, what is to be done after it, the ideas from it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.board.meetings import proposing
from desktop.services.datafile.changes import Changes
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command

# Dialogs are imported when first asked for: a start waits for its list only.


def _today(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"held_on": desk.store.today()}


def _open_meeting(
    desk: Desk, parent: QWidget, meeting_id: int | None = None, /, **_given: Any
) -> Changes | None:
    from desktop.ui.board.meetings.meeting_dialog import open_meeting

    return open_meeting(desk, parent, meeting_id)


def _sign_sheet(at: At) -> None:
    from desktop.ui.board.meetings.papers import save_sign_sheet

    save_sign_sheet(at)


def _minutes(at: At) -> None:
    from desktop.ui.board.meetings.papers import save_minutes

    save_minutes(at)


def _propose(at: At) -> None:
    """A proposal of the idea, opened to be filled in."""
    (idea_id,) = at.ids

    def opened(changes: Changes) -> None:
        at.desk.open("proposals", at.page, changes.inserted["proposal"][0])

    at.desk.jobs.run(
        at.page,
        tr("제안 만들기"),
        lambda _progress: proposing.propose(at.desk.store, idea_id),
        opened,
    )


MEETING = RecordForm("meetings", "meeting", first=_today)

SCREENS = (
    Screen(
        kind="meetings",
        section=tr("주니어보드"),
        icon="calendar",
        chapter="주니어보드의 한 해",
        form=MEETING,
        open=_open_meeting,
        commands=(
            Command(
                id="meetings.sign_sheet",
                title=tr("서명부…"),
                icon="document",
                run=_sign_sheet,
                needs=Needs.ONE,
                writes=False,
            ),
            Command(
                id="meetings.minutes",
                title=tr("회의록…"),
                icon="export",
                run=_minutes,
                needs=Needs.ONE,
                writes=False,
            ),
            add_command("meetings", tr("회의 추가")),
        ),
    ),
    Screen(
        kind="action_items",
        section=tr("주니어보드"),
        icon="check-square",
        chapter="주니어보드의 한 해",
        form=RecordForm("action_items", TWO_COLUMNS),
        commands=(add_command("action_items", tr("할 일 추가")),),
    ),
    Screen(kind="decisions", form=RecordForm("decisions")),
    Screen(
        kind="ideas",
        section=tr("주니어보드"),
        icon="sparkle",
        chapter="주니어보드의 한 해",
        form=RecordForm("ideas", TWO_COLUMNS),
        commands=(
            Command(
                id="ideas.propose",
                title=tr("제안으로"),
                icon="arrow-right",
                run=_propose,
                needs=Needs.ONE,
                keys="Ctrl+L",
                told=tr("아이디어를 제안으로"),
            ),
            add_command("ideas", tr("아이디어 추가")),
        ),
    ),
)
