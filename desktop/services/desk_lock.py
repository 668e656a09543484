"""Who has a data file open in a window: one desk writes at a time, the next is told who and since when.

The lock is the operating system's own on a file beside the data file, so that it ends with the process that held it,
however that ended; the name written in a second file tells the next one whom to ask. Between two machines on a network
drive such a lock may hold nobody off: there the note itself is the lock, kept fresh as long as its writer lives.
"""

import contextlib
import datetime as dt
import json
import logging
import os
import platform
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.errors import UserError
from desktop.services.network_drives import on_network

log = logging.getLogger(__name__)
BEAT_S = 20.0
"""How often a note on a network drive is touched; one that was not for three times as long is left by a dead desk."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file, since when, at which machine and by which process there."""

    user: str
    since: dt.datetime | None
    host: str = ""
    process: int = 0

    def sentence(self) -> str:
        """'김주무관 님이 09:12부터 사용 중입니다.', for the person who comes second."""
        if self.since is None:
            return f"{self.user} 님이 사용 중입니다."
        at = self.since.astimezone()
        today = dt.datetime.now(dt.UTC).astimezone().date()
        day = "" if at.date() == today else f"{at.month}. {at.day}. "
        return f"{self.user} 님이 {day}{at:%H:%M}부터 사용 중입니다."


class DeskLock:
    """The lock on one data file: ``take`` it, and ``release`` it when the file is closed.

    ``taken_over(by)`` is called, from another thread, when somebody took a desk for dead that only slept.
    """

    def __init__(self, data_file: Path, *, host: str = "", beat: float = BEAT_S) -> None:
        self._lock = FileLock(data_file.with_name(f".{data_file.name}.lock"))
        self._note = data_file.with_name(f".{data_file.name}.holder")
        self._host = host or platform.node()
        self._shared = on_network(data_file)
        self._beat = beat
        self._over = threading.Event()
        self._mine: Holder | None = None
        self.taken_over: Callable[[Holder], object] = lambda _by: None

    def take(self, user: str, at: dt.datetime) -> Holder | None:
        """Take the lock; returns who holds it when somebody does. A lock left by a dead program is taken over.

        A folder that cannot be written to has no lock to take, and no second writer either.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return self._holder() or Holder("다른 사람", None)  # who is just writing or wiping the note
        except OSError:
            return None
        left = self._holder()
        if left is not None and self._shared and left.host != self._host and self._is_fresh():
            self._lock.release()
            return left
        if left is not None:
            since = f"{left.since:%Y-%m-%d %H:%M}" if left.since else "?"
            log.warning("lock left by %s at %s since %s taken over", left.user, left.host or "?", since)
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same, only without a name
            note = {"user": user, "since": at.isoformat(), "host": self._host, "process": os.getpid()}
            self._note.write_text(json.dumps(note), encoding="utf-8")
        if self._shared:
            self._mine = Holder(user, at, self._host, os.getpid())
            self._over.clear()
            threading.Thread(target=self._keep_fresh, name="desk lock", daemon=True).start()
        return None

    def release(self) -> None:
        """Let the next one in."""
        self._over.set()
        if self._lock.is_locked:
            # A note nobody holds says nothing to the next one.
            with contextlib.suppress(OSError):
                if self._mine is None or self._holder() == self._mine:
                    self._note.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> Holder | None:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            since = dt.datetime.fromisoformat(note["since"])
            return Holder(str(note["user"]), since, str(note.get("host", "")), int(note.get("process", 0)))
        except (OSError, ValueError, KeyError, TypeError):  # none there, or one half written
            return None

    def another(self) -> Holder | None:
        """Who else has the file open in a window, for whom it is in the way; None where it is nobody who said so."""
        left = self._holder()
        if left is None or (left.host == self._host and left.process == os.getpid()):
            return None
        if self._shared and left.host != self._host:
            return left if self._is_fresh() else None
        try:
            self._lock.acquire(timeout=0)
        except (Timeout, OSError):
            return left
        self._lock.release()
        return None

    def _is_fresh(self) -> bool:
        """By the drive's own clock, which is not this machine's: what is touched now bears its time."""
        probe = self._note.with_name(f"{self._note.name}.{os.getpid()}")
        probe.touch()
        age = probe.stat().st_mtime - self._note.stat().st_mtime
        probe.unlink()
        return age < 3 * self._beat

    def _keep_fresh(self) -> None:
        while not self._over.wait(self._beat):
            now = self._holder()
            if now is not None and now != self._mine:
                self.taken_over(now)
                return
            with contextlib.suppress(OSError):  # the drive is away; the next beat tries again
                os.utime(self._note)


@contextlib.contextmanager
def alone(data_file: Path, user: str, at: dt.datetime) -> Iterator[None]:
    """Hold the lock for a while; UserError with who holds it when somebody does."""
    lock = DeskLock(data_file)
    holder = lock.take(user, at)
    if holder is not None:
        raise UserError(f"{holder.sentence()} 그 창을 닫은 뒤 다시 해 주세요.")
    try:
        yield
    finally:
        lock.release()
