"""What the kit needs of the desk it works at; `desktop.ui.desk.Desk` is the one there is."""

from typing import Protocol

from desktop.ui.kit.bus import Bus
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.settings import DeskSettings


class PageDesk(Protocol):
    """Where work runs, what tells of it, and how the person likes their lists."""

    @property
    def jobs(self) -> Jobs: ...
    @property
    def bus(self) -> Bus: ...
    @property
    def settings(self) -> DeskSettings: ...
