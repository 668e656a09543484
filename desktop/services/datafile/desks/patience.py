"""How long a piece of work waits for others that write, over all its tries, before a person is told."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_WAIT_S = 5.0
"""How long a write waits for another one, or anything for a server that does not answer, before a person is told."""


class Patience:
    """What is left of one wait. Work that has to try again gets what its earlier tries left, not a wait of its own.

    Handed to a connection as the execution option ``ieum_patience``; a write without one waits for `LONGEST_WAIT_S`.
    """

    def __init__(self, seconds: float = LONGEST_WAIT_S) -> None:
        self._left = seconds

    @contextmanager
    def waiting(self) -> Iterator[int]:
        """Wait inside for at most so many milliseconds; what it took is gone from what is left."""
        began = time.monotonic()
        try:
            yield round(self._left * 1000)
        finally:
            self._left = max(0.0, self._left - (time.monotonic() - began))
