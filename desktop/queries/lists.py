"""Every list, from the declarations of the slices, and what those of any length stand on."""

from desktop.queries import board, certificates, journal, placement, training
from desktop.queries.lines import Line
from desktop.queries.list_spec import ListSpec

LISTS: dict[str, ListSpec] = {
    spec.kind: spec for slice_ in (training, board, placement, certificates, journal) for spec in slice_.LISTS
}
LINES: tuple[Line, ...] = tuple(spec.line for spec in LISTS.values() if spec.line is not None)
"""For the store to keep true."""
