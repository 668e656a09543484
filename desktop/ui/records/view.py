"""A page that is no list of one kind of record (출석부, 팀, 오늘), declared in its slice's ``pages.py`` beside its screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command

if TYPE_CHECKING:
    from desktop.ui.records.view_page import ViewPage


@dataclass(frozen=True, slots=True)
class Here:
    """Where a command of a view is asked for: the desk, the page, the ids of what is selected on it."""

    desk: Desk
    page: "ViewPage"
    ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All of a view that is the window's.

    ``key`` names the page, ``title``, ``section`` and ``icon`` stand in the rail, ``chapter`` is what F1 turns to. ``make`` makes
    the page when it is first opened. ``commands`` stand at its head; ``watches`` are the tables it is worked out from.
    A view ``beside`` a page shares its place in the rail: ``face`` is what the switch in the head of both calls it (판 | 목록).
    Its ids are those of the records listed there, and what can be done with selected ones there can be done here.
    """

    key: str
    title: str
    section: str
    icon: str
    chapter: str
    make: "Callable[[Desk, View], ViewPage]"
    commands: tuple[Command[Here], ...] = ()
    watches: frozenset[str] = frozenset()
    beside: str = ""
    face: str = ""

    @property
    def name(self) -> str:
        """What it is found by: 제안 판."""
        return f"{self.title} {self.face}".rstrip()
