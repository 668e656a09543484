"""판: the proposals in columns by state, moved by mouse and by keyboard; beside them the card of the one selected.

A move asks what it has to in one dialog.
"""

from typing import cast

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.queries.listing import Listing
from desktop.ui.board.proposals import state_cards
from desktop.ui.columns.columns_view import ColumnsView
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.lists.card_place import CardPlace
from desktop.ui.records.card_beside import CardBeside
from desktop.ui.records.status_moves import make_move
from desktop.ui.records.view import Here, View
from desktop.ui.records.view_page import ViewPage


class ProposalBoardPage(ViewPage):
    """The proposals of the board in work."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.columns = ColumnsView()
        self.columns.dropped.connect(self._dropped)
        self.columns.opened.connect(lambda proposal_id: desk.open(state_cards.KIND, self, proposal_id))
        self.columns.chosen.connect(self._chosen)
        self.columns.refused.connect(lambda sentence: desk.bus.said.emit(sentence, None))
        self.card = CardBeside(desk, state_cards.KIND, self)
        self._place = CardPlace(self.card, self.columns)
        layout = QHBoxLayout()
        layout.setSpacing(12)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.card)
        self.fill(layout)

    def read(self) -> None:
        columns = state_cards.columns_of(self.desk)
        count = sum(each.count("") for each in columns.columns)
        self.told.setText(tr("{0}건").format(count) if count else "")
        if not count:
            self.show_empty(
                tr("제안이 없습니다. '제안 추가'로 적거나 회의에서 만들어 주세요."), self._adding()
            )
            return
        self.columns.show_columns(columns)
        self.show_body()
        self._show_card()

    def first(self) -> QWidget:
        return self.columns.first()

    def selected(self) -> list[int]:
        """The proposals selected."""
        return self.columns.selected()

    def spot(self) -> QPoint:
        return self.columns.spot()

    def current_listing(self) -> Listing:
        """The proposals on its cards, for an export."""
        return state_cards.as_list(self.desk, self.columns.search.text())

    def turn_card(self) -> None:
        """Fold the card away, or out again."""
        self._place.turn(self.width())
        self._fit_card()
        if self.columns.isVisible():
            self.columns.first().setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_card()

    def _fit_card(self) -> None:
        if self._place.show(self.width()):
            self._show_card()

    def _chosen(self) -> None:
        self.show_commands()
        self._show_card()

    def _show_card(self) -> None:
        self.card.show_record(next(iter(self.selected()), None))

    def _adding(self) -> Command[Here]:
        return next(each for each in self.view.commands if each.primary)

    def _dropped(self, ids: list[int], key: int, _onto: int | None) -> None:
        move = state_cards.move_to(self.desk, ids, key)
        if move is not None:
            make_move(self.desk, self, state_cards.KIND, ids, move)


def page_at(here: Here) -> ProposalBoardPage:
    """The page a command was asked for at."""
    return cast("ProposalBoardPage", here.page)


def make(desk: Desk, view: View) -> ViewPage:
    """The page, when it is first opened."""
    return ProposalBoardPage(desk, view)
