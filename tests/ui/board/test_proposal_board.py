"""The 판: its first cards read at once, more of a column and what is searched for read from the list."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.model.board import Proposal
from desktop.ui.board.proposals.board_page import ProposalBoardPage
from desktop.ui.window.screens import VIEWS

PAST_ONE_PAGE = 57


@pytest.fixture
def page(desk, store, saved, shown):
    board = saved("boards", name="1기", year=2022)
    desk.set_scope(cohort_id=None, board_id=board)
    with store.operation("제안") as op:
        titles = [*(f"제안 {place:02}" for place in range(PAST_ONE_PAGE)), "빗물받이"]
        op.insert_many(Proposal, [{"board_id": board, "title": title, "status": "발굴"} for title in titles])
    made = VIEWS["proposal_board"].make(desk, VIEWS["proposal_board"])
    assert isinstance(made, ProposalBoardPage)
    return shown(made)


def titles(page: QWidget, column: int) -> list[str]:
    model = page.columns.panels[column].model
    return [model.card(row).title for row in range(model.rowCount())]


def test_all_cards_of_a_column_come_a_page_at_a_time_and_are_found(page, qtbot):
    first = page.columns.panels[0]
    assert page.told.text() == "58건"
    assert (len(titles(page, 0)), first.model.total) == (50, 58)
    first.model.more()
    assert titles(page, 0) == ["빗물받이", *(f"제안 {place:02}" for place in range(PAST_ONE_PAGE))]
    page.columns.search.setText("빗물")
    assert titles(page, 0) == ["빗물받이"]
    page.columns.search.clear()
    assert len(titles(page, 0)) == 50


def test_a_moved_card_is_in_its_new_column(page, qtbot, desk):
    (card,) = [row for row in range(50) if page.columns.panels[0].model.card(row).title == "제안 07"]
    moved = page.columns.panels[0].model.card(card).id
    page._dropped([moved], 1, None)
    qtbot.waitUntil(lambda: titles(page, 1) == ["제안 07"] and not desk.jobs.busy)
    assert page.columns.panels[0].model.total == 57
