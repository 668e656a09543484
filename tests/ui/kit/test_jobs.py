import sys
import threading
import time
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QMenu, QMessageBox, QPushButton, QWidget
from shiboken6 import delete

from desktop.errors import Progress, UserError
from desktop.ui.kit.jobs import SHOW_AFTER_MS, Jobs
from desktop.ui.kit.progress_window import ProgressWindow


@pytest.fixture
def jobs(desk: Any) -> Jobs:
    return desk.jobs


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def until_cancelled(progress: Progress) -> None:
    for step in range(10_000):
        progress(step, 10_000)
        threading.Event().wait(0.005)


def progress_window(window: QWidget) -> ProgressWindow | None:
    return next((each for each in window.findChildren(ProgressWindow) if each.isVisible()), None)


def test_work_runs_aside_and_its_result_arrives_on_the_main_thread(
    qtbot: Any, jobs: Jobs, window: QWidget
) -> None:
    seen: list[Any] = []
    jobs.run(
        window, "셈", lambda _p: threading.get_ident(), lambda ran: seen.append((ran, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: bool(seen))
    ran_in, told_in = seen[0]
    assert told_in == threading.get_ident() != ran_in


def test_a_result_for_a_dialog_that_is_gone_is_told_to_nobody(
    qtbot: Any, jobs: Jobs, window: QWidget
) -> None:
    gone, told = QWidget(), []
    asked = threading.Event()
    jobs.run(gone, "미리보기", lambda _progress: asked.wait(10), told.append)
    delete(gone)
    asked.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.run(window, "다음 일", lambda _progress: "했음", told.append)
    qtbot.waitUntil(lambda: told == ["했음"])


def test_what_was_looked_up_for_a_widget_that_is_gone_is_told_to_nobody(qtbot: Any, jobs: Jobs) -> None:
    gone, told = QWidget(), []
    asked = threading.Event()
    jobs.read_ahead(lambda: asked.wait(10), told.append, told=gone)
    delete(gone)
    asked.set()
    jobs.read_ahead(lambda: "다음", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["다음"]


def test_one_worker_does_one_thing_after_another(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    order: list[str] = []
    threads: list[int] = []

    def work(name: str) -> Any:
        def run(_progress: Progress) -> None:
            order.append(f"{name} 시작")
            threads.append(threading.get_ident())
            order.append(f"{name} 끝")

        return run

    for name in ("가", "나", "다"):
        jobs.run(window, name, work(name), lambda _result: None)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert order == ["가 시작", "가 끝", "나 시작", "나 끝", "다 시작", "다 끝"]
    assert len(set(threads)) == 1


def test_what_the_person_can_cure_is_told(
    qtbot: Any, jobs: Jobs, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))

    def work(_progress: Progress) -> None:
        raise UserError("파일이 열려 있습니다. 닫고 다시 해 주세요.")

    jobs.run(window, "쓰기", work, lambda _result: told.append("끝"))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert told == ["파일이 열려 있습니다. 닫고 다시 해 주세요."]


def test_out_of_memory_is_told_and_the_next_work_is_done(
    qtbot: Any, jobs: Jobs, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))

    def work(_progress: Progress) -> None:
        raise MemoryError

    jobs.run(window, "내보내기", work, told.append)
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.run(window, "다시", lambda _progress: "다음 일", told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "메모리가 모자라" in str(told[0])
    assert told[1] == "다음 일"


def test_a_fault_reaches_the_hook(
    qtbot: Any, jobs: Jobs, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _fault, _trace: caught.append(kind))
    jobs.run(window, "나눗셈", lambda _p: 1 // 0, lambda _result: None)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError]
    assert not jobs.busy


def test_long_work_shows_itself_and_can_be_stopped(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    done: list[object] = []
    started = time.monotonic()
    jobs.run(window, "456명 가져오기", until_cancelled, done.append)
    assert progress_window(window) is None
    qtbot.waitUntil(lambda: progress_window(window) is not None, timeout=3000)
    assert time.monotonic() - started >= SHOW_AFTER_MS / 1000 * 0.9, "Qt's timers are 5 % coarse"
    shown = progress_window(window)
    assert shown is not None
    qtbot.waitUntil(lambda: "/ 10,000" in shown._figures.text())
    qtbot.mouseClick(shown.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=1000)
    assert done == []
    assert progress_window(window) is None


def test_a_menu_goes_while_work_runs_and_the_window_stays(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    gate = threading.Event()
    menu = QMenu(window)
    menu.addAction("수료")
    menu.popup(window.mapToGlobal(window.rect().center()))
    jobs.run(window, "옮기기", lambda _p: gate.wait(5), lambda _result: None)
    menu.close()
    window.close()
    assert (menu.isVisible(), window.isVisible()) == (False, True)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_work_that_is_soon_over_makes_no_window(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    made: list[int] = []
    jobs.run(
        window, "저장", lambda _p: None, lambda _none: made.append(len(window.findChildren(ProgressWindow)))
    )
    qtbot.waitUntil(lambda: bool(made))
    assert made == [0]


def test_what_was_told_before_the_window_stood_is_in_it(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    gate = threading.Event()

    def work(progress: Progress) -> None:
        progress(3, 10)
        gate.wait(5)

    jobs.run(window, "가져오기", work, lambda _none: None)
    qtbot.waitUntil(lambda: progress_window(window) is not None, timeout=3000)
    shown = progress_window(window)
    assert shown is not None
    assert shown._figures.text() == "3 / 10"
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_work_that_cannot_be_stopped_offers_no_button(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    gate = threading.Event()
    jobs.run(window, "되돌리기", lambda _p: gate.wait(5), lambda _result: None, cancellable=False)
    qtbot.waitUntil(lambda: progress_window(window) is not None, timeout=3000)
    shown = progress_window(window)
    assert shown is not None
    assert not shown.findChild(QPushButton).isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    shown.close()
    assert shown.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_second_click_does_nothing_while_the_first_is_at_work(
    qtbot: Any, jobs: Jobs, window: QWidget
) -> None:
    gate = threading.Event()
    ran: list[int] = []
    button = QPushButton("발급", window)
    button.clicked.connect(lambda: jobs.run(window, "발급", lambda _p: gate.wait(5), ran.append))
    button.show()
    for _ in range(3):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    window.close()
    assert window.isVisible(), "the window cannot be closed over work under way"
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert ran == [True]
    assert window.close()


@pytest.mark.feature("DA-10", "DA-23")
def test_keys_that_look_elsewhere_and_undo_go_through_while_work_runs(
    qtbot: Any, jobs: Jobs, window: QWidget
) -> None:
    gate = threading.Event()
    rows = QListWidget(window)
    rows.addItems(["가", "나", "다"])
    rows.setCurrentRow(0)
    rows.show()
    seen: list[str] = []
    rows.itemActivated.connect(lambda _item: seen.append("열기"))
    for keys in ("Ctrl+Z", "Ctrl+N"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: seen.append(keys))
    window.activateWindow()
    qtbot.waitActive(window)
    rows.setFocus()
    jobs.run(window, "쓰기", lambda _p: gate.wait(5), lambda _result: None)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.keyClick(rows, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        qtbot.keyClick(rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert rows.currentRow() == 1
    assert seen == ["Ctrl+Z", "Ctrl+Z"]


@pytest.mark.feature("DA-22")
def test_the_window_stays_awake_while_python_works_hard(qtbot: Any, jobs: Jobs, window: QWidget) -> None:
    gaps: list[int] = []
    clock = QElapsedTimer()
    clock.start()
    ticker = QTimer(interval=10)
    ticker.timeout.connect(lambda: gaps.append(clock.restart()))
    ticker.start()

    def work(progress: Progress) -> int:
        total = 0
        for step in range(1500):
            total += sum(range(20_000))
            progress(step, 1500)
        return total

    jobs.run(window, "셈", work, lambda _result: ticker.stop())
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
    assert len(gaps) > 5
    assert max(gaps) < 400, "far below what a person calls frozen, even on a busy machine"


def test_closing_stops_the_work_and_waits_for_it(window: QWidget) -> None:
    jobs = Jobs()
    ended = threading.Event()

    def work(progress: Progress) -> None:
        try:
            until_cancelled(progress)
        finally:
            ended.set()

    jobs.run(window, "오래", work, lambda _result: None)
    jobs.close()
    assert ended.is_set()
