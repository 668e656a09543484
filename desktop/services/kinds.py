"""Every kind of record, from the declarations of the slices: the one table that all general code reads."""

from desktop.queries.list_spec import ListSpec
from desktop.services.board import kinds as board
from desktop.services.certificates import kinds as certificates
from desktop.services.office import kinds as office
from desktop.services.placement import kinds as placement
from desktop.services.record_kind import RecordKind
from desktop.services.training import kinds as training

KINDS: dict[str, RecordKind] = {
    kind.kind: kind for slice_ in (training, board, placement, certificates, office) for kind in slice_.KINDS
}
"""By name, in the order in which search results and past days show them."""

LISTS: dict[str, ListSpec] = {kind.kind: kind.list for kind in KINDS.values() if kind.list is not None}
"""The kinds that have a list: what the command line, the pages and the exporters show."""
