"""A passphrase for a data file: set, changed, taken away, each as one job that is done or not done.

The file is written anew under the other passphrase, proven, and only then takes the place of the old one. Backups made
before stay as they were, readable without the new passphrase: which ones is told, and they can be written anew or removed.
"""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from desktop.documents.saving import patiently, save
from desktop.errors import Progress, UserError, no_progress
from desktop.model import tables
from desktop.rules import passphrases
from desktop.services.attachments import moving
from desktop.services.datafile import copies, encryption, engines
from desktop.services.datafile.desks.desk_lock import alone
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.store import Store, desk_user, now
from desktop.services.safety.backup import IN_USE, fold_log_in, folder_of

FOR_GOOD = "암호를 바꾼 기록은 되돌릴 수 없습니다. 암호는 '데이터 파일 암호'에서 다시 바꿀 수 있습니다."


def check_new(passphrase: str | None) -> str | None:
    """The passphrase where it will do; None, or '', for none. Raises UserError, with field 'new', where it is too weak."""
    if not passphrase:
        return None
    if told := passphrases.refusal(passphrase):
        raise UserError(told, "new")
    return passphrase


def change(
    location: str | Path, old: str | None, new: str | None, *, clock: Callable[[], dt.datetime] = now
) -> None:
    """Put a data file, which must not be open here, under the passphrase ``new``; None leaves it readable for everybody.

    At every moment the file is whole, under the old passphrase or the new one. Attachments that lie open beside it are
    sealed, and the open ones taken away once it stands. Raises UserError, the file as it was, when ``old`` is wrong,
    ``new`` too weak or the same, the file in use, an attachment not readable, or the disk full.
    """
    path = engines.file_of(location)
    if path is None:
        raise UserError("서버에 있는 자료에는 여기서 암호를 걸 수 없습니다. 서버 관리자에게 맡겨 주세요.")
    new = check_new(new)
    if new == old:
        raise UserError("지금 암호와 같습니다. 다른 암호를 적어 주세요.", "new")
    engines.check_is_data_file(path, protected=old is not None)
    size = path.stat().st_size + (moving.size_beside(path) if new is not None else 0)
    sealed = moving.Sealed()

    def write(draft: Path) -> None:
        nonlocal sealed
        fold_log_in(path, old)
        _write_under(path, old, draft, new)
        engine = engines.make(draft, new, journal_mode="MEMORY", synchronous="OFF")
        try:
            store = Store(engine, str(draft), clock=clock)
            with store.operation(_name(old, new), sealed=FOR_GOOD) as op:
                op.touch()
                if new is not None:
                    sealed = moving.seal_all(op.session, path, was_open=old is None)
        finally:
            engine.dispose()

    with alone(path, desk_user(), clock()):
        landed = save(path, write, needs=size, in_place=True)
        moving.clear(path, sealed.before if landed == path else sealed.after)
    if landed != path:
        patiently(landed.unlink)
        raise UserError(IN_USE)


def _name(old: str | None, new: str | None) -> str:
    if new is None:
        return "데이터 파일의 암호를 없앰"
    return "데이터 파일에 암호를 걺" if old is None else "데이터 파일의 암호를 바꿈"


def _write_under(source: Path, old: str | None, draft: Path, new: str | None) -> None:
    """A proven copy under the new passphrase."""
    draft.write_bytes(b"")
    with in_plain_words(source, source.stat().st_size):
        encryption.copy_under(source, old, draft, new)
        if _rows(draft, new) != _rows(source, old):
            raise UserError(
                "다시 쓴 파일이 앞의 파일과 달라 바꾸지 않았습니다. 백업을 확인하고 다시 해 주세요."
            )


def _rows(path: Path, passphrase: str | None) -> dict[str, int]:
    """How many rows every table holds, once the file has been looked through."""
    engine = engines.make(path, passphrase, read_only=True)
    try:
        with engine.connect() as connection:
            copies.refuse_if_damaged(connection)
            return _counts(connection)
    finally:
        engine.dispose()


def _counts(connection: Connection) -> dict[str, int]:
    there = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    known = [table for table in tables.METADATA.sorted_tables if table.name in there]
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in known
    } | {"": len(there)}


# The backups


@dataclass(frozen=True, slots=True)
class Left:
    """Backups that do not go with a file's passphrase: ``plain`` are open to everybody, ``locked`` under another one."""

    plain: tuple[Path, ...]
    locked: tuple[Path, ...]

    @property
    def all(self) -> tuple[Path, ...]:
        """Both."""
        return self.plain + self.locked


def left_behind(data_file: Path, passphrase: str | None) -> Left:
    """The backups beside a data file that are not under its passphrase."""
    plain, locked = [], []
    for path in sorted(folder_of(data_file).glob(f"*{data_file.suffix}")):
        if encryption.is_open(path):
            plain.append(path)
        elif passphrase is None or not _opens(path, passphrase):
            locked.append(path)
    return Left(tuple(plain) if passphrase is not None else (), tuple(locked))


def _opens(path: Path, passphrase: str | None) -> bool:
    engine = engines.make(path, passphrase, read_only=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except DBAPIError:
        return False
    finally:
        engine.dispose()
    return True


def change_backups(
    backups: Sequence[Path], old: str | None, new: str | None, progress: Progress = no_progress
) -> list[Path]:
    """Write backups anew under the passphrase ``new``; returns those that ``old`` does not open, left as they were.

    Each is whole at every moment, and keeps its time: by it the newest is known. Cancelling leaves the rest as they are.
    """
    refused = []
    for done, path in enumerate(backups):
        progress(done, len(backups))
        its_own = None if encryption.is_open(path) else old
        if _opens(path, its_own):
            _change_one(path, its_own, new)
        else:
            refused.append(path)
    return refused


def _change_one(path: Path, old: str | None, new: str | None) -> None:
    stood = path.stat()

    def write(draft: Path) -> None:
        _write_under(path, old, draft, new)
        os.utime(draft, ns=(stood.st_atime_ns, stood.st_mtime_ns))

    save(path, write, needs=stood.st_size, in_place=True)


def remove_backups(backups: Sequence[Path]) -> None:
    """Take backups away for good. Raises UserError with those another program holds open, once the others are gone."""
    held = [path.name for path in backups if not patiently(partial(path.unlink, missing_ok=True))]
    if held:
        raise UserError(
            f"다른 프로그램이 열어 둔 백업 {len(held)}개는 지우지 못했습니다: {', '.join(held)}. "
            "그 프로그램을 닫고 파일을 직접 지워 주세요."
        )
