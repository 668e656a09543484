"""Interview timetables beside construct and repair, of the same days, each in a process of its own.

    python tests/benchmarks/bench_timetable.py --peers FOLDER
    python tests/benchmarks/bench_timetable.py --peers FOLDER --people 300 --companies 60 --kinds tight

``--peers`` is the folder of bench_timetable.py, which invents the days, arranges them its own way, and finds the faults of a plan.
More placed come first, then fewer minutes lost; the means of the days are told.
"""

import argparse
import sys
import time
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from side_by_side import Figures, print_table, take_turns

ASKED = 3


def theirs_of(peers: Path) -> ModuleType:
    """The peer, which has the name of this file."""
    spec = spec_from_file_location("timetable_peer", peers / "bench_timetable.py")
    assert spec is not None
    assert spec.loader is not None
    found = module_from_spec(spec)
    sys.modules[spec.name] = found  # where its dataclasses look for themselves
    spec.loader.exec_module(found)
    return found


def told(theirs: ModuleType, task: Any, plan: list[int | None], took: float) -> Figures:
    """What a plan is worth. Fails where the peer finds it at fault."""
    assert theirs.faults(task, plan) == []
    placed = sum(start is not None for start in plan)
    return {"CPU seconds": took, "placed": placed, "minutes lost": theirs.lost(task, plan)}


def peer(
    peers: Path, people: int, companies: int, day: int, tight: bool, seed: int, _folder: Path
) -> Figures:
    """Construct, repair and improve, as the peer does."""
    theirs = theirs_of(peers)
    task = theirs.invent(people, companies, ASKED, day, tight=tight)
    start = time.process_time()
    plan = theirs.greedy_repair(task, seed, 0.0)
    return told(theirs, task, plan, time.process_time() - start)


def ours(
    peers: Path, people: int, companies: int, day: int, tight: bool, seed: int, _folder: Path
) -> Figures:
    """The rule, given the same in cells."""
    from desktop.rules.timetable.search import place
    from desktop.rules.timetable.task import Task

    theirs = theirs_of(peers)
    task = theirs.invent(people, companies, ASKED, day, tight=tight)
    given = Task(
        tuple(task.requests), tuple(task.person_hours), tuple(task.company_hours), tuple(task.panels),
        tuple(task.building), tuple(task.rooms), theirs.LENGTH, theirs.TURN, theirs.GAP, theirs.TRAVEL,
        (None,) * len(task.requests), tuple(task.allowed),
    )  # fmt: skip
    start = time.process_time()
    plan = place(given, seed)
    return told(theirs, task, plan, time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--companies", type=int, default=12)
    parser.add_argument("--days", type=int, default=3, help="how many invented days")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kinds", default="easy,tight")
    given = parser.parse_args()
    for kind in given.kinds.split(","):
        sums: dict[str, Figures] = {}
        for day in range(1, given.days + 1):
            asked = (given.peers, given.people, given.companies, day, kind == "tight", given.seed)
            found = take_turns({"이음": partial(ours, *asked), "construct, repair": partial(peer, *asked)}, 1)
            for name, figures in found.items():
                summed = sums.setdefault(name, dict.fromkeys(figures, 0.0))
                sums[name] = {key: summed[key] + value / given.days for key, value in figures.items()}
        print_table(f"{given.people} × {given.companies} × {ASKED}, {kind}, means of {given.days} days", sums)


if __name__ == "__main__":
    main()
