"""What other desks wrote to the same data, learned from the journal; the same for a file and for a server."""

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine, func, select

from desktop.model.journal import DELETE, INSERT, UPDATE
from desktop.model.journal import Operation as OperationRow
from desktop.services.datafile.changes import Changes


class News:
    """Keeps count of the operations heard of; writes take turns, so their ids follow the order they were kept in.

    ``far`` is the file where it lies on a network drive, on which that may not be so.
    """

    def __init__(self, engine: Engine, far: Path | None = None) -> None:
        self._engine = engine
        self._far = far
        self._looks: tuple[int, int] | None = None
        self._heard: int | None = None
        self._own: set[int] = set()
        self._kept: tuple[int, str, dt.datetime] | None = None

    def own(self, operation_id: int) -> None:
        """Told of this desk's operations before they are kept: they are no news to it."""
        self._own.add(operation_id)

    def not_kept(self, operation_id: int) -> None:
        """It was not kept after all: another desk may be given its id."""
        self._own.discard(operation_id)

    def kept(self, operation_id: int, user: str, at: dt.datetime) -> None:
        """It was kept, and is this desk's last."""
        self._kept = operation_id, user, at

    def overwritten(self) -> bool:
        """Whether what this desk kept last in a file far away is no longer there: another machine wrote its own over it.

        Told once; nothing takes an operation out of the journal.
        """
        if self._kept is None or self._far is None or self._looks == (looks := _looks(self._far)):
            return False
        self._looks = looks
        self._engine.dispose()  # what SQLite keeps of the file may be as true of the other one, as far as it can tell
        row = OperationRow
        wanted = select(row.id, row.user, row.at).where(row.id == self._kept[0])
        with self._engine.connect() as connection:
            if connection.execute(wanted).first() == self._kept:
                return False
        self._kept = None
        return True

    def since(self) -> Changes | None:
        """What others wrote since this was last asked, all of it as one, without ids; the first time nothing is news."""
        with self._engine.connect() as connection:
            if self._heard is None:
                self._heard = connection.scalar(select(func.max(OperationRow.id))) or 0
                return None
            row = OperationRow
            wanted = select(row.id, row.user, row.name, row.summary).where(row.id > self._heard)
            lines = connection.execute(wanted.order_by(row.id)).all()
        if not lines:
            return None
        self._heard = lines[-1].id
        news = [line for line in lines if line.id not in self._own]
        self._own = {each for each in self._own if each > self._heard}
        if not news:
            return None
        found = Changes(news[-1].id, news[-1].name, undoable=False, by=news[-1].user)
        parts = {INSERT: found.inserted, UPDATE: found.edited, DELETE: found.deleted}
        for line in news:
            for action, tables in (line.summary or {}).items():
                parts[action].update({name: [] for name in tables})
        return found


def _looks(file: Path) -> tuple[int, int] | None:
    """By what a file shows that it was written to; None while the drive is away."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
