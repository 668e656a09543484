"""What stands in a form dialog, told to whoever keeps it a moment after typing rests, and put back after a crash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from desktop.queries.unsaved import Writing
from desktop.rules.fields import Field
from desktop.ui.forms import form_inputs
from desktop.ui.kit.unsaved import keeper_of

KEPT_AFTER_MS = 700
"""Typing rests that long before it is kept: a key only winds a clock, and a crash takes no more than the last words."""
_LONGEST_TOLD = 400
"""Characters of one input that are told in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a dialog holds besides its inputs: as JSON can say it, put back after the inputs, and in words where there is any."""

    key: str
    read: Callable[[], object]
    put_back: Callable[[Any], object]
    told: Callable[[], str]


class Unsaved(QObject):
    """Of one dialog. Kept is what was typed, once it was: a dialog in which only something was ticked is soon filled again."""

    def __init__(self, dialog: QDialog, fields: Mapping[str, Field], inputs: Mapping[str, QWidget]) -> None:
        super().__init__(dialog)
        self._dialog, self._fields, self._inputs = dialog, fields, inputs
        self._parts: list[Part] = []
        self._token = object()
        self._first: dict[str, object] | None = None
        self._opener: Mapping[str, Any] | None = None
        self._rest = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._rest.timeout.connect(self._keep)

    def add(self, part: Part) -> None:
        """Keep this too; it tells by `touch` when it changed."""
        self._parts.append(part)

    def touch(self) -> None:
        """Something changed in an input or a part."""
        self._rest.start()

    def begin(self) -> None:
        """The dialog is filled and shown: from here on what is typed counts; what is gone on with is put back."""
        if self._first is not None:
            return
        self._first = self._standing()
        keeper = keeper_of(self._dialog.parentWidget())
        if keeper is None:
            return
        self._opener = keeper.opened()
        kept = keeper.taken_up(self._token, self._which())
        for key in self._inputs.keys() & kept.keys():
            form_inputs.put_back(self._inputs[key], self._fields[key], kept[key])
        for part in self._parts:
            if part.key in kept:
                part.put_back(kept[part.key])

    def begin_anew(self, opener: Mapping[str, Any]) -> None:
        """What was typed so far is saved, as the record that ``opener`` opens: what is typed from here on counts."""
        self.end()
        self._first, self._opener = self._standing(), opener

    def end(self) -> None:
        """It was saved or given up."""
        self._rest.stop()
        keeper = keeper_of(self._dialog.parentWidget())
        if keeper is not None:
            keeper.give_up(self._token)

    def _keep(self) -> None:
        keeper = keeper_of(self._dialog.parentWidget())
        if keeper is None or self._first is None:
            return
        now = self._standing()
        changed = {key: value for key, value in now.items() if value != self._first[key]}
        if any(key not in self._inputs or form_inputs.is_written(self._inputs[key]) for key in changed):
            title, told = self._dialog.windowTitle(), self._told(changed)
            keeper.keep(self._token, Writing(title, self._which(), changed, told, self._opener))
        else:
            keeper.give_up(self._token)

    def _standing(self) -> dict[str, object]:
        inputs = {key: form_inputs.to_keep(each, self._fields[key]) for key, each in self._inputs.items()}
        return inputs | {part.key: part.read() for part in self._parts}

    def _which(self) -> str:
        """A dialog is known again by its title and its fields."""
        return f"{self._dialog.windowTitle()}: {' '.join(self._fields)}"

    def _told(self, changed: Mapping[str, object]) -> str:
        """What was typed, by the titles of its fields; what only the record's own dialog shows is left out."""
        typed = (
            (field.title, str(changed.get(key) or "").strip())
            for key, field in self._fields.items()
            if key in self._inputs and form_inputs.is_written(self._inputs[key]) and not field.confidential
        )
        lines = [
            f"{title}: {text if len(text) <= _LONGEST_TOLD else text[:_LONGEST_TOLD] + '…'}"
            for title, text in typed
            if text
        ]
        return "\n".join([*lines, *filter(None, (part.told() for part in self._parts))])
