"""The attendance book beside its peers, in one run: CPU seconds, and the ratio of the two.

    python tests/benchmarks/bench_attendance.py counting   # rates and verdicts of 100,000 people over 24 sessions
    QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_attendance.py grid   # 456 x 48 beside a bare QTableView
    python tests/benchmarks/bench_attendance.py import     # a sheet of 456 x 24 marks, and its undo

The peer of the counting is SQLite's own: one table of whole numbers, counted and judged in one statement. What is compared
takes turns, and of each the least disturbed round counts.
"""

import argparse
import datetime as dt
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

SHARES = (86, 4, 2, 1, 5, 2)
ROUNDS = 3


def measured(*works: Callable[[], Any]) -> list[float]:
    """CPU seconds of each, the least of the rounds."""
    found = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            found[place] = min(found[place], time.process_time() - start)
    return found


def told(name: str, took: float, beside: float | None = None) -> None:
    ratio = f"{took / beside:8.2f} x" if beside else ""
    print(f"{name:64}{took * 1000:12,.1f} ms{ratio}")


def counting(people: int = 100_000, sessions: int = 24) -> None:
    from desktop.model.training import AttendanceMark, Stage
    from desktop.rules import completion
    from desktop.rules.attendance import Mark
    from desktop.rules.completion import CompletionRule
    from desktop.services.datafile.store import Store
    from desktop.services.training.attendance.figures import figures
    from tests.services.training.attendance import books

    draw = random.Random(5)
    marks = draw.choices(range(1, 7), SHARES, k=people * sessions)
    words = [mark.value for mark in Mark]
    with closing(sqlite3.connect(":memory:")) as base, tempfile.TemporaryDirectory() as folder:
        base.execute(
            "CREATE TABLE mark (enrolment INTEGER, session INTEGER, state INTEGER, PRIMARY KEY (enrolment, session)) WITHOUT ROWID"
        )
        counted = ((place // sessions, place % sessions, state) for place, state in enumerate(marks))
        base.executemany("INSERT INTO mark VALUES (?, ?, ?)", counted)
        asked = """SELECT sum(held > excused AND 100 * (held - excused - absent - minor / 3) >= 80 * (held - excused)) FROM
            (SELECT count(*) AS held, sum(state = 5) AS absent, sum(state = 6) AS excused, sum(state BETWEEN 2 AND 4) AS minor
             FROM mark GROUP BY enrolment)"""
        with Store.create(Path(folder) / "견줌.db") as store:
            made = books.make(store, people, sessions, every=1)
            rows = [
                {
                    "enrolment_id": made.people[place // sessions],
                    "session_id": made.sessions[place % sessions],
                    "mark": words[state - 1],
                }
                for place, state in enumerate(marks)
            ]
            with store.operation("출석") as op:
                op.insert_many(AttendanceMark, rows, read=True)
            now = dt.datetime.combine(dt.date(2023, 1, 1), dt.time())
            rule = CompletionRule(score=None, project=False)

            def ours() -> int:
                """Everybody's sums, standing and verdict with its sentence."""
                with store.read() as session:
                    stage = session.get(Stage, made.stage_id)
                    assert stage is not None
                    found = figures(session, stage, now)
                judged: dict[int, Any] = {}
                for figure in found.values():
                    if id(figure) not in judged:
                        judged[id(figure)] = completion.judge(figure.standing, None, (), rule)
                return sum(judged[id(figure)].result == "충족" for figure in found.values())

            def theirs() -> int:
                return int(base.execute(asked).fetchone()[0])

            assert ours() == theirs()
            mine, peer = measured(ours, theirs)
    told(f"SQLite's own count, {people:,} x {sessions}", peer)
    told("rates and completion", mine, peer)


def grid(people: int = 456, sessions: int = 48) -> None:
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    from desktop.queries.matrix import Beside, Head, Line, Matrix
    from desktop.ui.kit.theme import Mode, Theme
    from desktop.ui.matrix.view import MatrixView
    from desktop.ui.training.attendance.looks import look

    draw = random.Random(5)
    words = ("출석", "지각", "조퇴", "외출", "결석", "공결")
    marks = [draw.choices(words, SHARES, k=sessions) for _ in range(people)]
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(application, Mode.LIGHT)
    dressed = application.styleSheet()

    class Marks(QAbstractTableModel):
        def rowCount(self, _parent: Any = None) -> int:
            return people

        def columnCount(self, _parent: Any = None) -> int:
            return sessions

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            if role == Qt.ItemDataRole.DisplayRole:
                return marks[index.row()][index.column()][0]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            return None

    matrix = Matrix(
        beside=(("성명", 100), ("출석률", 80)),
        lines=[
            Line(row, f"이{row}", f"이{row}", (Beside(f"이{row}"), Beside("95.8"))) for row in range(people)
        ],
        heads=[Head(each, f"6. {each}.", "토 10:00", str(each)) for each in range(sessions)],
        read=lambda rows: {(row, column): marks[row][column] for row in rows for column in range(sessions)},
        look=look,
    )

    def bare() -> tuple[Any, Any]:
        view = QTableView()
        view.setModel(Marks(view))
        view.horizontalHeader().setDefaultSectionSize(34)
        view.verticalHeader().setDefaultSectionSize(32)
        return view, view

    def ours() -> tuple[Any, Any]:
        view = MatrixView()
        view.show_matrix(matrix)
        view.grid.horizontalHeader().setDefaultSectionSize(34)
        return view, view.grid

    figures: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, make in (("bare", bare), ("ours", ours)):
            # The bare one without our style sheet, which would slow it down.
            application.setStyleSheet("" if name == "bare" else dressed)
            start = time.process_time()
            whole, table = make()
            whole.resize(1400, 900)
            whole.show()
            application.processEvents()
            whole.grab()
            opened = time.process_time() - start
            frames = []
            for row in range(0, people, 3):
                start = time.process_time()
                table.verticalScrollBar().setValue(row if name == "bare" else row * 32)
                whole.repaint() if name == "ours" else table.viewport().repaint()
                application.processEvents()
                frames.append(time.process_time() - start)
            whole.close()
            best = figures.setdefault(name, [float("inf"), float("inf")])
            best[0], best[1] = min(best[0], opened), min(best[1], sorted(frames)[len(frames) // 2])
    assert theme.mode is Mode.LIGHT
    told(f"a bare QTableView opened, {people} x {sessions}", figures["bare"][0])
    told("the book opened", figures["ours"][0], figures["bare"][0])
    told("a bare QTableView, one repaint while scrolling", figures["bare"][1])
    told("the book, one repaint while scrolling", figures["ours"][1], figures["bare"][1])


def import_(people: int = 456, sessions: int = 24) -> None:
    from desktop.services import importing
    from desktop.services.datafile import history
    from desktop.services.datafile.store import Store
    from tests.services import intake
    from tests.services.training.attendance import books

    draw = random.Random(5)
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "견줌.db") as store:
        books.make(store, people, sessions)
        days = [books.FIRST + dt.timedelta(weeks=week) for week in range(sessions)]
        path = intake.write(
            Path(folder) / "출석.xlsx",
            ["성명", "생년월일", *days],
            *(
                [person["name"], person["birth_date"], *draw.choices("123456", SHARES, k=sessions)]
                for person in map(books.person, range(people))
            ),
        )
        start = time.process_time()
        plan = importing.prepare(store, "marks", importing.read_file(path), cohort="2022", stage="심화과정")
        importing.run(store, plan)
        told(f"a sheet of {people} x {sessions} marks brought in", time.process_time() - start)
        assert (plan.added, plan.rejected) == (people, 0), plan.problems[:3]
        start = time.process_time()
        history.undo(store)
        told("its undo", time.process_time() - start)


if __name__ == "__main__":
    works = {"counting": counting, "grid": grid, "import": import_}
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", choices=[*works, []], default=[])
    for name in parser.parse_args().what or works:
        works[name]()
