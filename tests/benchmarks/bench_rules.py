"""The rules beside their peers, in one run: CPU seconds, and the ratio of the two.

    python tests/benchmarks/bench_rules.py attendance
    python tests/benchmarks/bench_rules.py --peers FOLDER teams matching

``--peers`` is a folder of bench_teams.py, bench_ties.py and bench_timetable.py, whose ways of doing the same work are measured beside
ours; without it only ours is. Where two things are compared they take turns, and of each the least disturbed round counts.
"""

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.rules.attendance import AttendanceRule, standings

ROUNDS = 3


def measured(*works: Callable[[], Any], rounds: int = ROUNDS) -> list[tuple[float, Any]]:
    """CPU seconds of each, the least of the rounds, and what it returned."""
    found: list[tuple[float, Any]] = [(float("inf"), None)] * len(works)
    for _ in range(rounds):
        for place, work in enumerate(works):
            start = time.process_time()
            result = work()
            found[place] = min(found[place], (time.process_time() - start, result), key=lambda each: each[0])
    return found


def told(name: str, took: float, beside: float | None = None, note: str = "") -> None:
    ratio = f"{took / beside:8.2f} x" if beside else " " * 10
    print(f"{name:64}{took * 1000:12,.1f} ms{ratio}  {note}")


def attendance(_peers: Path | None) -> None:
    """Rates and verdicts of 100,000 people over 24 sessions, beside SQLite's own count of the same."""
    people, sessions = 100_000, 24
    draw = random.Random(5)
    marks = draw.choices(range(1, 7), (0.86, 0.04, 0.02, 0.01, 0.05, 0.02), k=people * sessions)
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(
            "CREATE TABLE mark (enrolment INTEGER, session INTEGER, state INTEGER, "
            "PRIMARY KEY (enrolment, session)) WITHOUT ROWID"
        )
        base.executemany(
            "INSERT INTO mark VALUES (?, ?, ?)",
            ((place // sessions, place % sessions, state) for place, state in enumerate(marks)),
        )
        sums = (
            "SELECT count(*) AS recorded, sum(state BETWEEN 2 AND 4) AS minor, sum(state = 5) AS absent, "
            "sum(state = 6) AS excused, 0 AS unrecorded, 0 AS upcoming FROM mark GROUP BY enrolment"
        )
        count = (
            "SELECT sum(held > excused AND 100 * (held - excused - absent - minor / 3) >= 80 * (held - excused)) FROM "
            "(SELECT count(*) AS held, sum(state = 5) AS absent, sum(state = 6) AS excused, "
            "sum(state BETWEEN 2 AND 4) AS minor FROM mark GROUP BY enrolment)"
        )

        def ours() -> int:
            return sum(each.verdict == "충족" for each in standings(base.execute(sums), AttendanceRule()))

        (floor, expected), (took, passed) = measured(lambda: base.execute(count).fetchone()[0], ours)
    assert passed == expected, f"{passed} completed, SQLite counts {expected}"
    told("SQLite counts and judges 100,000 x 24", floor)
    told("summed in SQLite, rate, best and verdict by the rule", took, floor, f"{passed:,} completed")


def peer(folder: Path | None, name: str) -> ModuleType | None:
    if folder is None:
        return None
    sys.path.insert(0, str(folder))
    return import_module(name)


WORKS = {each.__name__: each for each in (attendance,)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("works", nargs="*", choices=[*WORKS, []], help="which; all without")
    parser.add_argument("--peers", type=Path)
    arguments = parser.parse_args()
    for name in arguments.works or WORKS:
        print(f"\n{name}: {(WORKS[name].__doc__ or '').splitlines()[0]}")
        WORKS[name](arguments.peers)


if __name__ == "__main__":
    main()
