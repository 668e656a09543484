"""What is merged into a proposal, which is read with it as one."""

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from desktop.model.board import Proposal
from desktop.rules.board.states import RESTING

# Made once: an alias learns its columns when it is first used, and a card asks four times.
_kept, _each = aliased(Proposal), aliased(Proposal)


def its_own_and_merged(proposal_id: int | ColumnElement[int] | InstrumentedAttribute[int]) -> Select[int]:
    """The ids of a proposal and of those merged into it."""
    return select(_each.id).where(or_(_each.id == proposal_id, _each.merged_into_id == proposal_id))


def rests_with_kept() -> ColumnElement[bool]:
    """Whether nobody owes anything to a proposal, or to the one it is merged into: a department is asked of that one too."""
    kept = select(_kept.status).where(_kept.id == Proposal.merged_into_id).correlate(Proposal)
    return func.coalesce(kept.scalar_subquery(), Proposal.status).in_(RESTING)
