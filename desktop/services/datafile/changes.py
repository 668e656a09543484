"""What an operation changed, for screens to hear of, and the images of rows as the journal keeps them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from desktop.model.journal import DELETE, INSERT, UPDATE


@dataclass(slots=True)
class Changes:
    """What an operation did: ids inserted, edited and deleted, per table. Empty ones are falsy.

    ``by`` is who wrote it at another desk, and '' for this one's own.
    """

    operation_id: int
    name: str
    undoable: bool = True
    by: str = ""
    inserted: dict[str, list[int]] = field(default_factory=dict)
    edited: dict[str, list[int]] = field(default_factory=dict)
    deleted: dict[str, list[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.inserted or self.edited or self.deleted)

    @property
    def tables(self) -> frozenset[str]:
        """The tables touched: what a list looks at to know that it is stale."""
        return frozenset((*self.inserted, *self.edited, *self.deleted))

    def summary(self) -> dict[str, dict[str, int]]:
        """The same in numbers."""
        parts = {INSERT: self.inserted, UPDATE: self.edited, DELETE: self.deleted}
        return {
            action: {name: len(ids) for name, ids in rows.items()} for action, rows in parts.items() if rows
        }


def to_json(image: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row's image for the journal: dates in ISO 8601."""
    if image is None:
        return None
    return {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in image.items()}


def from_json(table: Table, image: Mapping[str, Any]) -> dict[str, Any]:
    """The journal's image as values of the table's columns; columns the table no longer has are left out."""
    return {
        key: _revive(table.c[key].type.python_type, value) for key, value in image.items() if key in table.c
    }


def _revive(python_type: type, value: Any) -> Any:
    if value is not None and python_type in {dt.date, dt.datetime}:
        return python_type.fromisoformat(value)
    return value
