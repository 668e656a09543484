"""The card of the record selected on a page that is no list, as a list has it beside itself."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.services.records import access, cards
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.lists.list_page import CARD_DELAY_MS
from desktop.ui.lists.record_card import RecordCard


class CardBeside(RecordCard):
    """Of a record of ``kind``. It leads to what is linked and into the record's dialog, and notes what it showed in full."""

    def __init__(self, desk: Desk, kind: str, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._kind, self._page = desk, kind, page
        self._id: int | None = None
        self.can_open = desk.opens(kind)
        self.followed.connect(desk.bus.show_record)
        self.opened.connect(lambda: desk.open(kind, page, self._id))
        self.revealed.connect(self._note)
        self._rest = QTimer(self, singleShot=True, interval=CARD_DELAY_MS)  # held keys run past the cards
        self._rest.timeout.connect(self._show)
        desk.bus.closing.connect(self._rest.stop)

    def show_record(self, record_id: int | None) -> None:
        """Show this one as it is now; None: what would stand here."""
        self._id = record_id
        self._rest.start()

    def _show(self) -> None:
        if not self.isVisibleTo(self._page):
            return
        desk, shown = self._desk, None
        if self._id is not None:  # names are not masked, as in a list
            shown = cards.card(desk.store, self._kind, self._id, desk.scope, masked=True, names=True)
        self.show_card(shown)

    def _note(self, what: str) -> None:
        store, kind, shown = self._desk.store, self._kind, self._id
        assert shown is not None
        self._desk.jobs.run(
            self._page,
            tr("열람 기록"),
            lambda _progress: access.note(store, kind, shown, what),
            lambda _done: None,
            cancellable=False,
        )
