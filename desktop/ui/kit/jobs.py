"""Long work off the main thread: one worker, so that writes queue and a session never crosses threads."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop.errors import NO_MEMORY, Cancelled, Progress, UserError
from desktop.ui.kit import messages
from desktop.ui.kit.progress_window import ProgressWindow

T = TypeVar("T")
SHOW_AFTER_MS = 500
TELL_EVERY_S = 0.05


class Jobs(QObject):
    """Runs one piece of work after another in a single worker thread."""

    _looked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)  # the same thread each time: a database connection belongs to one
        self._running: list[_Job] = []
        self._ahead = QThreadPool(self)
        self._ahead.setMaxThreadCount(1)
        self._awaited = QThreadPool(self)
        self._awaited.setMaxThreadCount(2)  # a look that takes long does not keep the next one waiting
        self._closed = False
        self._looked.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether work is under way or waiting."""
        return bool(self._running)

    def run(
        self,
        parent: QWidget,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        cancellable: bool = True,
        stopped: Callable[[], object] = lambda: None,
    ) -> None:
        """Runs ``work(progress)`` in the worker, then ``done(result)`` here on the main thread.

        While it runs, input to the windows is held back (a second click would do the work twice), but for keys that
        only look elsewhere and for undo and redo, which queue; after half a second a window shows the progress.
        ``progress`` raises Cancelled once the person asked to stop. A UserError is shown over ``parent``; Cancelled
        ends with ``stopped()``; anything else goes to sys.excepthook. Where ``parent`` is gone by then, nobody is told of
        a result.
        """
        job = _Job(self, parent, title, work, done, cancellable=cancellable, stopped=stopped)
        self._running.append(job)
        if len(self._running) == 1:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._pool.start(job.work)

    def read_ahead(
        self,
        look: Callable[[], T],
        then: Callable[[T], object] = lambda _found: None,
        *,
        patience_s: float = 0,
        told: QObject | None = None,
    ) -> None:
        """Runs ``look()`` aside, in no way of the work above, then ``then(found)`` here on the main thread.

        For what is likely to be wanted soon, or is shown when it is there: the window stays alive meanwhile. What is
        found within ``patience_s`` is handed on before this returns. Of several that nobody waits for, and that have
        not begun, only the last is done. Where ``told``, which shows it, is gone by then, it is told to nobody.
        """
        if self._closed:  # a timer of a page that is going asks for one more
            return
        one = _Look(look, then, told)

        def run() -> None:
            one.run()
            self._looked.emit(one)

        if not patience_s:
            self._ahead.clear()
        (self._awaited if patience_s else self._ahead).start(run)
        if patience_s and one.done.wait(patience_s):
            one.tell()

    @Slot(object)
    def _tell(self, one: "_Look") -> None:
        if not self._closed:
            one.tell()

    def open(self) -> None:
        """Data is open again: what was closed for the file before looks up and tells once more."""
        self._closed = False

    def close(self) -> None:
        """Asks everything to stop and waits for it: before the store is closed. What was looked up is told to nobody."""
        self._closed = True
        for job in self._running:
            job.stop()
        for pool in (self._ahead, self._awaited):
            pool.clear()
        for pool in (self._pool, self._ahead, self._awaited):
            pool.waitForDone()

    def ended(self, job: "_Job") -> None:
        """Takes a finished job off the list."""
        self._running.remove(job)
        if not self._running:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _INPUT or _is_harmless(event):
            return False
        # The keys of an action go to the action, not to the widget it belongs to.
        widget = watched.parent() if event.type() is QEvent.Type.Shortcut else watched
        if not isinstance(widget, QWidget):
            return False
        held = not isinstance(widget.window(), QDialog) or widget.window() in self._held_dialogs()
        if event.type() is QEvent.Type.Close and widget.windowType() is Qt.WindowType.Popup:
            return False  # a menu that goes takes nothing with it; one that stayed would take every click
        if held and event.type() is QEvent.Type.Close:
            event.ignore()  # a close event nobody refuses closes the window
        return held

    def _held_dialogs(self) -> list[QWidget]:
        return [job.parent_window for job in self._running]


class _Look:
    """One look aside: run in a thread of its own, told on the main thread, once."""

    def __init__(
        self, look: Callable[[], Any], then: Callable[[Any], object], shown_by: QObject | None
    ) -> None:
        self._look, self._then, self._shown_by = look, then, shown_by
        self.done = threading.Event()
        self._told = False

    def run(self) -> None:
        """In the thread."""
        self._found: Any = None
        self._error: Exception | None = None
        try:
            self._found = self._look()
        except Exception as error:  # noqa: BLE001 - raised again on the main thread
            self._error = error
        self.done.set()

    def tell(self) -> None:
        """On the main thread; a second time does nothing."""
        if self._told:
            return
        self._told = True
        if self._shown_by is not None and not isValid(self._shown_by):
            return
        if self._error is None:
            self._then(self._found)
        else:
            sys.excepthook(type(self._error), self._error, self._error.__traceback__)


_INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut, QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick, QEvent.Type.ContextMenu, QEvent.Type.Drop, QEvent.Type.Close,
})  # fmt: skip


_LOOKING = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
})  # fmt: skip
_QUEUED = (QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Y"))


def _is_harmless(event: QEvent) -> bool:
    """A key that moves the eye, or takes back what is done: the hands of an officer run ahead of the program."""
    if isinstance(event, QShortcutEvent):
        return event.key() in _QUEUED
    if not isinstance(event, QKeyEvent):
        return False
    return event.key() in _LOOKING or QKeySequence(event.keyCombination()) in _QUEUED


class _Job(QObject):
    """One piece of work: the half in the worker tells the half on the main thread by signals."""

    told = Signal(int, int)
    finished = Signal(object, object)

    def __init__(
        self,
        jobs: Jobs,
        parent: QWidget,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], object],
        *,
        cancellable: bool,
        stopped: Callable[[], object],
    ) -> None:
        super().__init__(jobs)
        self._stopped = stopped
        self.parent_window = parent.window()
        self._parent, self._work, self._done = parent, work, done
        self._stop = threading.Event()
        self._last_told = 0.0
        self._title, self._cancellable = title, cancellable
        self._window: ProgressWindow | None = None  # most jobs are over before it is needed
        self._steps = (0, 0)
        self._timer = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._timer.timeout.connect(self._show)
        self._timer.start()
        # Queued, always: the slots belong to the main thread, the signals come from the worker.
        self.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Asks the work to end at its next step."""
        self._stop.set()

    def work(self) -> None:
        """Runs in the worker."""
        try:
            self.finished.emit(self._work(self._progress), None)
        except Exception as error:  # noqa: BLE001 - told and raised again on the main thread
            self.finished.emit(None, error)

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last_told > TELL_EVERY_S:  # a signal per row would flood the event loop
            self._last_told = now
            self.told.emit(done, total)

    @Slot()
    def _show(self) -> None:
        stop = self.stop if self._cancellable else None
        self._window = ProgressWindow(self.parent_window, self._title, stop)
        if any(self._steps):
            self._window.tell(*self._steps)
        self._window.show()

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        self._steps = (done, total)
        if self._window is not None:
            self._window.tell(done, total)

    @Slot(object, object)
    def _finish(self, result: object, error: Exception | None) -> None:
        self._timer.stop()
        if self._window is not None:
            self._window.put_away()
        # Asked of Qt, not kept: a job that held them last would take them with it, and they delete their jobs.
        cast("Jobs", self.parent()).ended(self)
        self.deleteLater()
        there = isValid(self._parent)  # a dialog may be closed, and gone, before it is answered
        if error is None:
            if there:
                self._done(result)
        elif isinstance(error, UserError):
            messages.error(self._parent if there else QApplication.activeWindow(), error.message)
        elif isinstance(error, MemoryError):
            messages.error(self._parent if there else QApplication.activeWindow(), NO_MEMORY)
        elif isinstance(error, Cancelled):
            if there:
                self._stopped()
        else:
            sys.excepthook(type(error), error, error.__traceback__)
