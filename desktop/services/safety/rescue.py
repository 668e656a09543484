"""What is done about a data file that is damaged: told at opening, and its newest good backup found."""

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from desktop.errors import Damaged, UserError
from desktop.model import migrations
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.attachments import moving
from desktop.services.datafile import copies, engines, schema
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.store import Store, now
from desktop.services.kinds import LISTS
from desktop.services.safety.backup import folder_of
from desktop.services.safety.counted import PEOPLE

QUICK_UP_TO = 100 * 2**20
"""The size up to which every opening looks a file's pages through: 0.1 s. A larger one is looked through only where
the last desk did not close it."""
_SENTENCE = "'{}' 파일이 손상되었습니다. 최근 백업을 되살려 주세요."
_NO_DATABASE = "file is not a database"
_NOT_OF_PAGES = re.compile(f"{_NO_DATABASE}|locked|unable to open|readonly")
"""What SQLite says of a wrong passphrase, and of a file it does not get to look at."""
_SET_ASIDE = "되살리기 전"
_TRIED = 3
"""On how many backups a key is tried, the newest first; each try takes half a second."""
_BLOCK, _BLOCKS, _NOISE = 4096, 16, 7.5


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that can be brought back: when it was made, on the desk's clock, and how many people it holds."""

    path: Path
    at: dt.datetime
    people: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not opened; where it is damaged, its newest good backup and whether it can still be looked at."""

    error: UserError
    good: Good | None = None
    can_be_read: bool = False


def try_to_open(
    location: str | Path,
    *,
    passphrase: str | None = None,
    read_only: bool = False,
    turn: engines.Turn = engines.at_once,
) -> Store | Refusal:
    """Open as `open_sound` does, or say why not."""
    try:
        return open_sound(location, passphrase=passphrase, read_only=read_only, turn=turn)
    except Damaged as damage:
        path = engines.file_of(location)
        if path is None:
            return Refusal(damage)
        return Refusal(damage, newest_good(path, passphrase), _can_be_read(path, passphrase))
    except UserError as error:
        return Refusal(error)


def open_sound(
    location: str | Path,
    *,
    passphrase: str | None = None,
    user: str = "",
    clock: Callable[[], dt.datetime] = now,
    read_only: bool = False,
    turn: engines.Turn = engines.at_once,
) -> Store:
    """Open as `Store.open` does, and raise Damaged where the pages of the file are not whole."""
    path = engines.file_of(location)
    if path is not None and passphrase is None and begins_wrongly(path):
        raise Damaged(_SENTENCE.format(path.name))
    looked_at = (
        path is not None and path.is_file() and (not_closed(path) or path.stat().st_size < QUICK_UP_TO)
    )

    def look(engine: Engine) -> None:
        nonlocal looked_at
        if looked_at and not _is_whole(engine):
            raise Damaged(_SENTENCE.format(path.name if path else location))
        looked_at = False

    try:
        if path is not None and looked_at:
            _before_it_changes(path, passphrase, look)
        store = Store.open(
            location,
            passphrase=passphrase,
            user=user,
            clock=clock,
            read_only=read_only,
            first=look,
            turn=turn,
        )
    except UserError as error:
        if (
            path is not None
            and passphrase is not None
            and _fits_no_key(error)
            and _is_right(path, passphrase)
        ):
            raise Damaged(_SENTENCE.format(path.name)) from error
        raise
    moving.clear_leftovers(store)
    return store


def _before_it_changes(path: Path, passphrase: str | None, look: Callable[[Engine], None]) -> None:
    """Look a file through before a desk that writes comes to it: what is refused stays as it is.

    Its log is not folded into what may be damaged. A journal is another matter: until it is rolled back no file is whole.
    A protected file without a log stays as it is anyway, and its key takes half a second to make.
    """
    engines.check_is_data_file(path, protected=passphrase is not None)
    logged = _log_of(path).exists()
    if not logged and (passphrase is not None or not_closed(path)):
        return
    engine = engines.make(path, passphrase, untouched=logged, read_only=True)
    try:
        with in_plain_words(path, looking=True):
            look(engine)
    except UserError as error:
        if isinstance(error, Damaged) or _fits_no_key(error):
            raise
        # Held by somebody, or in a folder closed to writing: opening it says so, or finds a way.
    finally:
        engine.dispose()


def _fits_no_key(error: UserError) -> bool:
    """Whether a file was refused for what a wrong key and a damaged first page look like alike."""
    return isinstance(error.__cause__, DBAPIError) and _NO_DATABASE in str(error.__cause__.orig)


def _is_right(path: Path, passphrase: str) -> bool:
    """Whether the key opens a backup of the file, or the file can be no protected one: then it is not the key."""
    if begins_wrongly(path):
        return True
    protected = [backup for backup in _backups(path) if not _begins_openly(backup)]
    return any(_opens(backup, passphrase) for backup in protected[:_TRIED])


def _opens(path: Path, passphrase: str) -> bool:
    with _untouched(path, passphrase) as engine, suppress(DBAPIError), engine.connect() as connection:
        return schema.version_of(connection) is not None
    return False


def open_as_it_is(path: Path, *, passphrase: str | None = None) -> Store:
    """A damaged file for looking only: not a byte of it changes. Raises UserError where it cannot even be read."""
    engines.check_is_data_file(path, protected=passphrase is not None)
    engine = engines.make(path, passphrase, untouched=True)
    with ExitStack() as on_failure, in_plain_words(path):
        on_failure.callback(engine.dispose)
        with engine.connect() as connection:
            if schema.version_of(connection) != migrations.HEAD:
                raise UserError("옛 판의 파일이라 그대로는 볼 수 없습니다. 백업을 되살려 주세요.")
        # What the window shows first.
        people = Listing(engine, LISTS["trainees"], Criteria(scope=Scope(today=now().astimezone().date())))
        people.page(0, min(people.count(), 100))
        on_failure.pop_all()
    store = Store(engine, str(path), read_only=True)
    store.why_read_only = "손상된 파일을 있는 그대로 열었습니다."
    return store.in_work()


def _can_be_read(path: Path, passphrase: str | None) -> bool:
    try:
        open_as_it_is(path, passphrase=passphrase).close()
    except (UserError, DBAPIError):
        return False
    return True


@contextmanager
def _untouched(path: Path, passphrase: str | None) -> Iterator[Engine]:
    engine = engines.make(path, passphrase, untouched=True)
    try:
        yield engine
    finally:
        engine.dispose()


def not_closed(path: Path) -> bool:
    """Whether the last desk ended without closing the file: its log is still there."""
    return _log_of(path).exists() or path.with_name(path.name + "-journal").exists()


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def begins_wrongly(path: Path) -> bool:
    """Whether a file has lost its beginning: its own backups begin as an open file does, and it is no protected one.

    A protected file is noise from end to end; the first pages of an open one hold the words its tables are made with.
    """
    if not path.is_file() or path.stat().st_size == 0 or _begins_openly(path):
        return False
    return any(_begins_openly(backup) for backup in _backups(path)) and not _is_noise(path)


def _is_noise(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(_BLOCK)  # what the first one holds is what is in doubt
        blocks = [block for _ in range(_BLOCKS) if len(block := file.read(_BLOCK)) == _BLOCK]
    return sum(_entropy(block) > _NOISE for block in blocks) * 4 > len(blocks) * 3


def _entropy(block: bytes) -> float:
    """In bits a byte: 8 at most, some 7.95 for random bytes of this number, below 6 for text and records."""
    shares = (number / len(block) for number in Counter(block).values())
    return -sum(share * math.log2(share) for share in shares)


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


def _is_whole(engine: Engine) -> bool:
    with engine.connect() as connection:
        try:
            return connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all() == ["ok"]
        except DBAPIError as error:
            if _NOT_OF_PAGES.search(str(error.orig)):
                raise
            return False


def _people_in(path: Path, passphrase: str | None) -> int | None:
    """How many people a backup holds, None where anything about it is wrong."""
    from desktop.services.safety import (
        integrity,  # wanted after a damage alone, and a window need not wait for it
    )

    engine = engines.make(path, passphrase, read_only=True)
    try:
        with engine.connect() as connection:
            copies.refuse_if_damaged(connection)
            counts, version = copies.counts(connection, (PEOPLE,)), schema.version_of(connection)
        if version == migrations.HEAD and integrity.check(Store(engine, str(path), read_only=True)).problems:
            return None
        return counts[PEOPLE] if version in migrations.VERSIONS else None
    except (DBAPIError, UserError):
        return None
    finally:
        engine.dispose()
