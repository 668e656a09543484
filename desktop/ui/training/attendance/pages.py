"""The pages of attendance: the book of a stage, and who completes it."""

from typing import TYPE_CHECKING

from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import Screen
from desktop.ui.records.view import Here, View
from desktop.ui.records.view_page import ViewPage

if TYPE_CHECKING:
    from desktop.ui.training.attendance.book_page import BookPage

# Pages are imported when first opened: a start waits for its list only.
_WATCHED = frozenset({"attendance_mark", "session", "enrolment", "stage", "person", "attachment"})


def _book(desk: Desk, view: View) -> ViewPage:
    from desktop.ui.training.attendance.book_page import BookPage

    return BookPage(desk, view)


def _of(here: Here) -> "BookPage":
    from desktop.ui.training.attendance.book_page import BookPage

    assert isinstance(here.page, BookPage)
    return here.page


def _import(here: Here) -> None:
    from desktop.ui.importing.wizard import open_import

    open_import(here.page, here.desk, "marks")


SCREENS: tuple[Screen | View, ...] = (
    View(
        key="attendance_book",
        title=tr("출석부"),
        section=tr("교육"),
        icon="attendance",
        chapter="출석부",
        make=_book,
        watches=_WATCHED,
        commands=(
            Command(
                id="attendance.import", title=tr("엑셀 가져오기"), icon="import", run=_import,
                told=tr("출석부 엑셀 가져오기"),
            ),
            Command(
                id="attendance.fill", title=tr("빈칸을 출석으로"), icon="check",
                run=lambda here: _of(here).fill_blanks(),
            ),
        ),
    ),
    Screen(kind="marks"),
)  # fmt: skip
