"""Dividing people into teams beside annealing ended by steps, on the same invented cohorts: penalty, CPU seconds, memory.

    python tests/benchmarks/bench_teams.py --peers FOLDER            # 30, 100 and 1,000 people; 2 min
    python tests/benchmarks/bench_teams.py --peers FOLDER 30

``--peers`` is the folder of bench_teams.py, whose cohorts these are and whose `annealing_steps` is the peer. Each runs in a fresh
process of its own; its penalty is counted again from nothing, by the peer's own reckoning.
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
sys.path.insert(0, str(Path(__file__).parent))

from side_by_side import Figures, peak, print_table, take_turns

BEST = {30: (157, 149, 205, 136)}
"""The least penalty anybody has found, of the first cohorts of a size."""
COHORTS = {30: (1, 2, 3, 4), 100: (1, 2), 1_000: (1,)}
SEEDS = {30: (0, 1), 100: (0, 1), 1_000: (0,)}
ROUNDS = {30: 2, 100: 1, 1_000: 1}
OVER, PENALTY, TOOK, SLOWEST = "최선보다 %", "벌점", "CPU 초", "가장 느린 것, CPU 초"


def peer(folder: Path) -> ModuleType:
    """The module of that name in the folder, which is not this one."""
    spec = spec_from_file_location("peers_bench_teams", folder / "bench_teams.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def theirs(task: Any, peers: ModuleType, seed: int) -> list[int]:
    """The peer's division."""
    found: list[int] = peers.annealing_steps(task, seed, 1.0)
    return found


def ours(task: Any, _peers: ModuleType, seed: int) -> list[int]:
    """The program's, from the same numbers."""
    from desktop.rules.teams.problem import Problem
    from desktop.rules.teams.search import divide

    problem = Problem(
        tuple(task.sizes),
        tuple(map(tuple, task.features)),
        {size: tuple(map(tuple, tables)) for size, tables in task.tables.items()},
        tuple(map(tuple, task.wishes)),
        tuple(map(tuple, task.apart)),
        tuple(map(tuple, task.together)),
        (None,) * len(task.features),
    )
    return divide(problem, seed)


def case(way: Any, peers: Path, size: int, _folder: Path) -> Figures:
    """All cohorts of a size, each by all its seeds: means, and the most memory held."""
    module = peer(peers)
    costs, over, took = [], [], []
    for place, cohort in enumerate(COHORTS[size]):
        task = module.invent(size, cohort)
        for seed in SEEDS[size]:
            start = time.process_time()
            team_of = way(task, module, seed)
            took.append(time.process_time() - start)
            assert task.broken(team_of) == 0, "a pair is not kept"
            costs.append(task.cost(team_of))
            if size in BEST:
                over.append(100 * (costs[-1] / BEST[size][place] - 1))
    told = {PENALTY: sum(costs) / len(costs), TOOK: sum(took) / len(took), SLOWEST: max(took)}
    held = {"최대 메모리 MB": peak()}
    return {**told, **({OVER: sum(over) / len(over)} if over else {}), **held}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, choices=[*COHORTS, []], default=[])
    parser.add_argument("--peers", type=Path, required=True)
    arguments = parser.parse_args()
    for size in arguments.sizes or COHORTS:
        ways = {"이음": ours, "annealing_steps": theirs}
        cases = {name: partial(case, way, arguments.peers.resolve(), size) for name, way in ways.items()}
        print_table(f"{size:,} people", take_turns(cases, ROUNDS[size]))


if __name__ == "__main__":
    main()
