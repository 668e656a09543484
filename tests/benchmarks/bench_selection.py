"""Ranking 456 people by 5 judges and 4 criteria, and the flips of each judge and weight: CPU seconds, from scores in a data file.

python tests/benchmarks/bench_selection.py
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.training.selection import crosscheck, looking, ranking, scores
from desktop.services.training.selection.ranking import Settings
from desktop.services.training.selection.scores import Place
from tests.selecting import begin

PEOPLE, JUDGES, CRITERIA, ROUNDS = 456, 5, 4, 3
SETTINGS = Settings(180, 36, ranking.Ties.ALL_IN, trim=ranking.Trim.PER_CRITERION)


def measured(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, the least of the rounds, and what it returned."""
    best, found = float("inf"), None
    for _ in range(ROUNDS):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best, found


def filled(store: Store) -> int:
    """A stage with all its scores; its id."""
    selecting = begin(store)
    criteria = [selecting.criterion(f"항목{n}", 25, judged=True) for n in range(CRITERIA)]
    judges = [selecting.judge(f"심사{n}") for n in range(JUDGES)]
    people = [selecting.add(f"사람{n}", born=f"19{80 + n % 20}-03-{n % 28 + 1:02}") for n in range(PEOPLE)]
    draw = random.Random(13)
    texts = {
        Place(person, criterion, judge): str(draw.randint(120, 200) / 2)
        for person in people for criterion in criteria for judge in judges
    }  # fmt: skip
    assert not scores.put(store, selecting.stage, "선발", texts).refused
    return selecting.stage


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "선발.db") as store:
        records.save(store, "boards", {"name": "보드", "year": 2022})
        stage = filled(store)
        with store.read() as session:
            sheet = ranking.read_sheet(session, stage)
        took, ranked = measured(lambda: ranking.rank(sheet, SETTINGS))
        print(f"ranking of {PEOPLE} × {JUDGES} × {CRITERIA}: {took * 1000:,.0f} ms")
        seen = looking.look(store, stage)
        took, _ = measured(lambda: seen.ranked(Settings(181, 36, trim=seen.settings.trim)))
        print(f"another line: {took * 1000:,.0f} ms")
        took, flips = measured(lambda: ranking.what_decides(ranked))
        print(f"flips of {len(flips)} changes: {took * 1000:,.0f} ms")
        took, _ = measured(lambda: looking.look(store, stage))
        print(f"page read from the file: {took * 1000:,.0f} ms")
        took, _ = measured(lambda: crosscheck.check(ranked))
        print(f"workbook written, read back and reckoned anew: {took * 1000:,.0f} ms")


if __name__ == "__main__":
    main()
