"""The page of the cohort in figures."""

from typing import TYPE_CHECKING

from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.records.view import View

if TYPE_CHECKING:
    from desktop.ui.records.view_page import ViewPage


def _make(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.training.figures.figures_page import FiguresPage  # only when first opened

    return FiguresPage(desk, view)


SCREENS = (
    View(
        key="figures",
        title=tr("현황"),
        section=tr("교육"),
        icon="stats",
        chapter="현황",
        make=_make,
        watches=frozenset(
            {"enrolment", "trainee", "person", "stage", "cohort", "internship_match", "opening"}
        ),
    ),
)
