"""Cards in columns, declared as data: people in teams, trainees at companies, proposals by state.

What is shown knows nothing of what the cards are: a column gives its cards a page at a time, and `Meanings` tell what it
would mean to drop the cards in hand into each column, and onto each card, before that is done.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.rules.flows import Tone
from desktop.text import hangul

PAGE = 50
"""How many cards of a column are shown at first, and how many more each time."""


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """One card: its title, lines below it, and chips of a word and a tone. ``held`` says why it cannot be moved, '' where it can."""

    id: int
    title: str
    lines: tuple[str, ...] = ()
    chips: tuple[tuple[str, Tone], ...] = ()
    held: str = ""


@dataclass(frozen=True, slots=True)
class CardColumn:
    """One column. ``count(search)`` tells how many cards fit what is searched for, ``page(search, start, stop)`` gives some.

    ``notes`` stand below the title, each with its tone.
    """

    key: int
    title: str
    count: Callable[[str], int]
    page: Callable[[str, int, int], Sequence[ColumnCard]]
    notes: tuple[tuple[str, Tone], ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a drop would mean, in a few words and a tone; ``refused``: it cannot be made.

    ``besides`` tells, with its own tone, what else could be done there; ``told`` is the sentence for who tries it all the
    same, by default ``text``.
    """

    text: str
    tone: Tone = Tone.PLAIN
    refused: bool = False
    besides: tuple[tuple[str, Tone], ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Meanings:
    """By a column's key what dropping into it would mean, by a card's id what dropping onto that would; none: nothing said."""

    columns: Mapping[int, Meaning] = field(default_factory=dict)
    cards: Mapping[int, Meaning] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns in their order. ``means(ids)`` tells what the drop of these cards would mean.

    ``onto``: cards may be dropped onto one another, not only into columns. ``room`` is for how many notes there is in every
    column while cards are in hand: for what a drop would mean.
    """

    columns: tuple[CardColumn, ...]
    means: Callable[[Sequence[int]], Meanings] = lambda _ids: Meanings()
    onto: bool = False
    room: int = 2


def column_of(
    key: int, title: str, cards: Sequence[ColumnCard], notes: tuple[tuple[str, Tone], ...] = ()
) -> CardColumn:
    """A column whose cards are all at hand."""

    def fitting(search: str) -> Sequence[ColumnCard]:
        return [card for card in cards if fits(card, search)] if search.strip() else cards

    return CardColumn(
        key,
        title,
        lambda search: len(fitting(search)),
        lambda search, start, stop: fitting(search)[start:stop],
        notes,
    )


def fits(card: ColumnCard, search: str) -> bool:
    """Whether every word searched for is part of what stands on the card, or of the initials (초성) of its title."""
    told = " ".join((card.title, *card.lines, *(word for word, _tone in card.chips))).lower()
    first = hangul.initials(card.title)
    return all(word in told or word in first for word in search.lower().split())
