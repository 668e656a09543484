"""Doubtful cells that were rewritten in a review."""

from collections.abc import Mapping

from desktop.services.importing import Sighting

Texts = dict[tuple[int, int], str]
"""By the cell's row and its column's index in the file."""
Kept = dict[tuple[object, ...], Texts]


class MendedCells:
    """``texts`` is what was mended in the table looked at; it is kept in ``kept`` for when that table comes again.

    ``from_before`` counts those that were mended in another wizard, until one is mended in this.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._table: tuple[object, ...] = ()
        self.texts: Texts = {}
        self.from_before = 0

    def recall(self, kind: str, sighting: Sighting) -> None:
        """Turns to a table: of a file as it stands now, for one that was saved meanwhile may have other rows."""
        file, heads = sighting.path.stat(), tuple(sighting.table.header_rows)
        self._table = (
            kind,
            sighting.path,
            file.st_mtime_ns,
            file.st_size,
            sighting.sheet.name,
            heads,
            sighting.rows,
        )
        self.texts = dict(self._kept.get(self._table, {}))
        self.from_before = len(self.texts)

    def take(self, texts: Mapping[tuple[int, int], str]) -> None:
        """More cells were mended."""
        self.texts.update(texts)
        self._kept[self._table] = dict(self.texts)
        self.from_before = 0

    def forget(self) -> None:
        """A column fills something else now, which is read by other rules."""
        self.texts.clear()
        self.from_before = 0
