"""Commits a server did not answer to: whether they were kept is found out, not guessed.

The row of the operation itself tells. Its id alone would not do: after a crash the server may give an id anew that
nothing was kept under. What is not known when the program ends is noted in the user's own folder, without what it was
about, and asked again at the next start.
"""

import contextlib
import datetime as dt
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from desktop import places
from desktop.errors import UserError
from desktop.model.journal import Operation as OperationRow
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.desks.patience import LONGEST_WAIT_S
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.sentences import LOST
from desktop.text.particles import attach


@dataclass(frozen=True, slots=True)
class Doubt:
    """An operation of which it is not known whether it was kept; ``name`` is '' where an earlier start left it so."""

    id: int
    user: str
    at: dt.datetime
    name: str
    changes: Changes


class Doubts:
    """What is not known yet of one store's writes; ``location`` without a password, '' for a file, which leaves none."""

    def __init__(self, engine: Engine, location: str = "") -> None:
        self._engine = engine
        key = hashlib.sha256(location.encode()).hexdigest()[:16]
        self._note = places.doubts_folder() / f"{key}.json" if location else None
        self._open = _read(self._note) if self._note else None

    def look(self, done: Operation) -> None:
        """Find out what became of ``op``, whose commit was not answered; returns when it was kept.

        Raises UserError when it was not, or when the server stays away, so that nobody knows yet.
        """
        op = self._open = Doubt(done.id, done.user, done.at, done.name, done.changes)
        _write(self._note, op)
        end = time.monotonic() + LONGEST_WAIT_S
        while True:
            try:
                kept = self._kept(op)
                break
            except DBAPIError:
                if time.monotonic() > end:
                    named = attach(f"'{op.name}'", "이/가")
                    raise UserError(
                        f"저장하는 사이에 서버와 끊겨 {named} 저장되었는지 아직 모릅니다. 같은 일을 다시 하지 "
                        "말아 주세요. 서버와 다시 이어지면 확인해서 알려 드립니다."
                    ) from None
                time.sleep(0.1)
        self._close()
        if not kept:
            raise UserError(LOST)

    def settle(self) -> tuple[Doubt, bool] | None:
        """The operation that was in doubt and whether it was kept, once the server is back; None without a doubt."""
        op = self._open
        if op is None:
            return None
        kept = self._kept(op)
        self._close()
        return op, kept

    def _close(self) -> None:
        self._open = None
        if self._note is not None:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)

    def _kept(self, op: Doubt) -> bool:
        row = OperationRow
        wanted = select(row.id).where(row.id == op.id, row.user == op.user, row.at == op.at)
        # Begun as a write, it waits its turn: until the lost commit is either done or undone.
        with self._engine.connect().execution_options(ieum_write=True) as connection:
            return connection.scalar(wanted) is not None


def _write(note: Path | None, op: Doubt) -> None:
    # Where the user's own folder takes no note, what is in doubt is known as long as the program runs.
    if note is not None:
        with contextlib.suppress(OSError):
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(
                json.dumps({"id": op.id, "user": op.user, "at": op.at.isoformat()}), encoding="utf-8"
            )


def _read(note: Path) -> Doubt | None:
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
        at = dt.datetime.fromisoformat(kept["at"]).astimezone(dt.UTC)
        return Doubt(int(kept["id"]), str(kept["user"]), at, "", Changes(int(kept["id"]), ""))
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        # none there, one half written, or of another shape
        return None
