"""What stands on a proposal's card: whose turn it is, where it came from, who wrote it, what was said and attached."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from desktop.model.attachments import Attachment
from desktop.model.board import (
    Authorship,
    Comment,
    Condition,
    Member,
    Notice,
    Opinion,
    Pilot,
    Proposal,
    ProposalAttachment,
    Review,
    Vote,
)
from desktop.queries.card import Linked
from desktop.rules.board.states import ProposalStatus
from desktop.rules.board.turns import turn_in_words, whose
from desktop.services.board.meetings.meetings import label as meeting_label
from desktop.services.board.proposals import discussion
from desktop.services.board.review.reviewing import missing_opinions
from desktop.text.dates import show_date


def line(session: Session, proposal_id: int) -> str:
    """The first of its card: whose turn it is."""
    return turn(session, session.get_one(Proposal, proposal_id), session.info["today"])


def links_of(session: Session, proposal_id: int) -> Sequence[Linked]:
    """In the order a person asks: where from, who, under what it comes back, files, the discussion."""
    proposal = session.get_one(Proposal, proposal_id)
    return [
        *_origin(session, proposal),
        *_authors(session, proposal_id),
        *_conditions(session, proposal_id),
        *_files(session, proposal_id),
        *discussion.on_card(session, proposal_id),
    ]


_PARTS = (Authorship, Comment, Condition, ProposalAttachment, Opinion, Review, Notice, Pilot, Vote)


def parts(session: Session, proposal: Proposal) -> Iterator[tuple[str, int]]:
    """The rows besides its own whose changes are its history: who wrote it, what was said of it, asked, attached and tried."""
    each = (
        select(literal(table.__tablename__), table.id).where(table.proposal_id == proposal.id)
        for table in _PARTS
    )
    yield from map(tuple, session.execute(union_all(*each)))


def turn(session: Session, proposal: Proposal, today: dt.date) -> str:
    """'지금 차례: 청소행정과, …부터 n일째', from the state, the opinions still out and the last thing anyone did."""
    asked = missing_opinions(session, proposal.id) if proposal.status == ProposalStatus.REVIEWED else ()
    who = ", ".join(asked) or whose(proposal.status)
    return turn_in_words(who, last_heard_of(session, proposal), today)


def last_heard_of(session: Session, proposal: Proposal) -> dt.date | None:
    """The day of the last thing anyone did with it: its last move, or what was last said of it."""
    last = session.scalar(select(func.max(Comment.at)).where(Comment.proposal_id == proposal.id))
    said_on = last.astimezone().date() if last else None
    return max(filter(None, (proposal.status_on or proposal.proposed_on, said_on)), default=None)


def its_own_and_merged(proposal_id: int) -> Select[int]:
    """The ids of a proposal and of those merged into it."""
    return select(Proposal.id).where(or_(Proposal.id == proposal_id, Proposal.merged_into_id == proposal_id))


def _came_from(proposal: Proposal, of: str = "") -> Iterator[Linked]:
    if proposal.meeting is not None:
        yield Linked(f"{of}나온 회의: {meeting_label(proposal.meeting)}", "meetings", proposal.meeting.id)
    if proposal.origin is not None:
        yield Linked(f"{of}나온 아이디어: {proposal.origin.content}", "ideas", proposal.origin.id)


def _origin(session: Session, proposal: Proposal) -> Iterator[Linked]:
    yield from _came_from(proposal)
    if proposal.revived_from is not None:
        old = proposal.revived_from
        verdict = f"{old.status}: {old.reason}" if old.reason else old.status
        yield Linked(f"되살린 제안: {old.title} ({verdict})", "proposals", old.id)
    for row in session.scalars(select(Proposal).where(Proposal.revived_from_id == proposal.id)):
        yield Linked(f"되살아난 제안: {row.title} ({row.status})", "proposals", row.id)
    if proposal.merged_into is not None:
        yield Linked(f"합쳐진 곳: {proposal.merged_into.title}", "proposals", proposal.merged_into.id)
    for row in session.scalars(select(Proposal).where(Proposal.merged_into_id == proposal.id)):
        yield Linked(f"합친 제안: {row.title}", "proposals", row.id)
        yield from _came_from(row, "합친 제안이 ")


def _authors(session: Session, proposal_id: int) -> Iterator[Linked]:
    its = its_own_and_merged(proposal_id)
    members = session.scalars(
        select(Member).join(Authorship).where(Authorship.proposal_id.in_(its)).order_by(Authorship.id)
    ).unique()
    for row in members:
        yield Linked(f"제안자 {row.person.name}", "members", row.id)


def _conditions(session: Session, proposal_id: int) -> Iterator[Linked]:
    rows = session.scalars(
        select(Condition).where(Condition.proposal_id == proposal_id).order_by(Condition.id.desc())
    )
    for row in rows:
        again = f"다시 볼 날 {show_date(row.look_again_on)}" if row.look_again_on else ""
        told = " · ".join(filter(None, (row.state, row.obstacle, row.words, again)))
        yield Linked(f"풀릴 조건: {told}", "conditions", row.id)


def _files(session: Session, proposal_id: int) -> Iterator[Linked]:
    its = its_own_and_merged(proposal_id)
    rows = session.execute(
        select(Attachment.id, Attachment.name)
        .join(ProposalAttachment)
        .where(ProposalAttachment.proposal_id.in_(its))
        .order_by(ProposalAttachment.id)
    )
    for row_id, name in rows:
        yield Linked(f"첨부: {name}", "attachments", row_id)
