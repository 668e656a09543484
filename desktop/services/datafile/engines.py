"""How a data file or a server database is reached: its address, its settings, its own way to begin a write."""

import contextlib
import json
import sqlite3
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url

from desktop.errors import UserError
from desktop.queries.reading import GUARD
from desktop.services.datafile import rights, servers
from desktop.services.datafile.desks.network_drives import on_network
from desktop.services.datafile.desks.patience import LONGEST_WAIT_S, Patience
from desktop.services.datafile.sentences import in_plain_words
from desktop.text.hangul import attach
from desktop.text.search_words import bigrams

_TO_READ, _TO_WRITE = (f"PRAGMA cache_size = -{size}" for size in (2_048, 65_536))
"""Pages kept in memory, in KiB: to read, the system's own cache is near, and every thread that reads has one of these
(8 MB each answered no sooner and held 35 MB more); a write of many rows touches many at random."""
PAGE_SIZE, _LOG_PAGES = 16_384, 256
"""Bytes of a page of a new file, and how many its log holds before they are folded in. A disk whose cache is cold reads
the ordered half of a million rows in a quarter of the time it takes with SQLite's own 4,096."""
SQLITE_HEADER = b"SQLite format 3\x00"


Turn = Callable[[Patience | None], None]
"""What is asked before a file is written to; it may wait as long as the write's patience lasts, and raises UserError."""


def at_once(_patience: Patience | None) -> None:
    """Where nobody needs to be asked."""


def file_of(location: str | Path) -> Path | None:
    """The file a location names, or None when it is a server's URL."""
    if isinstance(location, str) and "://" in location:
        return None
    return Path(location)


def shown(location: str | Path) -> str:
    """A location as it may be shown and kept: a server's password is left out."""
    if file_of(location) is not None:
        return str(location)
    return make_url(str(location)).render_as_string(hide_password=True)


def kept(location: str) -> str:
    """A location as the desk remembers it: a server's password is asked for when it is opened again."""
    return location if file_of(location) is not None else servers.without_password(location)


def make(
    location: str | Path,
    passphrase: str | None = None,
    *,
    user: str = "",
    turn: Turn = at_once,
    read_only: bool = False,
    untouched: bool = False,
    journal_mode: str = "",
    synchronous: str = "FULL",
) -> Engine:
    """An engine for ``location``; writes begin with the lock in hand, so that no two of them interleave.

    ``passphrase`` '' opens an open file with the library that can encrypt it. ``user`` is named to others who have to
    wait at a server; ``turn`` is asked before each write to a file. ``untouched`` is for looking at a damaged file: not
    even what the last desk left in its log is folded in.

    FULL: what was acknowledged is there after a power cut. A file that nobody sees before it is complete and flushed
    needs neither that nor a journal on disk. A write-ahead log needs memory that all who have the file open share: not on
    a network drive.
    """
    path, to_json = file_of(location), json.JSONEncoder(ensure_ascii=False).encode
    if path is None:
        return servers.make(str(location), user, to_json, guarded(None))
    far, read_only = on_network(path), read_only or untouched
    journal_mode = journal_mode or ("DELETE" if far else "WAL")
    module = _sqlcipher() if passphrase is not None else sqlite3
    engine = create_engine(
        _address(path, read_only=read_only, untouched=untouched, far=far),
        module=module,
        poolclass=QueuePool,
        hide_parameters=True,
        execution_options=guarded(path),
        json_serializer=to_json,
        connect_args={"check_same_thread": False, "timeout": LONGEST_WAIT_S, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: Any) -> None:
        connection.create_function("bigrams", 1, bigrams, deterministic=True)
        cursor = connection.cursor()
        _begin(cursor, passphrase)
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        if far and not read_only:
            _take_log_away(cursor, journal_mode)
        cursor.execute(_TO_READ)
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute(f"PRAGMA journal_mode = {journal_mode}")
            cursor.execute(f"PRAGMA synchronous = {synchronous}")
        cursor.close()

    _write_with_lock(engine, module, turn)
    return engine


def _begin(cursor: Any, passphrase: str | None) -> None:
    """What SQLite must hear before all else: the key, or how large the pages of a file not yet written are."""
    if not passphrase:
        cursor.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    else:  # an encrypted file does not tell its page size: it keeps the one all are opened with
        quoted = key_of(passphrase).replace("'", "''")
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA key = '{quoted}'")


def key_of(passphrase: str) -> str:
    """A passphrase as a file is protected by it: the same however a keyboard puts its syllables together."""
    return unicodedata.normalize("NFC", passphrase)


def _take_log_away(cursor: Any, journal_mode: str) -> None:
    """From a file with a write-ahead log that was brought to a network drive.

    SQLite must have it to itself, or it asks for the shared memory and the locks there are none of.
    """
    cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
    cursor.execute(f"PRAGMA journal_mode = {journal_mode}")
    cursor.execute("PRAGMA locking_mode = NORMAL")


def _write_with_lock(engine: Engine, module: Any, turn: Turn) -> None:
    """A transaction that writes begins with the lock in hand, and with a larger cache for as long as it lasts."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("ieum_write")
        if writes:
            patience = connection.get_execution_options().get("ieum_patience")
            turn(patience)
            connection.exec_driver_sql(_TO_WRITE)
            connection.info["wrote"] = True
            # A wait that is not given what others left of it is this write's own, and as long as any.
            _begin_in_turn(connection, patience or Patience())
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "checkin")
    def wrote(connection: Any, record: Any) -> None:
        if connection is not None and record.info.pop("wrote", False):
            # A draft that a full disk left half written answers nothing any more, and is thrown away.
            with contextlib.suppress(module.Error):
                connection.execute(_TO_READ)


def _begin_in_turn(connection: Connection, patience: Patience) -> None:
    """Take the lock to write as soon as it is free, or fail once patience has run out."""
    try:
        with patience.waiting() as milliseconds:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {milliseconds}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {1000 * LONGEST_WAIT_S:.0f}")


def _address(path: Path, *, read_only: bool, untouched: bool, far: bool) -> URL:
    """Where SQLite finds a file.

    In a folder closed to writing it cannot make the index of its log and would not even read; without a log there it
    needs none, and is told that the file does not change. With a log it can be held to reading. On a network drive it
    must be: whoever only looks would take what another machine is about to write for left by a dead one, and undo it.
    """
    if (
        read_only
        and not path.with_name(path.name + "-wal").exists()
        and (untouched or not rights.takes_files(path.parent))
    ):
        how = "immutable=1"
    elif untouched or (read_only and far):
        how = "mode=ro"
    else:
        return URL.create("sqlite+pysqlite", database=str(path))
    return URL.create("sqlite+pysqlite", database=f"{uri_of(path.absolute())}?{how}", query={"uri": "true"})


def uri_of(path: PurePath) -> str:
    r"""The address of a file as SQLite reads it: of a share ('\\server\share') the server is part of the path.

    SQLite refuses a server where an address has it, 'file://server/share' (https://sqlite.org/uri.html, 3.1).
    """
    address = path.as_uri()
    return address if address.startswith("file:///") else address.replace("file://", "file:////", 1)


def guarded(path: Path | None) -> dict[str, Any]:
    """With what a list read from an engine says what the database refuses."""
    return {GUARD: partial(in_plain_words, path, looking=True)}


def make_in_memory() -> Engine:
    """An engine for a database that lives in one connection and is gone with it."""
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        hide_parameters=True,
        execution_options=guarded(None),
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: Any) -> None:
        connection.create_function("bigrams", 1, bigrams, deterministic=True)

    return engine


def check_is_data_file(path: Path, *, protected: bool) -> None:
    """Raise UserError with the way out when ``path`` cannot be a data file."""
    if not path.exists():
        raise UserError(
            f"데이터 파일이 없습니다: {path.name}. '새로 시작'을 고르거나 파일 위치를 확인해 주세요."
        )
    named = attach(f"'{path.name}'", "은/는")
    if path.is_dir():
        raise UserError(f"{named} 폴더입니다. 데이터 파일을 골라 주세요.")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except PermissionError:
        raise UserError(
            f"'{path.name}' 파일을 읽을 권한이 없습니다. 권한을 확인하거나 다른 파일을 골라 주세요."
        ) from None
    if protected:
        if head == SQLITE_HEADER:
            raise UserError("암호가 걸리지 않은 파일입니다. 암호 없이 열어 주세요.")
    elif head != SQLITE_HEADER:
        raise UserError(
            f"{named} 이음 데이터 파일이 아니거나 암호가 걸려 있습니다. 암호를 넣거나 다른 파일을 골라 주세요."
        )


def prepare_new(path: Path) -> None:
    """Make the folder for a new data file. Raises UserError when ``path`` exists or the folder cannot be made."""
    if path.exists():
        raise UserError(f"'{path.name}' 파일이 이미 있습니다. 다른 이름을 쓰거나 그 파일을 열어 주세요.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UserError(f"'{path.parent}' 폴더에 쓸 수 없습니다. 쓸 수 있는 폴더를 골라 주세요.") from None


def _sqlcipher() -> Any:
    # Imported when a protected file is opened: most files are not, and it is a second copy of SQLite.
    from sqlcipher3 import dbapi2

    return dbapi2
