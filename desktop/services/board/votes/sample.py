"""The votes of the practice file: one by roll call and one in secret, of the sixteen members."""

import datetime as dt

from sqlalchemy import select

from desktop.model.board import Member, Proposal
from desktop.queries.list_spec import Scope
from desktop.rules.review.votes import Choice, Method
from desktop.services.board.votes import votes
from desktop.services.datafile.store import Store

_OPEN, _SECRET = "공사장 보행로 점검표 공개", "모든 부서 재택근무 의무화"
_FOR, _AGAINST, _VOTED = 9, 12, 13


def fill(store: Store) -> None:
    """Put them into the sample, whose members and proposals are there."""
    with store.operation("투표 적기") as op:
        # The one begun anew bears the title of the old one, whose vote it is.
        rows = select(Proposal.title, Proposal.id).order_by(Proposal.id.desc())
        ids = dict(op.session.execute(rows).all())
        members = op.session.scalars(select(Member.id).order_by(Member.staff_number)).all()
        votes.add(
            op,
            {
                "proposal_id": ids[_OPEN], "held_on": dt.date(2022, 10, 26), "method": Method.OPEN.value,
                votes.SIDES[Choice.FOR]: members[:_FOR], votes.SIDES[Choice.AGAINST]: members[_FOR:_AGAINST],
                votes.SIDES[Choice.ABSTAIN]: members[_AGAINST:_VOTED], "note": "3차 정기회의에서 손을 들어",
            },
            Scope(),
        )  # fmt: skip
        votes.add(
            op,
            {
                "proposal_id": ids[_SECRET], "held_on": dt.date(2022, 10, 26), "method": Method.HIDDEN.value,
                "in_favour": 4, "against": 7, "abstained": 1, votes.VOTERS: members[2:14],
            },
            Scope(),
        )  # fmt: skip
