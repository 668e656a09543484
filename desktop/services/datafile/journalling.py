"""The lines an operation leaves in the journal: of rows written through its session, and of rows written in bulk.

What goes through the session is noted from SQLAlchemy's flush events. Bulk statements send none: who writes them
notes them here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, event, insert, inspect, literal, select
from sqlalchemy.orm import Session

from desktop.model import tables
from desktop.model.base import Base, table_of
from desktop.model.journal import DELETE, INSERT, UPDATE, Change
from desktop.services.datafile import row_images
from desktop.services.datafile.changes import Changes, to_json
from desktop.services.datafile.parts import Part, parts


def images(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The rows with these ids as they stand now, in the order of their ids."""
    found: dict[int, dict[str, Any]] = {}
    for within in parts(ids):
        for row in connection.execute(select(table).where(within(table.c.id)).order_by(table.c.id)):
            found[row.id] = dict(row._mapping)
    return found


class Journal:
    """Of one operation; ``changes`` is told what the session writes."""

    def __init__(self, session: Session, connection: Connection, operation_id: int, changes: Changes) -> None:
        self._connection = connection
        self._operation_id = operation_id
        self._changes = changes
        event.listen(session, "before_flush", self._note_edits)
        event.listen(session, "after_flush", self._note_inserts)

    def note(
        self,
        table: str,
        row_id: int,
        action: str,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        *,
        last: int | None = None,
    ) -> None:
        """Keep what was done to one row, or, of inserts, to the rows up to ``last``; images as Python values."""
        change = {
            "table_name": table,
            "row_id": row_id,
            "last_row_id": last or row_id,
            "action": action,
            "before": to_json(before),
            "after": to_json(after),
        }
        self.write([change])

    def write(self, changes: Iterable[dict[str, Any]]) -> None:
        """Keep many changes, each a dict of a `Change`'s columns."""
        defaults = {"operation_id": self._operation_id, "before": None, "after": None}
        rows = [defaults | {"last_row_id": change["row_id"]} | change for change in changes]
        if rows:
            self._connection.execute(insert(table_of(Change)), rows)

    def note_deleted(self, table: Table, within: Part) -> None:
        """Keep the whole images of rows about to be deleted."""
        if row_images.are_plain(table):
            line: dict[str, ColumnElement[Any]] = {
                "operation_id": literal(self._operation_id),
                "table_name": literal(table.name),
                "row_id": table.c.id,
                "last_row_id": table.c.id,
                "action": literal(DELETE),
                "before": row_images.image(table, self._connection.dialect.name),
            }
            gone = select(*line.values()).where(within(table.c.id)).order_by(table.c.id)
            self._connection.execute(insert(table_of(Change)).from_select(list(line), gone))
        else:
            self.write(
                {"table_name": table.name, "row_id": row_id, "action": DELETE, "before": to_json(image)}
                for row_id, image in images(self._connection, table, within.ids).items()
            )

    def _note_edits(self, session: Session, *_: Any) -> None:
        for row in session.dirty:
            changed = {
                name: attribute.history
                for name, attribute in inspect(row).attrs.items()
                if name in table_of(type(row)).c and attribute.history.has_changes()
            }
            if not changed:
                continue
            old = self._old_values(row, changed)
            self._changes.edited.setdefault(row.__tablename__, []).append(row.id)
            if row.journalled:
                new = {name: getattr(row, name) for name in changed}
                self.note(row.__tablename__, row.id, UPDATE, old, new)
        for row in sorted(session.deleted, key=lambda row: -tables.ORDER[row.__tablename__]):
            image = images(self._connection, table_of(type(row)), [row.id])[row.id]
            self._changes.deleted.setdefault(row.__tablename__, []).append(row.id)
            if row.journalled:
                self.note(row.__tablename__, row.id, DELETE, image)

    def _old_values(self, row: Base, changed: Mapping[str, Any]) -> dict[str, Any]:
        """What stood there before; asked of the database where an expired instance no longer knows."""
        if all(history.deleted for history in changed.values()):
            return {name: history.deleted[0] for name, history in changed.items()}
        image = images(self._connection, table_of(type(row)), [row.id])[row.id]
        return {name: image[name] for name in changed}

    def _note_inserts(self, session: Session, *_: Any) -> None:
        for row in sorted(session.new, key=lambda row: tables.ORDER[row.__tablename__]):
            self._changes.inserted.setdefault(row.__tablename__, []).append(row.id)
            if row.journalled:
                self.note(row.__tablename__, row.id, INSERT)
