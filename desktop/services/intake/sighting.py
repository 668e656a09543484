"""A file as it was understood, before anything in it is read."""

from dataclasses import dataclass
from pathlib import Path

from desktop.documents.reading.cells import Sheet
from desktop.documents.reading.tables import Table
from desktop.services.intake.plan import MappedColumn


@dataclass(frozen=True, slots=True)
class Sighting:
    """The sheet chosen, its table, and what each column fills; ``shape`` is the sign of its headings."""

    path: Path
    sheet: Sheet
    table: Table
    mapping: tuple[MappedColumn, ...]
    shape: str
