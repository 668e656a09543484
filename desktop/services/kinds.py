"""Every kind of record, from the declarations of the slices: the one table that all general code reads."""

from desktop.queries.due import Asked
from desktop.queries.lists import LISTS as LISTS
from desktop.services.board import due as board_due
from desktop.services.board import kinds as board
from desktop.services.board.review import due as review_due
from desktop.services.certificates import kinds as certificates
from desktop.services.datafile.holding import HELD, Holding
from desktop.services.office import kinds as office
from desktop.services.placement import due as placement_due
from desktop.services.placement import kinds as placement
from desktop.services.record_kind import ComputedList, RecordKind
from desktop.services.training import due as training_due
from desktop.services.training import kinds as training

KINDS: dict[str, RecordKind] = {
    kind.kind: kind for slice_ in (training, board, placement, certificates, office) for kind in slice_.KINDS
}
"""By name, in the order in which search results and past days show them."""
HELD[:] = [Holding(kind.table, kind.label, each) for kind in KINDS.values() for each in kind.holds]
DUE: tuple[Asked, ...] = (*board_due.DUE, *review_due.DUE, *training_due.DUE, *placement_due.DUE)
"""Whom 오늘 asks what is due."""
COMPUTED: dict[str, ComputedList] = {each.kind: each for each in training.COMPUTED}
"""What is listed and no kind of record: worked out when it is asked for."""
