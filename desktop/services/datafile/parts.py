"""Many ids in parts, each small enough for one statement."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, bindparam

from desktop.queries.lines import Within

STEP = 5_000
"""How many rows one statement writes: between two of them a person can still stop the work."""
FEW = 500
"""How many ids are named one by one in a statement."""


_FIRST, _LAST = (bindparam(f"part_{end}", type_=Integer()) for end in ("first", "last"))
_IDS = bindparam("part_ids", type_=Integer(), expanding=True)


def _follow(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    return column.between(_FIRST, _LAST)


def _are_named(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    return column.in_(_IDS)


class Part:
    """Some ids, ascending, as a condition on a column: a range where they follow each other.

    ``condition`` is the same without the ids, for a statement that is made once and run with the ``values`` of each part.
    """

    condition: Within
    values: Mapping[str, Any]

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids
        if ids[-1] - ids[0] == len(ids) - 1:
            self.condition, self.values = _follow, {_FIRST.key: ids[0], _LAST.key: ids[-1]}
        else:
            self.condition, self.values = _are_named, {_IDS.key: ids}

    def __call__(self, column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        if self.condition is _follow:
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
