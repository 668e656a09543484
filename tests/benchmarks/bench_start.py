"""How long the window takes to be painted, and its list to be usable, beside a bare PySide6 window with an empty table.

    python tests/benchmarks/bench_start.py [--rounds 7]

Watched from outside: a driver runs the program as it is, with an event filter on the application. Each start is a
process of its own with a fresh home, the sample data file and the program's page of trainees; offscreen, on Windows on
its own screen, compiled files in place. Windows does not tell the memory.
"""

import builtins
import os
import runpy
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
# Nothing more is imported here: the driver must not take the time it measures.

ON_WINDOWS = os.name == "nt"
Figures = dict[str, float]
PAINTED, FURNISHED, USABLE = "빈 창이 그려짐", "레일과 찾기가 보임", "목록에 사람이 보임"
HELD, BEGAN = "그때의 메모리 MB", "IEUM_BENCH_BEGAN"
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1440, 880)
window.show()
application.exec()
"""


def watch(program: str, arguments: list[str], *, list_wanted: bool) -> None:
    """Run ``program`` here and print the seconds from the start of the process to what is waited for."""
    plain_import = builtins.__import__
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    builtins.__import__ = (
        plain_import  # PySide6 puts its own in its place; the program shall find what it would without us
    )

    class Watch(QObject):
        """Waits for the window's first paint, then for a list with rows in it."""

        told: set[str] = set()  # noqa: RUF012 - there is one watch in a process

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):  # QEvent.Type alone takes 3 ms to make
                if PAINTED not in self.told and isinstance(watched, QMainWindow):
                    self.tell(PAINTED)
                if FURNISHED not in self.told and isinstance(watched.parent(), QMainWindow):
                    self.tell(FURNISHED)
                if USABLE not in self.told and self.is_filled(watched.parent()):
                    self.tell(USABLE)
            return False

        @staticmethod
        def is_filled(view: QObject | None) -> bool:
            return isinstance(view, QTableView) and view.model() is not None and view.model().rowCount() > 1

        def tell(self, what: str) -> None:
            self.told.add(what)
            QTimer.singleShot(0, lambda: self.done(what))  # when the painting is over

        def done(self, what: str) -> None:
            print(f"{what}\t{time.time() - float(os.environ[BEGAN])}")
            print(f"{what}, CPU\t{time.process_time()}", flush=True)
            if what == (USABLE if list_wanted else FURNISHED):
                if not ON_WINDOWS:
                    with Path("/proc/self/status").open(encoding="ascii") as status:
                        resident = next(line for line in status if line.startswith("VmRSS"))
                    print(f"{HELD}\t{int(resident.split()[1]) / 1024}", flush=True)
                QApplication.closeAllWindows()
                QApplication.quit()

    run_loop = QApplication.exec

    def watched_loop(*_: object) -> int:
        watcher = Watch()
        QApplication.instance().installEventFilter(watcher)  # type: ignore[union-attr]
        return run_loop()

    QApplication.exec = watched_loop  # type: ignore[method-assign]
    sys.argv = [program, *arguments]
    runpy.run_path(program, run_name="__main__")


def start(program: Path, arguments: list[str], home: Path, *, list_wanted: bool) -> Figures:
    """One start in a process of its own."""
    import subprocess

    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "windows" if ON_WINDOWS else "offscreen",
        "HOME": str(home),
        "IEUM_HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        BEGAN: str(time.time()),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-X",
        f"pycache_prefix={home.with_name('compiled')}",  # as the starts of the Windows folder say it
        __file__,
        "--watch",
        str(program),
        "list" if list_wanted else "window",
        *arguments,
    ]
    # No pipe: what Wine starts beside the first window would hold it open for as long as that lives.
    with (home / "said.txt").open("w+", encoding="utf-8") as said:
        subprocess.run(
            command, env=environment, stdout=said, stderr=subprocess.DEVNULL, timeout=300, check=True
        )
        said.seek(0)
        return {what: float(seconds) for what, seconds in (line.split("\t") for line in said)}


def measure(rounds: int) -> None:
    """The table; of each figure the least disturbed."""
    import tempfile

    from desktop.services import sample
    from desktop.services.datafile.store import Store
    from tests.benchmarks.side_by_side import print_table

    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        Store.create(folder / "예제.db", fill=sample.create).close()
        bare = folder / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        seen: dict[str, list[Figures]] = {"이음": [], "빈 PySide6 창": []}
        for turn in range(rounds + 1):
            home = folder / f"home {turn}"
            home.mkdir()
            ours = start(ROOT / "main.py", ["--data", str(folder / "예제.db")], home, list_wanted=True)
            theirs = start(bare, [], home, list_wanted=False)
            if turn:  # the first start only compiles, and warms the disk's cache
                seen["이음"].append(ours)
                seen["빈 PySide6 창"].append(theirs)
    least = {name: {key: min(run[key] for run in runs) for key in runs[0]} for name, runs in seen.items()}
    print_table("프로세스 시작부터, 초", least)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        _script, _watch, watched_program, waited_for, *others = sys.argv
        watch(watched_program, others, list_wanted=waited_for == "list")
    else:
        import argparse

        parser = argparse.ArgumentParser(
            description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        parser.add_argument("--rounds", type=int, default=7)
        measure(parser.parse_args().rounds)
