"""What can be done, as data: buttons, menus, the list of keys and the search all read the same declarations."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Where = TypeVar("Where")


class Needs(StrEnum):
    """What must be selected before a command can be used."""

    NOTHING = "nothing"
    ONE = "one"
    SOME = "some"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[Where]):
    """One command, declared once in its slice.

    ``id`` names it ('certificates.issue'). ``run`` is given the place it is asked from. ``keys`` as Qt writes them
    ('Ctrl+N'); ``told`` is what the list of keys says of them where the title alone would not do. The ``primary`` one
    of a list stands at the right in the accent colour; with ``in_header`` false it stands in the context menu and
    under '⋯' only. ``refusal`` says why it cannot be used at a place just now, '' where it can; None: it always can.
    """

    id: str
    title: str
    icon: str
    run: Callable[[Where], object]
    keys: str = ""
    told: str = ""
    needs: Needs = Needs.NOTHING
    primary: bool = False
    in_header: bool = True
    writes: bool = True
    refusal: Callable[[Where], str] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A command as the search offers it: where it belongs and its keys, or why it cannot be used now.

    ``first``: what was typed is how its name begins.
    """

    title: str
    detail: str
    refusal: str
    run: Callable[[], object]
    first: bool = False
