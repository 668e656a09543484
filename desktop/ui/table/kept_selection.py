"""What stays selected when a list is renewed: known by ids, found again by ranks."""

from dataclasses import dataclass

from desktop.ui.table.list_source import Listing

FEW = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """What was selected when ``listing`` came to be shown: ids with their columns, and the current cell and its rank."""

    listing: Listing
    marks: list[tuple[int, int, int]]
    place: tuple[int, int] | None
    rank: int

    def ranks(self) -> dict[int, int]:
        """Where the rows stand now. Each rank is a query of its own: for more than a few, one reads all ids."""
        ids = {row_id for row_id, _left, _right in self.marks} | ({self.place[0]} if self.place else set())
        if len(ids) > FEW:
            return {row_id: rank for rank, row_id in enumerate(self.listing.ids()) if row_id in ids}
        found = ((row_id, self.listing.rank_of(row_id)) for row_id in ids)
        return {row_id: rank for row_id, rank in found if rank is not None}
