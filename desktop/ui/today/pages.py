"""The page of what is due, the first in the rail."""

from importlib import import_module

from desktop.ui.kit.messages import tr
from desktop.ui.records.view import View

SCREENS = (
    View(
        key="today",
        title=tr("오늘"),
        section=tr("할 일"),
        icon="today",
        chapter="오늘",
        make=lambda desk, view: import_module("desktop.ui.today.today_page").TodayPage(desk, view),
        watches=frozenset({
            "session", "attendance_mark", "enrolment", "stage", "handed_paper", "wanted_paper", "coaching_note",
            "internship_match", "trainee", "person", "setting",
        }),
    ),
)  # fmt: skip
