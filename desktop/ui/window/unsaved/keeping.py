"""Keeps what is being written in the dialogs of an open data file, and offers at the next start what a crash left of it.

Written by a thread of its own, in no way of typing nor of the work that is waited for.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desktop.errors import UserError
from desktop.queries.unsaved import Left, Writing
from desktop.services.datafile import unsaved
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.window.main_window import MainWindow

log = logging.getLogger(__name__)


class UnsavedKeeper(QObject):
    """The `desktop.ui.kit.unsaved.Keeper` of a window. ``offered`` is what an earlier start left, newest first."""

    _found = Signal(object)

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # one after the other: what is given up is not kept after that
        self._rows: dict[
            object, int
        ] = {}  # the worker's, but for what is taken up before the worker hears of it
        self._kept: set[object] = set()
        self._resumed: Left | None = None
        self._opening: list[Mapping[str, Any]] = []
        self.offered: list[Left] = []
        self._found.connect(self._offer, Qt.ConnectionType.QueuedConnection)
        window.keeper = self

    def look(self) -> None:
        """Looks, aside, for what an earlier start left, and offers it: before anything can be kept that is not left."""
        if self._window.keeper is not self:  # closed meanwhile
            return
        self._do(lambda: self._found.emit(unsaved.left(self._desk.store)))

    def close(self) -> None:
        """Waits for what is being kept: before the data is let go of."""
        self._window.keeper = None
        self._window.say_unsaved("", "", lambda: None)
        self._pool.waitForDone()
        self.deleteLater()

    # What dialogs tell

    def keep(self, token: object, writing: Writing) -> None:
        """Typing rested in the dialog of ``token``."""
        self._kept.add(token)

        def work() -> None:
            self._rows[token] = unsaved.keep(self._desk.store, writing, self._rows.get(token))

        self._do(work)

    def give_up(self, token: object) -> None:
        """It was saved or thrown away; most dialogs are before anything was kept of them."""
        if token not in self._kept:
            return
        self._kept.discard(token)

        def work() -> None:
            row_id = self._rows.pop(token, None)
            if row_id is not None:
                unsaved.give_up(self._desk.store, row_id)

        self._do(work)

    def taken_up(self, token: object, dialog: str) -> Mapping[str, Any]:
        """What the person goes on with, in the dialog it was written in."""
        if self._resumed is None or self._resumed.writing.dialog != dialog:
            return {}
        found, self._resumed = self._resumed, None
        self._rows[token] = found.id
        self._kept.add(token)
        return found.writing.contents

    @contextmanager
    def opening(self, kind: str, record_id: int | None, given: Mapping[str, Any]) -> Iterator[None]:
        """Within it the first dialog that asks is the one of that record."""
        told = {key: value for key, value in given.items() if _is_plain(value)}
        before = list(self._opening)
        self._opening.append({"kind": kind, "record_id": record_id, "given": told})
        try:
            yield
        finally:
            self._opening = before

    def opened(self) -> Mapping[str, Any] | None:
        """What opens the dialog that asks, told once."""
        return self._opening.pop() if self._opening else None

    # What is offered

    def go_on(self, left: Left) -> None:
        """Open the dialog it was written in with what stood there; one that nothing opens is filled when it is opened."""
        self._resumed = left
        opener = left.writing.opener
        if opener is None or not self._desk.opens(str(opener["kind"])):
            told = self.tr("'{0}' 창을 다시 열면 쓰다 만 내용이 그 자리에 채워집니다.")
            self._window.say(told.format(left.writing.title))
        else:
            try:
                self._desk.open(opener["kind"], self._window, opener["record_id"], **opener["given"])
            except UserError as error:
                messages.error(self._window, error.message)
                return  # it is offered still, to be read or thrown away
        self._taken(left)

    def throw_away(self, left: Left) -> None:
        """It is not wanted any more."""
        self._do(lambda: unsaved.give_up(self._desk.store, left.id))
        self._taken(left)

    def show(self) -> None:
        """What was left, to be read, gone on with or thrown away."""
        from desktop.ui.window.unsaved.dialog import UnsavedDialog

        dialog = UnsavedDialog(self._window, tuple(self.offered), self.throw_away)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            self.go_on(chosen)

    @Slot(object)
    def _offer(self, found: Sequence[Left]) -> None:
        self.offered = list(found)
        self._say()

    def _taken(self, left: Left) -> None:
        self.offered = [each for each in self.offered if each.id != left.id]
        self._say()

    def _say(self) -> None:
        if not self.offered:
            self._window.say_unsaved("", "", lambda: None)
            return
        told = self.tr("지난번에 쓰다 만 내용이 {0}건 있습니다: '{1}'").format(
            len(self.offered), self.offered[0].writing.title
        )
        self._window.say_unsaved(told, self.tr("보기…"), self.show)

    def _do(self, work: Callable[[], object]) -> None:
        def run() -> None:
            try:
                work()
            except (
                UserError
            ) as error:  # a full disk, a server that is away: the next rest of typing tries again
                log.warning("what is being written was not kept: %s", type(error.__cause__).__name__)

        self._pool.start(run)


def _is_plain(value: object) -> bool:
    with suppress(TypeError):
        json.dumps(value)
        return True
    return False
