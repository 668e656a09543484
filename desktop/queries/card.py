"""The card of one record, as plain values: what is known of it, what belongs to it, what was done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.rules.flows import Tone


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card. ``full`` is what '표시' shows in place of ``text``; asking for it is the caller's to log."""

    label: str
    text: str
    full: Callable[[], str] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Linked:
    """Something that belongs to the record; ``kind`` and ``id`` lead to it, or are empty where there is no list of it."""

    text: str
    kind: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the record's history."""

    when: str
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one record. ``state`` is the word of its status, '' where it has none; history newest first."""

    title: str
    subtitle: str = ""
    state: str = ""
    tone: Tone = Tone.PLAIN
    notice: str = ""
    facts: Sequence[Fact] = ()
    linked: Sequence[Linked] = ()
    history: Sequence[Past] = ()
