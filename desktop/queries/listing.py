"""A list, declared once as data, and the SELECTs that page, count, sort, filter and search it.

A `ListSpec` feeds header, cells, sort, filter, search, Excel out and the mapping of Excel in. A `Listing` is a spec
seen through `Criteria`: it counts its rows and reads pages of them by rank, so that the size of a list costs a screen
nothing. The inner SELECT of a page reads ids only, in an order ending in the id, and the outer one the columns of
those few rows.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Engine, FromClause, Select, SQLColumnExpression, func, or_, select
from sqlalchemy.engine import Row

from desktop.queries import searching
from desktop.queries.filtering import Filter, condition
from desktop.rules.fields import DATES, NUMERIC, Field, Kind


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list is narrowed to by the selector above the rail, and the day its ages are reckoned on."""

    cohort_id: int | None = None
    board_id: int | None = None
    today: dt.date = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, where it comes from, how it is shown at first.

    ``expression`` is built for a scope where it depends on one. ``editable`` cells are edited in place; ``shown``
    columns are visible until the officer chooses otherwise; ``searched`` ones are looked through by the list's search.
    """

    field: Field
    expression: SQLColumnExpression[Any] | Callable[[Scope], SQLColumnExpression[Any]]
    width: int = 120
    editable: bool = False
    shown: bool = True
    searched: bool = False
    sortable: bool = True

    @property
    def key(self) -> str:
        """The key of its field."""
        return self.field.key

    def at(self, scope: Scope) -> SQLColumnExpression[Any]:
        """Its expression for a scope."""
        return self.expression(scope) if callable(self.expression) else self.expression


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list declared as data.

    ``kind`` is its name on the command line and everywhere else; ``noun`` what one row is called and ``counter`` what
    rows are counted in; ``source`` the tables it reads for a scope; ``tables`` the names of tables whose changes make
    it stale. ``initials`` and ``last_four`` are the columns the two short searches look in.
    """

    kind: str
    title: str
    noun: str
    counter: str
    id: SQLColumnExpression[int]
    source: Callable[[Scope], FromClause]
    columns: tuple[Column, ...]
    order: tuple[tuple[str, bool], ...]
    tables: frozenset[str]
    where: Callable[[Scope], Iterable[ColumnElement[bool]]] = lambda _scope: ()
    initials: tuple[SQLColumnExpression[Any], ...] = ()
    last_four: tuple[SQLColumnExpression[Any], ...] = ()
    empty: str = ""

    def column(self, key: str) -> Column:
        """The column with this key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Criteria:
    """How a list is looked at: searched for, filtered, ordered (pairs of key and whether descending), narrowed."""

    search: str = ""
    filters: tuple[Filter, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()
    scope: Scope = field(default_factory=Scope)


class Listing:
    """A spec seen through criteria, over an engine. Rows are tuples: id first, then the values of ``columns``."""

    def __init__(self, engine: Engine, spec: ListSpec, criteria: Criteria | None = None) -> None:
        self.engine = engine
        self.spec = spec
        self.criteria = criteria or Criteria()
        self.columns = spec.columns
        self._scope = self.criteria.scope
        self._source = spec.source(self._scope)

    def count(self) -> int:
        """How many rows the criteria leave."""
        return int(self._scalar(self._narrowed(select(func.count()))))

    def total(self) -> int:
        """How many rows there are before searching and filtering."""
        return int(self._scalar(self._base(select(func.count()))))

    def page(self, offset: int, limit: int) -> list[tuple[Any, ...]]:
        """The rows from rank ``offset`` on, ``limit`` at most."""
        return self.rows(self.ids(offset, limit))

    def ids(self, offset: int = 0, limit: int | None = None) -> list[int]:
        """The ids from rank ``offset`` on, in order; all of them by default."""
        statement = self._narrowed(select(self.spec.id)).order_by(*self._order()).offset(offset).limit(limit)
        with self.engine.connect() as connection:
            return list(connection.scalars(statement))

    def id_at(self, rank: int) -> int | None:
        """The id of the row at a rank, or None past the end."""
        return next(iter(self.ids(rank, 1)), None)

    def rank_of(self, row_id: int) -> int | None:
        """The rank of a row, or None when the criteria leave it out."""
        numbered = self._narrowed(
            select(
                self.spec.id.label("id"), (func.row_number().over(order_by=self._order()) - 1).label("rank")
            )
        ).subquery()
        found = self._scalar(select(numbered.c.rank).where(numbered.c.id == row_id))
        return None if found is None else int(found)

    def rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows with these ids, in the order given; ids that are gone are left out."""
        columns: list[ColumnElement[Any]] = [
            column.at(self._scope).label(column.key) for column in self.columns
        ]
        statement = select(self.spec.id.label("_id"), *columns).select_from(self._source)
        found: dict[int, Row[Any]] = {}
        with self.engine.connect() as connection:
            for start in range(0, len(ids), 500):
                part = statement.where(self.spec.id.in_(ids[start : start + 500]))
                found |= {row[0]: row for row in connection.execute(part)}
        return [tuple(found[row_id]) for row_id in ids if row_id in found]

    def choices(self, key: str, limit: int = 200) -> list[tuple[Any, int]]:
        """The values that stand in a column and how many rows have each, the commonest first."""
        value = self.spec.column(key).at(self._scope)
        number = func.count().label("_rows")
        statement = (
            self._base(select(value, number)).group_by(value).order_by(number.desc(), value).limit(limit)
        )
        with self.engine.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(statement)]

    def _base(self, statement: Select[Any]) -> Select[Any]:
        return statement.select_from(self._source).where(*self.spec.where(self._scope))

    def _narrowed(self, statement: Select[Any]) -> Select[Any]:
        statement = self._base(statement)
        for wanted in self.criteria.filters:
            column = self.spec.column(wanted.key)
            statement = statement.where(condition(column.at(self._scope), column.field, wanted))
        for token in self.criteria.search.split():
            statement = statement.where(or_(*self._matches(token)))
        return statement

    def _matches(self, token: str) -> list[ColumnElement[bool]]:
        texts = [column.at(self._scope) for column in self.columns if column.searched]
        return searching.matches(token, texts, self.spec.initials, self.spec.last_four)

    def _order(self) -> list[ColumnElement[Any]]:
        """Blanks last whichever way, and the id in the end, so that every row has one rank."""
        order: list[ColumnElement[Any]] = []
        for key, descending in self.criteria.order or self.spec.order:
            value = self.spec.column(key).at(self._scope)
            order.append((value.desc() if descending else value.asc()).nulls_last())
        return [*order, self.spec.id.asc()]

    def _scalar(self, statement: Select[Any]) -> Any:
        with self.engine.connect() as connection:
            return connection.scalar(statement)


def is_number(column: Column) -> bool:
    """Whether the column's values can be summed."""
    return column.field.kind in NUMERIC


def is_date(column: Column) -> bool:
    """Whether the column holds dates."""
    return column.field.kind in DATES or column.field.kind is Kind.MOMENT
