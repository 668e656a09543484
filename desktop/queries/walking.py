"""Pages of a very long list read along the index of its order, from whichever end is nearer.

The index holds (value, id, …): values in order, and within a value ids in order. Rows without a value come last
whichever way, and are walked by themselves.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, UnaryExpression, func, select, tuple_
from sqlalchemy.sql import coercions, roles
from sqlalchemy.sql.operators import custom_op

from desktop.queries.searching import Stretch

Ask = Callable[[Select[Any]], Sequence[Any]]


def unindexed(value: SQLColumnExpression[Any], dialect: str) -> SQLColumnExpression[Any]:
    """The value, so written that SQLite looks for no index of its own while it walks another."""
    if dialect != "sqlite":
        return value
    bare = coercions.expect(roles.ExpressionElementRole, value)
    return UnaryExpression(bare, operator=custom_op("+"), type_=bare.type)


FEW = 3_000
"""Of so many hits the values are read one by one, in some 20 ms."""
NEAR = 5_000
"""How many rows a search looks at one by one before it asks the search indices for all there are: some 10 ms."""


class Walk:
    """One order of a list: by ``value``, then by ``row_id``, both ``descending`` or both not.

    ``ask`` gives the rows of a SELECT, narrowed to the list; ``near`` the same, where few rows are looked at and each
    may be asked by itself; ``every`` gives them of the whole scope. ``among`` tells how many rows those of a search lie
    among, and ``stretch`` where hits that begin with its word stand.
    """

    def __init__(
        self,
        row_id: SQLColumnExpression[int],
        value: SQLColumnExpression[Any],
        *,
        descending: bool,
        ask: Ask,
        near: Ask,
        every: Ask,
        among: Callable[[], int] | None,
        stretch: Stretch | None = None,
    ) -> None:
        self._id = row_id
        self._value = value
        self._descending = descending
        self._ask, self._near, self._every = ask, near, every
        self._among = among
        self._stretch = stretch
        self._blanks: int | None = None

    def ids(self, offset: int, limit: int, count: int) -> list[int]:
        """The ids from rank ``offset`` on, of ``count`` in all."""
        limit = min(limit, count - offset)
        if limit <= 0:
            return []
        if offset == 0:
            found = self.nearest(limit) if self._among and count * NEAR > 2 * limit * self._among() else []
            if len(found) < limit and self._stretch is not None:
                found = self._along(self._stretch, limit, count)
            if len(found) < limit:
                found = self._part(self._value.is_not(None), 0, limit, count)
            if len(found) < limit:
                self._blanks = count - len(found)
            filled = len(found)
        else:
            filled = count - self.blanks()
            found = self._part(self._value.is_not(None), offset, min(limit, filled - offset), filled)
        past = max(0, offset - filled)
        return found + self._part(self._value.is_(None), past, limit - len(found), count - filled)

    def blanks(self) -> int:
        """How many rows have no value."""
        if self._blanks is None:
            self._blanks = int(self._ask(select(func.count()).where(self._value.is_(None)))[0][0])
        return self._blanks

    def rank_of(self, row_id: int, count: int) -> int | None:
        """The rank of a row among ``count``, or None when it is not in the list."""
        there = self._ask(select(self._value).where(self._id == row_id))
        if not there:
            return None
        value = there[0][0]
        if value is None:
            return count - self.blanks() + self._number(self._value.is_(None), self._before(self._id, row_id))
        return self._number(self._before(self._value, value)) + self._number(
            self._value == value, self._before(self._id, row_id)
        )

    def nearest(self, limit: int) -> list[int]:
        """The first ids, if they are found among the `NEAR` first rows of the scope."""
        order = self._in_order(backwards=self._descending)
        has_value = self._value.is_not(None)
        ends = self._every(
            select(self._value, self._id).where(has_value).order_by(*order).limit(1).offset(NEAR)
        )
        if not ends:
            return []
        here, end = tuple_(self._value, self._id), tuple_(*ends[0])
        near = here >= end if self._descending else here <= end
        return [row[0] for row in self._near(select(self._id).where(near).order_by(*order).limit(limit))]

    def _along(self, stretch: Stretch, limit: int, count: int) -> list[int]:
        """The first ids, if nearly all begin with the word: of the few others those before them, then the stretch.

        A surname late in the alphabet is else walked to past hundreds of thousands of others.
        """
        number = int(self._every(select(func.count()).where(stretch.within))[0][0])
        if count - number > FEW:
            return []
        has_value = self._value.is_not(None)
        others = (
            self._every(select(self._value, self._id).where(stretch.others, has_value))
            if number < count
            else []
        )
        before = [
            row_id
            for value, row_id in sorted((tuple(row) for row in others), reverse=self._descending)
            if (value > stretch.word if self._descending else value < stretch.word)
        ]
        order = self._in_order(backwards=self._descending)
        rest = select(self._id).where(stretch.within).order_by(*order).limit(max(0, limit - len(before)))
        return before[:limit] + [row[0] for row in self._every(rest)]

    def _in_order(self, *, backwards: bool) -> list[ColumnElement[Any]]:
        return [each.desc() if backwards else each.asc() for each in (self._value, self._id)]

    def _part(self, among: ColumnElement[bool], offset: int, limit: int, size: int) -> list[int]:
        if limit <= 0:
            return []
        from_the_end = offset > size // 2
        if from_the_end:
            limit = min(limit, size - offset)
            offset = size - offset - limit
        order = self._in_order(backwards=self._descending != from_the_end)
        statement = select(self._id).where(among).order_by(*order).limit(limit).offset(offset)
        found = [row[0] for row in self._ask(statement)]
        return found[::-1] if from_the_end else found

    def _before(self, one: SQLColumnExpression[Any], other: Any) -> ColumnElement[bool]:
        before: ColumnElement[bool] = one > other if self._descending else one < other
        return before

    def _number(self, *conditions: ColumnElement[bool]) -> int:
        return int(self._ask(select(func.count()).where(*conditions))[0][0])
