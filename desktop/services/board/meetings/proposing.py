"""From a meeting's notes to a proposal, in one step; where it came from is kept."""

import datetime as dt
from collections.abc import Sequence

from desktop.errors import UserError
from desktop.model.board import MEETING_FIELDS, Authorship, Idea, Meeting, Proposal
from desktop.rules.fields import parse
from desktop.services.board import membership
from desktop.services.board.meetings.meetings import refuse_if_proposed
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

LONGEST_TITLE = 60
_NOTES = next(each for each in MEETING_FIELDS if each.key == "notes")


def title_of(words: str) -> str:
    """What a proposal is called at first: the first line that says something, or as much of it as a title holds."""
    first = next((line.strip(" -·•*\t") for line in words.splitlines() if line.strip(" -·•*\t")), "")
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


def propose_from_notes(store: Store, meeting_id: int, words: str) -> Changes:
    """Make an idea of a piece of a meeting's notes, and a proposal of that. Raises UserError where the piece is blank."""
    with store.operation("회의에서 제안 만들기") as op:
        idea = op.add(Idea(meeting_id=op.get(Meeting, meeting_id).id, content=_said(words)))
        _propose(op, idea)
    return op.changes


def propose(store: Store, idea_id: int) -> Changes:
    """Make a proposal of an idea; whoever had it is its author. Raises UserError where that is no member today."""
    with store.operation("아이디어에서 제안 만들기") as op:
        _propose(op, op.get(Idea, idea_id))
    return op.changes


def _said(words: str) -> str:
    if not title_of(words):
        raise UserError("제안으로 만들 글이 없습니다. 회의 내용에서 글을 골라 주세요.", "notes")
    parse(_NOTES, words, dt.date.min)  # refuses, beside the notes, what an idea could not hold
    return words.strip()


def _propose(op: Operation, idea: Idea) -> None:
    op.session.flush()
    title, today = title_of(idea.content), op.at.astimezone().date()
    meeting = op.get(Meeting, idea.meeting_id)
    proposal = op.add(
        Proposal(
            board_id=meeting.board_id,
            meeting_id=meeting.id,
            idea_id=idea.id,
            theme_id=idea.theme_id,
            title=title,
            idea=idea.content,
            proposed_on=today,
            status_on=today,
        )
    )
    op.session.flush()
    if idea.member_id is not None:
        membership.check_authors(op, proposal, [idea.member_id], "member_id")
        op.add(Authorship(proposal_id=proposal.id, member_id=idea.member_id))
    op.name = f"회의에서 제안 '{title}' 만들기"


def refuse_ideas_proposed(op: Operation, idea_ids: Sequence[int]) -> None:
    """An idea that proposals came from stays."""
    refuse_if_proposed(op, Proposal.idea_id, idea_ids, "아이디어")
