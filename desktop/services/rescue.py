"""What is done about a data file that is damaged: told at opening, and its newest good backup found."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desktop.errors import Damaged, UserError
from desktop.model import migrations
from desktop.services import copies, engines, schema
from desktop.services.backup import folder_of
from desktop.services.store import Store, now

QUICK_UP_TO = 100 * 2**20
"""The size up to which every opening looks a file's pages through: 0.1 s. A larger one is looked through only where
the last desk did not close it."""
_SENTENCE = "'{}' 파일이 손상되었습니다. 최근 백업을 되살려 주세요."
_SET_ASIDE = "되살리기 전"


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that can be brought back: when it was made, on the desk's clock, and how many people it holds."""

    path: Path
    at: dt.datetime
    people: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not opened, and the newest good backup where it is damaged."""

    error: UserError
    good: Good | None = None


def try_to_open(
    location: str | Path, *, passphrase: str | None = None, read_only: bool = False
) -> Store | Refusal:
    """Open as `open_sound` does, or say why not."""
    try:
        return open_sound(location, passphrase=passphrase, read_only=read_only)
    except Damaged as damage:
        path = engines.file_of(location)
        return Refusal(damage, newest_good(path, passphrase) if path is not None else None)
    except UserError as error:
        return Refusal(error)


def open_sound(
    location: str | Path,
    *,
    passphrase: str | None = None,
    user: str = "",
    clock: Callable[[], dt.datetime] = now,
    read_only: bool = False,
) -> Store:
    """Open as `Store.open` does, and raise Damaged where the pages of the file are not whole."""
    path = engines.file_of(location)
    if path is not None and begins_wrongly(path):
        raise Damaged(_SENTENCE.format(path.name))
    looked_at = (
        path is not None and path.is_file() and (not_closed(path) or path.stat().st_size < QUICK_UP_TO)
    )
    store = Store.open(location, passphrase=passphrase, user=user, clock=clock, read_only=read_only)
    if looked_at and not _is_whole(store):
        store.close()
        raise Damaged(_SENTENCE.format(path.name if path else store.location))
    return store


def not_closed(path: Path) -> bool:
    """Whether the last desk ended without closing the file: its log is still there."""
    return any(path.with_name(path.name + log).exists() for log in ("-wal", "-journal"))


def begins_wrongly(path: Path) -> bool:
    """Whether a file has lost its beginning, which a protected file hides: its own backups begin as an open file does."""
    if not path.is_file() or path.stat().st_size == 0 or _begins_openly(path):
        return False
    return any(_begins_openly(backup) for backup in _backups(path))


def newest_good(data_file: Path, passphrase: str | None = None) -> Good | None:
    """The newest backup beside the data file that is whole in every respect, opened and looked through to the end."""
    for path in _backups(data_file):
        people = _people_in(path, passphrase)
        if people is not None:
            return Good(path, dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone(), people)
    return None


def _backups(data_file: Path) -> list[Path]:
    """Newest first; what was set aside when a backup was brought back is none."""
    found = [
        path for path in folder_of(data_file).glob(f"*{data_file.suffix}") if _SET_ASIDE not in path.name
    ]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _begins_openly(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(engines.SQLITE_HEADER)) == engines.SQLITE_HEADER


def _is_whole(store: Store) -> bool:
    with store.engine.connect() as connection:
        try:
            return connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all() == ["ok"]
        except DBAPIError:
            return False


def _people_in(path: Path, passphrase: str | None) -> int | None:
    """How many people a backup holds, None where anything about it is wrong."""
    from desktop.services import integrity  # wanted after a damage alone, and a window need not wait for it

    engine = engines.make(path, passphrase, read_only=True)
    try:
        with engine.connect() as connection:
            copies.refuse_if_damaged(connection)
            counts, version = copies.counts(connection), schema.version_of(connection)
        if version == migrations.HEAD and integrity.check(Store(engine, str(path), read_only=True)).problems:
            return None
        return counts["person"] if version in migrations.VERSIONS else None
    except (DBAPIError, UserError):
        return None
    finally:
        engine.dispose()
