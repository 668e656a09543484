"""What the window shows of a kind of record, declared in its slice's ``pages.py`` and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field
from desktop.services.datafile.changes import Changes
from desktop.services.kinds import KINDS
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import ONE_COLUMN, Layout
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr

if TYPE_CHECKING:
    from desktop.ui.records.record_page import RecordPage


@dataclass(frozen=True, slots=True)
class At:
    """Where a command of a list is asked for: the desk, its page, the ids of the selected rows in the list's order."""

    desk: Desk
    page: "RecordPage"
    ids: Sequence[int]


class Opener(Protocol):
    """Opens a record of a kind in its dialog, or one for a new record; what it was saved as, None where it was not."""

    def __call__(
        self, desk: Desk, parent: QWidget, record_id: int | None = None, /, **given: Any
    ) -> Changes | None: ...


def add_command(kind: str, title: str) -> Command[At]:
    """The command that opens an empty form of a kind, on its list: the primary one, by Ctrl+N."""
    return Command(
        id=f"{kind}.add",
        title=title,
        icon="add",
        run=lambda at: at.desk.open(kind, at.page),
        keys="Ctrl+N",
        told=tr("새로 추가"),
        primary=True,
    )


def nothing_first(_desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    """Most kinds begin with an empty form."""
    return {}


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The form of a kind: how its fields are laid out, or the name of a Designer file; what a new one is filled with."""

    kind: str
    form: str | Layout = ONE_COLUMN
    first: Callable[[Desk, Scope], Mapping[str, Any]] = nothing_first

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every input the form may have."""
        return KINDS[self.kind].on_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """All of a kind that is the window's.

    ``form`` is what its records are filled in on; ``open`` opens one where its dialog does more than that. A kind with a
    ``section`` has a page under that heading of the rail, with ``icon`` and the chapter of the guide F1 turns to; ``page``
    makes it where it is more than a list of records. ``commands`` stand on its list, ``on_others`` on the lists of other
    kinds; ``first`` is the id of the command an empty list offers, by default the primary one that needs no selection.
    ``face`` is what the list is called beside a view that shares its place in the rail (판 | 목록).
    """

    kind: str
    form: RecordForm | None = None
    open: Opener | None = None
    section: str = ""
    icon: str = ""
    chapter: str = ""
    page: "Callable[[Desk, Screen, Sequence[Command[At]]], RecordPage] | None" = None
    commands: tuple[Command[At], ...] = ()
    on_others: Mapping[str, tuple[Command[At], ...]] = field(default_factory=dict)
    first: str = ""
    face: str = ""
