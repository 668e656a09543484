"""The 판: its first cards read at once, more of a column and what is searched for read from the list."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.model.board import Comment, Proposal
from desktop.rules.board.states import PROPOSAL
from desktop.services.board.review import opinions
from desktop.services.records import moves, records
from desktop.ui.board.proposals.board_page import ProposalBoardPage
from desktop.ui.window.screens import VIEWS, page_of

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


def meant(page: QWidget, proposal: int) -> dict[str, tuple[str, bool]]:
    """What a drop into each column would mean, and whether it is refused."""
    found = page.columns._columns.means([proposal]).columns
    return {PROPOSAL.statuses[key]: (each.text, each.refused) for key, each in found.items()}


@pytest.mark.feature("JB-11")
def test_a_decision_that_waits_for_an_opinion_is_refused_beforehand_with_what_can_be_done(
    page, desk, saved, store
):
    proposal = saved("proposals", desk.scope, title="보도 정비")
    for to in ("제출", "검토"):
        moves.move(store, "proposals", [proposal], to, "", desk.scope)
    opinions.ask(store, proposal, store.today(), {"청소행정과": store.today()})
    for decision in ("채택", "부분채택", "불채택"):
        assert meant(page, proposal)[decision] == ("의견 기다림: 청소행정과", True)
    assert meant(page, proposal)["시범"] == ("옮김", False)
    said = []
    page.columns.refused.connect(said.append)
    page.columns.select([proposal])
    reviewed, adopted = (page.columns.panels[PROPOSAL.statuses.index(each)] for each in ("검토", "채택"))
    page.columns.pick_up(reviewed.cards)
    page.columns._target = (adopted, None)
    page.columns.drop()
    assert said == [
        "'채택'으로는 바꿀 수 없습니다(의견 기다림: 청소행정과). 지금 바꿀 수 있는 상태: 보완, 시범, 취하, "
        "제출, 보류"
    ]
    assert moves.refusal(moves.offered(store, "proposals", [proposal], desk.scope), "시행") == (
        "'시행'으로는 바꿀 수 없습니다. 지금 바꿀 수 있는 상태: 보완, 시범, 취하, 제출, 보류"
    )


@pytest.mark.feature("JB-10")
def test_one_on_hold_is_offered_only_where_it_came_from(page, desk, saved, store):
    proposal = saved("proposals", desk.scope, title="보도 정비")
    moves.move(store, "proposals", [proposal], "토론", "", desk.scope)
    moves.move(store, "proposals", [proposal], "보류", "바쁨", desk.scope, {"obstacle": "없음"})
    told = meant(page, proposal)
    assert told["토론"] == ("옮김", False)
    assert {told[each] for each in ("발굴", "제출", "검토")} == {("'토론'에서 보류함", True)}


@pytest.mark.feature("JB-06")
def test_the_card_of_the_selected_one_stands_beside_and_what_the_list_can_do_is_done_here(
    page, desk, saved, store, qtbot, press, meanwhile, fill
):
    page.resize(1280, 800)
    proposal = saved("proposals", desk.scope, title="가로등")
    act = {each.text(): each for each in page.bar.qt_actions}
    assert not act["글 쓰기…"].isEnabled(), "nothing selected"
    page.columns.select([proposal])
    assert act["글 쓰기…"].isEnabled()
    assert not act["되살리기"].isEnabled()
    assert not act["합치기…"].isEnabled()
    for shown in (False, True):
        qtbot.keyClick(page.columns.panels[0].cards, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert page.card.isVisible() == shown

    def say(dialog):
        fill(dialog, stance="우려", words="비용이 크다")
        dialog.accept()

    meanwhile(say)
    qtbot.keyClick(page.columns.panels[0].cards, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    def told():
        return [each.accessibleName() for each in page.card.findChildren(QPushButton)]

    qtbot.waitUntil(lambda: any(each.endswith("비용이 크다") for each in told()))
    assert "가로등 열기" in told()
    moves.move(store, "proposals", [proposal], "취하", "바쁨", desk.scope)
    page.columns.select([proposal])
    begun = []
    meanwhile(lambda dialog: (begun.append(dialog.input("title").text()), dialog.reject()))
    press(page, "되살리기")
    qtbot.waitUntil(lambda: begun == ["가로등"])


@pytest.mark.feature("JB-21")
def test_the_condition_of_a_no_is_opened_and_asked_for_where_it_came_in_without_one(
    page, desk, saved, store, press, meanwhile, fill
):
    old, new = (saved("proposals", desk.scope, title=title) for title in ("옛 보도", "가로등"))
    with store.operation("옛 목록") as op:
        proposal = op.get(Proposal, old)
        proposal.status, proposal.reason = "불채택", "예산 없음"
    act = {each.text(): each for each in page.bar.qt_actions}["풀릴 조건…"]
    page.columns.select([new])
    assert not act.isEnabled()
    page.columns.select([old])
    assert act.isEnabled()

    def tell(dialog):
        fill(dialog, obstacle="예산", words="본예산에 반영되면")
        dialog.accept()

    meanwhile(tell)
    press(page, "풀릴 조건…")
    opened = []
    meanwhile(lambda dialog: (opened.append(dialog.input("words").toPlainText()), dialog.reject()))
    press(page, "풀릴 조건…")
    assert opened == ["본예산에 반영되면"]


@pytest.mark.feature("DO-16")
def test_what_the_cards_show_is_exported_with_the_columns_of_the_list(
    page, press, meanwhile, tmp_path, qtbot
):
    page.columns.search.setText("빗물")
    path = tmp_path / "제안.xlsx"

    def export(dialog):
        dialog.input("path").setText(str(path))
        dialog.input("masked").setChecked(True)
        dialog.accept()
        qtbot.waitUntil(lambda: bool(dialog._result.text))

    meanwhile(export)
    press(page, "엑셀 내보내기")
    rows = [[each.value for each in row] for row in load_workbook(path).worksheets[0].rows]
    (heading,) = (row for row in rows if "제목" in row)
    assert {"주제", "제안자", "상태"} <= set(heading)
    assert [row[heading.index("제목")] for row in rows[rows.index(heading) + 1 :]] == ["빗물받이"]


def test_a_card_with_a_long_discussion_is_made_once_and_comes_to_its_end(
    page, desk, saved, store, qtbot, monkeypatch
):
    proposal = saved("proposals", desk.scope, title="가로등")
    with store.operation("토론") as op:
        for place in range(120):
            op.add(
                Comment(
                    proposal_id=proposal,
                    stance="찬성",
                    words=f"{place}번째",
                    at=op.at,
                    written_by=op.user,
                )
            )
    page.resize(1400, 900)
    page.refresh()
    made = []
    show = page.card.show_card
    monkeypatch.setattr(page.card, "show_card", lambda card: (made.append(card), show(card)))
    page.columns.select([proposal])
    qtbot.waitUntil(lambda: bool(made) and not page.card.going_on)
    qtbot.wait(400)
    links = [each.accessibleName() for each in page.card.findChildren(QPushButton)]
    assert sum("번째" in each for each in links) == 120
    assert len(made) == 1


@pytest.mark.feature("JB-10")
def test_a_card_is_moved_by_the_name_of_the_state_and_what_the_list_does_is_done_here(
    page, desk, saved, store, qtbot, press, meanwhile, choosing
):
    """Twelve columns are far by the arrows."""
    proposal = saved("proposals", desk.scope, title="가로등")
    page.columns.select([proposal])
    meanwhile(choosing("'토론'"))
    qtbot.keyClick(page.columns.panels[0].cards, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(page, 1) == ["가로등"] and not desk.jobs.busy)
    opened = []
    meanwhile(lambda dialog: opened.append(records.read(store, "proposals", dialog._known["proposal_id"])))
    press(page, "투표…")
    assert [each["title"] for each in opened] == ["가로등"]
    press(page, "제안 삭제")
    qtbot.waitUntil(lambda: titles(page, 1) == [] and not desk.jobs.busy)


@pytest.mark.feature("JB-11")
@pytest.mark.parametrize("face", ["판", "목록"])
def test_what_is_done_with_a_review_is_asked_for_from_its_proposal(
    page, face, desk, saved, store, shown, press, meanwhile, fill, qtbot
):
    proposal, other = (saved("proposals", desk.scope, title=title) for title in ("가로등", "횡단보도"))
    if face == "목록":
        page = shown(page_of(desk, "proposals"))

    def choose(proposal_id):
        page.columns.select([proposal_id]) if face == "판" else page.table.select_id(proposal_id)

    offers = ("의견 묻기…", "기한 연장…", "점수 매기기…", "답변하기…")
    actions = {each.text(): each for each in page.bar.qt_actions}
    choose(proposal)
    for offer in offers:
        qtbot.waitUntil(lambda offer=offer: "심사가 없는 제안입니다: 가로등" in actions[offer].toolTip())
        assert not actions[offer].isEnabled()
    for each in (other, proposal):
        for to in ("제출", "검토"):
            moves.move(store, "proposals", [each], to, "", desk.scope)
    choose(other)
    choose(proposal)

    def ask(dialog):
        fill(dialog, departments="청소행정과")
        dialog.accept()

    meanwhile(ask)
    press(page, "의견 묻기…")
    qtbot.waitUntil(lambda: [each.department for each in opinions.stated(store, proposal)] == ["청소행정과"])
    assert not opinions.stated(store, other)
    seen = []
    for offer in offers[1:]:
        meanwhile(lambda dialog: seen.append(dialog.windowTitle()))
        press(page, offer)
    assert seen == ["심사 기한 연장", "심사표 추가", "1건 답변하기"]
