"""From a meeting's notes to a proposal, on the 판 to review, to a no with its condition, and begun anew."""

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from desktop.services.records import records
from desktop.ui.board.meetings.meeting_dialog import MeetingDialog
from desktop.ui.board.proposals.board_page import ProposalBoardPage
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.records.record_dialog import RecordDialog
from tests.ui.stories.hands import dialog, until

IDEA = "버스 정류장에 작은 의자 놓기"


def listed(page, key):
    column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == key)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def cards_of(page, status):
    return next(panel for panel in page.columns.panels if panel.model.column.title == status).cards


def titles_in(page, status):
    model = cards_of(page, status).cards
    return [model.card(row).title for row in range(model.rowCount())]


def carry(hands, page, start, to):
    """Takes the card in hand, by Space, aims to another state and drops it: the dialog, if any, comes up."""
    cards = cards_of(page, start)
    row = titles_in(page, start).index(IDEA)
    states = [panel.model.column.title for panel in page.columns.panels]
    if hands.mouse:
        yield hands.click(
            lambda: cards.viewport(), "card", spot=cards.visualRect(cards.cards.index(row)).center()
        )
    else:
        yield from hands.tab_to(lambda: cards, "the column")
        yield from hands.key("Home", *["Down"] * row)
    yield until(lambda: page.selected(), "the card selected")
    yield from hands.key("Space", *["Right"] * (states.index(to) - states.index(start)), "Return")


@pytest.mark.feature("JB-07", "JB-10", "JB-20", "JB-21")
@pytest.mark.usefixtures("practised")
def test_from_a_meeting_to_a_proposal_to_a_no_and_begun_anew(hands, started):
    started()
    seen = {}

    def story():
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        yield from hands.go("meetings")
        yield from hands.act("회의 추가", "Ctrl+N")
        yield until(lambda: dialog(MeetingDialog), "the meeting")
        fill(dialog().input("title"), "4차 정기회의")
        fill(dialog().input("notes"), IDEA)
        yield from hands.press("저장", "Ctrl+Return")
        yield until(lambda: dialog() is None and "4차 정기회의" in listed(hands.page, "title"))
        page = hands.page
        yield from hands.stand_on(listed(page, "title").index("4차 정기회의"), "title", page)
        yield from hands.press("열기") if hands.mouse else hands.key("Return")
        yield until(lambda: dialog(MeetingDialog), "the meeting again")
        yield from hands.press("고른 글을 제안으로")
        yield until(lambda: dialog(RecordDialog) and dialog().record_form.kind == "proposals", "the proposal")
        yield from hands.press("취소", "Esc")
        yield until(lambda: dialog(MeetingDialog), "back at the meeting")
        yield from hands.press("취소", "Esc")
        yield until(lambda: dialog() is None)

        yield from hands.go("proposal_board")
        board = hands.page
        assert isinstance(board, ProposalBoardPage)
        yield until(lambda: IDEA in titles_in(board, "발굴"), "its card")
        yield from carry(hands, board, "발굴", "제출")
        yield until(lambda: IDEA in titles_in(board, "제출"), "it is handed in")
        yield from carry(hands, board, "제출", "검토")
        yield until(lambda: IDEA in titles_in(board, "검토"), "it is looked at")
        yield from carry(hands, board, "검토", "불채택")
        yield until(lambda: dialog(FormDialog), "what a no asks for")
        fill(dialog().input("reason"), "정류장 폭이 좁음")
        choose(dialog().input("obstacle"), "법령")
        yield from hands.press("저장", "Ctrl+Return")
        yield until(lambda: IDEA in titles_in(board, "불채택"), "it is a no")

        yield from hands.go("proposals")
        page = hands.page
        yield until(lambda: IDEA in listed(page, "title"))
        yield from hands.stand_on(listed(page, "title").index(IDEA), "title", page)
        yield from hands.act("되살리기")
        yield until(lambda: dialog(RecordDialog), "the new one")
        seen["new"] = dialog().record_id
        yield from hands.press("취소", "Esc")
        yield until(lambda: dialog() is None and listed(page, "title").count(IDEA) == 2)
        seen["card"] = [link.text for link in page.source.card(seen["new"], False).linked]

    hands.play(story())
    assert f"되살린 제안: {IDEA} (불채택: 정류장 폭이 좁음)" in seen["card"]
    store = hands.application._opened.desk.store
    assert records.read(store, "proposals", seen["new"])["status"] == "발굴"


def fill(widget, text):
    """What is typed there; how typing goes the other stories tell."""
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    else:
        widget.setText(text)


def choose(box, words):
    assert isinstance(box, QComboBox)
    box.setCurrentText(words)
