"""The composition root: a command's work, or the window.

It may import everything and nobody imports it. What is heavy is imported inside functions here, for one reason only:
the window is painted before SQLAlchemy and the rest are loaded, and a command waits for no Qt.
"""

import builtins
import gc
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

from desktop import places
from desktop.cli import command_line

VERSION = "0.1.0"
TURN_S = 0.001
"""How long a thread keeps Python's lock once another asks for it; Python's own 5 ms are paid anew for every call into Qt
that the window makes while the worker calculates, and a window that paints makes dozens: it stood still for 0.2 s."""


def main() -> None:
    """Entry point of ``main.py`` and of the installed command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; without a command, open the window. Returns the exit status."""
    command_line.speak_utf8()
    options = command_line.parse(arguments)
    if options.command is not None:
        _keep_log()  # or what is noted for us would be said, in English, to whoever called
        return command_line.run(options)
    return _open_window(options.data)


def take_turns() -> None:
    """Let the window and the worker take turns often enough that neither is seen to wait."""
    sys.setswitchinterval(TURN_S)


def _open_window(data: str | None) -> int:
    take_turns()
    gc.disable()  # a start makes objects that stay; looking through them again and again takes a tenth of its time.
    # From then on `desktop.ui.kit.garbage` collects.
    plain_import = builtins.__import__
    from desktop.ui.window.application import Application

    # PySide6 looks into the source of whatever is imported after it for its `__feature__` switches, which nothing here
    # uses, and keeps it all: 23 MB and a fifth of the time that loading the data side takes.
    builtins.__import__ = plain_import
    return Application(VERSION, places.settings_file(), _data_side).run(data)


def _data_side() -> ModuleType:
    """What the window needs besides itself, once it is painted."""
    _keep_log()
    loaded = importlib.import_module("desktop.ui.window.data_side")
    gc.freeze()
    return loaded


def _keep_log() -> None:
    """Faults go to a small file of the user's own; where even that cannot be written, nowhere."""
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        folder = places.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "ieum.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    logging.basicConfig(
        handlers=[handler], level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
