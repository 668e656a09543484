"""What a list seen through criteria asks of the database: SELECTs narrowed, ordered, counted, walked along an index."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, SQLColumnExpression, func, or_, select

from desktop.queries import searching
from desktop.queries.filtering import Filter, Test, condition
from desktop.queries.list_spec import Column, Criteria, ListSpec
from desktop.queries.reading import reading
from desktop.queries.searching import Stretch, WordIndex
from desktop.queries.walking import Walk, unindexed


class Narrowing:
    """The criteria of a spec over an engine, put to SELECTs."""

    def __init__(self, engine: Engine, spec: ListSpec, criteria: Criteria) -> None:
        self.engine, self.spec, self.criteria = engine, spec, criteria
        self._dialect = engine.dialect.name
        self._scope = criteria.scope
        self._source = spec.source(self._scope)

    @property
    def chosen(self) -> bool:
        """Whether the criteria leave out rows of the scope."""
        return bool(self.criteria.filters or self.criteria.search.split())

    @property
    def seeks(self) -> bool:
        """Whether the criteria look for a part of a text, so that hits lie anywhere in the order."""
        contains = any(wanted.test is Test.CONTAINS for wanted in self.criteria.filters)
        return contains or bool(self.criteria.search.split())

    def walk(self) -> Walk | None:
        """The walk along the index of the order, of a list that has one."""
        order = self.criteria.order or self.spec.order
        if self.spec.words is None or len(order) != 1:
            return None
        ((key, descending),) = order
        return Walk(
            self.spec.id,
            self.spec.column(key).order(self._scope),
            descending=descending,
            ask=partial(self._rows, self._walked),
            near=partial(self._rows, partial(self._walked, one_by_one=True)),
            every=partial(self._rows, self._scoped_walk),
            among=self.table_size if self.seeks else None,
            stretch=self._stretch(key),
        )

    def _stretch(self, key: str) -> Stretch | None:
        """Where the hits of a search for one word stand that begin with it in the column ``key`` of the order."""
        words, tokens = self.spec.words, self.criteria.search.split()
        if words is None or self.criteria.filters or len(tokens) != 1 or key not in words.columns:
            return None
        return words.stretch(tokens[0], self.spec.column(key).order(self._scope), self._dialect)

    def table_size(self) -> int:
        """How many rows a long list's own table has, at most."""
        assert self.spec.words is not None
        return self.scalar(select(func.max(self.spec.words.id))) or 0

    def scoped(self, statement: Select[Any]) -> Select[Any]:
        """Asked of the list's tables, for what its scope holds."""
        return statement.select_from(self._source).where(*self.spec.where(self._scope))

    def counting(self) -> Select[Any]:
        """The SELECT of how many rows the criteria leave.

        Where the scope takes nothing away, a table or one search index alone is counted in a third of the time.
        """
        words, tokens, filters = self.spec.words, self.criteria.search.split(), self.criteria.filters
        counted = None
        if words is not None and len(tokens) + len(filters) < 2 and self._whole:
            if tokens:
                counted = words.counted(tokens[0], self._dialect)
            elif not filters:
                counted = select(func.count()).select_from(self._source)
            elif filters[0].test is Test.CONTAINS:
                counted = words.counted_in(filters[0].key, str(filters[0].values[0]), self._dialect)
        return self.narrowed(select(func.count())) if counted is None else counted

    @property
    def _whole(self) -> bool:
        """Whether the scope leaves out no row of the list's own table."""
        return self.spec.words is not None and bool(self.scalar(select(self.spec.whole(self._scope))))

    def _rows(self, narrow: Callable[[Select[Any]], Select[Any]], statement: Select[Any]) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(narrow(statement)))

    def _scoped_walk(self, statement: Select[Any]) -> Select[Any]:
        """As `scoped`, for a walk: a cohort of a million, found by an index of its own and sorted, takes half a second."""
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
        return self._scoped_walk(statement)

    def narrowed(self, statement: Select[Any]) -> Select[Any]:
        """Narrowed to what the criteria leave."""
        statement = self.scoped(statement)
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
        numbers = {token: self.scalar(asked) for token, asked in counted.items() if asked is not None}
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
        value = self.value(column)
        return condition(unindexed(value, self._dialect) if walked else value, column.field, wanted)

    def value(self, column: Column) -> SQLColumnExpression[Any]:
        """What a column is filtered by."""
        holds = column.stored_holds is not None and self.scalar(select(column.stored_holds))
        return column.order(self._scope) if holds else column.at(self._scope)

    def _matches(self, token: str, *, by_index: bool) -> list[ColumnElement[bool]]:
        words = self.spec.words
        if words is not None:
            return [words.found(token, self._dialect) if by_index else words.within(token)]
        texts = [column.at(self._scope) for column in self.spec.columns if column.searched]
        return searching.matches(token, texts, self.spec.initials, self.spec.last_four)

    def order(self) -> list[ColumnElement[Any]]:
        """Blanks last whichever way; in the end the id, in the direction of the first key, so that every row has one rank."""
        order: list[ColumnElement[Any]] = []
        wanted = self.criteria.order or self.spec.order
        for key, descending in wanted:
            value = self.spec.column(key).order(self._scope)
            order.append((value.desc() if descending else value.asc()).nulls_last())
        return [*order, self.spec.id.desc() if wanted and wanted[0][1] else self.spec.id.asc()]

    def scalar(self, statement: Select[Any]) -> Any:
        """The one value a SELECT gives."""
        with reading(self.engine) as connection:
            return connection.scalar(statement)
