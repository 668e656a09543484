"""The log SQLite writes ahead of a data file: folded in soon, and missed where it is gone.

Whoever copies the file takes no log along: so after an operation of weight it is folded in at once, and what little is
left as soon as the desk is idle. And a log that was damaged or swept away is, to SQLite, one that ends earlier: so what was
kept last is noted outside it. The note lies beside the file and not in a desk's own folder, for every desk that writes adds
to it and it goes where the file's folder goes; it says no more than an id, moments and the last numbers given. It lives as
long as the log does: once that is folded in for good, it has nothing to vouch for.
"""

import contextlib
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from desktop.errors import UserError
from desktop.model import tables
from desktop.model.base import Base
from desktop.model.journal import Operation as OperationRow
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.operations import Operation

if TYPE_CHECKING:
    from desktop.services.datafile.store import Store

WEIGHTY = 50
"""From how many rows on an operation is folded in at once: an import, thirty certificates. It takes some milliseconds, and
what it asks of the disk is beyond what the commit was confirmed by: a small save is told to be done without it."""
_OPENING_WAITS_S = 0.5

Series = tuple[str, tuple[str | int, ...]]
"""What is counted: a table, and which of its rows, by all that is not the count."""


@dataclass(frozen=True, slots=True)
class Note:
    """The last operation kept, when; when the file's first was, by which it is known; and the last numbers given."""

    id: int
    at: dt.datetime
    first: dt.datetime
    numbers: dict[Series, int]


@dataclass(frozen=True, slots=True)
class Missing:
    """What was kept and is no longer there: the note, the last operation that is, and the numbers given since."""

    note: Note
    last: int
    numbers: dict[Series, int]

    def sentence(self) -> str:
        """For whoever opens the file."""
        at = self.note.at.astimezone()
        told = (
            f"{at.year}. {at.month}. {at.day}. {at:%H:%M}까지 저장한 것 가운데 마지막 작업 {self.note.id - self.last:,}건이 "
            "이 파일에 없습니다. 파일 곁의 기록(-wal)이 손상되었거나 지워졌습니다. 최근 백업과 견주어 빠진 것을 다시 넣어 주세요."
        )
        if self.numbers:
            series = sorted((" ".join(map(str, keys)), last) for (_table, keys), last in self.numbers.items())
            given = ", ".join(f"{named} {last}번" for named, last in series)
            told += f" 그 가운데 발급한 번호가 있습니다({given}까지). 그 번호는 다시 쓰지 않습니다."
        return told


class Log:
    """Of one open file; of a server, a network drive (where there is none) and a draft nothing is done."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        self._engine, self._file = engine, file
        self._first: dt.datetime | None = None
        self._numbers: dict[Series, int] | None = None
        self._left = False
        self._still_missing = False

    def kept(self, changes: Changes, at: dt.datetime) -> None:
        """Told of each operation this desk kept. Nothing that fails here takes it back, so nothing is raised."""
        if self._file is None:
            return
        self._left = True
        with contextlib.suppress(OSError, DBAPIError):
            self._note(changes, at)
        rows = (
            ids for written in (changes.inserted, changes.edited, changes.deleted) for ids in written.values()
        )
        if sum(map(len, rows)) >= WEIGHTY:
            self.fold()

    def written_elsewhere(self) -> None:
        """Another desk left something in the log."""
        self._left = self._file is not None

    def fold(self) -> None:
        """Fold in what can be without waiting for anybody; the rest at the next call."""
        if not self._left:
            return
        # Where the disk is full or away, the log stays what it was.
        with contextlib.suppress(DBAPIError), self._engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # it wants no transaction around it
            busy, pages, done = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
            connection.exec_driver_sql("BEGIN")
            self._left = bool(busy) or done < pages

    def closed(self) -> None:
        """The store let go of the file: with the last one the log is gone, and the note with it."""
        if self._file is not None and not self._still_missing and not _log_of(self._file).exists():
            forget(self._file)

    def missing(self) -> Missing | None:
        """What the note vouches for and the file does not hold; None where all is there, or nobody noted anything."""
        note = _read(self._file) if self._file is not None else None
        if note is None:
            return None
        with self._engine.connect() as connection:
            last, first = _last(connection), _first(connection)
            there = _numbers(connection)
        if first != note.first or last >= note.id:
            return None
        given = {series: number for series, number in note.numbers.items() if number > there.get(series, 0)}
        return Missing(note, last, given)

    def put_on_record(self, store: "Store", missing: Missing) -> None:
        """Leave a line in the history, and give no number and no id again that was given before.

        Where the file takes no writes just now the note stays, and the next opening tells the same.
        """
        self._still_missing = True
        name, sealed = "저장한 것이 파일에서 없어짐", "없어진 것은 되돌릴 수 없습니다. 다시 넣어 주세요."
        with contextlib.suppress(UserError), store.operation(
            name, reason=missing.sentence(), sealed=sealed, patience=Patience(_OPENING_WAITS_S)
        ) as op:  # fmt: skip
            known = {"name": OperationRow.__tablename__, "seq": missing.note.id}
            op.connection.execute(text("UPDATE sqlite_sequence SET seq = :seq WHERE name = :name"), known)
            for (name, keys), last in missing.numbers.items():
                _count_on(op, tables.BY_NAME[name], keys, last)
            op.touch()
            self._still_missing = False

    def _note(self, changes: Changes, at: dt.datetime) -> None:
        if self._first is None or self._numbers is None or not changes.undoable:  # numbers are given for good
            with self._engine.connect() as connection:
                self._first, self._numbers = _first(connection) or at, _numbers(connection)
        note = {
            "id": changes.operation_id,
            "at": at.isoformat(),
            "first": self._first.isoformat(),
            "numbers": [[*series, last] for series, last in self._numbers.items()],
        }
        assert self._file is not None
        _note_of(self._file).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def forget(file: Path) -> None:
    """Another file stands under this name now, on purpose: what was noted of the one before says nothing of it."""
    with contextlib.suppress(OSError):
        _note_of(file).unlink(missing_ok=True)


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _note_of(file: Path) -> Path:
    return file.with_name(f".{file.name}.last.holder")


def _read(file: Path) -> Note | None:
    try:
        kept: Any = json.loads(_note_of(file).read_text(encoding="utf-8"))
        at, first = (dt.datetime.fromisoformat(kept[key]) for key in ("at", "first"))
        numbers = {(str(name), tuple(keys)): int(last) for name, keys, last in kept["numbers"]}
        return Note(int(kept["id"]), at, first, numbers)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):  # none, or no such note
        return None


def _last(connection: Connection) -> int:
    return connection.scalar(select(OperationRow.id).order_by(OperationRow.id.desc()).limit(1)) or 0


def _first(connection: Connection) -> dt.datetime | None:
    return connection.scalar(select(OperationRow.at).order_by(OperationRow.id).limit(1))


def _counted() -> Iterator[tuple[type[Base], list[str]]]:
    """The tables that count something, each with the columns that say what."""
    for table in tables.BY_NAME.values():
        if table.counter:
            yield table, [each.key for each in table.__table__.c if each.key not in {"id", table.counter}]


def _numbers(connection: Connection) -> dict[Series, int]:
    found = {}
    for table, keys in _counted():
        rows = connection.execute(select(*(table.__table__.c[key] for key in (*keys, table.counter))))
        found.update({(table.__tablename__, tuple(row[:-1])): row[-1] for row in rows})
    return found


def _count_on(op: Operation, table: type[Base], keys: Sequence[str | int], last: int) -> None:
    known = dict(zip(dict(_counted())[table], keys, strict=True))
    row = op.session.scalar(select(table).filter_by(**known))
    if row is None:
        op.add(table(**known, **{table.counter: last}))
    else:
        setattr(row, table.counter, last)
