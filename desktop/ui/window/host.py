"""The application, as far as what stands round an open file knows it."""

from typing import Any, Protocol

from desktop.ui.kit.commands import Command
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.menu import Owner


class Host(Owner, Protocol):
    """Owns the window and the one file open in it."""

    window: MainWindow
    settings: DeskSettings
    jobs: Jobs
    just_started: bool
    """Nothing was opened yet in this run of the program."""

    def open(self, location: str) -> None: ...
    def shown(self, opened: Any, location: str) -> None: ...
    def refused(self, sentence: str) -> None: ...
    def close_file(self) -> None: ...
    def do(self, command: Command[Owner]) -> None: ...
