"""Hears of what other desks write to the same data, without holding up the window however slow the server is.

While it is at it, it lets the file take in what its log still holds of small writes.
"""

import threading

from desktop.errors import UserError
from desktop.services.datafile.store import Store
from desktop.ui.kit.bus import Bus

EVERY_S = 1.0


class Watch:
    """Asks once a second, in a thread of its own, and tells the bus; `stop` it before the store is closed."""

    def __init__(self, store: Store, bus: Bus, *, every: float = EVERY_S) -> None:
        self._store, self._bus, self._every = store, bus, every
        self._over = threading.Event()
        self._gone = ""
        store.news()  # from here on everything is news
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask no more. A server that does not answer is not waited for."""
        self._over.set()
        self._thread.join(2)

    def _run(self) -> None:
        while not self._over.wait(self._every):
            if (gone := self._store.why_gone()) != self._gone:
                self._gone = gone
                self._bus.gone.emit(gone)
            if gone:
                continue  # what lies there now is not what is shown
            try:
                in_doubt, news = self._store.settle(), self._store.news()
                self._store.fold_log()
            except UserError:
                continue  # the server is away: whoever writes is told, and the next second asks again
            if in_doubt:
                self._bus.said.emit(in_doubt, None)
            if news:
                self._bus.written(news)
