"""Is a data file whole, and what is in it? Asked past the program and of the program."""

import sqlite3
from pathlib import Path

import openpyxl
import pypdfium2

from desktop.services.integrity import check
from tests.faults import work


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


def names(folder: Path) -> set[str]:
    """The files in a folder, hidden ones too; not the lock, nor the logs SQLite keeps beside the data file."""
    own = {f"{work.DATA}{log}" for log in ("-wal", "-shm", "-journal")} | {f".{work.DATA}.lock"}
    return {path.name for path in folder.iterdir() if path.is_file()} - own


def is_draft(name: str) -> bool:
    """Whether a file is one that was still being written, or tells who was: hidden, under no name a person gave."""
    return name.startswith(".") and (".part" in name or name.endswith(".holder"))


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
