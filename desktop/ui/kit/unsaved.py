"""How a dialog finds who keeps what is being written in it, without knowing who that is.

The window of an open data file has a ``keeper``; a dialog over it asks the widgets above itself. Without one, as in a test
of a single page, nothing is kept.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from desktop.queries.unsaved import Writing


class Keeper(Protocol):
    """Keeps what is being written; ``token`` stands for the one dialog, from its first word to its end."""

    def keep(self, token: object, writing: Writing) -> None:
        """Typing rested: this stands there now."""

    def give_up(self, token: object) -> None:
        """It was saved or thrown away."""

    def taken_up(self, token: object, dialog: str) -> Mapping[str, Any]:
        """What the person goes on with in this dialog, asked once; nothing in most of them."""

    def opening(
        self, kind: str, record_id: int | None, given: Mapping[str, Any]
    ) -> AbstractContextManager[None]:
        """Within it the first dialog is the one of that record."""

    def opened(self) -> Mapping[str, Any] | None:
        """What opens the dialog that asks; None where `Desk.open` did not."""


def keeper_of(widget: QWidget | None) -> Keeper | None:
    """Who keeps what is written in ``widget``; None where nobody does."""
    while widget is not None:
        keeper: Keeper | None = getattr(widget, "keeper", None)
        if keeper is not None:
            return keeper
        widget = widget.parentWidget()
    return None


def opening(
    above: QWidget | None, kind: str, record_id: int | None, given: Mapping[str, Any]
) -> AbstractContextManager[None]:
    """Tell the keeper, where there is one, what is being opened over ``above``."""
    keeper = keeper_of(above)
    return keeper.opening(kind, record_id, given) if keeper is not None else nullcontext()
