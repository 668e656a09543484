"""Is a data file whole, and what is in it? Asked past the program and of the program."""

import re
import sqlite3
import tempfile
import time
from pathlib import Path

import openpyxl
import pypdfium2

from desktop.errors import UserError
from desktop.services.datafile import encryption
from desktop.services.safety import rescue
from desktop.services.safety.integrity import check
from tests.faults import another_desk, work


def problems(folder: Path, data: str = work.DATA) -> list[str]:
    """What is wrong with a data file, after the program opened it once: nothing, as long as it keeps its promises."""
    with work.open_data(folder, data) as store:
        found = list(check(store).problems)
    file = sqlite3.connect(folder / data)
    try:
        found += [said for (said,) in file.execute("PRAGMA integrity_check") if said != "ok"]
        found += [str(row) for row in file.execute("PRAGMA foreign_key_check")]
    finally:
        file.close()
    return found


def start_again(folder: Path, *data: str) -> None:
    """The next start, in a process of its own: silent, quick, nothing wrong with the files and nothing left over."""
    for name in data:
        secret = work.secret_of(folder / name)
        began = time.monotonic()
        with rescue.open_sound(folder / name, passphrase=secret, clock=lambda: work.NOW) as store:
            assert time.monotonic() - began < LONGEST_START
            assert check(store).problems == ()
    # Another desk that starts just now may be the one that clears a draft away.
    another_desk.until(lambda: drafts(folder) == [], 2)


def examine(path: Path) -> None:
    """Open a file, look it through and work with it; raises what a person is told, if anything."""
    with rescue.open_sound(path, clock=lambda: work.NOW) as store:
        if found := check(store).problems:
            raise UserError(found[0])
        work.trainees(store).page(0, 200)
        work.save_one(store)


def counts(folder: Path, *tables: str, data: str = work.DATA) -> tuple[int, ...]:
    """How many rows the tables hold."""
    file = sqlite3.connect(folder / data)
    try:
        return tuple(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    finally:
        file.close()


def contents(folder: Path) -> tuple[list[str], dict[str, bytes]]:
    """What a person finds: the rows of the data file, as statements that would write them, and the other files."""
    file = sqlite3.connect(folder / work.DATA)
    try:
        rows = list(file.iterdump())
    finally:
        file.close()
    return rows, {name: (folder / name).read_bytes() for name in names(folder) - {work.DATA}}


LONGEST_START = 20.0
State = dict[str, object]
"""What lies in a folder, by path: the rows of a data file, 'old' or the size of a list, the bytes of anything else."""


def state(folder: Path) -> State:
    """What a person finds in a folder and the folders in it, so that two states can be compared."""
    return {
        _SEALED.sub("sealed", str(path.relative_to(folder))): _state_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_own(path)
    }


_SEALED = re.compile(r"..[/\\][0-9a-f]{64}\.sealed")
"""A name in the folder of attachments, drawn by lot as the key is; that it opens, the data file's own check says."""


def _state_of(path: Path) -> object:
    if path.parent.suffix == ".sealed":
        return path.stat().st_size
    if path.suffix == ".ieum":
        return _rows_of(path)
    if path.suffix in {".xlsx", ".pdf"}:
        if path.read_bytes() == work.OLDER:
            return "old"
        return rows_of_list(path) if path.suffix == ".xlsx" else pages_of_list(path)
    return path.read_bytes()


def _rows_of(path: Path) -> tuple[str, ...]:
    """The rows of a data file as statements that would write them; of a protected one too, which says so first."""
    if encryption.is_open(path):
        file = sqlite3.connect(path)
        try:
            return tuple(_without_secret(line) for line in file.iterdump())
        finally:
            file.close()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        plain.touch()
        secret = work.secret_of(path)
        encryption.copy_under(path, secret, plain, None)
        return (f"under {secret}", *_rows_of(plain))


def _without_secret(line: str) -> str:
    """A statement of a dump; what is drawn by lot, the secret of codes or an attachment's key, says only that it is there."""
    return re.sub(
        r"(INSERT INTO \"(?:certificate_secret|stored_file)\".*?,)X'[0-9A-F]{64,}'", r"\1'secret'", line
    )


def is_kept(name: str) -> bool:
    """Whether a path is that of a file kept as it was before a backup was brought back or its tables were changed."""
    return "되살리기 전" in name or "새 판으로 바꾸기 전" in name


def journal_mode(path: Path) -> str:
    """How a data file keeps its journal: 'wal' or 'delete'."""
    file = sqlite3.connect(path)
    try:
        return str(file.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        file.close()


def drafts(folder: Path) -> list[str]:
    """What is hidden in a folder and the folders in it, besides the lock of the data file."""
    return [path.name for path in folder.rglob(".*") if not path.name.endswith((".lock", ".holder"))]


def _is_own(path: Path) -> bool:
    return path.name.endswith(("-wal", "-shm", "-journal", ".lock", ".holder"))


def names(folder: Path) -> set[str]:
    """The files in a folder, hidden ones too; not the lock, nor the logs SQLite keeps beside the data file."""
    return {path.name for path in folder.iterdir() if path.is_file() and not _is_own(path)}


def rows_of_list(path: Path) -> int:
    """How many people stand in an exported workbook, read by another program."""
    workbook = openpyxl.load_workbook(path)
    numbers = [row[0] for row in workbook.active.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert numbers == list(range(1, len(numbers) + 1))
    return len(numbers)


def pages_of_list(path: Path) -> int:
    """How many pages an exported PDF has, each with words on it."""
    with pypdfium2.PdfDocument(path) as document:
        assert all(page.get_textpage().count_chars() for page in document)
        return len(document)
