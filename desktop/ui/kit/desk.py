"""What every screen is handed: the same three things, built once by the application."""

from dataclasses import dataclass

from desktop.ui.kit.bus import Bus
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.settings import DeskSettings


@dataclass(frozen=True, slots=True)
class Desk:
    """The person's desk: where work runs, what tells of it, and how they like their lists."""

    jobs: Jobs
    bus: Bus
    settings: DeskSettings
