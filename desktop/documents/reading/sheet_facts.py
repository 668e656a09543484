"""What calamine does not tell of a sheet, found by looking through the file beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.documents.reading.cells import Cell, Merged, Sheet


@dataclass(slots=True)
class SheetFacts:
    """As in `Sheet`; ``marks`` are cells that calamine hands over as blanks, by a row's number and a column's index.

    ``merged`` is None where calamine tells it; ``has_formulas`` is for the look alone.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    marks: dict[tuple[int, int], Cell] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Merged] | None = None
    very_hidden: bool = False
    from_1904: bool = False
    has_formulas: bool = False

    def put_into(self, sheet: Sheet, rows: Sequence[list[Cell]]) -> Sheet:
        """``sheet`` with its ``rows``, and with all of this."""
        for (number, column), mark in self.marks.items():
            if number <= len(rows) and column < len(rows[number - 1]) and rows[number - 1][column] == "":
                rows[number - 1][column] = mark
        return replace(
            sheet,
            rows=rows,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            comments=self.comments,
            merged=sheet.merged if self.merged is None else tuple(self.merged),
            very_hidden=self.very_hidden,
            from_1904=self.from_1904,
        )
