"""Whether the path of an open data file still leads to that file."""

from pathlib import Path

from sqlalchemy import Engine, event

from desktop.errors import UserError
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.desks.network_drives import on_network

_KEEP_A_COPY = "지금까지의 자료는 '사본 저장'으로 남기고 그 파일을 열어 주세요."


class OpenPath:
    """The path of a file just opened, and by what the file is known: device and inode, on Windows volume and file id.

    A file stays what it is while it is held open, wherever it is moved and whether or not a name is left of it. On a
    network drive the id may change while the file stays, so there only its absence counts; that another machine wrote over
    it shows in the journal.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path.absolute()
        self._far = on_network(path)
        self._known = _identity(self._path)
        self._logs = {log: _identity(log) for log in neighbours.logs_of(self._path)}
        # A connection made from here on would open what lies there by then, or make an empty file.
        event.listen(engine, "do_connect", lambda *_connecting: self.refuse_elsewhere())

    def why_gone(self) -> str:
        """Why the path does not lead to the file, in a sentence; '' where it does or cannot be asked."""
        try:
            found = _identity(self._path)
        except OSError:
            return ""  # what a disk in trouble says, SQLite will say too
        if found is None:
            return f"'{self._path.name}' 파일이 제자리에 없습니다. 지워졌거나 옮겨졌습니다."
        if found != self._known and not self._far:
            return f"'{self._path.name}' 자리에 다른 파일이 놓였습니다."
        return ""

    def refuse_elsewhere(self, undone: str = "") -> None:
        """Raise UserError where the path does not lead to the file; ``undone`` says what was not done for that."""
        if told := self.why_gone():
            raise UserError(f"{told} {undone} {_KEEP_A_COPY}".replace("  ", " "))

    def leave_no_log(self) -> None:
        """Where another file lies here now, take the log of the one that was open away: it would be played back into it.

        Beside no file at all the log stays, for whoever brings the file back from where it was put.
        """
        if self._far or _identity(self._path) in (None, self._known):
            return
        for log in neighbours.logs_of(self._path):
            if _identity(log) == self._logs.get(log):
                log.unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
