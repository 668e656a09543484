"""The screens of the review: clocks, opinions, pilots and what they are measured by."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.queries.list_spec import Scope
from desktop.services.board.review import opinions
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen
from desktop.ui.records.view import View

if TYPE_CHECKING:
    from desktop.ui.records.view_page import ViewPage

# Dialogs are imported when first asked for: a start waits for its list only.


def _received_today(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"received_on": scope.today}


def _asked_today(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return opinions.first_values(desk.store, scope)


def _begun_today(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"starts_on": scope.today}


def _told_today(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"told_on": scope.today}


def _ask(at: At) -> None:
    from desktop.ui.board.review.dialogs import ask_departments

    ask_departments(at.desk, at.page, at.ids[0])


def _extend(at: At) -> None:
    from desktop.ui.board.review.dialogs import extend

    extend(at.desk, at.page, at.ids[0])


REVIEW = RecordForm("reviews", TWO_COLUMNS, first=_received_today)
OPINION = RecordForm("opinions", Layout(columns=2, wide=frozenset({"skipped_reason"})), first=_asked_today)
PILOT = RecordForm("pilots", TWO_COLUMNS, first=_begun_today)
NOTICE = RecordForm("notices", TWO_COLUMNS, first=_told_today)
INDICATOR = RecordForm("indicators", TWO_COLUMNS)


def _add(kind: str, title: str) -> Command[At]:
    return Command(
        id=f"{kind}.add",
        title=title,
        icon="add",
        run=lambda at: at.desk.open(kind, at.page),
        keys="Ctrl+N",
        told=tr("새로 추가"),
        primary=True,
    )


def _make(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.board.review.figures_page import FiguresPage  # only when first opened

    return FiguresPage(desk, view)


SCREENS = (
    View(
        key="board_figures",
        title=tr("성과"),
        section=tr("주니어보드"),
        icon="medal",
        chapter="심사와 시범운영",
        make=_make,
        watches=frozenset({"review", "proposal", "opinion", "theme", "board_team"}),
    ),
    Screen(
        kind="reviews",
        section=tr("주니어보드"),
        icon="clock",
        chapter="심사와 시범운영",
        form=REVIEW,
        commands=(
            Command(id="reviews.ask", title=tr("의견 묻기…"), icon="chat", run=_ask, needs=Needs.ONE),
            Command(
                id="reviews.extend", title=tr("기한 연장…"), icon="calendar", run=_extend, needs=Needs.ONE
            ),
            _add("reviews", tr("심사 추가")),
        ),
    ),
    Screen(
        kind="opinions",
        section=tr("주니어보드"),
        icon="chat",
        chapter="심사와 시범운영",
        form=OPINION,
        commands=(_add("opinions", tr("의견 추가")),),
    ),
    Screen(
        kind="notices",
        section=tr("주니어보드"),
        icon="flag",
        chapter="심사와 시범운영",
        form=NOTICE,
        commands=(_add("notices", tr("통지 추가")),),
    ),
    Screen(
        kind="pilots",
        section=tr("주니어보드"),
        icon="play",
        chapter="심사와 시범운영",
        form=PILOT,
        commands=(_add("pilots", tr("시범운영 추가")),),
    ),
    Screen(
        kind="indicators",
        section=tr("주니어보드"),
        icon="stats",
        chapter="심사와 시범운영",
        form=INDICATOR,
        commands=(_add("indicators", tr("지표 추가")),),
    ),
)
