"""Who has a data file open in a window: one desk writes at a time, the next is told who and since when.

The lock is the operating system's own on a file beside the data file, so that it ends with the process that held it,
however that ended; the name written in a second file tells the next one whom to ask. Between two machines on a network
drive such a lock may hold nobody off: there the note itself is the lock, kept fresh as long as its writer lives. A drive
may show a note to other machines late: so it counts only once it has stood for a while (Lamport, "A fast mutual exclusion
algorithm", 1987, after Fischer), and until then nothing is written.
"""

import contextlib
import datetime as dt
import json
import logging
import os
import platform
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from desktop import system
from desktop.errors import UserError
from desktop.services.datafile.desks.network_drives import on_network
from desktop.services.datafile.desks.patience import Patience

log = logging.getLogger(__name__)
BEAT_S = 20.0
"""How often a note on a network drive is touched; one that was not for three times as long is left by a dead desk."""
SETTLES_S = 10.0
"""How long a note there must have stood: twice the time in which other machines see it."""


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

    def __init__(
        self, data_file: Path, *, host: str = "", beat: float = BEAT_S, settles: float = SETTLES_S
    ) -> None:
        self._lock = FileLock(data_file.with_name(f".{data_file.name}.lock"))
        self._note = data_file.with_name(f".{data_file.name}.holder")
        self._host = host or platform.node()
        self._shared = on_network(data_file)
        self._beat, self._settles = beat, settles
        self._over, self._settled = threading.Event(), threading.Event()
        self._mine: Holder | None = None
        self.patient = True
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
        note = {"user": user, "since": at.isoformat(), "host": self._host, "process": os.getpid()}
        try:
            # Where there is none, only one of two that come at the same moment makes it.
            self._write(note, anew=left is None)
        except FileExistsError:
            if self._shared and self._is_fresh():
                self._lock.release()
                return self._holder() or Holder("다른 사람", None)
            self._write(note, anew=False)
        except OSError:
            pass  # on a full disk the lock holds all the same, only without a name
        for beside in (Path(self._lock.lock_file), self._note):
            system.hide(beside)
        if self._shared:
            self._mine = Holder(user, at, self._host, os.getpid())
            self._over.clear()
            self._settled.clear()
            threading.Thread(target=self._keep_fresh, name="desk lock", daemon=True).start()
        return None

    def _write(self, note: Mapping[str, object], *, anew: bool) -> None:
        """In the place of what it says, but in the same file: Windows lets nobody begin a hidden one anew."""
        with self._note.open("x" if anew else "a", encoding="utf-8") as file:
            file.truncate(0)
            file.write(json.dumps(note))

    def make_sure(self, patience: Patience | None = None) -> None:
        """Before anything is written: see that nobody else holds a file on a network drive.

        Waits until the note has stood long enough, at most what is left of ``patience``; without one, a ``patient`` lock
        as long as it takes, another not at all. Raises UserError where it has not by then, and where the note is
        another's.
        """
        if self._mine is None:
            return
        with (patience or Patience(2 * self._settles if self.patient else 0)).waiting() as milliseconds:
            stood = self._settled.wait(milliseconds / 1000)
        if not stood:
            raise UserError(
                "네트워크 드라이브의 파일을 다른 자리도 쓰려는지 확인하고 있습니다. 10초쯤 뒤에 다시 해 주세요."
            )
        other = self._other()
        if other is not None:
            raise UserError(f"{other.sentence()} 저장하지 않았습니다. 그 창을 닫은 뒤 다시 열어 주세요.")

    def release(self) -> None:
        """Let the next one in."""
        self._over.set()
        if self._lock.is_locked:
            # A note nobody holds says nothing to the next one.
            with contextlib.suppress(OSError):
                if self._mine is None or self._holder() == self._mine:
                    self._note.unlink(missing_ok=True)
            self._lock.release()
        self._mine = None

    def _holder(self) -> Holder | None:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            since = dt.datetime.fromisoformat(note["since"])
            return Holder(str(note["user"]), since, str(note.get("host", "")), int(note.get("process", 0)))
        except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
            # none there, one half written, or of another shape
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
        with contextlib.suppress(
            OSError
        ):  # what a virus scanner looks at just now is touched again the next time
            probe.unlink()
        return age < 3 * self._beat

    def _other(self) -> Holder | None:
        """Who else's the note is now."""
        now = self._holder()
        return None if now == self._mine else now

    def _keep_fresh(self) -> None:
        until = time.monotonic() + self._settles
        while not self._over.wait(min(self._beat, max(until - time.monotonic(), 0)) or self._beat):
            other = self._other()
            if other is not None or time.monotonic() >= until:
                self._settled.set()
            if other is not None:
                self.taken_over(other)
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
        lock.make_sure()
        yield
    finally:
        lock.release()
