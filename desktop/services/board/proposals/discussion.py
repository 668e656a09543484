"""What is said of a proposal: written, answered, worded anew with the earlier wording kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import COMMENT_FIELDS, Comment, Member, Proposal, Wording
from desktop.model.people import Person
from desktop.queries.board.merged import its_own_and_merged
from desktop.queries.card import Linked
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it is shown: ``depth`` 0 for one of its own, 1 for a reply; ``before`` are its earlier wordings, the last first."""

    id: int
    who: str
    when: str
    stance: str
    words: str
    depth: int
    before: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Who said it when, and what it is."""
        return f"{'└ ' if self.depth else ''}{self.stance} · {self.who} · {self.when}"


def write(
    store: Store, proposal_id: int, values: Mapping[str, Any], *, reply_to: int | None = None
) -> Changes:
    """Write a comment, or a reply to one, by `COMMENT_FIELDS`. Raises UserError where that one is of another proposal."""
    with store.operation("토론 글 쓰기") as op:
        proposal = op.get(Proposal, proposal_id)
        op.name = f"'{proposal.title}'에 {values['stance']} 쓰기"
        if reply_to is not None:
            answered = op.get(Comment, reply_to)
            proposal_id, reply_to = answered.proposal_id, answered.reply_to_id or answered.id
        op.add(
            Comment(
                proposal_id=proposal_id,
                reply_to_id=reply_to,
                member_id=values.get("member_id"),
                written_by=store.user,
                at=op.at,
                stance=values["stance"],
                words=values["words"],
            )
        )
    return op.changes


def reword(store: Store, comment_id: int, values: Mapping[str, Any]) -> Changes:
    """Word a comment anew; how it was worded until now is kept. Raises UserError where nothing differs."""
    with store.operation("토론 글 고치기") as op:
        row = op.get(Comment, comment_id)
        if (row.stance, row.words) == (values["stance"], values["words"]):
            raise UserError("고친 것이 없습니다. 글을 고치거나 닫아 주세요.", "words")
        op.add(Wording(comment_id=row.id, stance=row.stance, words=row.words, until=op.at))
        row.stance, row.words = values["stance"], values["words"]
    return op.changes


def read(store: Store, comment_id: int) -> dict[str, Any]:
    """A comment by the keys of `COMMENT_FIELDS`."""
    with store.read() as session:
        row = session.get_one(Comment, comment_id)
        return {field.key: getattr(row, field.key) for field in COMMENT_FIELDS}


def proposal_of(store: Store, comment_id: int) -> int:
    """Which proposal it is about."""
    with store.read() as session:
        return session.get_one(Comment, comment_id).proposal_id


def thread(store: Store, proposal_id: int) -> list[Said]:
    """Everything said of a proposal and of those merged into it, replies below what they answer."""
    with store.read() as session:
        return list(_thread(session, proposal_id))


def _thread(session: Session, proposal_id: int) -> Iterator[Said]:
    # As plain rows: a card of fifty comments is made of every proposal the arrows pass.
    its = its_own_and_merged(proposal_id)
    columns = (Comment.id, Comment.reply_to_id, Comment.at, Comment.stance, Comment.words)
    in_turn = (
        select(*columns, func.coalesce(Person.name, Comment.written_by).label("who"))
        .outerjoin(Comment.member)
        .outerjoin(Member.person)
        .where(Comment.proposal_id.in_(its))
        .order_by(Comment.at, Comment.id)
    )
    replies: dict[int | None, list[Any]] = {}
    for row in session.execute(in_turn):
        replies.setdefault(row.reply_to_id, []).append(row)
    before: dict[int, list[str]] = {}
    worded = select(Wording.comment_id, Wording.stance, Wording.words).join(Comment)
    for comment_id, stance, words in session.execute(
        worded.where(Comment.proposal_id.in_(its)).order_by(Wording.id.desc())
    ):
        before.setdefault(comment_id, []).append(f"{stance}: {words}")
    for row in replies.get(None, ()):
        yield _said(row, 0, before)
        yield from (_said(reply, 1, before) for reply in replies.get(row.id, ()))


def _said(row: Any, depth: int, before: Mapping[int, Sequence[str]]) -> Said:
    at = row.at.astimezone()
    when = f"{show_date(at)} {at:%H:%M}"
    return Said(row.id, row.who, when, row.stance, row.words, depth, tuple(before.get(row.id, ())))


def on_card(session: Session, proposal_id: int) -> list[Linked]:
    """The discussion as it stands on the proposal's card, each with its earlier wordings below it."""
    told = []
    for said in _thread(session, proposal_id):
        told.append(Linked(f"{said.heading}\n{said.words}", "comments", said.id))
        told += [Linked(f"고치기 전 · {words}") for words in said.before]
    return told


def remove_of_proposals(op: Operation, proposal_ids: Sequence[int]) -> None:
    """The discussion of proposals, with them."""
    for within in parts(proposal_ids):
        ids = op.session.scalars(select(Comment.id).where(within(Comment.proposal_id))).all()
        remove_with_replies(op, ids)


def remove_with_replies(op: Operation, comment_ids: Sequence[int]) -> None:
    """Comments with their replies and all earlier wordings; the comments themselves go last."""
    remove_replies(op, comment_ids)
    op.delete_many(Comment, comment_ids)


def remove_replies(op: Operation, comment_ids: Sequence[int]) -> None:
    """The replies to comments, and the earlier wordings of all of them."""
    for within in parts(comment_ids):
        replies = op.session.scalars(select(Comment.id).where(within(Comment.reply_to_id))).all()
        for of in parts([*comment_ids, *replies]):
            op.delete_many(
                Wording, op.session.scalars(select(Wording.id).where(of(Wording.comment_id))).all()
            )
        op.delete_many(Comment, replies)
