"""The screens of the review: clocks, opinions, pilots and what they are measured by."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.queries.list_spec import Scope
from desktop.services.board.review import opinions
from desktop.ui.board.review.from_proposals import from_proposals
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records import in_work
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.queries.charts import Chart
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


def _ask(at: At | Here) -> None:
    from desktop.ui.board.review.dialogs import ask_departments

    ask_departments(at.desk, at.page, at.ids[0])


def _extend(at: At | Here) -> None:
    from desktop.ui.board.review.dialogs import extend

    extend(at.desk, at.page, at.ids[0])


def _save_outcomes(here: Here) -> None:
    from desktop.ui.board.proposals import sheets

    sheets.save_outcomes_of_term(here)


def _save_showcase(here: Here) -> None:
    from desktop.ui.board.proposals import sheets

    sheets.save_showcase_of_term(here)


REVIEW = RecordForm("reviews", TWO_COLUMNS, first=_received_today)
OPINION = RecordForm("opinions", Layout(columns=2, wide=frozenset({"skipped_reason"})), first=_asked_today)
PILOT = RecordForm("pilots", TWO_COLUMNS, first=_begun_today)
NOTICE = RecordForm("notices", TWO_COLUMNS, first=_told_today)
INDICATOR = RecordForm("indicators", TWO_COLUMNS)


def _make(desk: Desk, view: View) -> "ViewPage":
    from desktop.services.board.review import figures  # only when first opened
    from desktop.ui.records.charts_page import ChartsPage

    def charts() -> "Sequence[Chart] | str":
        board_id = desk.scope.board_id
        if board_id is None:
            return in_work.choose(
                desk, "boards", tr("왼쪽 위에서 보드 기수를 고르면 그 기수의 성과가 나옵니다.")
            )
        found = figures.charts(desk.store, board_id)
        return found or tr("제안을 '검토'로 옮기면 여기에 채택과 답변까지 걸린 날이 나옵니다.")

    return ChartsPage(desk, view, charts, columns=2)


_ON_SELECTED: tuple[Command[Any], ...] = (
    Command(id="reviews.ask", title=tr("의견 묻기…"), icon="chat", run=_ask, needs=Needs.ONE),
    Command(id="reviews.extend", title=tr("기한 연장…"), icon="calendar", run=_extend, needs=Needs.ONE),
)

SCREENS = (
    Screen(
        kind="reviews",
        section=tr("주니어보드"),
        icon="clock",
        chapter="심사와 시범운영",
        form=REVIEW,
        commands=(*_ON_SELECTED, add_command("reviews", tr("심사 추가"))),
        on_others={"proposals": tuple(map(from_proposals, _ON_SELECTED))},
    ),
    Screen(
        kind="opinions",
        section=tr("주니어보드"),
        icon="chat",
        chapter="심사와 시범운영",
        form=OPINION,
        commands=(add_command("opinions", tr("의견 추가")),),
    ),
    Screen(
        kind="notices",
        section=tr("주니어보드"),
        icon="flag",
        chapter="심사와 시범운영",
        form=NOTICE,
        commands=(add_command("notices", tr("통지 추가")),),
    ),
)
PILOTS = (
    Screen(
        kind="pilots",
        section=tr("주니어보드"),
        icon="play",
        chapter="심사와 시범운영",
        form=PILOT,
        commands=(add_command("pilots", tr("시범운영 추가")),),
    ),
    Screen(
        kind="indicators",
        section=tr("주니어보드"),
        icon="stats",
        chapter="심사와 시범운영",
        form=INDICATOR,
        commands=(add_command("indicators", tr("지표 추가")),),
    ),
)
FIGURES = (
    View(
        key="board_figures",
        title=tr("성과"),
        section=tr("주니어보드"),
        icon="medal",
        chapter="심사와 시범운영",
        make=_make,
        commands=(
            Command(
                id="board_figures.outcomes",
                title=tr("모든 제안자의 '그 뒤' PDF…"),
                icon="document",
                run=_save_outcomes,
                refusal=in_work.no_board,
                writes=False,
            ),
            Command(
                id="board_figures.showcase",
                title=tr("성과공유회 자료…"),
                icon="document",
                run=_save_showcase,
                refusal=in_work.no_board,
                writes=False,
            ),
        ),
        watches=frozenset(
            {"review", "proposal", "opinion", "theme", "policy", "board_team", "pilot", "indicator"}
        ),
    ),
)
"""What came of it all, which stands below all that it is reckoned from."""
