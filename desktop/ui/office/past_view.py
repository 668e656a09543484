"""The lists as they stood right after an earlier operation, to look at only."""

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Progress
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS, LISTS
from desktop.ui.desk import Desk
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label, scrolled
from desktop.ui.records.record_page import RecordPage


def open_past(desk: Desk, parent: QWidget, moment: dt.datetime) -> None:
    """Rebuilds the data of that moment in memory, off the main thread, and shows it."""

    def work(progress: Progress) -> Store:
        return history.as_at(desk.store, moment, progress=progress)

    desk.jobs.run(parent, parent.tr("그때의 자료 만들기"), work, partial(_show, desk, parent))


def _show(desk: Desk, parent: QWidget, past: Store) -> None:
    dialog = PastView(Desk(past, desk.settings), parent)
    dialog.exec()
    dialog.desk.close()
    dialog.deleteLater()


class PastView(Dialog):
    """One list at a time, chosen above."""

    help_page = "operations"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        moment = desk.store.clock().astimezone()
        when = f"{moment.year}. {moment.month}. {moment.day}. {moment:%H:%M}"
        self.setWindowTitle(self.tr("{0}의 자료").format(when))
        self.take_room(1440, 900)
        self.kinds = QComboBox()
        for kind, own in KINDS.items():
            if own.past:
                self.kinds.addItem(LISTS[kind].title, kind)
        self._stack = QStackedWidget()
        self._pages: dict[str, RecordPage] = {}
        self.kinds.currentIndexChanged.connect(lambda _: self._turn())
        top = QHBoxLayout()
        top.setContentsMargins(20, 12, 20, 0)
        top.setSpacing(12)
        top.addWidget(label(self.tr("{0}의 자료입니다. 보기만 할 수 있습니다.").format(when), "strong"), 1)
        top.addWidget(self.kinds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(scrolled(self._stack, sideways=True), 1)
        self._turn()

    @property
    def page(self) -> RecordPage:
        """The list shown."""
        return self._pages[self.kinds.currentData()]

    def _turn(self) -> None:
        kind = self.kinds.currentData()
        if kind not in self._pages:
            self._pages[kind] = RecordPage(self.desk, kind)
            self._stack.addWidget(self._pages[kind])
        self._stack.setCurrentWidget(self._pages[kind])
