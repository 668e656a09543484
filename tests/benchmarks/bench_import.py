"""How long an import takes, beside calamine reading the same file and bare sqlite3 writing the same rows.

    python tests/benchmarks/bench_import.py [--rows 456 20000 100000] [--rounds 3]

The floor checks nothing, repairs nothing, looks for nobody already there and keeps no journal; it writes into the same
tables with the same indices, in one transaction and as durably.
"""

import argparse
import datetime as dt
import functools
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import openpyxl
import python_calamine
from side_by_side import HEADINGS, Figures, people, print_table, take_turns, timed

READ, LOOK, WRITE, UNDO = "읽기", "검토(쓰지 않음)", "가져오기", "되돌리기"
DATA = "견줌.ieum"


def make_workbook(path: Path, rows: int) -> None:
    """A list of applicants as an office keeps one."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("신청자")
    for row in (HEADINGS, *people(rows)):
        sheet.append(row)
    workbook.save(path)


def with_ieum(workbook: Path, rows: int, folder: Path) -> Figures:
    """Read, dry run, import, undo."""
    from desktop.services import history, importing
    from desktop.services.store import Store

    figures: Figures = {}
    with Store.create(folder / DATA) as store:
        with timed(figures, READ):
            read = importing.read_file(workbook)
        with timed(figures, LOOK):
            plan = importing.prepare(store, "trainees", read)
        assert (plan.added, plan.rejected) == (rows, 0), plan.problems[:3]
        with timed(figures, WRITE):
            importing.run(store, plan)
        with timed(figures, UNDO):
            history.undo(store)
    return figures


def at_least(workbook: Path, rows: int, folder: Path) -> Figures:
    """calamine, then executemany."""
    from desktop.services.store import Store

    Store.create(folder / DATA).close()
    file = sqlite3.connect(folder / DATA, isolation_level=None)
    file.execute("PRAGMA synchronous = FULL")
    file.execute("PRAGMA cache_size = -65536")
    file.execute("INSERT INTO cohort (id, name, year, programme) VALUES (1, '견줌', 2022, '견줌')")
    file.execute(
        "INSERT INTO stage (id, cohort_id, name, position, attendance_minimum, score_minimum)"
        " VALUES (1, 1, '기초과정', 1, 80, 60)"
    )
    figures: Figures = {}
    with timed(figures, READ):
        _headings, *read = (
            python_calamine.CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()
        )
    assert len(read) == rows
    with timed(figures, WRITE):
        write_bare(file, read)
    with timed(figures, UNDO):
        file.execute("BEGIN IMMEDIATE")
        for table in ("enrolment", "trainee", "person"):
            file.execute(f"DELETE FROM {table}")
        file.execute("COMMIT")
    file.close()
    return figures


def write_bare(file: sqlite3.Connection, rows: list[list[object]]) -> None:
    """The same rows in the same tables."""
    file.execute("BEGIN IMMEDIATE")
    file.executemany(
        "INSERT INTO person (id, name, name_initials, birth_date, gender, phone, phone_last4, email, address)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (place, row[0], row[0], _iso(row[1]), row[2], row[3], str(row[3])[-4:], row[4], row[5])
            for place, row in enumerate(rows, 1)
        ),
    )
    file.executemany(
        "INSERT INTO trainee (id, person_id, school, major, major_kind) VALUES (?, ?, ?, ?, ?)",
        ((place, place, *row[6:9]) for place, row in enumerate(rows, 1)),
    )
    file.executemany(
        "INSERT INTO enrolment (trainee_id, stage_id, status) VALUES (?, 1, '신청')",
        ((place,) for place in range(1, len(rows) + 1)),
    )
    file.execute("COMMIT")


def _iso(value: object) -> str:
    assert isinstance(value, dt.date)
    return value.isoformat()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[456, 20_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        for size in options.rows:
            source = Path(kept) / f"신청자 {size}.xlsx"
            make_workbook(source, size)
            cases = {
                "이음": functools.partial(with_ieum, source, size),
                "calamine + sqlite3": functools.partial(at_least, source, size),
            }
            print_table(f"{size:,}명, 초", take_turns(cases, options.rounds))
