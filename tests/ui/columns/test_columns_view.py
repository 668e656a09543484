"""Cards in columns: moved by mouse and by keyboard, with what that would mean told before the drop."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.queries.columns import PAGE, ColumnCard, Columns, column_of, fits
from desktop.rules.flows import Tone
from desktop.ui.columns.card_model import CARD, MEANING


@pytest.fixture
def drops(view):
    found = []
    view.dropped.connect(lambda ids, key, onto: found.append((ids, key, onto)))
    return found


def panel(view, key):
    return next(each for each in view.panels if each.key == key)


def stand(view, key, *rows):
    cards = panel(view, key).cards
    cards.setFocus()
    cards.choose([cards.cards.card(row).id for row in rows])
    return cards


def spot(cards, row):
    return cards.visualRect(cards.model().index(row, 0)).center()


def drag(qtbot, start, end):
    """From a place in a list of cards to one in another, as the mouse goes."""
    cards, row = start
    begin = spot(cards, row)
    qtbot.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    goal = cards.viewport().mapFromGlobal(end)
    for share in (0.1, 0.5, 1.0):
        at = begin + (goal - begin) * share
        event_pos = QPoint(round(at.x()), round(at.y()))
        move(cards, event_pos)
    return cards, goal


def move(cards, at):
    screen = QPointF(cards.viewport().mapToGlobal(at))
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), screen, Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(cards.viewport(), event)


def release(qtbot, cards, at):
    qtbot.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_fifty_cards_at_first_and_the_rest_by_more(view):
    first = panel(view, 1)
    QAbstractItemModelTester(first.model)
    assert (first.model.rowCount(), first.model.total) == (PAGE, 120)
    more = first.findChild(QPushButton)
    assert more.text() == "70장 더 보기"
    more.click()
    assert first.model.rowCount() == 100
    more.click()
    assert first.model.rowCount() == 120
    assert more.isHidden()
    assert first.cards.accessibleName() == "가 120"


def test_search_narrows_every_column_and_counts(view):
    view.search.setText("카드502")
    assert [each.model.total for each in view.panels] == [0, 1, 0]
    assert panel(view, 2).cards.accessibleName() == "나 1 / 3"
    view.search.setText("")
    assert panel(view, 1).model.total == 120


def test_a_card_is_found_by_its_lines_chips_and_initials():
    card = ColumnCard(1, "홍길동", ("비전공 · 24세",), (("팀장", Tone.PLAIN),))
    assert fits(card, "비전공 팀장")
    assert fits(card, "ㅎㄱㄷ")
    assert not fits(card, "비전공 부팀장")


def test_space_tells_what_a_drop_would_mean_and_enter_drops(view, drops, qtbot):
    cards = stand(view, 1, 0)
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert view.holding
    assert panel(view, 2).notes.accessibleDescription() == "1장 오면 +3"
    assert panel(view, 2).model.index(0).data(MEANING).text == "바꾸면 -2"
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    assert panel(view, 2).property("target") is True
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert drops == [([101], 2, None)]
    assert not view.holding
    assert panel(view, 2).notes.accessibleDescription() == ""


def test_with_a_card_in_hand_the_arrows_aim_at_a_card_to_exchange_with(view, drops, qtbot):
    cards = stand(view, 1, 0)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(cards, key)
    assert drops == [([101], 2, 502)]


def test_escape_lets_go(view, drops, qtbot):
    cards = stand(view, 1, 0)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Escape):
        qtbot.keyClick(cards, key)
    assert not view.holding
    assert drops == []


def test_several_cards_go_together_by_alt_and_an_arrow(view, drops, qtbot):
    cards = stand(view, 1, 0, 2)
    qtbot.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert drops == [([101, 103], 2, None)]


def test_a_refused_drop_and_a_held_card_say_why(view, drops, qtbot):
    said = []
    view.refused.connect(said.append)
    cards = stand(view, 2, 0)
    qtbot.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(stand(view, 3, 0), Qt.Key.Key_Space)
    assert said == ["꽉 참", "고정되어 있습니다."]
    assert drops == []
    assert not view.holding


def test_the_mouse_drags_a_card_into_a_column_and_onto_a_card(view, drops, qtbot):
    start, goal = panel(view, 1).cards, panel(view, 2)
    free = goal.mapToGlobal(QPoint(goal.width() // 2, goal.height() - 24))
    cards, at = drag(qtbot, (start, 1), free)
    assert view.holding
    assert goal.property("target") is True
    release(qtbot, cards, at)
    onto = goal.cards.viewport().mapToGlobal(spot(goal.cards, 1))
    release(qtbot, *drag(qtbot, (start, 2), onto))
    assert drops == [([102], 2, None), ([103], 2, 502)]


def test_several_chosen_cards_are_dragged_together_and_a_click_chooses_one(view, drops, qtbot):
    cards = stand(view, 1, 0, 1)
    goal = panel(view, 2)
    release(qtbot, *drag(qtbot, (cards, 1), goal.mapToGlobal(QPoint(20, goal.height() - 24))))
    assert drops == [([101, 102], 2, None)]
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=spot(cards, 1))
    assert view.selected() == [102]


def test_dropped_where_it_was_nothing_is_asked(view, drops, qtbot):
    cards = panel(view, 1).cards
    release(qtbot, *drag(qtbot, (cards, 0), cards.viewport().mapToGlobal(spot(cards, 2))))
    assert drops == []
    assert not view.holding


def test_arrows_go_from_column_to_column_and_one_column_is_selected_in(view, qtbot):
    cards = stand(view, 1, 1)
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    assert panel(view, 2).cards.hasFocus()
    assert view.selected() == [502]


def test_enter_opens_the_card(view, qtbot):
    opened = []
    view.opened.connect(opened.append)
    qtbot.keyClick(stand(view, 2, 1), Qt.Key.Key_Return)
    assert opened == [502]


def test_what_was_selected_stays_so_where_it_went(view):
    stand(view, 1, 0)
    moved = ColumnCard(101, "카드101", ("줄",), (("말", Tone.GOOD),))
    view.show_columns(
        Columns((column_of(1, "가", []), column_of(2, "나", [moved]), column_of(3, "다", [])), onto=True)
    )
    assert view.selected() == [101]
    assert panel(view, 2).cards.hasFocus()
    assert panel(view, 2).model.index(0).data(CARD) == moved


def test_only_the_columns_that_changed_are_drawn_anew(view, qtbot):
    first, second, third = view.panels
    drawn = []
    for each in view.panels:
        each.model.modelReset.connect(lambda each=each: drawn.append(each.key))
    stand(view, 1, 3)
    columns = view._columns.columns
    moved = [second.model.card(0), second.model.card(2)]
    gained = (columns[2].page("", 0, 1)[0], second.model.card(1))
    view.show_columns(Columns((columns[0], column_of(2, "나", moved), column_of(3, "다", gained)), onto=True))
    assert drawn == [2, 3]
    assert (first.model.total, second.model.total, third.model.total) == (120, 2, 2)
    assert view.selected() == [104]


@pytest.fixture
def plain(view):
    """Columns whose cards are not dropped onto one another, with nothing noted below their titles."""
    columns = [replace(each, notes=()) for each in view._columns.columns]
    view.show_columns(Columns(tuple(columns), view._columns.means, room=1))
    QApplication.processEvents()
    return view


def top(view, key):
    cards = panel(view, key).cards
    return cards.mapTo(view, QPoint(0, 0)).y()


def test_room_for_what_a_drop_means_is_taken_while_cards_are_in_hand(plain, qtbot):
    before = top(plain, 2)
    cards = stand(plain, 1, 0)
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    notes = panel(plain, 2).notes
    assert top(plain, 2) - before >= notes.height() > 0
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    assert top(plain, 2) == before


def test_no_card_moves_under_the_mouse_that_takes_it(plain, qtbot):
    before, start = top(plain, 1), panel(plain, 1).cards
    goal = panel(plain, 2)
    cards, at = drag(qtbot, (start, 0), goal.mapToGlobal(QPoint(20, goal.height() - 24)))
    assert plain.holding
    assert top(plain, 1) == before
    assert goal.notes.geometry().intersects(goal.cards.geometry())
    assert goal.notes.visibleRegion().boundingRect().height() == goal.notes.height() > 0
    release(qtbot, cards, at)
    assert not goal.notes.geometry().intersects(goal.cards.geometry())


def test_the_column_cards_are_in_says_so_and_the_one_aimed_at_names_them(view, qtbot):
    cards = stand(view, 1, 0, 2)
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert panel(view, 1).notes.accessibleDescription() == "여기에 있음"
    assert view._ghost.isHidden()
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    assert (view._ghost.text(), view._ghost.isVisible()) == ("카드101 외 1", True)
    assert view._ghost.parentWidget() is panel(view, 2)
    assert view._ghost.geometry().center().y() < panel(view, 2).cards.y(), "it hides no card"
    qtbot.keyClick(cards, Qt.Key.Key_Escape)
    assert view._ghost.isHidden()
