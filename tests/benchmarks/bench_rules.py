"""The rules beside their peers, in one run: CPU seconds, and the ratio of the two.

    python tests/benchmarks/bench_rules.py attendance
    python tests/benchmarks/bench_rules.py --peers FOLDER matched

``--peers`` is a folder of bench_ties.py, whose ways of doing the same work are measured beside ours; without it only ours
is. Where two things are compared they take turns, and of each the least disturbed round counts.
"""

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.rules import matching
from desktop.rules.attendance import AttendanceRule, standings
from desktop.rules.scoring import Candidate, Criterion, ScoringRule, Trim
from desktop.rules.selection import SelectionRule, Ties, select
from desktop.rules.sensitivity import scenarios

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


def selection(_peers: Path | None) -> None:
    """456 people × 5 judges × 4 criteria: the ranking, and with it what decides at the line."""
    draw = random.Random(3)
    criteria = tuple(
        Criterion(number, f"항목 {number}", Decimal(weight), judged=True)
        for number, weight in ((1, 30), (2, 30), (3, 20), (4, 20))
    )
    scoring = ScoringRule(criteria, tuple(range(5)), Trim.PER_CRITERION)
    people = [
        Candidate(
            number,
            str(number),
            {
                (criterion.id, judge): Decimal(min(10_000, int(draw.gauss(7_500, 900)))) / 100
                for criterion in criteria
                for judge in range(5)
            },
        )
        for number in range(456)
    ]
    rule = SelectionRule(100, 20, Ties.ALL_OUT)
    (ranked, found), (flipped, tried) = measured(
        lambda: select(people, scoring, rule), lambda: scenarios(people, scoring, rule)
    )
    assert len(found.lines) == 456
    told("ranked", ranked)
    told("thirteen scenarios", flipped, None, f"{sum(len(each.flips) for each in tried)} flips")


def matched(peers: Path | None) -> None:
    """Markets with 30 % ties: 30 × 20, 1,000 × 200 and 45,000 × 5,000, beside the same by plain lists."""
    theirs = peer(peers, "bench_ties")
    if theirs is None:
        print("needs --peers: its markets are what is measured")
        return
    for people, openings, asked, rounds in ((30, 20, 8, 9), (1_000, 200, 10, 3), (45_000, 5_000, 10, 2)):
        market = theirs.invent(people, openings, asked, seed=11)
        asks = [dict(enumerate(each)) for each in (market.trainees, market.openings, market.places)]
        works = [
            (
                "lottery",
                lambda asks=asks: matching.stable(*asks, ties="lottery"),
                lambda m=market: theirs.stable(m),
            ),
            ("ties used", lambda asks=asks: matching.stable(*asks), lambda m=market: theirs.kiraly(m)),
        ]
        if people <= 1_000:
            for name, ours, kind in (
                ("most placed", matching.most_placed, "most"),
                ("least regret", matching.least_regret, "regret"),
            ):
                works.append(
                    (
                        name,
                        lambda ours=ours, asks=asks: ours(*asks),
                        lambda m=market, kind=kind: theirs.ranked(m, kind=kind),
                    )
                )
        for name, ours, other in works:
            (took, plan), (beside, _) = measured(ours, other, rounds=rounds)
            if name in {"lottery", "ties used"}:
                assert matching.blocking_pairs(plan, *asks) == []
            passes = (
                f" ({matching.PASSES} passes beside one)" if name == "ties used" and people <= 1_000 else ""
            )
            told(f"{people:,} x {openings:,} {name}{passes}", took, beside)
        if people == 30:
            ((took, _),) = measured(lambda asks=asks: matching.reasons(matching.stable(*asks), *asks))
            told("30 x 20 with a reason for everybody", took)


def peer(folder: Path | None, name: str) -> ModuleType | None:
    if folder is None:
        return None
    sys.path.insert(0, str(folder))
    return import_module(name)


WORKS = {each.__name__: each for each in (attendance, selection, matched)}


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
