"""Python's collector of cycles, on the main thread alone.

By itself it runs in whichever thread allocates: in a worker it would delete a widget that was let go (Qt crashes), and a
full look over the hundred thousand rows of a job stops the window for as long. Here a timer looks at what is young, and
at all of it only while no job runs.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 50
_YOUNG, _MIDDLE, _FULL = gc.get_threshold()


class Garbage(QObject):
    """Collects from now on until `stop`; ``busy`` tells whether a job is running."""

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = busy
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leaves it to Python again."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """One look, as far as Python's own thresholds ask for."""
        young, middle, full = gc.get_count()
        if full > _FULL and not self._busy():
            gc.collect()
        elif middle > _MIDDLE:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)
