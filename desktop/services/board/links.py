"""The way from what was done with a proposal back to it, as a line of a card."""

from desktop.model.board import Proposal
from desktop.queries.card import Linked


def to_proposal(proposal: Proposal) -> Linked:
    """'제안: 걷기 좋은 거리 (검토)'."""
    return Linked(f"제안: {proposal.title} ({proposal.status})", "proposals", proposal.id)
