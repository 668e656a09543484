"""What the operating system decides, asked in one place."""

import contextlib
import os
from pathlib import Path

ON_WINDOWS = os.name == "nt"
_HIDDEN = 2  # FILE_ATTRIBUTE_HIDDEN


def be_known_as(name: str) -> None:
    """Stand in Windows' taskbar under a sign of our own, and not under that of Python."""
    if ON_WINDOWS:
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            getattr(ctypes, "windll").shell32.SetCurrentProcessExplicitAppUserModelID(name)  # noqa: B009 - Windows alone


def hide(path: Path) -> None:
    """Keep a file whose name begins with a dot out of people's view on Windows too, where a dot hides nothing.

    Whoever writes it again opens it as it is: Windows refuses to begin a hidden file anew.
    """
    if ON_WINDOWS:
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            getattr(ctypes, "windll").kernel32.SetFileAttributesW(str(path), _HIDDEN)  # noqa: B009 - Windows alone
