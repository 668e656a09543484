"""A list seen through criteria: counted, paged, ordered, filtered and searched.

A `Listing` counts its rows and reads pages of them by rank, so that the size of a list costs a screen nothing. One
SELECT reads ids only, in an order ending in the id, and another the columns of the few rows of a page.

Few rows are ordered once and their ids kept. A longer list is walked along the index of its order (`walking.py`) where
it has one; `settle` reads all its ids, for a worker to do while the first page is looked at.
"""

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Engine, func, select
from sqlalchemy.engine import Row

from desktop.errors import Damaged
from desktop.queries.list_spec import Column, Criteria, ListSpec
from desktop.queries.narrowing import Narrowing
from desktop.queries.reading import reading
from desktop.text.dates import show_date

SORTED_AT_ONCE = 3_000
"""Sorting so many hits takes some 15 ms, as does finding 200 of them along an index of a million rows."""


@dataclass(slots=True)
class Firsts:
    """Of the rows that have one value: how many there are, and the first of them."""

    count: int
    rows: list[tuple[Any, ...]] = field(default_factory=list)


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
        self._scope = self.criteria.scope
        self._counts = {} if counts is None else counts
        self._first: list[int] = []
        self._prepared = False
        self._ordered: array[int] | None = None
        self._asked = Narrowing(engine, spec, self.criteria)
        self._walk = self._asked.walk()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The spec's, their titles saying of which day their values are; of very many rows, only what that day is called."""
        few = not (self.long and not self._prepared) and self.count() <= self._at_once
        return self._titled(self._days(self.ids()) if few else {})

    def titled(self) -> tuple[Column, ...]:
        """The same, however many rows there are."""
        return self._titled(self._days())

    def _titled(self, days: dict[str, tuple[dt.date, dt.date]]) -> tuple[Column, ...]:
        def said(column: Column) -> Column:
            if not column.of_day:
                return column
            first, last = days.get(column.of_day, (None, None))
            return column.said_of(
                show_date(first) if first is not None and first == last else column.day_called
            )

        return tuple(map(said, self.spec.columns))

    def _days(self, ids: Sequence[int] | None = None) -> dict[str, tuple[dt.date, dt.date]]:
        """The first and the last day values go by, by the keys of the columns that hold it."""
        keys = list(dict.fromkeys(column.of_day for column in self.spec.columns if column.of_day))
        if not keys:
            return {}
        ends = [end(self.spec.column(key).at(self._scope)) for key in keys for end in (func.min, func.max)]
        if ids is None:
            asked = [self._asked.narrowed(select(*ends))]
        else:
            parts = (ids[start : start + 500] for start in range(0, len(ids), 500))
            asked = [self._asked.scoped(select(*ends)).where(self.spec.id.in_(part)) for part in parts]
        with reading(self.engine) as connection:
            found = [connection.execute(each).one() for each in asked]
        rows = [row for row in found if row[0] is not None]
        return {
            key: (min(row[2 * at] for row in rows), max(row[2 * at + 1] for row in rows))
            for at, key in enumerate(keys)
            if rows
        }

    def count(self) -> int:
        """How many rows the criteria leave."""
        rows = replace(self.criteria, order=())
        if rows not in self._counts:
            self._counts[rows] = int(self._asked.scalar(self._asked.counting()))
        return self._counts[rows]

    def total(self) -> int:
        """How many rows there are before searching and filtering."""
        if not self._asked.chosen:
            return self.count()
        everyone = Criteria(scope=self._scope)
        return Listing(self.engine, self.spec, everyone, counts=self._counts).count()

    @property
    def long(self) -> bool:
        """Whether the list may be so long that a window should not wait for it; `prepare` is what takes long then."""
        return self.spec.words is not None and self._asked.table_size() > self._at_once

    def prepare(self, rows: int) -> None:
        """Count all rows and find the first few, for a worker to do before the list is shown."""
        self._first = self.ids(0, rows)
        self._prepared = True
        _ = self.columns

    def beginning(self, rows: int) -> "Listing | None":
        """The first few hits of a search as a list of their own, if they lie near; to show while all are counted."""
        found = self._walk.nearest(rows) if self._walk is not None and self._asked.seeks else []
        if len(found) < rows:
            return None
        counts = {replace(self.criteria, order=()): rows}
        few = Listing(self.engine, self.spec, self.criteria, at_once=0, counts=counts)
        few._first = found
        few.columns = self._titled({})
        return few

    @property
    def ready(self) -> bool:
        """Whether any page is known at once; else `settle` makes it so."""
        return self.ranked or not self._asked.chosen

    @property
    def ranked(self) -> bool:
        """Whether the rank of any row is known at once; else it is counted, in some 100 ms for a million rows."""
        return self._ordered is not None or self.count() <= self._at_once

    def settle(self) -> None:
        """Read all ids in order, so that every page and rank is a look-up. Takes up to a second for a million rows."""
        if self._ordered is None:
            ordered = array("q")
            with reading(self.engine) as connection:
                statement = self._asked.narrowed(select(self.spec.id)).order_by(*self._asked.order())
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
        statement = (
            self._asked.narrowed(select(self.spec.id))
            .order_by(*self._asked.order())
            .offset(offset)
            .limit(limit)
        )
        with reading(self.engine) as connection:
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
        """The rows with these ids, in the order given; ids that are gone are left out.

        Raises Damaged with the record and the value it is about where one cannot be read any more.
        """
        try:
            return self._rows(ids)
        except Damaged as damage:
            raise self._placed(damage, ids) from damage

    def _placed(self, damage: Damaged, ids: Sequence[int]) -> Damaged:
        """The same, told of the first record and column it is met in."""
        for row_id in ids:
            for column in self.spec.columns:
                value = self._asked.scoped(select(column.at(self._scope))).where(self.spec.id == row_id)
                try:
                    with reading(self.engine) as connection:
                        connection.execute(value).all()
                except Damaged:
                    return Damaged(
                        f"{self.spec.noun} {row_id}번 기록의 '{column.field.title}'에 읽을 수 없게 된 값이 있습니다. "
                        "'백업에서 되살리기'로 최근 백업을 열어 주세요."
                    )
        return damage

    def _rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        columns: list[ColumnElement[Any]] = [
            column.at(self._scope).label(column.key) for column in self.spec.columns
        ]
        statement = self._asked.scoped(select(self.spec.id.label("_id"), *columns))
        found: dict[int, Row[Any]] = {}
        with reading(self.engine) as connection:
            for start in range(0, len(ids), 500):
                part = statement.where(self.spec.id.in_(ids[start : start + 500]))
                found |= {row[0]: row for row in connection.execute(part).all()}
        return [tuple(found[row_id]) for row_id in ids if row_id in found]

    def firsts(self, key: str, keys: Sequence[str], most: int) -> dict[Any, "Firsts"]:
        """By each value of the column ``key``: how many rows have it, and the first ``most``, id first, then these ``keys``.

        By two statements, however many values there are: for cards in columns. Counted over the same windows, all rows would be
        put in order once more (12 ms of 10,000, where counting takes 7).
        """
        value = self._asked.value(self.spec.column(key))
        place = func.row_number().over(partition_by=value, order_by=self._asked.order())
        asked = select(self.spec.id.label("_id"), value.label("_of"), place.label("_at"))
        counted = self._asked.narrowed(select(value, func.count())).group_by(value)
        placed = self._asked.narrowed(asked).subquery()
        columns: list[ColumnElement[Any]] = [
            self.spec.column(each).at(self._scope).label(each) for each in keys
        ]
        wanted = (
            self._asked.scoped(select(placed.c._of, self.spec.id.label("_id"), *columns))
            .join(placed, placed.c._id == self.spec.id)
            .where(placed.c._at <= most)
            .order_by(placed.c._at)
        )
        with reading(self.engine) as connection:
            found = {of: Firsts(number) for of, number in connection.execute(counted)}
            for of, *row in connection.execute(wanted):
                found.setdefault(of, Firsts(0)).rows.append(tuple(row))
        return found

    def choices(self, key: str, limit: int = 200) -> list[tuple[Any, int]]:
        """The values that stand in a column and how many rows have each, the commonest first."""
        value = self._asked.value(self.spec.column(key))
        number = func.count().label("_rows")
        statement = (
            self._asked.scoped(select(value, number))
            .group_by(value)
            .order_by(number.desc(), value)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [(row[0], row[1]) for row in connection.execute(statement)]
