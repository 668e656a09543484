"""매칭 and 희망 as an officer meets them: compared, told why, moved by hand with the price told before, accepted, mended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from desktop.model.placement import Match
from desktop.queries.list_spec import Scope
from desktop.queries.matrix import Written
from desktop.rules.placement import PlanKind
from desktop.services.datafile import history
from desktop.services.records import moves
from desktop.ui.columns.card_model import MEANING
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.window.screens import VIEWS
from tests import matching


@pytest.fixture
def three(desk):
    place = matching.three(desk.store)
    desk.set_scope(cohort_id=place.cohort, board_id=None)
    return place


def opened(desk, key):
    page = VIEWS[key].make(desk, VIEWS[key])
    page.resize(1200, 760)
    return page


@pytest.fixture
def page(desk, three, shown):
    return shown(opened(desk, "matching"))


def panel(page, title):
    return next(each for each in page.columns.panels if each.model.column.title == title)


def titles(page):
    return {
        each.model.column.title: [each.model.card(row).title for row in range(each.model.total)]
        for each in page.columns.panels
    }


def stand(page, title, row=0):
    cards = panel(page, title).cards
    cards.setFocus()
    cards.choose([cards.cards.card(row).id])
    return cards


def figures(page, kind):
    return [cell.text() for cell in page.comparison.cells[kind]]


@pytest.mark.feature("CO-09")
def test_three_plans_stand_side_by_side_and_each_is_shown_below(page):
    assert figures(page, PlanKind.STABLE) == ["2", "2", "0", "0", "1.00", "1", "0"]
    assert figures(page, PlanKind.MOST) == ["3", "2", "0", "1", "1.67", "3", "1"]
    assert figures(page, PlanKind.REGRET) == ["3", "1", "2", "0", "1.67", "2", "2"]
    assert not page.comparison.buttons[PlanKind.BY_HAND].isEnabled()
    assert titles(page) == {"미배정": ["나"], "X": [], "Y": ["다"], "Z": ["가"]}
    assert page.pairs.text() == "없습니다."
    page.comparison.choose(PlanKind.REGRET)
    assert titles(page) == {"미배정": [], "X": ["가"], "Y": ["나"], "Z": ["다"]}
    assert page.pairs.text() == "가 – Z\n다 – Y"


@pytest.mark.feature("CO-09")
def test_a_low_and_narrow_page_scrolls_and_keeps_two_columns_and_two_cards_whole(page):
    page.resize(711, 430)
    QApplication.processEvents()
    area, *_ = page.body.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    first, second, *_ = page.columns.panels
    row = page.columns.findChild(QScrollArea).viewport()
    assert row.rect().contains(first.geometry() | second.geometry())
    cards = panel(page, "미배정").cards
    assert cards.viewport().height() >= 2 * cards.sizeHintForRow(0)


@pytest.mark.feature("CO-10")
def test_who_is_selected_is_told_why(page):
    stand(page, "미배정")
    assert page.why.text() == (
        "나: 1희망 Y의 1자리에는 Y가 더 높게 둔 다(1순위)가 있습니다(나 2순위). 남은 희망이 없어 미배정."
    )


@pytest.mark.feature("CO-09", "CO-10")
def test_a_person_in_hand_shows_who_moves_which_pairs_come_and_the_figures_before_the_drop(
    desk, page, three, qtbot
):
    cards = stand(page, "미배정")
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert panel(page, "Y").notes.accessibleDescription() == (
        "배정 ±0 · 짝 +2, 다 → 미배정, 서로 바람: 다–X, 다–Y"
    )
    assert panel(page, "X").notes.accessibleDescription() == "배정 +1 · 짝 ±0"
    assert panel(page, "Y").model.index(0).data(MEANING).text == "짝 +2"
    assert page.stands.drawn[-1].kind is PlanKind.REGRET, "nothing is made before the drop"
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.comparison.kind() is PlanKind.BY_HAND)
    assert titles(page) == {"미배정": ["다"], "X": [], "Y": ["나"], "Z": ["가"]}
    assert figures(page, PlanKind.BY_HAND) == ["2", "2", "0", "0", "1.00", "1", "2"]
    assert page.pairs.text() == "다 – X\n다 – Y"
    history.undo(desk.store)
    qtbot.waitUntil(lambda: page.comparison.kind() is PlanKind.STABLE)


def test_accepting_asks_who_chose_and_is_taken_back_in_one_step(
    desk, page, three, press, meanwhile, fill, qtbot
):
    page.comparison.choose(PlanKind.MOST)

    def act(dialog):
        fill(dialog, chosen_by="김주무관")
        dialog.accept()

    meanwhile(act)
    press(page, "받아들이기…")
    qtbot.waitUntil(lambda: len(three.matches()) == 3)
    assert all("매칭됨" in str(panel(page, name).model.card(0).chips) for name in "XYZ")
    said = []
    desk.bus.said.connect(lambda sentence, _operation: said.append(sentence))
    qtbot.keyClick(stand(page, "X"), Qt.Key.Key_Space)
    assert "이미 인턴 매칭이 있습니다" in said[0]
    history.undo(desk.store)
    assert three.matches() == []


@pytest.mark.feature("CO-11")
def test_after_a_drop_out_the_moves_are_listed_and_made_whole_or_not_at_all(
    desk, page, three, press, meanwhile, fill, qtbot
):
    meanwhile(lambda dialog: (fill(dialog, chosen_by="김주무관"), dialog.accept()))
    press(page, "받아들이기…")
    qtbot.waitUntil(lambda: len(three.matches()) == 2)
    with desk.store.read() as session:
        row = session.query(Match).filter_by(trainee_id=three.people["다"]).one().id
    moves.move(desk.store, "matches", [row], "취소", "본인 사정", Scope(today=desk.store.today()))
    qtbot.waitUntil(lambda: "빠진 사람: 다" in page.problem.text())
    stood, told = three.matches(), []

    def answer(words):
        def act(box):
            told.append(box.informativeText())
            next(each for each in box.buttons() if each.text().startswith(words)).click()

        return act

    meanwhile(answer("취소"))
    press(page, "빈자리 메우기…")
    assert three.matches() == stood
    meanwhile(answer("모두 받아들이기"))
    press(page, "빈자리 메우기…")
    qtbot.waitUntil(lambda: ("나", "Y", "예정") in three.matches())
    assert told[0] == told[1]
    assert told[0].startswith("나: 미배정 → Y(1희망). Y에 빈자리가 나")
    history.undo(desk.store)
    assert three.matches() == stood


def test_a_plan_by_hand_is_put_away(desk, page, three, press, qtbot):
    qtbot.keyClick(stand(page, "미배정"), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.has_hand())
    press(page, "손으로 만든 안 지우기")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert not page.has_hand()


@pytest.mark.parametrize("key", ["matching", "preference_book"])
def test_without_a_cohort_or_openings_the_page_says_what_to_do(desk, shown, saved, key):
    page = shown(opened(desk, key))
    said = lambda: [each.text() for each in page.findChild(EmptyState).findChildren(QLabel)]  # noqa: E731
    assert any("먼저 만들어 주세요" in text for text in said())
    desk.set_scope(cohort_id=saved("cohorts", name="빈 기수", year=2021, programme="과정"), board_id=None)
    assert any("'인턴 모집'에 자리를 적고" in text for text in said())


@pytest.mark.feature("CO-08")
def test_ranks_are_written_in_the_grid_for_each_side(desk, three, shown, qtbot):
    page = shown(opened(desk, "preference_book"))
    page.matrix.written.emit([Written(three.people["나"], three.openings["X"], "2")])
    read = lambda: page.matrix.cells.matrix.read([three.people["나"]])  # noqa: E731
    qtbot.waitUntil(lambda: read().get((three.people["나"], three.openings["X"])) == "2")
    page.side.setCurrentIndex(1)
    assert read() == {(three.people["나"], three.openings["Y"]): "2"}
    history.undo(desk.store)
    page.side.setCurrentIndex(0)
    assert read() == {(three.people["나"], three.openings["Y"]): "1"}


@pytest.mark.feature("CO-08")
def test_ranks_typed_fast_one_below_the_other_go_each_into_its_own_cell(desk, three, shown, qtbot):
    page = shown(opened(desk, "preference_book"))
    grid = page.matrix.grid
    page.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    grid.setCurrentIndex(grid.model().index(0, 0))
    for rank in "312":
        qtbot.keyClicks(grid, rank)
        qtbot.keyClick(grid.indexWidget(grid.currentIndex()), Qt.Key.Key_Return)
    people, opening = list(three.people.values()), three.openings["X"]
    wanted = {(who, opening): rank for who, rank in zip(people, "312", strict=True)}
    read = lambda: page.matrix.cells.matrix.read(people)  # noqa: E731
    qtbot.waitUntil(lambda: {key: rank for key, rank in read().items() if key in wanted} == wanted)
