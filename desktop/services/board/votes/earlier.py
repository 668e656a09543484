"""The other votes a proposal has or ever had: of those taken back, deleted or moved away the history tells."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import Ballot, Vote
from desktop.model.journal import DELETE, Change
from desktop.rules.review.votes import Earlier, Method


def earlier(session: Session, proposal_id: int, besides: int | None = None) -> Sequence[Earlier]:
    """Those on whose roll anybody stands or stood, but for the vote ``besides``: with every day they were dated."""
    told = select(Change.row_id, Change.before).where(
        Change.table_name == Vote.__tablename__, Change.before.is_not(None)
    )
    images = session.execute(told).all()
    ids = {row_id for row_id, before in images if before.get("proposal_id") == proposal_id}
    ids |= set(session.scalars(select(Vote.id).where(Vote.proposal_id == proposal_id)))
    ids -= {besides}
    if not ids:
        return ()
    days: dict[int, set[dt.date]] = {vote_id: set() for vote_id in ids}
    for vote_id, day in session.execute(select(Vote.id, Vote.held_on).where(Vote.id.in_(ids))):
        days[vote_id].add(day)
    for vote_id, before in images:
        if vote_id in ids and "held_on" in before:
            days[vote_id].add(dt.date.fromisoformat(before["held_on"]))
    return [
        Earlier(method, frozenset(days[vote_id]), frozenset(roll))
        for (vote_id, method), roll in _rolls(session, ids).items()
    ]


def _rolls(session: Session, vote_ids: set[int]) -> dict[tuple[int, Method], set[int]]:
    standing = select(Ballot.vote_id, Ballot.member_id, Ballot.method).where(Ballot.vote_id.in_(vote_ids))
    ballots = [row._asdict() for row in session.execute(standing)]
    gone = select(Change.before).where(Change.table_name == Ballot.__tablename__, Change.action == DELETE)
    rolls: dict[tuple[int, Method], set[int]] = {}
    for each in (*ballots, *session.scalars(gone)):
        if each["vote_id"] in vote_ids:
            rolls.setdefault((each["vote_id"], Method(each["method"])), set()).add(each["member_id"])
    return rolls
