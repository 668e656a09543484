"""Backups of the data file: made, proven readable, brought back."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from desktop.documents.drafts import draft_for
from desktop.documents.saving import patiently, save
from desktop.errors import Progress, UserError, no_progress
from desktop.queries.lists import LIKENESSES, LINES
from desktop.services.attachments import keeping as attachments
from desktop.services.attachments import moving
from desktop.services.datafile import copies, encryption, engines, schema, write_ahead_log
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.desks.desk_lock import DeskLock, alone
from desktop.services.datafile.lines import keeping, likeness
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.store import Store, desk_user, now
from desktop.services.safety.carrying import Carried, carry_over
from desktop.services.safety.counted import COUNTED
from desktop.text.particles import attach

IN_USE = "데이터 파일이 다른 창이나 다른 자리에서 열려 있습니다. 닫은 뒤 다시 해 주세요."


@dataclass(frozen=True, slots=True)
class Backup:
    """A data file proven whole: where it lies, its size in bytes, and how many rows of each table it holds.

    ``told`` names the attachments that lie beside the data file and not in it.
    """

    path: Path
    size: int
    counts: dict[str, int]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, where the file that stood there before is kept, if one did, and what of its register went on."""

    backup: Backup
    kept: Path | None
    carried: Carried


def back_up(store: Store, target: Path, progress: Progress = no_progress) -> Backup:
    """Copy the open data file to ``target``, whatever is being written meanwhile, and open the copy to prove it.

    A protected file's copy is protected by the same passphrase. ``target`` is the old file or the new one, whole, at
    every moment. Raises UserError for a server database, for the data file itself, and where nothing can be written.
    """
    if store.path is None:
        raise UserError("서버에 있는 자료는 파일로 백업할 수 없습니다. 서버 관리자의 백업을 쓰세요.")
    if target.is_dir():
        named = attach(f"'{target.name}'", "은/는")
        raise UserError(f"{named} 폴더입니다. 백업 파일의 이름까지 적어 주세요.")
    if target.exists() and (holder := DeskLock(target).another()) is not None:
        raise UserError(
            f"'{target.name}': {holder.sentence()} 그 위에는 백업할 수 없습니다. 다른 이름을 적어 주세요."
        )
    neighbours.refuse_beside_logs(target)
    counts: dict[str, int] = {}
    # Of a file that was taken away meanwhile the copy is all that will be left.
    size = store.path.stat().st_size if store.path.exists() else 0

    def write(draft: Path) -> None:
        draft.write_bytes(b"")
        with in_plain_words(target, size):
            copies.copy_database(store.engine, draft)
            progress(1, 2)
            counts.update(copies.proven(store.engine, draft, COUNTED))
        progress(2, 2)

    landed = save(target, write, needs=size, with_folder=target.parent == folder_of(store.path))
    return Backup(landed, landed.stat().st_size, counts, attachments.where_told(store))


def restore(
    location: str | Path,
    candidate: Path,
    *,
    passphrase: str | None = None,
    clock: Callable[[], dt.datetime] = now,
) -> Restored:
    """Put a backup in the place of the data file, which must not be open here.

    A backup of this file from before it was protected comes back under ``passphrase``. It is copied, checked and brought up to date
    before the data file is touched; what that issued since is carried over (see `carrying`), and the file itself goes into
    the folder beside it. Raises UserError, the data file as it was, when the backup is damaged, newer than the program or
    protected by another passphrase, or when the data file is in use.
    """
    path = engines.file_of(location)
    if path is None:
        raise UserError("서버에 있는 자료는 파일로 되살릴 수 없습니다. 서버 관리자에게 맡겨 주세요.")
    if _same_file(candidate, path):
        raise UserError("되살릴 백업이 지금 쓰는 데이터 파일입니다. 백업 파일을 골라 주세요.")
    its_own = key_of(candidate, passphrase)
    if its_own != passphrase and not _may_be_of_one_file(candidate, its_own, path, passphrase):
        its_own = passphrase  # a stranger's open file is refused as one
    engines.check_is_data_file(candidate, protected=its_own is not None)
    counts: dict[str, int] = {}
    kept: list[Path] = []
    carried: list[Carried] = []
    size = candidate.stat().st_size

    def write(draft: Path) -> None:
        draft.write_bytes(b"")
        with in_plain_words(path, size):
            _copy(candidate, its_own, draft, passphrase)
            _make_current(draft, passphrase, clock)
        if path.exists():
            fold_log_in(path, key_of(path, passphrase))
        with _engine(draft, passphrase, read_only=False) as engine:
            restored = Store(engine, str(draft), clock=clock)
            carried.append(carry_over(path, key_of(path, passphrase), restored, candidate.name))
            _bring_attachments(path, key_of(path, passphrase), restored)
            with restored.read() as session:
                counts.update(copies.counts(session.connection(), COUNTED))
        if path.exists():
            kept.append(_keep_aside(path, clock()))
        else:
            _set_logs_aside(path, _aside(path, clock()))

    path.parent.mkdir(parents=True, exist_ok=True)  # on a new PC there is no data folder yet
    with alone(path, desk_user(), clock()):
        copies_made = 2 if its_own == passphrase else 3
        landed = save(path, write, needs=copies_made * size, in_place=True)  # the file there is kept too
    if landed != path:
        patiently(landed.unlink)
        raise UserError(IN_USE)
    write_ahead_log.forget(path)
    return Restored(Backup(path, path.stat().st_size, counts), kept[0] if kept else None, carried[0])


def folder_of(path: Path) -> Path:
    """Where the backups the program makes by itself lie: '이음 백업' beside '이음.db'."""
    return neighbours.backups_folder(path)


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


@contextmanager
def _engine(path: Path, passphrase: str | None, *, read_only: bool) -> Iterator[Engine]:
    # A draft needs no journal on the disk: nobody sees it before it is whole and flushed.
    engine = engines.make(path, passphrase, read_only=read_only, journal_mode="MEMORY", synchronous="OFF")
    try:
        yield engine
    finally:
        engine.dispose()


def key_of(candidate: Path, passphrase: str | None) -> str | None:
    """What a backup opens with: one from before the data file was protected with nothing, every other with its passphrase."""
    with contextlib.suppress(OSError):  # looking at it closer says what is the matter
        return None if encryption.is_open(candidate) else passphrase
    return passphrase


def _may_be_of_one_file(candidate: Path, its_own: str | None, path: Path, passphrase: str | None) -> bool:
    """Whether both begin with the same operation, or one of them cannot be asked."""
    begun = {_began(candidate, its_own), _began(path, key_of(path, passphrase)) if path.exists() else None}
    return len(begun - {None}) < 2


def _began(path: Path, passphrase: str | None) -> str | None:
    try:
        with _engine(path, passphrase, read_only=True) as engine, engine.connect() as connection:
            first: str | None = connection.exec_driver_sql("SELECT min(at) FROM operation").scalar()
            return first
    except DBAPIError:
        return None


def _copy(candidate: Path, its_own: str | None, draft: Path, passphrase: str | None) -> None:
    """Through SQLite and not byte by byte: what still lies in the backup's write-ahead log comes along."""
    if its_own == passphrase:
        with _engine(candidate, its_own, read_only=True) as engine:
            copies.copy_database(engine, draft)
        return
    # In two steps, for the backup itself is not to change: put under another passphrase, it would be written to.
    with draft_for(draft) as between:
        between.write_bytes(b"")
        with _engine(candidate, its_own, read_only=True) as engine:
            copies.copy_database(engine, between)
        encryption.copy_under(between, its_own, draft, passphrase)


def _make_current(draft: Path, passphrase: str | None, clock: Callable[[], dt.datetime]) -> None:
    with _engine(draft, passphrase, read_only=False) as engine:
        schema.bring_up_to_date(engine, None, LINES, read_only=False, clock=clock)
        with engine.connect().execution_options(ieum_write=True) as connection:
            copies.refuse_if_damaged(connection)
            # Looking takes a tenth of writing them all anew.
            untrue = [line for line in LINES if keeping.differing(connection, line)]
            keeping.rebuild(connection, untrue, clock().astimezone().date())
            likeness.rebuild(
                connection, [each for each in LIKENESSES if likeness.differing(connection, each)]
            )
            connection.commit()


def _bring_attachments(path: Path, passphrase: str | None, restored: Store) -> None:
    if path.exists():
        with (
            contextlib.suppress(DBAPIError),
            _engine(path, passphrase, read_only=True) as engine,
            engine.connect() as current,
        ):
            moving.bring_along(restored, current, path)


def fold_log_in(path: Path, passphrase: str | None) -> None:
    """Fold the write-ahead log into the file, which works for the only one who has it open; UserError for others."""
    engine = engines.make(path, passphrase, journal_mode="DELETE")
    try:
        with engine.connect():
            pass
    except DBAPIError as error:
        # A damaged file, or one under another passphrase, may well be what a backup is brought back for.
        if "locked" in str(error.orig):
            raise UserError(IN_USE) from None
    finally:
        engine.dispose()


def _keep_aside(path: Path, at: dt.datetime) -> Path:
    landed = save(_aside(path, at), lambda draft: _copy_bytes(path, draft), with_folder=True)
    _set_logs_aside(path, landed)
    return landed


def _aside(path: Path, at: dt.datetime) -> Path:
    return folder_of(path) / f"{path.stem} 되살리기 전 {at.astimezone():%Y-%m-%d %H%M%S}{path.suffix}"


def _set_logs_aside(path: Path, landed: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        log = path.with_name(path.name + suffix)
        if (
            log.exists()
        ):  # left beside a file that is gone or cannot be opened any more, and harmful beside another
            landed.parent.mkdir(exist_ok=True)
            log.replace(landed.with_name(landed.name + suffix))


def _copy_bytes(source: Path, target: Path) -> None:
    shutil.copy2(source, target)
