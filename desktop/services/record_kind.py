"""What a kind of record is declared by, in its slice's ``kinds.py`` and nowhere else.

Lists, dialogs, cells, moves, cards, choices, search, past views, imports and the command line read it from there, by
way of the one table in `desktop.services.kinds`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from desktop.model.base import Base
from desktop.queries.card import Linked
from desktop.queries.filtering import Filter
from desktop.queries.list_spec import ListSpec, Scope
from desktop.rules.fields import Field
from desktop.rules.flows import Flow
from desktop.services.datafile.holding import Held
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer

Values = Mapping[str, Any]
LinksOf = Callable[[Session, int], Sequence[Linked]]


def plain_add(table: type[Base]) -> Callable[[Operation, Values, Scope], Base]:
    """How most new records are made: a row of what was filled in."""
    return lambda op, values, _scope: op.add(table(**values))


def _nothing_more(_op: Operation, _row: Any, _values: Values) -> None:
    """Most kinds ask for nothing beyond their fields and the database's constraints."""


def _no_parts(_op: Operation, _record_ids: Sequence[int]) -> None:
    """Most kinds stand alone: what uses them keeps them from being deleted."""


def _alone(_session: Session, _row: Any) -> Iterable[tuple[str, int]]:
    """Most records change in their own row and their person's only."""
    return ()


def _no_question(_session: Session, _ids: Sequence[int], _to: str, _scope: Scope, _today: dt.date) -> str:
    """Most moves are made without a question."""
    return ""


def _nothing_bars(_session: Session, _ids: Sequence[int], _to: str) -> str:
    """Most moves can be made whenever the flow has them."""
    return ""


def _no_line(_session: Session, _record_id: int) -> str:
    """Most cards go from their title to their facts."""
    return ""


def _nothing_else(_to: str) -> tuple[Field, ...]:
    """Most moves ask for a reason at most."""
    return ()


def _just_moved(_op: Operation, _row: Any, _to: str, _values: Values) -> None:
    """Most records change in nothing but their status and its reason when they move."""


def _no_links(_session: Session, _record_id: int) -> Sequence[Linked]:
    return ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the status of a record stands that is not in its own row.

    ``rows`` finds the rows that carry it by the ids of their records, within a scope; ``missing`` is what is said of a
    record that has none.
    """

    rows: Callable[[Session, Sequence[int], Scope], Mapping[int, Any]]
    missing: str


@dataclass(frozen=True, slots=True)
class Offered:
    """How a record of this kind is chosen where another one points at it: which, in what order, in what words.

    ``within`` narrows them to a scope.
    """

    statement: Select[Any]
    text: Callable[[Session, Any], str]
    within: Callable[[Scope], Iterable[ColumnElement[bool]]] = lambda _scope: ()


@dataclass(frozen=True, slots=True)
class Sought:
    """How one is chosen of a kind an office may have too many of to read them whole: by searching its list.

    Those who meet ``first`` are offered before the others; ``keys`` are the columns that tell one from another, the
    name first; ``born`` is the column of birth dates, in which a year that was typed is looked for.
    """

    first: tuple[Filter, ...]
    keys: tuple[str, ...]
    born: str


@dataclass(frozen=True, slots=True)
class Extra:
    """What a record's dialog fills in that stands in other rows: as a field, and how it is read from the record.

    Where it is not ``on_form``, a widget of that dialog's own asks for it.
    """

    field: Field
    read: Callable[[Any], Any]
    on_form: bool = True


@dataclass(frozen=True, slots=True)
class ComputedList:
    """A list that no table holds, worked out for a stage of a cohort: told on the command line beside the others.

    ``rows`` takes the cohort and the stage in words, and gives each row by the keys of ``fields``.
    """

    kind: str
    title: str
    counter: str
    fields: tuple[Field, ...]
    rows: Callable[[Store, str | None, str | None], Sequence[Values]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """All that is a kind's own.

    ``add`` makes a new one; None where none is made by hand. ``after`` must hold once one is written; ``extras`` are
    filled in with its fields and written by ``after``; ``remove_parts`` takes out what goes with it.
    ``parts`` are the rows besides its own whose changes are its history; ``line`` stands below the title of its card, ``links``
    further down, ``shown_on`` on the cards of other kinds. ``list`` is None for a kind only ever shown inside others. ``flow``
    has the moves and tones of its status, ``standing`` says where that stands if not in its own row, ``asks`` what a person
    should think of before some records move to a status, in a sentence; ``bars`` why they cannot move there yet, in a few
    words; ``asked`` what else a move to a status is told, and ``moving`` keeps that or refuses the move, before it is made.
    ``chosen`` says how a link to it is made. ``named`` finds one by a name or year, where a list is narrowed to it.
    ``importer`` loads what takes an office's sheets of it in. ``searched``: the one search finds it, and tells it from its
    namesakes by the columns ``told_by``, by default the first ones shown. ``past``: it is shown as it stood on an earlier day.
    ``holds`` is what of ``after`` must hold too where undo or redo leaves what never stood before.
    ``sample`` are invented records for the practice file, as its dialog would give them.
    """

    kind: str
    table: type[Base]
    label: Callable[[Any], str]
    fields: tuple[Field, ...] = ()
    add: Callable[[Operation, Values, Scope], Base] | None = None
    after: Callable[[Operation, Any, Values], None] = _nothing_more
    extras: tuple[Extra, ...] = ()
    holds: tuple[Held, ...] = ()
    remove_parts: Callable[[Operation, Sequence[int]], None] = _no_parts
    parts: Callable[[Session, Any], Iterable[tuple[str, int]]] = _alone
    line: Callable[[Session, int], str] = _no_line
    links: LinksOf = _no_links
    shown_on: Mapping[str, LinksOf] = field(default_factory=dict)
    list: ListSpec | None = None
    flow: Flow | None = None
    standing: Standing | None = None
    asks: Callable[[Session, Sequence[int], str, Scope, dt.date], str] = _no_question
    bars: Callable[[Session, Sequence[int], str], str] = _nothing_bars
    asked: Callable[[str], tuple[Field, ...]] = _nothing_else
    moving: Callable[[Operation, Any, str, Values], None] = _just_moved
    chosen: Offered | Sought | None = None
    named: Callable[[Session, str], Any] | None = None
    importer: "Callable[[], Importer] | None" = None
    searched: bool
    past: bool
    told_by: tuple[str, ...] = ()
    sample: tuple[Values, ...] = ()

    @property
    def noun(self) -> str:
        """What one record is called."""
        return self.table.noun

    @property
    def inputs(self) -> tuple[Field, ...]:
        """Everything a dialog of it asks for."""
        return (*self.fields, *(extra.field for extra in self.extras))

    @property
    def on_form(self) -> tuple[Field, ...]:
        """What its form has an input for."""
        return (*self.fields, *(extra.field for extra in self.extras if extra.on_form))

    @property
    def by_hand(self) -> bool:
        """Whether people add, change, move and delete records of this kind."""
        return self.add is not None

    @property
    def counter(self) -> str:
        """What records are counted in."""
        return self.list.counter if self.list else "건"
