"""Who has a data file open in a window: one desk writes at a time, the next is told who and since when.

The lock is the operating system's own on a file beside the data file, so that it ends with the process that held it,
however that ended; the name written in a second file tells the next one whom to ask.
"""

import contextlib
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file, since when."""

    user: str
    since: dt.datetime | None

    def sentence(self) -> str:
        """'김주무관 09:12부터 사용 중', for the person who comes second."""
        since = f" {self.since.astimezone():%m. %d. %H:%M}부터" if self.since else ""
        return f"{self.user}님이{since} 이 파일을 쓰고 있습니다."


class DeskLock:
    """The lock on one data file: ``take`` it, and ``release`` it when the file is closed."""

    def __init__(self, data_file: Path) -> None:
        self._lock = FileLock(data_file.with_name(f".{data_file.name}.lock"))
        self._note = data_file.with_name(f".{data_file.name}.holder")

    def take(self, user: str, at: dt.datetime) -> Holder | None:
        """Take the lock; returns who holds it when somebody does. A lock left by a dead program is simply free.

        A folder that cannot be written to has no lock to take, and no second writer either.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return self._holder()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same, only without a name
            self._note.write_text(json.dumps({"user": user, "since": at.isoformat()}), encoding="utf-8")
        return None

    def release(self) -> None:
        """Let the next one in."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> Holder:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), dt.datetime.fromisoformat(note["since"]))
        except (OSError, ValueError, KeyError):  # the holder is just writing or wiping its note
            return Holder("다른 사람", None)
