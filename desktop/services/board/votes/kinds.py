"""The kind of record of votes."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import VOTE_FIELDS, Review, Vote
from desktop.queries.board.votes import VOTES
from desktop.queries.card import Linked
from desktop.rules.review.votes import Choice, Method, tally_in_words
from desktop.services.board.links import to_proposal
from desktop.services.board.votes import votes
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import RecordKind
from desktop.text.dates import show_date


def _of_proposal(session: Session, proposal_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(Vote).where(Vote.proposal_id == proposal_id).order_by(Vote.held_on, Vote.id)
    )
    return [
        Linked(
            f"{row.method}투표 {show_date(row.held_on)}: {tally_in_words(votes.tally_of(row))}",
            "votes",
            row.id,
        )
        for row in rows
    ]


def _of_review(session: Session, review_id: int) -> Sequence[Linked]:
    review = session.get(Review, review_id)
    return _of_proposal(session, review.proposal_id) if review else ()


def _roll(session: Session, vote_id: int) -> Iterator[Linked]:
    """The result in words, then who voted: of an open vote by what they chose."""
    vote = session.get_one(Vote, vote_id)
    yield to_proposal(vote.proposal)
    yield Linked(tally_in_words(votes.tally_of(vote)))
    names = votes.names_of(session, vote_id)
    if vote.method == Method.HIDDEN.value:
        yield Linked(f"투표한 위원 {len(names):,}명: {', '.join(name for name, _choice in names)}")
        return
    for side in Choice:
        those = [name for name, choice in names if choice == side.value]
        if those:
            yield Linked(f"{side.value} {len(those):,}명: {', '.join(those)}")


KINDS = (
    RecordKind(
        kind="votes",
        table=Vote,
        fields=VOTE_FIELDS,
        label=lambda row: f"{show_date(row.held_on)} {row.proposal.title}",
        add=votes.add,
        after=votes.after,
        holds=(Held(Vote, ("proposal_id", "held_on"), votes.check_voters, came=True),),
        extras=votes.EXTRAS,
        remove_parts=votes.remove_parts,
        list=VOTES,
        links=lambda session, vote_id: [*_roll(session, vote_id)],
        shown_on={"proposals": _of_proposal, "reviews": _of_review},
        searched=False,
        past=True,
    ),
)
