"""변경 이력: everything that was done, by whom and when; any of it can be taken back while nothing stands upon it."""

import datetime as dt
from dataclasses import replace

from desktop.queries.card import Card
from desktop.queries.journal import STANDING
from desktop.services.datafile import history
from desktop.ui.kit.messages import tr
from desktop.ui.office.past_view import open_past
from desktop.ui.records.record_page import RecordPage
from desktop.ui.records.screen import At


class HistoryPage(RecordPage):
    """The list of operations, the latest first; a card is called by what was done, not by when."""

    def _card_of(self, row_id: int, masked: bool) -> Card | None:  # noqa: FBT001 - as RecordPage has it
        card = super()._card_of(row_id, masked)
        if card is None:
            return None
        name = self.spec.column("name").field.title
        facts = [fact for fact in card.facts if fact.label != name]
        return replace(
            card, title=str(_value(self, row_id, "name")), subtitle=card.title, facts=facts, history=()
        )


def undo(at: At) -> None:
    """Takes back the operation selected."""
    at.desk.jobs.run(
        at.page,
        tr("되돌리기"),
        lambda _progress: history.undo(at.desk.store, at.ids[0]),
        lambda _changes: None,
        cancellable=False,
    )


def show_past(at: At) -> None:
    """Shows the data as they stood right after the operation selected."""
    moment = _value(at.page, at.ids[0], "at")
    assert isinstance(moment, dt.datetime)
    open_past(at.desk, at.page, moment)


def why_it_stays(at: At) -> str:
    """Why the operation selected cannot be taken back, '' where it can."""
    state = _value(at.page, at.ids[0], "state") if at.ids else ""
    return "" if state == STANDING else tr("'{0}'인 작업만 되돌립니다.").format(STANDING)


def _value(page: RecordPage, row_id: int, key: str) -> object:
    rows = page.current_listing().rows([row_id])
    keys = [column.key for column in page.spec.columns]
    return rows[0][keys.index(key) + 1] if rows else None
