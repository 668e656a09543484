"""A list seen through criteria: the SELECTs that count, page, order, filter and search it.

A `Listing` counts its rows and reads pages of them by rank, so that the size of a list costs a screen nothing. One
SELECT reads ids only, in an order ending in the id, and another the columns of the few rows of a page.

Few rows are ordered once and their ids kept. A longer list is walked along the index of its order (`walking.py`) where
it has one; `settle` reads all its ids, for a worker to do while the first page is looked at.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    SQLColumnExpression,
    func,
    or_,
    select,
)
from sqlalchemy.engine import Row

from desktop.queries import searching
from desktop.queries.filtering import Filter, Test, condition
from desktop.queries.list_spec import Column, Criteria, ListSpec
from desktop.queries.searching import Stretch, WordIndex
from desktop.queries.walking import Walk, unindexed

SORTED_AT_ONCE = 3_000
"""Sorting so many hits takes some 15 ms, as does finding 200 of them along an index of a million rows."""


class Listing:
    """A spec seen through criteria, over an engine. Rows are tuples: id first, then the values of ``columns``.

    What was counted and ordered once stays so: after a write the list is looked at anew, by another `Listing`.
    Up to ``at_once`` rows are ordered at once. In ``counts`` listings of the same data, not written to meanwhile, keep
    their counts for each other: a million rows are counted in 10 ms, from a disk in 200.
    """

    def __init__(
        self,
        engine: Engine,
        spec: ListSpec,
        criteria: Criteria | None = None,
        *,
        at_once: int = SORTED_AT_ONCE,
        counts: dict[Criteria, int] | None = None,
    ) -> None:
        self.engine = engine
        self._at_once = at_once
        self.spec = spec
        self.criteria = criteria or Criteria()
        self.columns = spec.columns
        self._scope = self.criteria.scope
        self._source = spec.source(self._scope)
        self._counts = {} if counts is None else counts
        self._first: list[int] = []
        self._ordered: array[int] | None = None
        order = self.criteria.order or spec.order
        self._walk: Walk | None = None
        if spec.words is not None and len(order) == 1:
            (key, descending), *_ = order
            self._walk = Walk(
                spec.id,
                spec.column(key).order(self._scope),
                descending=descending,
                ask=partial(self._rows, self._walked),
                near=partial(self._rows, partial(self._walked, one_by_one=True)),
                every=partial(self._rows, self._of_scope),
                among=self._table_size if self._seeks else None,
                stretch=self._stretch(key),
            )

    def count(self) -> int:
        """How many rows the criteria leave."""
        rows = replace(self.criteria, order=())
        if rows not in self._counts:
            self._counts[rows] = int(self._scalar(self._counting()))
        return self._counts[rows]

    def total(self) -> int:
        """How many rows there are before searching and filtering."""
        if not self._chosen:
            return self.count()
        everyone = Criteria(scope=self._scope)
        return Listing(self.engine, self.spec, everyone, counts=self._counts).count()

    @property
    def long(self) -> bool:
        """Whether the list may be so long that a window should not wait for it; `prepare` is what takes long then."""
        return self.spec.words is not None and self._table_size() > self._at_once

    def prepare(self, rows: int) -> None:
        """Count all rows and find the first few, for a worker to do before the list is shown."""
        self._first = self.ids(0, rows)

    def beginning(self, rows: int) -> "Listing | None":
        """The first few hits of a search as a list of their own, if they lie near; to show while all are counted."""
        found = self._walk.nearest(rows) if self._walk is not None and self._seeks else []
        if len(found) < rows:
            return None
        counts = {replace(self.criteria, order=()): rows}
        few = Listing(self.engine, self.spec, self.criteria, at_once=0, counts=counts)
        few._first = found
        return few

    @property
    def ready(self) -> bool:
        """Whether any page is known at once; else `settle` makes it so."""
        return self.ranked or not self._chosen

    @property
    def ranked(self) -> bool:
        """Whether the rank of any row is known at once; else it is counted, in some 100 ms for a million rows."""
        return self._ordered is not None or self.count() <= self._at_once

    def settle(self) -> None:
        """Read all ids in order, so that every page and rank is a look-up. Takes up to a second for a million rows."""
        if self._ordered is None:
            ordered = array("q")
            with self.engine.connect() as connection:
                statement = self._narrowed(select(self.spec.id)).order_by(*self._order())
                for part in connection.scalars(statement).partitions(10_000):
                    ordered.extend(part)
            self._ordered = ordered

    def page(self, offset: int, limit: int) -> list[tuple[Any, ...]]:
        """The rows from rank ``offset`` on, ``limit`` at most."""
        return self.rows(self.ids(offset, limit))

    def ids(self, offset: int = 0, limit: int | None = None) -> list[int]:
        """The ids from rank ``offset`` on, in order; all of them by default."""
        if self.count() <= self._at_once or limit is None:
            self.settle()
        if self._ordered is not None:
            return list(self._ordered[offset : None if limit is None else offset + limit])
        assert limit is not None
        if offset == 0 and limit <= len(self._first):
            return self._first[:limit]
        if self._walk is not None:
            return self._walk.ids(offset, limit, self.count())
        statement = self._narrowed(select(self.spec.id)).order_by(*self._order()).offset(offset).limit(limit)
        with self.engine.connect() as connection:
            return list(connection.scalars(statement))

    def id_at(self, rank: int) -> int | None:
        """The id of the row at a rank, or None past the end."""
        return next(iter(self.ids(rank, 1)), None)

    def rank_of(self, row_id: int) -> int | None:
        """The rank of a row, or None when the criteria leave it out."""
        if self._walk is None or not self.ready or self.ranked:
            self.settle()
        if self._ordered is None:
            assert self._walk is not None
            return self._walk.rank_of(row_id, self.count())
        try:
            return self._ordered.index(row_id)
        except ValueError:
            return None

    def rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows with these ids, in the order given; ids that are gone are left out."""
        columns: list[ColumnElement[Any]] = [
            column.at(self._scope).label(column.key) for column in self.columns
        ]
        statement = self._base(select(self.spec.id.label("_id"), *columns))
        found: dict[int, Row[Any]] = {}
        with self.engine.connect() as connection:
            for start in range(0, len(ids), 500):
                part = statement.where(self.spec.id.in_(ids[start : start + 500]))
                found |= {row[0]: row for row in connection.execute(part).all()}
        return [tuple(found[row_id]) for row_id in ids if row_id in found]

    def choices(self, key: str, limit: int = 200) -> list[tuple[Any, int]]:
        """The values that stand in a column and how many rows have each, the commonest first."""
        value = self._value(self.spec.column(key))
        number = func.count().label("_rows")
        statement = (
            self._base(select(value, number)).group_by(value).order_by(number.desc(), value).limit(limit)
        )
        with self.engine.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(statement)]

    # The parts of the statements

    @property
    def _chosen(self) -> bool:
        """Whether the criteria leave out rows of the scope."""
        return bool(self.criteria.filters or self.criteria.search.split())

    @property
    def _seeks(self) -> bool:
        """Whether the criteria look for a part of a text, so that hits lie anywhere in the order."""
        contains = any(wanted.test is Test.CONTAINS for wanted in self.criteria.filters)
        return contains or bool(self.criteria.search.split())

    def _stretch(self, key: str) -> Stretch | None:
        """Where the hits of a search for one word stand that begin with it in the column ``key`` of the order."""
        words, tokens = self.spec.words, self.criteria.search.split()
        if words is None or self.criteria.filters or len(tokens) != 1 or key not in words.columns:
            return None
        return words.stretch(tokens[0], self.spec.column(key).order(self._scope), self._dialect)

    def _table_size(self) -> int:
        """How many rows a long list's own table has, at most."""
        assert self.spec.words is not None
        return self._scalar(select(func.max(self.spec.words.id))) or 0

    @property
    def _dialect(self) -> str:
        return self.engine.dialect.name

    def _base(self, statement: Select[Any]) -> Select[Any]:
        return statement.select_from(self._source).where(*self.spec.where(self._scope))

    def _counting(self) -> Select[Any]:
        """Where the scope takes nothing away, a table or one search index alone is counted in a third of the time."""
        words, tokens, filters = self.spec.words, self.criteria.search.split(), self.criteria.filters
        counted = None
        if words is not None and len(tokens) + len(filters) < 2 and self._whole:
            if tokens:
                counted = words.counted(tokens[0], self._dialect)
            elif not filters:
                counted = select(func.count()).select_from(self._source)
            elif filters[0].test is Test.CONTAINS:
                counted = words.counted_in(filters[0].key, str(filters[0].values[0]), self._dialect)
        return self._narrowed(select(func.count())) if counted is None else counted

    @property
    def _whole(self) -> bool:
        """Whether the scope leaves out no row of the list's own table."""
        return self.spec.words is not None and bool(self._scalar(select(self.spec.whole(self._scope))))

    def _rows(self, narrow: Callable[[Select[Any]], Select[Any]], statement: Select[Any]) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(narrow(statement)))

    def _of_scope(self, statement: Select[Any]) -> Select[Any]:
        """As `_base`, for a walk: a cohort of a million, found by an index of its own and sorted, takes half a second."""
        where = (unindexed(each, self._dialect) for each in self.spec.where(self._scope))
        return statement.select_from(self._source).where(*where)

    def _walked(self, statement: Select[Any], *, one_by_one: bool = False) -> Select[Any]:
        """Narrowed for a walk along an index: no condition asks for another one."""
        words = self.spec.words
        assert words is not None
        bare = replace(words, id=unindexed(words.id, self._dialect))
        for wanted in self.criteria.filters:
            statement = statement.where(self._condition(wanted, None if one_by_one else bare, walked=True))
        for token in self.criteria.search.split():
            asked = bare.within(token) if one_by_one else bare.found(token, self._dialect)
            statement = statement.where(asked)
        # The scope last: few of the rows looked at are hits, all but few are of the scope.
        return self._of_scope(statement)

    def _narrowed(self, statement: Select[Any]) -> Select[Any]:
        statement = self._base(statement)
        for wanted in self.criteria.filters:
            statement = statement.where(self._condition(wanted, self.spec.words))
        for place, token in enumerate(self._rarest_first()):
            statement = statement.where(or_(*self._matches(token, by_index=place == 0)))
        return statement

    def _rarest_first(self) -> list[str]:
        """The words searched for; of several, the indices are asked for the rarest, and its rows for the others."""
        tokens, words = self.criteria.search.split(), self.spec.words
        if words is None or len(tokens) < 2:
            return tokens
        counted = {token: words.counted(token, self._dialect) for token in tokens}
        numbers = {token: self._scalar(asked) for token, asked in counted.items() if asked is not None}
        return sorted(tokens, key=lambda token: numbers.get(token, inf))

    def _condition(
        self, wanted: Filter, words: WordIndex | None, *, walked: bool = False
    ) -> ColumnElement[bool]:
        """``words`` are the search indices to ask, if any."""
        column = self.spec.column(wanted.key)
        if words is not None and wanted.test is Test.CONTAINS:
            found = words.found_in(wanted.key, str(wanted.values[0]), self._dialect)
            if found is not None:
                return found
        value = self._value(column)
        return condition(unindexed(value, self._dialect) if walked else value, column.field, wanted)

    def _value(self, column: Column) -> SQLColumnExpression[Any]:
        holds = column.stored_holds is not None and self._scalar(select(column.stored_holds))
        return column.order(self._scope) if holds else column.at(self._scope)

    def _matches(self, token: str, *, by_index: bool) -> list[ColumnElement[bool]]:
        words = self.spec.words
        if words is not None:
            return [words.found(token, self._dialect) if by_index else words.within(token)]
        texts = [column.at(self._scope) for column in self.columns if column.searched]
        return searching.matches(token, texts, self.spec.initials, self.spec.last_four)

    def _order(self) -> list[ColumnElement[Any]]:
        """Blanks last whichever way; in the end the id, in the direction of the first key, so that every row has one rank."""
        order: list[ColumnElement[Any]] = []
        wanted = self.criteria.order or self.spec.order
        for key, descending in wanted:
            value = self.spec.column(key).order(self._scope)
            order.append((value.desc() if descending else value.asc()).nulls_last())
        return [*order, self.spec.id.desc() if wanted and wanted[0][1] else self.spec.id.asc()]

    def _scalar(self, statement: Select[Any]) -> Any:
        with self.engine.connect() as connection:
            return connection.scalar(statement)
