"""변경 이력: everything that was done, by whom and when; any of it can be taken back while nothing stands upon it."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from desktop.errors import Progress
from desktop.services.datafile import history
from desktop.ui.desk import Desk
from desktop.ui.office.past_view import open_past
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action, Card, Needs

STANDING = "되돌릴 수 있음"


class HistoryPage(RecordPage):
    """The list of operations, the latest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        past = Action(
            title=self.tr("그때의 자료 보기"),
            icon="clock",
            run=self._show_past,
            needs=Needs.ONE,
            writes=False,
        )
        undo = Action(
            title=self.tr("이 작업 되돌리기"),
            icon="undo",
            run=self._undo,
            needs=Needs.ONE,
            allowed=lambda ids: self._value(ids[0], "state") == STANDING,
        )
        super().__init__(desk, "operations", actions=(past,), primary=undo, states=frozenset())
        self.setParent(parent)

    def _undo(self, ids: list[int]) -> None:
        def work(_progress: Progress) -> object:
            return history.undo(self.desk.store, ids[0])

        self.desk.jobs.run(self, self.tr("되돌리기"), work, lambda _changes: None, cancellable=False)

    def _show_past(self, ids: list[int]) -> None:
        at = self._value(ids[0], "at")
        assert isinstance(at, dt.datetime)
        open_past(self.desk, self, at)

    def _value(self, row_id: int, key: str) -> object:
        rows = self.current_listing().rows([row_id])
        keys = [column.key for column in self.spec.columns]
        return rows[0][keys.index(key) + 1] if rows else None

    def _card_of(self, row_id: int, masked: bool) -> Card | None:  # noqa: FBT001 - as RecordPage has it
        card = super()._card_of(row_id, masked)
        if card is None:
            return None
        facts = [fact for fact in card.facts if fact.label != self.tr("한 일")]
        return Card(
            title=str(self._value(row_id, "name")), subtitle=card.title, state=card.state, facts=facts
        )
