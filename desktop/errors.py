"""The two ways work can end early, and how it tells its progress."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""``progress(done, total)``; raises `Cancelled` when the person asked to stop."""


class UserError(Exception):
    """Something the person at the desk can put right.

    ``message`` is a Korean sentence that says what happened and how to go on;
    ``field`` is the key of the input it belongs to, if it belongs to one; ``others`` are more of the kind, where
    several inputs are wrong at once.
    """

    def __init__(self, message: str, field: str | None = None, others: tuple["UserError", ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.others = others


class Cancelled(Exception):  # noqa: N818 - no error: the person asked for it
    """The person stopped the work; nothing of it stays."""


def no_progress(_done: int, _total: int) -> None:
    """The progress of work nobody watches."""


def in_phases(progress: Progress, number: int) -> Progress:
    """One progress for ``number`` pieces of work after another, each of which counts from the beginning."""
    phase, started = 0, False

    def told(done: int, total: int) -> None:
        nonlocal phase, started
        phase = min(phase + (started and done == 0), number - 1)
        started = True
        progress(phase * total + done, number * total)

    return told
