"""Keeps what a library of another language writes to the error output from a person who is told in a sentence."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ERROR_OUTPUT = 2
_lock = threading.Lock()
_depth = 0
_kept = -1


@contextmanager
def quietly() -> Iterator[None]:
    """Nothing is written to the error output within: a panic of Rust prints itself before it is raised.

    Counted, because files are read in several threads at once and the last of them has to give it back.
    """
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _depth, _kept
    with _lock:
        _depth += 1
        if _depth > 1:
            return
        try:
            _kept = os.dup(_ERROR_OUTPUT)
        except OSError:
            _kept = -1  # a window without a console has no error output
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _ERROR_OUTPUT)
        os.close(nowhere)


def _end() -> None:
    global _depth, _kept
    with _lock:
        _depth -= 1
        if _depth == 0 and _kept >= 0:
            os.dup2(_kept, _ERROR_OUTPUT)
            os.close(_kept)
            _kept = -1
