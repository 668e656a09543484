"""Every list, from the declarations of the slices, and what those of any length stand on."""

from desktop.queries import board, certificates, journal, placement, review, training
from desktop.queries.likeness import Likeness
from desktop.queries.lines import Line
from desktop.queries.list_spec import ListSpec
from desktop.queries.similar_proposals import PROPOSALS_ALIKE

LISTS: dict[str, ListSpec] = {
    spec.kind: spec
    for slice_ in (training, board, review, placement, certificates, journal)
    for spec in slice_.LISTS
}
LINES: tuple[Line, ...] = tuple(spec.line for spec in LISTS.values() if spec.line is not None)
"""For the store to keep true."""
LIKENESSES: tuple[Likeness, ...] = (PROPOSALS_ALIKE,)
"""What records of one kind are compared by, for the store to keep true too."""
