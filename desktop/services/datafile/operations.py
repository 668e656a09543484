"""One write in progress: its session, its bulk helpers, and the journal it leaves behind.

Rows written through the session are journalled from SQLAlchemy's flush events; rows written in bulk, which send
no such events, through `insert_many`, `update_many` and `delete_many`.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from desktop.errors import Progress, UserError, no_progress
from desktop.model.base import Base, derive, table_of
from desktop.model.journal import DO, INSERT, UPDATE, Change
from desktop.model.journal import Operation as OperationRow
from desktop.queries.lines import Line
from desktop.queries.lists import LIKENESSES
from desktop.rules.runs import runs
from desktop.services.datafile import personal_numbers, row_images
from desktop.services.datafile.changes import Changes, from_json, to_json
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.journalling import Journal, images
from desktop.services.datafile.lines import keeping, likeness
from desktop.services.datafile.parts import STEP, parts
from desktop.services.datafile.sentences import in_plain_words

Row = TypeVar("Row", bound=Base)


class Operation:
    """Handed out by ``store.operation``; ``name``, ``reason`` and ``sealed`` may still be set while it runs."""

    def __init__(
        self,
        session: Session,
        name: str,
        *,
        user: str,
        desk: str,
        at: dt.datetime,
        lines: Sequence[Line],
        kind: str = DO,
        progress: Progress = no_progress,
        patience: Patience | None = None,
    ) -> None:
        self.session = session
        self.progress = progress
        self._lines = lines
        options = {"ieum_write": True, "ieum_patience": patience}
        self.connection = session.connection(execution_options=options)
        self.name = name
        self.reason = ""
        self.sealed = ""
        self.user = user
        self.at = at
        self.reverts_id: int | None = None
        values = {"at": at, "user": user, "desk": desk, "name": name, "kind": kind, "reverted": False}
        self.id = int(
            self.connection.scalar(insert(OperationRow).values(values).returning(OperationRow.id)) or 0
        )
        self.changes = Changes(self.id, name)
        self._journal = Journal(session, self.connection, self.id, self.changes)
        self._guarded = kind == DO  # what is undone or done again stood there before
        if self._guarded:
            personal_numbers.watch(session)

    # Single rows, through the session

    def add(self, row: Row) -> Row:
        """Put a new row in; its id is known afterwards."""
        self.session.add(row)
        self.session.flush()
        return row

    def get(self, table: type[Row], row_id: int) -> Row:
        """The row, to be changed by setting its attributes. Raises UserError when it is gone."""
        row = self.session.get(table, row_id)
        if row is None:
            raise UserError(f"{table.noun} 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        return row

    def delete(self, row: Base) -> None:
        """Take a row out; refused by the database while others point at it."""
        self.session.delete(row)
        self.session.flush()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that may fail by itself: an error inside takes back this part and is raised on."""
        self.session.flush()
        known = deepcopy(self.changes)
        try:
            with in_plain_words(), self.session.begin_nested():
                yield
                self.session.flush()
        except UserError:
            self.changes.inserted, self.changes.edited = known.inserted, known.edited
            self.changes.deleted = known.deleted
            raise

    # Many rows, past the session

    def insert_many(
        self,
        table: type[Base],
        rows: Sequence[Any],
        made: Callable[[Sequence[Any]], Sequence[dict[str, Any]]] = lambda part: part,
        *,
        read: bool = False,
    ) -> range:
        """Insert rows, each a dict of columns with the same keys; returns their ids, in order and without gap.

        Derived columns are filled in ``rows`` itself, which may be what dicts are ``made`` of, a part at a time: a million at
        once take half a gigabyte. ``read``: the values were read by their fields, which let no resident number pass; looking
        at a million again would take seconds.
        """
        if not rows:
            return range(0)
        self.session.flush()
        ids = self._reserve(table_of(table), len(rows))
        for start in self._steps(len(rows)):
            part = made(rows[start : start + STEP])
            for row_id, row in zip(ids[start : start + STEP], part, strict=True):
                if self._guarded and not read:
                    personal_numbers.refuse(row, table)
                row["id"] = row_id
                derive(table, row)
            self.connection.execute(insert(table_of(table)), part)
        if table.journalled:
            self._journal.note(table.__tablename__, ids[0], INSERT, last=ids[-1])
        self.changes.inserted.setdefault(table.__tablename__, []).extend(ids)
        return ids

    def update_many(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> int:
        """Update rows, each a dict with ``id`` and the columns to set; returns how many really changed."""
        self.session.flush()
        return sum(self._update(table, rows[start : start + STEP]) for start in self._steps(len(rows)))

    def delete_many(self, table: type[Base], ids: Sequence[int]) -> None:
        """Delete rows, keeping their images in the journal."""
        self.session.flush()
        target, done = table_of(table), 0
        for within in parts(ids):
            self.progress(done, len(ids))
            self._journal.note_deleted(target, within)
            self.connection.execute(target.delete().where(within(target.c.id)))
            self.changes.deleted.setdefault(table.__tablename__, []).extend(within.ids)
            done += len(within.ids)

    def insert_deleted(self, table: type[Base], which: ColumnElement[bool]) -> None:
        """Put the rows back, under their own ids, that were deleted by the changes ``which`` tells of."""
        self.session.flush()
        target, changes, dialect = table_of(table), table_of(Change), self.connection.dialect.name
        ids = self.connection.scalars(select(changes.c.row_id).where(which)).all()
        if row_images.are_plain(target):
            images = row_images.rows(target, changes.c.before, dialect).where(which)
            self.connection.execute(insert(target).from_select([each.key for each in target.c], images))
        else:
            # In the order they were made: a row that points at another of its table is younger than that.
            before = self.connection.scalars(select(changes.c.before).where(which).order_by(changes.c.row_id))
            self.connection.execute(insert(target), [from_json(target, image) for image in before])
        for run in runs(ids):
            self._journal.note(table.__tablename__, run[0], INSERT, last=run[-1])
        self.changes.inserted.setdefault(table.__tablename__, []).extend(ids)

    def insert_known(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows under ids of their own, never used here: they come from another file of this office."""
        if not rows:
            return
        self.session.flush()
        self.connection.execute(insert(table_of(table)), rows)
        ids = [row["id"] for row in rows]
        if table.journalled:
            for run in runs(ids):
                self._journal.note(table.__tablename__, run[0], INSERT, last=run[-1])
        self.changes.inserted.setdefault(table.__tablename__, []).extend(ids)

    def note(self, row: Base, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Put on record what was done to a row of a table that leaves no trace of its own."""
        self._journal.note(row.__tablename__, row.id, UPDATE, before, after)

    def touch(self) -> None:
        """Count as a change, for an operation that writes only tables outside the journal."""
        self.changes.edited.setdefault("operation", [])

    def finish(self) -> None:
        """Write the operation's own line, or take it out when nothing changed."""
        self.session.flush()
        row = table_of(OperationRow)
        if not self.changes:
            self.connection.execute(row.delete().where(row.c.id == self.id))
            return
        if self._guarded:
            personal_numbers.refuse_text("작업 이름", self.name)
            personal_numbers.refuse_text("사유", self.reason)
        today = self.at.astimezone().date()
        keeping.refresh(self.connection, self._lines, self.changes, today, self.progress)
        likeness.refresh(self.connection, LIKENESSES, self.changes)
        self.changes.name = self.name
        self.changes.undoable = not self.sealed
        values = {
            "name": self.name,
            "reason": self.reason or None,
            "sealed": self.sealed or None,
            "reverts_id": self.reverts_id,
            "summary": self.changes.summary(),
        }
        self.connection.execute(update(row).where(row.c.id == self.id).values(values))

    # Within

    def _reserve(self, table: Table, count: int) -> range:
        """Ids never used before: SQLite keeps the highest one ever given, PostgreSQL a sequence.

        Nobody draws one in between: every write has begun by waiting for the one before it.
        """
        if self.connection.dialect.name == "postgresql":
            sequence = f"{table.name}_id_seq"
            first = self.connection.scalar(text("SELECT nextval(:name)"), {"name": sequence})
            last = first + count - 1
            self.connection.execute(text("SELECT setval(:name, :last)"), {"name": sequence, "last": last})
        else:
            known = self.connection.scalar(
                text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
            )
            first = (known or 0) + 1
        return range(first, first + count)

    def _steps(self, count: int) -> Iterator[int]:
        for start in range(0, count, STEP):
            self.progress(start, count)
            yield start

    def _update(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> int:
        target, edited = table_of(table), []
        stood = images(self.connection, target, [row["id"] for row in rows])
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        journal = []
        for row in rows:
            before = stood[row["id"]]
            new = {
                key: value
                for key, value in _with_derived(table, row).items()
                if key != "id" and before[key] != value
            }
            if not new:
                continue
            alike.setdefault(tuple(new), []).append({"_id": row["id"], **new})
            old = {key: before[key] for key in new}
            journal.append({
                "table_name": target.name, "row_id": row["id"], "action": UPDATE,
                "before": to_json(old), "after": to_json(new),
            })  # fmt: skip
            before.update(new)
            edited.append(row["id"])
        for keys, values in alike.items():
            setting = update(target).where(target.c.id == bindparam("_id"))
            self.connection.execute(setting.values({key: bindparam(key) for key in keys}), values)
        self._journal.write(journal)
        if edited:
            self.changes.edited.setdefault(table.__tablename__, []).extend(edited)
        return len(edited)


def _with_derived(table: type[Base], row: dict[str, Any]) -> dict[str, Any]:
    derived = {
        target: work_out(row[source]) if row[source] is not None else None
        for target, (source, work_out) in table.derived.items()
        if source in row
    }
    return row | derived
