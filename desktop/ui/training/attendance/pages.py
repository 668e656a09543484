"""The pages of attendance: the book of a stage, and who completes it."""

from types import ModuleType
from typing import TYPE_CHECKING

from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import Screen
from desktop.ui.records.view import Here, View
from desktop.ui.records.view_page import ViewPage

if TYPE_CHECKING:
    from desktop.ui.training.attendance.book_page import BookPage
    from desktop.ui.training.attendance.completion_page import CompletionPage

# Pages are imported when first opened: a start waits for its list only.
_WATCHED = frozenset({"attendance_mark", "session", "enrolment", "stage", "person", "attachment"})


def _book(desk: Desk, view: View) -> ViewPage:
    from desktop.ui.training.attendance.book_page import BookPage

    return BookPage(desk, view)


def _of(here: Here) -> "BookPage":
    from desktop.ui.training.attendance.book_page import BookPage

    assert isinstance(here.page, BookPage)
    return here.page


def _completion(desk: Desk, view: View) -> ViewPage:
    from desktop.ui.training.attendance.completion_page import CompletionPage

    return CompletionPage(desk, view)


def _completion_of(here: Here) -> "CompletionPage":
    from desktop.ui.training.attendance.completion_page import CompletionPage

    assert isinstance(here.page, CompletionPage)
    return here.page


def _paper() -> ModuleType:
    """What saves sheets of paper, with all it needs."""
    from desktop.ui.training.attendance import papers

    return papers


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
                id="attendance.sign_sheet", title=tr("서명부"), icon="document", writes=False,
                run=lambda here: _paper().save_sign_sheet(here), told=tr("이 수업의 출석 서명부"),
            ),
            Command(
                id="attendance.attach", title=tr("증빙 붙이기"), icon="paperclip",
                run=lambda here: _of(here).attach_chosen(),
            ),
            Command(
                id="attendance.open_evidence", title=tr("증빙 열기"), icon="eye", in_header=False, writes=False,
                run=lambda here: _of(here).open_evidence(),
            ),
            Command(
                id="attendance.save_evidence", title=tr("증빙 저장"), icon="save", in_header=False, writes=False,
                run=lambda here: _of(here).save_evidence(),
            ),
            Command(
                id="attendance.detach", title=tr("증빙 떼기"), icon="delete", in_header=False,
                run=lambda here: _of(here).detach(),
            ),
            Command(
                id="attendance.fill", title=tr("빈칸을 출석으로"), icon="check",
                run=lambda here: _of(here).fill_blanks(),
            ),
        ),
    ),
    View(
        key="completion_check",
        title=tr("수료 확인"),
        section=tr("교육"),
        icon="check-square",
        chapter="수료 확인",
        make=_completion,
        watches=_WATCHED | {"criterion", "judge", "score", "project_team", "cohort"},
        commands=(
            Command(
                id="completion.call_order", title=tr("호명·좌석 순서"), icon="people", writes=False,
                run=lambda here: _paper().save_call_order(here),
            ),
            Command(
                id="completion.signatures", title=tr("수령 서명부"), icon="document", writes=False,
                run=lambda here: _paper().save_signatures(here),
            ),
            Command(
                id="completion.name_tags", title=tr("이름표"), icon="person-card", writes=False,
                run=lambda here: _paper().save_name_tags(here),
            ),
            Command(
                id="completion.complete", title=tr("수료 처리"), icon="graduation", primary=True,
                run=lambda here: _completion_of(here).complete(),
            ),
        ),
    ),
    Screen(kind="marks"),
)  # fmt: skip
