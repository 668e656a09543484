"""The screens of interviews: their timetable, their list, and what they are arranged in."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.screen import RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

# Pages and dialogs are imported when first asked for: a start waits for its list only.


def _of_cohort(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"cohort_id": scope.cohort_id}


def _usual_day(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"cohort_id": scope.cohort_id, "starts_at": "09:00", "ends_at": "18:00"}


def _one_panel(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"cohort_id": scope.cohort_id, "panels": 1}


INTERVIEW = RecordForm("interviews", TWO_COLUMNS)


def _open_interview(
    desk: Desk, parent: QWidget, interview_id: int | None = None, /, **given: Any
) -> Changes | None:
    from desktop.ui.placement.companies.choosing import open_choosing

    return open_choosing(desk, parent, INTERVIEW, "opening_id", interview_id, given)


def _on_page(name: str, *given: object) -> Callable[[Here], object]:
    """What the page does by that name."""
    return lambda here: getattr(here.page, name)(*given)


SCREENS = (
    View(
        key="interview_timetable",
        title=tr("면접 시간표"),
        section=tr("기업·인턴십"),
        icon="calendar",
        chapter="면접",
        make=lambda desk, view: import_module("desktop.ui.placement.interviews.timetable_page").TimetablePage(
            desk, view
        ),
        commands=(
            Command(
                id="interview_timetable.make", title=tr("시간표 만들기…"), icon="sparkle", run=_on_page("make"),
                keys="Ctrl+N", told=tr("면접 시간표 만들기"), primary=True, refusal=no_cohort,
            ),
            Command(
                id="interview_timetable.set_up", title=tr("면접일과 면접실…"), icon="gear",
                run=_on_page("set_up"), refusal=no_cohort,
            ),
            Command(
                id="interview_timetable.tell", title=tr("알림으로 적기"), icon="check", run=_on_page("tell"),
                refusal=no_cohort,
            ),
            Command(
                id="interview_timetable.unpin", title=tr("고정 풀기"), icon="lock", run=_on_page("unpin"),
                refusal=no_cohort,
            ),
            Command(
                id="interview_timetable.sheets", title=tr("시간표 PDF…"), icon="print", run=_on_page("save"),
                writes=False, refusal=no_cohort,
            ),
        ),
        watches=frozenset({
            "interview", "interview_day", "interview_room", "interview_panel", "interview_hours", "opening",
            "company", "person", "cohort", "setting",
        }),
    ),
    Screen(
        kind="interviews",
        section=tr("기업·인턴십"),
        icon="chat",
        chapter="면접",
        form=INTERVIEW,
        open=_open_interview,
        commands=(
            add_command("interviews", tr("면접 추가")),
        ),
    ),
    Screen(kind="interview_days", form=RecordForm("interview_days", first=_usual_day)),
    Screen(kind="interview_rooms", form=RecordForm("interview_rooms", first=_of_cohort)),
    Screen(kind="interview_panels", form=RecordForm("interview_panels", first=_one_panel)),
    Screen(kind="interview_hours", form=RecordForm("interview_hours")),
)  # fmt: skip
