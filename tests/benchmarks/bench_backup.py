"""How long a backup and bringing it back take, beside SQLite's own VACUUM INTO and a bare copy of the file's bytes.

    python tests/benchmarks/bench_backup.py [--rows 456 20000 100000] [--rounds 3]

이음 opens the copy again, checks it whole, counts its rows and keeps its SHA-256; the others only copy, flushed to the disk.
"""

import argparse
import functools
import os
import shutil
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_export import fill
from side_by_side import Figures, print_table, take_turns, timed

COPY, BACK, SIZE = "백업", "되살리기", "파일 MB"


def made(rows: int, folder: Path) -> Path:
    """A data file of so many trainees, closed."""
    from desktop.services.datafile.store import Store

    path = folder / "견줌.db"
    with Store.create(path) as store:
        fill(store, rows)
    return path


def with_ieum(rows: int, folder: Path) -> Figures:
    from desktop.services.datafile.store import Store
    from desktop.services.safety import backup

    figures: Figures = {}
    path, copy = made(rows, folder), folder / "백업.db"
    with Store.open(path) as store, timed(figures, COPY):
        kept = backup.back_up(store, copy)
    assert kept.path == copy
    with timed(figures, BACK):
        backup.restore(path, copy)
    with Store.open(path) as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM trainee").scalar() == rows
    figures[SIZE] = copy.stat().st_size / 2**20
    return figures


def with_vacuum(rows: int, folder: Path) -> Figures:
    figures: Figures = {}
    path, copy = made(rows, folder), folder / "백업.db"
    with timed(figures, COPY):
        file = sqlite3.connect(path)
        file.execute("VACUUM INTO ?", (str(copy),))
        file.close()
        flush(copy)
    with timed(figures, BACK):
        shutil.copyfile(copy, path)
        flush(path)
    return figures


def with_bytes(rows: int, folder: Path) -> Figures:
    figures: Figures = {}
    path, copy = made(rows, folder), folder / "백업.db"
    for name, source, target in ((COPY, path, copy), (BACK, copy, path)):
        with timed(figures, name):
            shutil.copyfile(source, target)
            flush(target)
    return figures


def flush(path: Path) -> None:
    """The bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[456, 20_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for size in options.rows:
        cases = {
            "이음": functools.partial(with_ieum, size),
            "VACUUM INTO": functools.partial(with_vacuum, size),
            "바이트 복사(바닥)": functools.partial(with_bytes, size),
        }
        print_table(f"교육생 {size:,}명의 자료, 초", take_turns(cases, options.rounds))
