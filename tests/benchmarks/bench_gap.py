"""How long the window's event loop stands still while a job works: the largest gap between ticks of a 20 ms timer.

    python tests/benchmarks/bench_gap.py [--rows 456 20000] [--rounds 3]

The floor is plain Python calculating in the worker: what Python's own lock and the machine take of 20 ms.
"""

import argparse
import itertools
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_certificates import DAY, complete
from bench_import import make_workbook
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.errors import Progress
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services import importing
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.records import exporting
from desktop.services.safety import backup
from desktop.ui.kit.garbage import Garbage
from desktop.ui.kit.jobs import Jobs

TICK = 0.020


class Gap(NamedTuple):
    """Seconds a job took, the longest time between two ticks beyond the timer's own, and the most that the worker
    calculated between two ticks: what the gap would be on a machine with nothing else to do.
    """

    took: float
    longest: float
    held: float


def gap(window: QMainWindow, jobs: Jobs, work: Callable[[Progress], object]) -> Gap:
    """Run a job and watch the event loop meanwhile."""
    loop, ticks = QEventLoop(), []
    clock: list[int] = []

    def tick() -> None:
        ticks.append((time.perf_counter(), time.clock_gettime(clock[0]) if clock else 0.0))

    def watched(progress: Progress) -> object:
        clock.append(time.pthread_getcpuclockid(threading.get_ident()))
        return work(progress)

    tick()
    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(int(TICK * 1000))
    jobs.run(window, "견줌", watched, lambda _result: loop.quit())
    loop.exec()
    tick()
    timer.stop()
    pairs = list(itertools.pairwise(ticks))
    longest = max(later[0] - sooner[0] for sooner, later in pairs)
    held = max((later[1] - sooner[1] for sooner, later in pairs if sooner[1]), default=0.0)
    return Gap(ticks[-1][0] - ticks[0][0], max(longest - TICK, 0.0), held)


def calculate(_progress: Progress) -> None:
    """Half a second of plain Python."""
    end = time.perf_counter() + 0.5
    while time.perf_counter() < end:
        pass


def one_round(window: QMainWindow, jobs: Jobs, rows: int, certified: int) -> dict[str, Gap]:
    """Every job once, on a new data file."""
    with tempfile.TemporaryDirectory() as kept, Store.create(Path(kept) / "견줌.ieum") as store:
        folder = Path(kept)
        make_workbook(folder / "신청자.xlsx", rows)
        cohort = complete(store, certified)
        plans: list[importing.ImportPlan] = []

        def look(progress: Progress) -> None:
            read = importing.read_file(folder / "신청자.xlsx")
            plans.append(importing.prepare(store, "trainees", read, progress=progress))

        def export(name: str) -> Callable[[Progress], object]:
            listing = Listing(store.engine, LISTS["trainees"], Criteria(scope=Scope(today=store.today())))
            return lambda progress: exporting.export_list(store, listing, folder / name, progress=progress)

        works: dict[str, Callable[[Progress], object]] = {
            "계산만(바닥)": calculate,
            "읽고 검토": look,
            "가져오기": lambda progress: importing.run(store, plans[0], progress=progress),
            "엑셀로 내보내기": export("명단.xlsx"),
            "PDF로 내보내기": export("명단.pdf"),
            f"수료증 {certified:,}장 발급": lambda progress: certificates.issue(
                store, cohort, issue_date=DAY, progress=progress
            ),
            "백업": lambda progress: backup.back_up(store, folder / "백업.ieum", progress),
            "가져오기 되돌리기": lambda _progress: history.undo(store),
        }
        return {name: gap(window, jobs, work) for name, work in works.items()}


def measure(window: QMainWindow, jobs: Jobs, rows: int, certified: int, rounds: int) -> None:
    """One table of the jobs at a size; of each figure the least disturbed."""
    seen = [one_round(window, jobs, rows, certified) for _ in range(rounds)]
    print(f"\n{rows:,}명{'':<16}{'걸린 s':>10}{'가장 긴 멈춤 ms':>18}{'그중 일꾼의 계산 ms':>18}")
    for name in seen[0]:
        took, longest, held = (min(figures) for figures in zip(*(each[name] for each in seen), strict=True))
        print(f"{name:<18}{took:>10.2f}{longest * 1000:>16.0f}{held * 1000:>16.0f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[456, 20_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    application = QApplication([])
    main_window = QMainWindow()
    main_window.show()
    worker = Jobs()
    garbage = Garbage(lambda: worker.busy)  # as the application has it
    for size in options.rows:
        measure(main_window, worker, size, 30 if size < 1_000 else 1_000, options.rounds)
    garbage.stop()
    worker.close()
