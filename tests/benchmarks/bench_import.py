"""How long an import takes, beside calamine reading the same file and bare sqlite3 writing the same rows.

    python tests/benchmarks/bench_import.py [--rows 456 20000 100000] [--rounds 3]

The floor checks nothing, repairs nothing, looks for nobody already there and keeps no journal; it writes into the same
tables and search indices, in one transaction and as durably, rows that were made ready before the clock runs.
"""

import argparse
import datetime as dt
import functools
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import openpyxl
import python_calamine
from side_by_side import HEADINGS, Figures, people, print_table, take_turns, timed

from desktop.text.hangul import initials
from desktop.text.search_words import bigrams

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
    from desktop.services import importing
    from desktop.services.datafile import history
    from desktop.services.datafile.store import Store

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
    from desktop.services.datafile.store import Store

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
    prepared = bare_rows(read)
    with timed(figures, WRITE):
        file.execute("BEGIN IMMEDIATE")
        for statement, values in prepared.items():
            file.executemany(statement, values)
        file.execute("COMMIT")
    with timed(figures, UNDO):
        file.execute("BEGIN IMMEDIATE")
        for table in ("enrolment", "trainee", "person", "trainee_line"):
            file.execute(f"DELETE FROM {table}")
        for index in ("trainee_trigram", "trainee_bigram"):
            file.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        file.execute("COMMIT")
    file.close()
    return figures


def bare_rows(rows: list[list[Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table and search index, made before the clock runs: statement by statement."""
    filled: dict[str, list[tuple[Any, ...]]] = {}

    def put(table: str, columns: str, values: list[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(values[0]))
        filled[f"INSERT INTO {table} ({columns}) VALUES ({marks})"] = values

    words = [f"{row[0]} {initials(row[0])} {row[3]} {row[5]} {row[4]} {row[6]} {row[7]}" for row in rows]
    put(
        "person",
        "id, name, name_initials, birth_date, gender, phone, phone_last4, email, address",
        [
            (n, row[0], initials(row[0]), _iso(row[1]), row[2], row[3], str(row[3])[-4:], row[4], row[5])
            for n, row in enumerate(rows, 1)
        ],
    )
    put(
        "trainee",
        "id, person_id, school, major, major_kind",
        [(n, n, *row[6:9]) for n, row in enumerate(rows, 1)],
    )
    put("enrolment", "trainee_id, stage_id, status", [(n, 1, "신청") for n in range(1, len(rows) + 1)])
    put(
        "trainee_line",
        "id, trainee_id, cohort_id, enrolment_id, latest, name, name_initials, birth_date, age, gender, phone, email, "
        "address, school, major, major_kind, cohort, stage, status, words",
        [
            (
                n,
                n,
                1,
                n,
                1,
                row[0],
                initials(row[0]),
                _iso(row[1]),
                30,
                *row[2:9],
                "견줌",
                "기초과정",
                "신청",
                words[n - 1],
            )
            for n, row in enumerate(rows, 1)
        ],
    )
    searched = [
        (row[0], initials(row[0]), row[3], row[5], row[4], None, row[6], row[7], None) for row in rows
    ]
    columns = "rowid, name, name_initials, phone, address, email, english_name, school, major, note"
    digits = [f"{row[3]} {row[3].replace('-', '')}" for row in rows]
    put(
        "trainee_trigram",
        columns,
        [
            (n, *each[:2], phone, *each[3:])
            for n, (each, phone) in enumerate(zip(searched, digits, strict=True), 1)
        ],
    )
    put("trainee_bigram", columns, [(n, *map(bigrams, each)) for n, each in enumerate(searched, 1)])
    return filled  # fmt: skip


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
