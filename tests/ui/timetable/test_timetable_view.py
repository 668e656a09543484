"""A timetable by keyboard and by mouse, with what stands against a move told before it is dropped."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.queries.timetable import Block, Lane, Places, Timetable
from desktop.ui.kit.theme import colours
from desktop.ui.timetable.timetable_view import TimetableView

ALT = Qt.KeyboardModifier.AltModifier
LANES = (Lane("월", "월"), Lane("화", "화", "공휴일", off=True), Lane("수", "수"))
BLOCKS = (
    Block(1, "월", 600, 720, "기초과정", ("교육장 1",)),
    Block(2, "월", 840, 960, "심화과정"),
    Block(3, "수", 615, 720, "심화과정", word="휴강", off=True, movable=False),
)


@pytest.fixture
def view(desk, shown):
    """Nothing may go to 화."""
    made = TimetableView(lambda _block, lane, _starts: "화요일에는 자리가 없습니다." if lane == "화" else "")
    made.resize(800, 700)
    shown(made)
    made.show_timetable(Timetable(LANES, BLOCKS))
    made.setFocus()
    return made


@pytest.fixture
def heard(view):
    sent = {"opened": [], "dropped": [], "wanted": [], "said": []}
    view.opened.connect(sent["opened"].append)
    view.dropped.connect(lambda *each: sent["dropped"].append(each))
    view.wanted.connect(lambda *each: sent["wanted"].append(each))
    view.said.connect(sent["said"].append)
    return sent


def keys(view, *pressed, modifier=Qt.KeyboardModifier.NoModifier):
    for key in pressed:
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"), modifier)


@pytest.mark.parametrize(("lane", "told"), [(0, "월"), (1, "화\n공휴일")])
def test_the_tool_tip_of_a_head_has_what_is_cut_of_its_title(view, lane, told):
    spot = QPoint(56 + (view.viewport().width() - 56) // 3 * lane + 10, 20)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == told


def test_arrows_go_from_block_to_block_and_enter_opens(view, heard):
    keys(view, "Down", "Right", "Right")
    assert view.current().id == 3
    keys(view, "Return", "Left")
    assert heard["opened"] == [3]
    assert view.current().id == 1
    keys(view, "End")
    assert view.current().id == 3
    assert "수 · 10:15~12:00 · 휴강 · 심화과정" in view.accessibleDescription()


def test_alt_with_arrows_shows_where_it_goes_tells_what_is_against_it_and_enter_drops(view, heard):
    keys(view, "Right", modifier=ALT)
    assert heard["said"] == ["화요일에는 자리가 없습니다."]
    keys(view, "Return")
    assert heard["dropped"] == []
    keys(view, "Right", "Down", modifier=ALT)
    assert heard["said"][-1] == ""
    keys(view, "Return")
    assert heard["dropped"] == [(1, "수", 630)]


def test_escape_leaves_it_where_it_stands(view, heard):
    keys(view, "Down", modifier=ALT)
    keys(view, "Escape", "Return")
    assert heard["dropped"] == []
    assert heard["opened"] == [1]


def test_it_cannot_leave_the_day_or_be_moved_where_nothing_may(view, heard):
    for _ in range(60):
        keys(view, "Up", modifier=ALT)
    keys(view, "Return")
    assert heard["dropped"] == [(1, "월", 9 * 60)]
    keys(view, "End")
    keys(view, "Down", modifier=ALT)
    view.writable = False
    keys(view, "Home")
    keys(view, "Down", modifier=ALT)
    keys(view, "Return")
    assert heard["dropped"] == [(1, "월", 9 * 60)]


def drag(view, start, end):
    for act, spot in ((QTest.mousePress, start), (QTest.mouseMove, end), (QTest.mouseRelease, end)):
        if act is QTest.mouseMove:
            act(view.viewport(), start + QPoint(20, 20))
            act(view.viewport(), spot)
        else:
            act(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def test_a_block_is_dragged_in_quarters_of_an_hour(view, heard):
    start, lane = view.box(2).center(), view._geometry.lane_width
    an_hour = view._geometry.hour_height
    drag(view, start, start + QPoint(2 * lane, an_hour // 4 + 2))
    assert heard["dropped"] == [(2, "수", 855)]


def test_a_drag_to_where_it_cannot_go_is_let_go_with_the_sentence(view, heard):
    start = view.box(2).center()
    drag(view, start, start + QPoint(view._geometry.lane_width, 0))
    assert heard["dropped"] == []
    assert heard["said"][-1] == "화요일에는 자리가 없습니다."


def test_a_double_click_opens_a_block_or_asks_for_one_where_nothing_stands(view, heard):
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.box(2).center())
    below = view.box(1).bottomLeft() + QPoint(10, 4)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert heard["opened"] == [2]
    assert heard["wanted"] == [("월", 720)]


def test_the_block_in_hand_keeps_the_keyboard_when_the_week_is_read_anew(view):
    view.select(2)
    view.show_timetable(Timetable(LANES, BLOCKS))
    assert view.current().id == 2
    view.show_timetable(Timetable(LANES, BLOCKS[2:]))
    assert view.current().id == 3


def test_free_places_are_light_and_what_clashes_is_told_in_a_word_while_a_block_is_in_hand(desk, shown):
    words = ("",) * 60 + ("방 참",) * 96  # from 09:00: free until 14:00
    view = shown(TimetableView(lambda *_each: "", free=lambda block: [Places(block.lane, 540, 5, words)]))
    view.resize(800, 900)
    view.show_timetable(Timetable(LANES, BLOCKS))
    view.setFocus()

    def ground(minute):
        spot = view._geometry.stretch("월", minute, minute + 5).topRight() - QPoint(20, -3)
        return view.viewport().grab().toImage().pixelColor(spot).name()

    light, plain = colours().good_back.lower(), colours().surface.lower()
    assert ground(800) == plain
    keys(view, "Down", modifier=ALT)
    assert (ground(800), view.word()) == (light, "")
    assert ground(1000) not in {light, plain}
    keys(view, *["Down"] * 8, modifier=ALT)
    assert view.word() == "방 참"
    keys(view, "Escape")
    assert (ground(800), view.places(), view.word()) == (plain, (), "")


def test_a_place_is_free_as_far_as_a_block_reaches_that_begins_in_it():
    found = Places("월", 540, 5, ("", "참", "참", "", "참", "참", "참"))
    assert found.stretches(10) == [(540, 550, ""), (550, 555, "참"), (555, 565, ""), (565, 575, "참")]
    assert (found.word(545), found.word(540), found.word(600)) == ("참", "", "")
