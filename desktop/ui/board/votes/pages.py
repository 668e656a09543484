"""The screens of votes: their list, and the vote on a proposal from wherever it is looked at."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.rules.review.votes import Method
from desktop.services.datafile.changes import Changes
from desktop.services.records import records
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command

# Dialogs are imported when first asked for: a start waits for its list only.


def _today(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"held_on": scope.today, "method": Method.OPEN.value}


def _open_vote(desk: Desk, parent: QWidget, vote_id: int | None = None, /, **given: Any) -> Changes | None:
    from desktop.ui.board.votes.vote_dialog import open_vote

    return open_vote(desk, parent, vote_id, **given)


def _vote_on_proposal(at: At) -> None:
    at.desk.open("votes", at.page, proposal_id=at.ids[0])


def _vote_on_reviewed(at: At) -> None:
    proposal_id = records.read(at.desk.store, "reviews", at.ids[0])["proposal_id"]
    at.desk.open("votes", at.page, proposal_id=proposal_id)


VOTE = RecordForm("votes", "vote", first=_today)

SCREENS = (
    Screen(
        kind="votes",
        section=tr("주니어보드"),
        icon="check-square",
        chapter="투표, 심사표, 답변",
        form=VOTE,
        open=_open_vote,
        commands=(add_command("votes", tr("투표 추가")),),
        on_others={
            "proposals": (
                Command(
                    id="votes.on_proposal", title=tr("투표…"), icon="check-square", run=_vote_on_proposal,
                    needs=Needs.ONE, in_header=False,
                ),
            ),
            "reviews": (
                Command(
                    id="votes.on_review", title=tr("투표…"), icon="check-square", run=_vote_on_reviewed,
                    needs=Needs.ONE,
                ),
            ),
        },
    ),
)  # fmt: skip
