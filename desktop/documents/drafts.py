"""Files still being written: hidden beside their target, noted in the user's own folder, cleared away after a death.

What kill -9 or a power cut leaves of a draft may hold personal data, and nobody would find it. So before a draft is
begun its path is noted, under a lock of the operating system that ends with the process: a note whose lock is free
belongs to nobody who lives, and its draft goes when a file is next opened or saved, wherever the draft lies.
"""

import contextlib
import logging
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import places, system

log = logging.getLogger(__name__)
_FORM = ".ieum-{}.part"
_LOCK, _NOTE = ".lock", ".path"
DAYS_SOUGHT = 90
"""On so many days is a disk with a draft looked for; nobody brings back one that was away on all of them."""
_A_DAY = b"\0"
"""Behind the path in its note, for each day on which it was looked for in vain. No path holds one."""
_DAY_S = 86_400
_BESIDE = ("", "-journal", "-wal", "-shm")
"""What a half copied database leaves beside it."""


@contextmanager
def draft_for(path: Path) -> Iterator[Path]:
    """A free hidden name in the folder of ``path``; what still lies there at the end is taken away, then or later.

    The name says nothing of its target, which may be a person's, and no two desks write the same draft.
    """
    clear_dead()
    draft = name_in(path.parent)
    with _noted(draft):
        yield draft


def name_in(folder: Path) -> Path:
    """A name for a draft that nobody else comes upon."""
    return folder / _FORM.format(uuid.uuid4().hex[:12])


def is_draft(path: Path) -> bool:
    """Whether a file has the name of a draft: it is being made, and will be called otherwise."""
    before, after = _FORM.split("{}")
    return path.name.startswith(before) and path.name.endswith(after)


def clear_dead() -> None:
    """Take away the drafts of processes of this user that are no more; those of the living are left alone.

    One on a disk that is not there now is kept in mind, until it was looked for on `DAYS_SOUGHT` days.
    """
    # Either may be left without the other: a lock on Windows takes its file away when it is let go.
    locks = {_lock_of(path) for path in places.drafts_folder().glob("*") if path.suffix in (_LOCK, _NOTE)}
    if not locks:
        return
    from filelock import FileLock, Timeout  # with asyncio in tow, which most starts need not wait for

    for path in sorted(locks):
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):  # its owner lives, or another start is just clearing it
            continue
        try:
            if _clear(_note_of(path)) or _given_up(_note_of(path)):
                path.unlink(missing_ok=True)
        except OSError:
            continue  # a draft that cannot be taken away now is tried again next time; a lock in use on Windows goes by itself
        finally:
            lock.release()


@contextmanager
def _noted(draft: Path) -> Iterator[None]:
    from filelock import FileLock

    path = places.drafts_folder() / f"{uuid.uuid4().hex}{_LOCK}"
    lock = FileLock(path)
    # Where the user's own folder takes no note the file is saved all the same; only a death would leave its draft.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
        _write_through(_note_of(path), os.fsencode(draft))
    ended_well = False
    try:
        yield
        ended_well = True
    finally:
        try:
            _take_away(draft)
            if not ended_well:
                # On a disk that is going, a draft already renamed or taken away may be there again when it is back.
                onto_the_disk(draft.parent)
            with contextlib.suppress(OSError):
                _note_of(path).unlink(missing_ok=True)
                lock.release()
                path.unlink(missing_ok=True)
        except OSError:
            # A disk that was pulled out comes back with its draft on it: the note stays until then.
            log.warning("a draft could not be taken away; the next start tries again")
        finally:
            lock.release()


def onto_the_disk(path: Path) -> None:
    """Return once a file's contents, or a folder's names, would survive a power cut."""
    if path.is_dir() and system.ON_WINDOWS:  # which opens no folders and needs no flush of them
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _note_of(lock: Path) -> Path:
    return lock.with_suffix(_NOTE)


def _lock_of(path: Path) -> Path:
    return path.with_suffix(_LOCK)


def _write_through(path: Path, data: bytes) -> None:
    """Written to the disk itself, or a power cut could keep the draft and lose the note."""
    at_once: int = getattr(os, "O_DSYNC", 0)  # Windows has none
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | at_once | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        os.write(handle, data)
        if not at_once:
            os.fsync(handle)
    finally:
        os.close(handle)


def _clear(note: Path) -> bool:
    """Whether the draft the note names is gone."""
    if note.exists():
        draft = Path(os.fsdecode(note.read_bytes().rstrip(_A_DAY)))
        before, after = _FORM.split("{}")
        if draft.name.startswith(before) and draft.name.endswith(after):
            if not draft.parent.is_dir():
                return False
            _take_away(draft)
        note.unlink()
    return True


def _given_up(note: Path) -> bool:
    """Whether this is one day too many; not the age of a note counts, which a clock far ahead makes in a moment."""
    now = time.time()
    if now // _DAY_S == note.stat().st_mtime // _DAY_S:
        return False
    with note.open("ab") as file:
        file.write(_A_DAY)
    os.utime(note, (now, now))
    told = note.read_bytes()
    if len(told) - len(told.rstrip(_A_DAY)) < DAYS_SOUGHT:
        return False
    note.unlink()
    log.warning("a draft is given up whose disk was away on %d days", DAYS_SOUGHT)
    return True


def _take_away(draft: Path) -> None:
    for beside in _BESIDE:
        path = draft.with_name(draft.name + beside)
        if path.is_dir():  # of an attachment, in pieces
            shutil.rmtree(path)
        elif path.exists():  # a disk that takes no writes refuses to take away what was never there
            path.unlink(missing_ok=True)
