"""The page of matching with 30 people and 20 openings, from a data file: CPU milliseconds.

The rules alone, beside other ways of the same, are measured by bench_rules.py.

python tests/benchmarks/bench_matching.py
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.rules.placement import PlanKind
from desktop.services.datafile.store import Store
from desktop.services.placement.matching import accepting, mending, moving, plans, standing
from desktop.services.placement.matching.accepting import Choice
from tests import matching

PEOPLE, OPENINGS, WISHES, ROUNDS = 30, 20, 5, 5


def measured(what: str, work: Callable[[], Any]) -> Any:
    """CPU time, the least of the rounds, told; what it returned."""
    best, found = float("inf"), None
    for _ in range(ROUNDS):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    print(f"{what}: {best * 1000:,.1f} ms")
    return found


def laid_out(store: Store) -> matching.Place:
    draw = random.Random(5)
    names = [f"모집{number:02}" for number in range(OPENINGS)]
    people = {f"사람{number:02}": draw.sample(names, WISHES) for number in range(PEOPLE)}
    who_names = {name: [who for who, wishes in people.items() if name in wishes] for name in names}
    for ranked in who_names.values():
        draw.shuffle(ranked)
    return matching.lay_out(store, people, {name: (2, ranked) for name, ranked in who_names.items()})


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "매칭.db") as store:
        place = laid_out(store)
        cohort = place.cohort
        stands = measured("read from the file, three plans", lambda: standing.standing(store, cohort, 0))
        market = stands.market
        measured("three plans", lambda: plans.three(market, 0))
        stable = stands.drawn[0]
        measured(
            "stable with a sentence for everybody",
            lambda: plans.sentences(market, plans.draw(market, PlanKind.STABLE, 0).plan),
        )
        who = next(iter(market.people))
        measured(
            "what one person in hand would mean everywhere",
            lambda: [
                *(moving.told(market, stable.plan, stable.figures, [who], each) for each in market.openings),
                *(
                    moving.told(market, stable.plan, stable.figures, [who], stable.plan[other], other)
                    for other in market.people
                    if other != who
                ),
            ],
        )
        start = time.process_time()
        accepting.accept(store, cohort, PlanKind.STABLE, 0, Choice(chosen_by="시험"))
        print(f"accepted: {(time.process_time() - start) * 1000:,.1f} ms")
        assert len(place.matches()) == stable.figures.placed
        measured("moves after a drop-out", lambda: mending.propose(store, cohort))


if __name__ == "__main__":
    main()
