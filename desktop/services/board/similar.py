"""The proposals of all terms that are most like what is being written (feature row JB-08)."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.model.board import Board, Proposal
from desktop.queries.likeness import SHOWN as SHOWN
from desktop.queries.likeness import most_like
from desktop.queries.similar_proposals import PROPOSALS_ALIKE
from desktop.services.datafile.store import Store


@dataclass(frozen=True, slots=True)
class Similar:
    """A proposal like the one being written: what became of it, why, and in which year."""

    id: int
    title: str
    status: str
    reason: str
    year: int
    board: str


def similar(store: Store, text: str, *, besides: int | None = None) -> list[Similar]:
    """The five proposals most like ``text``, best first, however it is spaced; ``besides`` is the proposal itself."""
    with store.read() as session:
        ids = most_like(session, PROPOSALS_ALIKE, text, besides=besides)
        found = {
            proposal.id: Similar(
                proposal.id, proposal.title, proposal.status, proposal.reason or "", board.year, board.name
            )
            for proposal, board in session.execute(
                select(Proposal, Board).join(Board, Board.id == Proposal.board_id).where(Proposal.id.in_(ids))
            )
        }
    return [found[each] for each in ids]
