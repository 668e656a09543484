"""The screens of the junior board: who sits on it, and what came out of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.ui.board.answers import pages as answers
from desktop.ui.board.meetings import pages as meetings
from desktop.ui.board.proposals import pages as proposals
from desktop.ui.board.review import pages as review
from desktop.ui.board.scoring import pages as scoring
from desktop.ui.board.teams import pages as teams
from desktop.ui.board.votes import pages as votes
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command

# Dialogs are imported when first asked for: a start waits for its list only.


def _this_year(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"year": desk.store.today().year}


def _open_member(
    desk: Desk, parent: QWidget, member_id: int | None = None, /, **_given: Any
) -> Changes | None:
    from desktop.ui.board.dialogs import open_member

    return open_member(desk, parent, member_id)


def _add_board(at: At) -> None:
    """A new term is put in work at once: its members come next."""
    changes = at.desk.open("boards", at.page)
    if changes:
        board_id = changes.inserted["board"][0]
        at.desk.set_scope(cohort_id=at.desk.scope.cohort_id, board_id=board_id)


def _policies(at: At) -> None:
    from desktop.ui.board.dialogs import open_themes

    open_themes(at.desk, at.page)


BOARD = RecordForm("boards", TWO_COLUMNS, first=_this_year)
MEMBER = RecordForm("members", "member")
THEME = RecordForm("themes")
POLICY = RecordForm("policies")

SCREENS = (
    Screen(
        kind="boards",
        section=tr("주니어보드"),
        icon="bookmark",
        chapter="주니어보드의 한 해",
        form=BOARD,
        commands=(replace(add_command("boards", tr("기수 추가")), run=_add_board),),
    ),
    Screen(
        kind="members",
        section=tr("주니어보드"),
        icon="people",
        chapter="명단 가져오기",
        form=MEMBER,
        open=_open_member,
        commands=(add_command("members", tr("위원 추가")),),
    ),
    Screen(
        kind="themes",
        section=tr("주니어보드"),
        icon="theme",
        chapter="주니어보드의 한 해",
        form=THEME,
        commands=(
            Command(id="policies.edit", title=tr("운영방침…"), icon="star", run=_policies, writes=False),
            add_command("themes", tr("주제 추가")),
        ),
    ),
    Screen(kind="policies", form=POLICY),
    *teams.SCREENS,
    *meetings.SCREENS,
    *proposals.SCREENS,
    *review.SCREENS,
    *votes.SCREENS,
    *scoring.SCREENS,
    *answers.SCREENS,
    *review.PILOTS,
    *review.FIGURES,
)
