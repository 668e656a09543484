"""What a list page is told about its list: plain values and functions, so that pages are declarations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from desktop.queries.card import Card
from desktop.queries.list_spec import Criteria, Flag
from desktop.rules.fields import Field, Value
from desktop.rules.flows import Tone
from desktop.ui.kit.commands import Needs


class Column(Protocol):
    """One column of a list. ``width`` in pixels at 100 %; ``shown`` until the person chooses otherwise.

    ``flag`` gives the word of a chip beside a value outside its rule, by all values of the row.
    """

    @property
    def field(self) -> Field: ...
    @property
    def width(self) -> int: ...
    @property
    def sortable(self) -> bool: ...
    @property
    def editable(self) -> bool: ...
    @property
    def shown(self) -> bool: ...
    @property
    def flag(self) -> Flag | None: ...


class Listing(Protocol):
    """The ordered rows that meet some criteria, read page by page."""

    @property
    def columns(self) -> Sequence[Column]: ...
    def count(self) -> int: ...
    def page(self, offset: int, limit: int) -> Sequence[tuple[Value, ...]]:
        """Up to ``limit`` rows from rank ``offset``: ``(id, *values in the order of columns)``."""
        ...

    def ids(self, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Ids alone, from rank ``offset`` on: far cheaper than rows."""
        ...

    def rank_of(self, row_id: int) -> int | None: ...
    @property
    def long(self) -> bool:
        """Whether to count it may take long enough to be done aside, by `prepare`, before it is shown."""
        ...

    def prepare(self, rows: int) -> None:
        """Counts all and finds the first few."""
        ...

    def beginning(self, rows: int) -> "Listing | None":
        """The first few as a list of their own, if they are found before all are counted."""
        ...

    @property
    def ready(self) -> bool:
        """Whether any page is known at once; after `settle` they are."""
        ...

    @property
    def ranked(self) -> bool:
        """Whether any rank is known at once; else it takes some 100 ms, and may be asked for aside."""
        ...

    def settle(self) -> None: ...


@dataclass(frozen=True, slots=True)
class BadCell:
    """A text that could not become a value, and why."""

    id: int
    key: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A command at one list. ``run`` is given the ids of the selected rows, in the order of the list.

    ``shortcut`` as Qt writes it ('Ctrl+N'). The ``primary`` one stands at the right in the accent colour. With
    ``in_header`` false it stands in the context menu and under '⋯' only. ``refusal`` says why it cannot be used for a selection,
    '' where it can.
    """

    title: str
    icon: str
    run: Callable[[list[int]], object]
    shortcut: str = ""
    needs: Needs = Needs.NOTHING
    primary: bool = False
    in_header: bool = True
    writes: bool = True
    refusal: Callable[[list[int]], str] | None = None


class View(Protocol):
    """A saved way of looking at a list; ``columns`` are the keys it shows, in order, or empty."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def criteria(self) -> Criteria: ...
    @property
    def columns(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Views:
    """Where a list's saved views are kept. ``save`` and ``delete`` run in the worker and may raise UserError.

    ``save`` is given the view of that name as it was seen, None where there was none.
    """

    all: Callable[[], Sequence[View]]
    save: Callable[[str, Criteria, tuple[str, ...], View | None], object]
    delete: Callable[[int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """A list as its page needs it.

    ``key`` names it in the settings file. ``unit`` counts its rows ('명'). ``open`` makes the listing for criteria.
    ``values`` gives the values a column holds, with their counts, for '하나 고르기'; None where that is not cheap.
    ``edit(id, key, text)`` stores one cell or raises UserError. ``paste(ids, keys, texts)`` stores a block as one
    undo step, but for its Nones, and returns the cells it could not store; it runs in the worker.
    ``card(id, masked)`` describes one record.
    ``open_record`` shows one whole (Enter, double click). ``choices`` are the words a LINK column may take.
    ``states`` are the columns painted as chips, with the tone of each word. ``watches`` are the tables whose changes make
    the list stale. ``empty`` says what to do when there is no row at all, ``first`` is the action that does it.
    """

    key: str
    title: str
    columns: Sequence[Column]
    open: Callable[[Criteria], Listing]
    unit: str = "건"
    total: Callable[[], int] | None = None
    values: Callable[[str], Sequence[tuple[Value, int]]] | None = None
    edit: Callable[[int, str, str], None] | None = None
    paste: Callable[[list[int], list[str], list[list[str | None]]], Sequence[BadCell]] | None = None
    card: Callable[[int, bool], Card | None] | None = None
    open_record: Callable[[int], object] | None = None
    actions: Sequence[Action] = ()
    states: Mapping[str, Mapping[str, Tone]] = field(default_factory=dict)
    choices: Mapping[str, Callable[[], Sequence[tuple[int, str]]]] = field(default_factory=dict)
    views: Views | None = None
    watches: frozenset[str] = frozenset()
    empty: str = ""
    first: Action | None = None
    start: Criteria = Criteria()  # noqa: RUF009 - frozen
    masked: bool = True
