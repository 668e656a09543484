"""What proposals are compared by."""

from desktop.model.base import table_of
from desktop.model.board import Proposal
from desktop.queries.likeness import Likeness

PROPOSALS_ALIKE = Likeness(table_of(Proposal), "title", ("problem", "idea", "effect"))
