"""Whether a data file, and what lies beside it, can be written: found out by trying."""

import os
import tempfile
from pathlib import Path

from desktop import system
from desktop.documents import drafts


def can_be_written(path: Path) -> bool:
    """Whether a data file can be written where it lies: itself, and its log beside it."""
    return _takes_writes(path) and takes_files(path.parent)


def _takes_writes(path: Path) -> bool:
    """Where rights are lists, as on Windows, only trying tells.

    Elsewhere the system knows, and trying does harm: closing a file lets go of all locks this process has on it.
    """
    if not os.access(path, os.W_OK):
        return False
    if system.ON_WINDOWS:
        try:
            os.close(os.open(path, os.O_RDWR))
        except OSError:
            return False
    return True


def takes_files(folder: Path) -> bool:
    """Whether files can be made in a folder; without that a data file can only be looked at."""
    try:
        _make_one(folder)  # modes and lists of rights tell less than trying does
    except OSError:
        return False
    return True


def _make_one(folder: Path) -> None:
    """Make a file that goes by itself, also where this process dies.

    Python's tempfile takes Windows' refusal of a folder for a name that is taken, and tries 2,147,483,647 of them.
    """
    if not system.ON_WINDOWS:
        with tempfile.TemporaryFile(dir=folder):
            return
    gone_when_closed: int = getattr(os, "O_TEMPORARY", 0)
    os.close(os.open(drafts.name_in(folder), os.O_RDWR | os.O_CREAT | os.O_EXCL | gone_when_closed))
