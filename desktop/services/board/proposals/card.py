"""What stands on a proposal's card: whose turn it is, where it came from, who wrote it, what was said and attached."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    select,
    union,
    union_all,
)
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
from desktop.model.journal import Change, Operation
from desktop.queries.board.merged import its_own_and_merged
from desktop.queries.card import Linked
from desktop.rules.board.states import ProposalStatus
from desktop.rules.board.turns import turn_in_words, whose
from desktop.services.board.meetings.meetings import label as meeting_label
from desktop.services.board.proposals import discussion
from desktop.services.board.review.reviewing import waiting_for
from desktop.services.datafile.history import gone, last_writer
from desktop.text.dates import show_date

_STEPS = (
    (Opinion, Opinion.asked_on),
    (Opinion, Opinion.answered_on),
    (Review, Review.extended_on),
    (Notice, Notice.told_on),
    (Pilot, Pilot.starts_on),
    (Pilot, Pilot.closed_on),
    (Vote, Vote.held_on),
)
"""What is done with a proposal on a day of its own, beside its moves."""


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
    """The rows besides its own whose changes are its history: who wrote it, what was said of it, asked, attached and tried.

    Those that were deleted are among them.
    """
    yield from map(tuple, session.execute(_parts(), {_ID.key: proposal.id}))


# Put together once: a card is made of every row the arrows pass, and to write such a statement takes longer than to run it.
_ID, _TODAY = bindparam("proposal", type_=Integer), bindparam("today", type_=Date)


@cache
def _parts() -> CompoundSelect[str, int]:
    there = (select(literal(each.__tablename__), each.id).where(each.proposal_id == _ID) for each in _PARTS)
    return union(*there, *(gone(each, "proposal_id", _ID) for each in _PARTS))


@cache
def _steps() -> CompoundSelect[dt.date]:
    its = its_own_and_merged(_ID)
    return union_all(
        *(select(func.max(day)).where(each.proposal_id.in_(its), day <= _TODAY) for each, day in _STEPS)
    )


@cache
def _moments() -> CompoundSelect[dt.datetime]:
    """When something was said, and when a file was attached, of which the journal alone tells."""
    its = its_own_and_merged(_ID)
    attached = (
        select(func.max(Operation.at))
        .join(Change, Change.operation_id == Operation.id)
        .join(ProposalAttachment, ProposalAttachment.id == Change.row_id)
        .where(Change.table_name == ProposalAttachment.__tablename__, ProposalAttachment.proposal_id.in_(its))
    )
    return union_all(select(func.max(Comment.at)).where(Comment.proposal_id.in_(its)), attached)


@cache
def _with_answer() -> Select[int]:
    return select(Review.id).where(
        Review.proposal_id.in_(its_own_and_merged(_ID)), Review.answer.is_not(None)
    )


def turn(session: Session, proposal: Proposal, today: dt.date, *, on_paper: bool = False) -> str:
    """'지금 차례: 청소행정과, …부터 n일째', from the state, the opinions still out and the last thing anyone did."""
    return turn_in_words(_turns(session, proposal), today, on_paper=on_paper)


def last_heard_of(session: Session, proposal: Proposal) -> dt.date | None:
    """The day of the last thing anyone did with it or what is merged into it: a move, a word, a file, a step of the review."""
    its = {_ID.key: proposal.id}
    moments = (
        *session.scalars(_moments(), its),
        *(_answered(session, review_id) for review_id in session.scalars(_with_answer(), its)),
    )
    days = [
        *session.scalars(_steps(), {**its, _TODAY.key: session.info["today"]}),
        *(each.astimezone().date() for each in moments if each),
    ]
    return max(filter(None, (proposal.status_on or proposal.proposed_on, *days)), default=None)


def _turns(session: Session, proposal: Proposal) -> list[tuple[str, dt.date | None]]:
    """Who acts next, each since a day: of departments that were asked, the day each was."""
    if proposal.merged_into_id is not None:
        return []
    if proposal.status == ProposalStatus.REVIEWED and (asked := waiting_for(session, proposal.id)):
        return [*asked]
    who = whose(proposal.status)
    return [(who, last_heard_of(session, proposal))] if who else []


def _answered(session: Session, review_id: int) -> dt.datetime | None:
    """When an answer was worded last."""
    return last_writer(session, Review.__tablename__, review_id, "answer")[1]


def authors_of(session: Session, proposal_id: int) -> Sequence[Member]:
    """Who wrote it and what was merged into it, each once."""
    wrote = Authorship.proposal_id.in_(its_own_and_merged(proposal_id))
    members = select(Member).join(Authorship).where(wrote).order_by(Authorship.id)
    return session.scalars(members).unique().all()


def _came_from(proposal: Proposal, of: str = "") -> Iterator[Linked]:
    if proposal.meeting is not None:
        yield Linked(f"{of}나온 회의: {meeting_label(proposal.meeting)}", "meetings", proposal.meeting.id)
    if proposal.origin is not None:
        yield Linked(f"{of}나온 아이디어: {proposal.origin.content}", "ideas", proposal.origin.id)


def _origin(session: Session, proposal: Proposal) -> Iterator[Linked]:
    yield from _came_from(proposal)
    yield from revivals(session, proposal)
    if proposal.merged_into is not None:
        yield Linked(f"합쳐진 곳: {proposal.merged_into.title}", "proposals", proposal.merged_into.id)
    for row in session.scalars(select(Proposal).where(Proposal.merged_into_id == proposal.id)):
        yield Linked(f"합친 제안: {row.title}", "proposals", row.id)
        yield from _came_from(row, "합친 제안이 ")


def revivals(session: Session, proposal: Proposal) -> Iterator[Linked]:
    """The old no a proposal begins anew, with what that was then; and the one an old no was begun anew as."""
    if proposal.revived_from is not None:
        old = proposal.revived_from
        verdict = proposal.revived_verdict or old.status  # the old one may have moved on since
        yield Linked(f"되살린 제안: {old.title} ({verdict})", "proposals", old.id)
    for row in session.scalars(select(Proposal).where(Proposal.revived_from_id == proposal.id)):
        yield Linked(f"되살아난 제안: {row.title} ({row.status})", "proposals", row.id)


def _authors(session: Session, proposal_id: int) -> Iterator[Linked]:
    for row in authors_of(session, proposal_id):
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
