"""Whether the path of an open data file still leads to that file."""

from pathlib import Path

from desktop.services.datafile.network_drives import on_network


class Place:
    """The path of a file just opened, and by what the file is known: device and inode, on Windows volume and file id.

    A file stays what it is while it is held open, wherever it is moved and whether or not a name is left of it. On a
    network drive the id may change while the file stays, so there only its absence counts; that another machine wrote over
    it shows in the journal.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._far = on_network(path)
        self._known = self._look()

    def why_gone(self) -> str:
        """Why the path does not lead to the file, in a sentence; '' where it does or cannot be asked."""
        try:
            found = self._look()
        except OSError:
            return ""  # what a disk in trouble says, SQLite will say too
        if found is None:
            return f"'{self._path.name}' 파일이 제자리에 없습니다. 지워졌거나 옮겨졌습니다."
        if found != self._known and not self._far:
            return f"'{self._path.name}' 자리에 다른 파일이 놓였습니다."
        return ""

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_dev, found.st_ino
