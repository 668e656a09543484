"""The kinds of record an office has of its own work."""

from desktop.model.journal import Operation
from desktop.queries.journal import OPERATIONS
from desktop.services.record_kind import RecordKind

KINDS = (
    RecordKind(
        kind="operations",
        table=Operation,
        label=lambda row: row.name,
        list=OPERATIONS,
        searched=False,
        past=False,
    ),
)
