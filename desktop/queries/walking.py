"""Pages of a very long list read along the index of its order, from whichever end is nearer.

The index holds (value, id, …): values in order, and within a value ids in order. Rows without a value come last
whichever way, and are walked by themselves.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, UnaryExpression, func, select
from sqlalchemy.sql import coercions, roles
from sqlalchemy.sql.operators import custom_op

Ask = Callable[[Select[Any]], Sequence[Any]]


def unindexed(value: SQLColumnExpression[Any], dialect: str) -> SQLColumnExpression[Any]:
    """The value, so written that SQLite looks for no index of its own while it walks another."""
    if dialect != "sqlite":
        return value
    bare = coercions.expect(roles.ExpressionElementRole, value)
    return UnaryExpression(bare, operator=custom_op("+"), type_=bare.type)


class Walk:
    """One order of a list: by ``value``, then by ``row_id``, both ``descending`` or both not.

    ``ask`` gives the rows of a SELECT, narrowed to the list.
    """

    def __init__(
        self,
        row_id: SQLColumnExpression[int],
        value: SQLColumnExpression[Any],
        *,
        descending: bool,
        ask: Ask,
    ) -> None:
        self._id = row_id
        self._value = value
        self._descending = descending
        self._ask = ask
        self._filled: int | None = None

    def ids(self, offset: int, limit: int, count: int) -> list[int]:
        """The ids from rank ``offset`` on, of ``count`` in all."""
        limit = min(limit, count - offset)
        if limit <= 0:
            return []
        if offset == 0:
            found = self._part(self._value.is_not(None), 0, limit, count)
            if len(found) == limit:
                return found
        filled = self.filled()
        found = self._part(self._value.is_not(None), offset, min(limit, filled - offset), filled)
        past = max(0, offset - filled)
        return found + self._part(self._value.is_(None), past, limit - len(found), count - filled)

    def filled(self) -> int:
        """How many rows have a value."""
        if self._filled is None:
            self._filled = int(self._ask(select(func.count()).where(self._value.is_not(None)))[0][0])
        return self._filled

    def rank_of(self, row_id: int) -> int | None:
        """The rank of a row, or None when it is not in the list."""
        there = self._ask(select(self._value).where(self._id == row_id))
        if not there:
            return None
        value = there[0][0]
        if value is None:
            return self.filled() + self._number(self._value.is_(None), self._before(self._id, row_id))
        return self._number(self._before(self._value, value)) + self._number(
            self._value == value, self._before(self._id, row_id)
        )

    def _part(self, among: ColumnElement[bool], offset: int, limit: int, size: int) -> list[int]:
        if limit <= 0:
            return []
        from_the_end = offset > size // 2
        if from_the_end:
            limit = min(limit, size - offset)
            offset = size - offset - limit
        backwards = self._descending != from_the_end
        order = [each.desc() if backwards else each.asc() for each in (self._value, self._id)]
        statement = select(self._id).where(among).order_by(*order).limit(limit).offset(offset)
        found = [row[0] for row in self._ask(statement)]
        return found[::-1] if from_the_end else found

    def _before(self, one: SQLColumnExpression[Any], other: Any) -> ColumnElement[bool]:
        before: ColumnElement[bool] = one > other if self._descending else one < other
        return before

    def _number(self, *conditions: ColumnElement[bool]) -> int:
        return int(self._ask(select(func.count()).where(*conditions))[0][0])
