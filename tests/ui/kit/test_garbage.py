"""Cycles are collected on the main thread only."""

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.garbage import Garbage


class Held(QWidget):
    """Part of a cycle, as dialogs with a slot of their own are."""

    def __init__(self):
        super().__init__()
        self.itself = self


@pytest.fixture
def garbage(qapp):
    made = Garbage(lambda: made_busy[0])
    made_busy = [False]
    made.busy = made_busy
    yield made
    made.stop()
    assert gc.isenabled()


def let_go_and_allocate_in_a_worker():
    """A reference to a widget that was let go, after a worker has allocated enough for Python to have looked."""
    gone = weakref.ref(Held())
    worker = threading.Thread(target=lambda: [[place] for place in range(100_000)])
    worker.start()
    worker.join()
    return gone


def test_a_widget_let_go_is_not_deleted_by_a_worker(qtbot, garbage):
    gone = let_go_and_allocate_in_a_worker()
    assert gone() is not None
    kept = []

    def collected():
        kept.extend([place] for place in range(2_000))  # as many as make a look worth while
        return gone() is None

    qtbot.waitUntil(collected)


def test_a_full_look_waits_for_the_end_of_a_job(qtbot, garbage):
    looks = []
    see = lambda phase, info: looks.append(info["generation"]) if phase == "start" else None  # noqa: E731
    garbage.busy[0] = True
    gc.collect()
    gc.callbacks.append(see)
    try:
        kept = []

        def grow():
            kept.extend([place] for place in range(2_000))
            return 1 in looks and gc.get_count()[2] > gc.get_threshold()[2]

        qtbot.waitUntil(grow, timeout=20_000)
        assert 2 not in looks
        garbage.busy[0] = False
        qtbot.waitUntil(lambda: 2 in looks)
    finally:
        gc.callbacks.remove(see)
