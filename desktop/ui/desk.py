"""What every page and dialog is handed: the open data and the means to work on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.attachments.opening import OpenedCopies
from desktop.services.datafile.store import Store
from desktop.ui.kit.bus import Bus
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.unsaved import opening


class Desk:
    """Built once per open data file by the application.

    ``store`` is the data; ``scope`` the cohort and board in work, changed by `set_scope` alone; ``bus`` tells of what
    happens; ``jobs`` runs long work; ``settings`` is how this person likes the desk. ``mended`` holds the doubtful cells
    mended in imports, by table of a file, as long as the data is open: a file taken back and brought in again has them.
    ``openers`` open a record of a kind in its dialog. ``copies`` are those of attachments that other programs show.
    """

    def __init__(
        self,
        store: Store,
        settings: DeskSettings,
        bus: Bus | None = None,
        jobs: Jobs | None = None,
        openers: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self._openers = openers or {}
        self.store = store
        self.settings = settings
        self.mended: dict[tuple[object, ...], dict[tuple[int, int], str]] = {}
        self.bus = bus or Bus()
        self.jobs = jobs or Jobs()
        self.copies = OpenedCopies()
        self.scope = Scope(today=store.today())
        store.committed.append(self.bus.written)

    def call_officer(self, name: str) -> None:
        """Who works here said what they are called: the history says so from now on, and at the next start."""
        self.settings.officer = name
        self.store.call_user(name)

    def set_scope(self, *, cohort_id: int | None, board_id: int | None) -> None:
        """Puts another cohort or board in work; None stands for all of them."""
        wanted = replace(self.scope, cohort_id=cohort_id, board_id=board_id)
        if wanted != self.scope:
            self.scope = wanted
            self.bus.scope_changed.emit()

    def opens(self, kind: str) -> bool:
        """Whether a record of this kind can be opened here; of an earlier day it is only looked at."""
        return kind in self._openers

    def open(self, kind: str, parent: QWidget, record_id: int | None = None, /, **given: Any) -> Any:
        """Open a record, or a dialog for a new one with what is ``given`` of it; slices open each other's by this alone."""
        with opening(parent, kind, record_id, given):
            return self._openers[kind](self, parent, record_id, **given)

    def close(self) -> None:
        """Waits for work under way and lets go of the data."""
        self.bus.closing.emit()
        self.jobs.close()
        self.store.committed.remove(self.bus.written)
        self.store.close()
        self.copies.close()
