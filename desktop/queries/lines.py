"""What a list of any length stands on: one flat line for each record, in a table worked out from the others.

A list answers at once when what it sorts and filters by stands in one table, with an index for every column that also
tells whose line it is. Such a table is declared here as data, a `Line`; the store writes it, at the end of every
operation, and no person ever does. It leaves no trace in the journal.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    Select,
    SQLColumnExpression,
    String,
    Table,
    true,
)
from sqlalchemy.sql import ColumnCollection

from desktop.model.base import NAMING
from desktop.queries.ages import Day
from desktop.queries.searching import WordIndex
from desktop.rules.fields import Field, Kind

Within = Callable[[SQLColumnExpression[Any]], ColumnElement[bool]]
"""Some records, as a condition on any column that holds their ids."""
LineColumns = ColumnCollection[str, Column[Any]]


def everyone(_column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """All records."""
    return true()


@dataclass(frozen=True, slots=True)
class Watched:
    """A table that lines are worked out from, besides that of the records themselves.

    ``records`` is the SELECT of the ids of records that its rows tell of, and ``by`` the column in it that holds the
    rows' ids. ``kept_in`` names the line's own column for them, where there is one: only there is a row that is gone
    still to be found.
    """

    table: Table
    records: Select[Any]
    by: SQLColumnExpression[Any]
    kept_in: str = ""


@dataclass(frozen=True, slots=True)
class ByDay:
    """A column that goes by the day wherever ``undated`` is true of a line: then it is ``value`` of the line and the day."""

    undated: Callable[[LineColumns], ColumnElement[bool]]
    value: Callable[[LineColumns, dt.date], ColumnElement[Any]]


@dataclass(frozen=True, eq=False)
class Line:
    """A table of lines, declared as data; ``name`` is what it and its search indices are named after.

    ``title`` and ``counter`` are the list and what its records are counted in, as a sentence says them. ``of`` is the
    table of the records; a line holds the record's id under that table's name and '_id'.

    ``rows`` is the SELECT of all columns of some records' lines on a day; what it is given must narrow it, so that it
    reads no others. ``watched`` are the tables it reads. Columns in ``filled`` are never blank.

    ``fields`` are the columns a list is sorted by, each with an index that ends in the record's id and what a scope is
    narrowed by, ``scoped_by``. ``searched`` is what the search looks through, in the order it stands in ``words``.
    ``indices`` and, in plain words both databases understand, ``partial`` ones are there besides. (`Index` with a
    condition of PostgreSQL's imports all of its dialect, 45 ms of every start.)
    """

    name: str
    title: str
    counter: str
    of: Table
    rows: Callable[[Within, Day], Select[Any]]
    watched: tuple[Watched, ...]
    fields: tuple[Field, ...]
    searched: tuple[str, ...]
    filled: tuple[str, ...] = ()
    scoped_by: tuple[str, ...] = ()
    indices: tuple[tuple[str, ...], ...] = ()
    partial: Mapping[str, str] = field(default_factory=dict)
    by_day: Mapping[str, ByDay] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The column that holds the record's id."""
        return f"{self.of.name}_id"

    @property
    def trigrams(self) -> str:
        """SQLite's full-text index of parts of three characters and more."""
        return f"{self.name}_trigram"

    @property
    def bigrams(self) -> str:
        """SQLite's full-text index of parts of one or two."""
        return f"{self.name}_bigram"

    @property
    def reads(self) -> frozenset[str]:
        """The names of the tables it is worked out from."""
        return frozenset({self.of.name, *(each.table.name for each in self.watched)})

    @cached_property
    def table(self) -> Table:
        """Its table, with the columns and types of ``rows``. ``words`` is what the search looks through."""
        name = f"{self.name}_line"
        filled = {self.key, *self.filled}
        told = self.rows(everyone, dt.date(1970, 1, 1)).selected_columns
        sorted_by = (each.key for each in self.fields)
        return Table(
            name,
            MetaData(naming_convention=NAMING),
            Column("id", Integer, primary_key=True),
            *(Column(str(each.key), each.type, nullable=each.key not in filled) for each in told),
            Column("words", String, nullable=False),
            *(Index(None, *columns) for columns in self.indices),
            *(Index(f"ix_{name}_{key}", key, self.key, *self.scoped_by) for key in sorted_by),
            sqlite_autoincrement=True,
        )

    @property
    def c(self) -> LineColumns:
        """The columns of its table."""
        return self.table.c

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The searched columns whose digits stand in the search indices alone too."""
        written = {each.key for each in self.fields if each.kind in {Kind.PHONE, Kind.BUSINESS_NUMBER}}
        return frozenset(written.intersection(self.searched))

    @cached_property
    def words(self) -> WordIndex:
        """How its list is searched."""
        # The digits of a number alone would be found where only the whole is meant.
        whole = {key: self.c[key] for key in self.searched if key not in self.numbers}
        return WordIndex(self.c.words, self.c.id, self.trigrams, self.bigrams, columns=whole)
