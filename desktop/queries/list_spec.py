"""A list, declared once as data: it feeds header, cells, sort, filter, search, Excel out and the mapping of Excel in."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, SQLColumnExpression, case, exists, false

from desktop.queries.filtering import Filter
from desktop.queries.lines import Line
from desktop.queries.searching import WordIndex
from desktop.rules.fields import Field
from desktop.rules.flows import Tone

Flag = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list is narrowed to by the selector above the rail, and the day its ages are reckoned on."""

    cohort_id: int | None = None
    board_id: int | None = None
    today: dt.date = dt.date(1970, 1, 1)

    def id_of(self, kind: str) -> int | None:
        """The record of ``kind`` that is in work: of 'cohorts' or 'boards'."""
        return {"cohorts": self.cohort_id, "boards": self.board_id}[kind]

    def within(self, kind: str, record_id: int | None) -> "Scope":
        """The same with another cohort or board in work; None stands for all of them."""
        if kind == "boards":
            return replace(self, board_id=record_id)
        return replace(self, cohort_id=record_id)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, where it comes from, how it is shown at first.

    ``expression`` is built for a scope where it depends on one. ``editable`` cells are edited in place; ``shown``
    columns are visible until the officer chooses otherwise; ``searched`` ones are looked through by the list's search.
    ``stored`` is the column it is ordered by where ``expression`` is worked out from the day, and filtered by while
    ``stored_holds`` is true of the data.

    A value that goes by a day has that in the column ``of_day``, its key, and its title says it: the day itself where all
    rows shown share it, else what it is ``day_called``. ``flag`` gives a word to be seen beside a value, by the row's
    values, where that is outside its rule; '' for none. The words in ``tones`` are painted as chips. What a column is only
    reckoned by, a day or a bound, is no fact ``of_record``, and stands on no card.
    """

    field: Field
    expression: SQLColumnExpression[Any] | Callable[[Scope], SQLColumnExpression[Any]]
    width: int = 120
    editable: bool = False
    shown: bool = True
    searched: bool = False
    sortable: bool = True
    stored: SQLColumnExpression[Any] | None = None
    stored_holds: ColumnElement[bool] | None = None
    of_day: str = ""
    day_called: str = ""
    flag: Flag | None = None
    of_record: bool = True
    tones: Mapping[str, Tone] | None = None

    @property
    def key(self) -> str:
        """The key of its field."""
        return self.field.key

    def at(self, scope: Scope) -> SQLColumnExpression[Any]:
        """Its expression for a scope."""
        return self.expression(scope) if callable(self.expression) else self.expression

    def said_of(self, day: str) -> "Column":
        """The same, its title saying of which day."""
        return replace(self, field=replace(self.field, title=f"{self.field.title}({day})"))

    def order(self, scope: Scope) -> SQLColumnExpression[Any]:
        """What a list is ordered by in this column."""
        return self.at(scope) if self.stored is None else self.stored


def line_column(
    line: Line, key: str, width: int, *, editable: bool = False, shown: bool = True, **more: Any
) -> Column:
    """The column of a long list that shows one of its line's fields; what goes by the day is reckoned as it is read."""
    (field,) = (each for each in line.fields if each.key == key)
    value, searched = line.c[key], key in line.searched
    if key not in line.by_day:
        return Column(field, value, width, editable=editable, shown=shown, searched=searched, **more)
    by_day = line.by_day[key]
    undated = by_day.undated(line.c)
    return Column(
        field,
        lambda scope: case((undated, by_day.value(line.c, scope.today)), else_=value),
        width,
        editable=editable,
        shown=shown,
        searched=searched,
        stored=value,
        stored_holds=~exists().select_from(line.table).where(undated),
        **more,
    )


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list declared as data.

    ``kind`` is its name on the command line and everywhere else; ``noun`` what one row is called and ``counter`` what
    rows are counted in; ``source`` the tables it reads for a scope; ``tables`` the names of tables whose changes make
    it stale. It is looked at first under the conditions of ``filters``, which can be lifted. ``initials`` and
    ``last_four`` are the columns the two short searches look in. ``narrowed_to`` is the kind a scope narrows it to one
    of, 'cohorts' or 'boards'; ``paper`` what it is called on paper where that is no 명단 or 현황.

    ``line`` is given by a list that may be of any length: its source is the table of that, and its columns are made by
    `line_column`. ``whole`` then tells of a scope whether it leaves out no row of that table.
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
    filters: tuple[Filter, ...] = ()
    initials: tuple[SQLColumnExpression[Any], ...] = ()
    last_four: tuple[SQLColumnExpression[Any], ...] = ()
    empty: str = ""
    narrowed_to: str = ""
    paper: str = ""
    line: Line | None = None
    whole: Callable[[Scope], ColumnElement[bool]] = lambda _scope: false()

    @property
    def words(self) -> WordIndex | None:
        """The search indices of a list that may be of any length."""
        return None if self.line is None else self.line.words

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
