"""Many ids in parts, each small enough for one statement."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression

STEP = 5_000
"""How many rows one statement writes: between two of them a person can still stop the work."""
FEW = 500
"""How many ids are named one by one in a statement."""


class Part:
    """Some ids, ascending, as a condition on a column: a range where they follow each other."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids

    def __call__(self, column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        if self.ids[-1] - self.ids[0] == len(self.ids) - 1:
            return column.between(self.ids[0], self.ids[-1])
        return column.in_(self.ids)


def parts(ids: Iterable[int]) -> Iterator[Part]:
    """The ids, each once and ascending: up to `STEP` together that follow each other, else `FEW`."""
    ordered = sorted(set(ids))
    start = 0
    while start < len(ordered):
        stop = min(start + STEP, len(ordered))
        if ordered[stop - 1] - ordered[start] != stop - 1 - start:
            stop = min(start + FEW, len(ordered))
        yield Part(ordered[start:stop])
        start = stop
