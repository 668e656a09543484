"""The screens of the office's own work: what was done, and what can be taken back."""

from collections.abc import Sequence

from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.record_page import RecordPage
from desktop.ui.records.screen import At, Screen

# The page is imported when first asked for: a start waits for its list only.


def _page(desk: Desk, screen: Screen, commands: Sequence[Command[At]]) -> RecordPage:
    from desktop.ui.office.history_page import HistoryPage

    return HistoryPage.of(desk, screen, commands)


def _undo(at: At) -> None:
    from desktop.ui.office import history_page

    history_page.undo(at)


def _show_past(at: At) -> None:
    from desktop.ui.office import history_page

    history_page.show_past(at)


def _why_it_stays(at: At) -> str:
    from desktop.ui.office import history_page

    return history_page.why_it_stays(at)


SCREENS = (
    Screen(
        kind="operations",
        section=tr("기록"),
        icon="history",
        chapter="고치고 되돌리기",
        page=_page,
        commands=(
            Command(
                id="operations.past",
                title=tr("그때의 자료 보기"),
                icon="clock",
                run=_show_past,
                needs=Needs.ONE,
                writes=False,
            ),
            Command(
                id="operations.undo",
                title=tr("이 작업 되돌리기"),
                icon="undo",
                run=_undo,
                needs=Needs.ONE,
                primary=True,
                refusal=_why_it_stays,
            ),
        ),
    ),
)
