"""Keys in a list, as in a spreadsheet: moving, selecting, beginning and ending the editing of a cell."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.clipboard_block import from_text
from desktop.ui.table.table_view import TableView

NAME, BIRTH, AGE, MAJOR, PHONE, TEAM, PAY, STATUS = range(8)
LAST = 455
Key, Held = Qt.Key, Qt.KeyboardModifier


def at(table: TableView) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


def go(table: TableView, row: int, column: int) -> None:
    table.setCurrentIndex(table.model().index(row, column))


def choose(table: TableView, *cells: tuple[int, int]) -> None:
    table.clearSelection()
    for row, column in cells:
        table.selectionModel().select(
            table.model().index(row, column), QItemSelectionModel.SelectionFlag.Select
        )


def chosen(table: TableView) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in table.selectedIndexes()}


def editor(table: TableView) -> QLineEdit:
    return next(line for line in table.viewport().findChildren(QLineEdit) if line.isVisible())


def editing(table: TableView) -> bool:
    return table.state() is TableView.State.EditingState


# Moving and selecting


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Key.Key_Down, (LAST, AGE)),
        (Key.Key_Up, (0, AGE)),
        (Key.Key_Left, (9, NAME)),
        (Key.Key_Right, (9, STATUS)),
        (Key.Key_Home, (0, NAME)),
        (Key.Key_End, (LAST, STATUS)),
    ],
)
def test_ctrl_goes_to_the_edge_and_selects_that_cell_alone(
    qtbot: Any, table: TableView, key: Qt.Key, place: tuple[int, int]
) -> None:
    go(table, 9, AGE)
    qtbot.keyClick(table, key, Held.ControlModifier)
    assert at(table) == place
    assert chosen(table) == {place}


def test_shift_draws_the_selection_along(qtbot: Any, table: TableView) -> None:
    go(table, 3, AGE)
    qtbot.keyClick(table, Key.Key_Right, Held.ShiftModifier)
    qtbot.keyClick(table, Key.Key_Down, Held.ShiftModifier)
    assert chosen(table) == {(row, column) for row in (3, 4) for column in (AGE, MAJOR)}
    qtbot.keyClick(table, Key.Key_Down, Held.ShiftModifier | Held.ControlModifier)
    assert table.selected_count() == LAST - 3 + 1
    qtbot.keyClick(table, Key.Key_Home, Held.ShiftModifier | Held.ControlModifier)
    assert chosen(table) == {(row, column) for row in range(4) for column in range(AGE + 1)}


def test_home_end_and_pages(qtbot: Any, table: TableView) -> None:
    go(table, 3, AGE)
    qtbot.keyClick(table, Key.Key_End)
    assert at(table) == (3, STATUS)
    qtbot.keyClick(table, Key.Key_Home)
    assert at(table) == (3, NAME)
    qtbot.keyClick(table, Key.Key_PageDown)
    assert at(table)[0] > 15
    qtbot.keyClick(table, Key.Key_PageUp)
    assert at(table) == (3, NAME)


def test_moving_follows_the_columns_as_they_stand_on_the_screen(qtbot: Any, table: TableView) -> None:
    table.horizontalHeader().moveSection(AGE, 0)
    table.setColumnHidden(STATUS, True)
    go(table, 3, MAJOR)
    qtbot.keyClick(table, Key.Key_Left, Held.ControlModifier)
    assert at(table) == (3, AGE)
    qtbot.keyClick(table, Key.Key_Right, Held.ControlModifier)
    assert at(table) == (3, PAY)


def test_whole_columns_and_whole_rows(qtbot: Any, table: TableView) -> None:
    go(table, 3, MAJOR)
    qtbot.keyClick(table, Key.Key_Space, Held.ControlModifier)
    assert chosen(table) == {(row, MAJOR) for row in range(LAST + 1)}
    choose(table, (3, MAJOR), (5, AGE))
    qtbot.keyClick(table, Key.Key_Space, Held.ShiftModifier)
    assert chosen(table) == {(row, column) for row in (3, 5) for column in range(8)}


def test_ctrl_and_a_click_pick_cells_here_and_there(qtbot: Any, table: TableView) -> None:
    for row, held in ((2, Held.NoModifier), (5, Held.ControlModifier)):
        spot = table.visualRect(table.model().index(row, MAJOR)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, spot)
    assert chosen(table) == {(2, MAJOR), (5, MAJOR)}


def test_tab_leaves_the_table_and_esc_edits_nothing(qtbot: Any, table: TableView) -> None:
    go(table, 3, MAJOR)
    qtbot.keyClick(table, Key.Key_Escape)
    assert not editing(table)
    qtbot.keyClick(table, Key.Key_Tab)
    assert not table.hasFocus()


def test_moving_through_a_million_rows_reads_a_page(qtbot: Any, page: ListPage, trainees: Any) -> None:
    listing = page.model.listing
    listing.rows = [(n, *listing.rows[0][1:]) for n in range(1, 1_000_001)]
    page.table.show_listing(listing)
    before = listing.pages_read
    for key, held in (
        (Key.Key_Down, Held.ControlModifier),
        (Key.Key_Up, Held.ControlModifier | Held.ShiftModifier),
        (Key.Key_Space, Held.ControlModifier),
        (Key.Key_Space, Held.ShiftModifier),
        (Key.Key_A, Held.ControlModifier),
    ):
        qtbot.keyClick(page.table, key, held)
    assert page.table.selected_count() == 1_000_000
    with qtbot.waitSignal(page._desk.bus.said) as told:
        qtbot.keyClick(page.table, Key.Key_C, Held.ControlModifier)
    assert "엑셀로 내보내" in told.args[0]
    assert listing.pages_read - before < 20


# Beginning to edit


def test_typing_over_a_cell_replaces_it(qtbot: Any, table: TableView, trainees: Any) -> None:
    go(table, 2, PHONE)
    row_id = table.model().id_at(2)
    qtbot.keyClick(table, "0")
    qtbot.keyClicks(editor(table), "1098765432")
    qtbot.keyClick(editor(table), Key.Key_Return)
    assert trainees.rows[row_id][PHONE] == "010-9876-5432"


def test_backspace_begins_with_an_empty_cell(qtbot: Any, table: TableView) -> None:
    go(table, 2, MAJOR)
    qtbot.keyClick(table, Key.Key_Backspace)
    assert editor(table).text() == ""


def test_a_column_that_is_reckoned_is_not_typed_over(qtbot: Any, table: TableView) -> None:
    go(table, 2, AGE)
    qtbot.keyClick(table, "3")
    assert not editing(table)


def test_nothing_is_typed_over_in_a_list_that_can_only_be_read(qtbot: Any, page: ListPage) -> None:
    page.set_read_only(True)
    go(page.table, 2, MAJOR)
    qtbot.keyClick(page.table, "3")
    QCoreApplication.sendEvent(page.table, QInputMethodEvent("하", []))
    assert not editing(page.table)


@pytest.mark.feature("DA-23")
def test_the_first_syllable_typed_over_a_cell_is_in_it(
    qtbot: Any, table: TableView, trainees: Any, hangul: Callable[..., None]
) -> None:
    go(table, 2, MAJOR)
    row_id = table.model().id_at(2)
    hangul(
        table, "경영", "학"
    )  # to whatever Qt gave the focus: it must stay, or the input method forgets a letter
    assert table.hasFocus()
    qtbot.keyClick(table, Key.Key_Return)
    assert trainees.rows[row_id][MAJOR] == "경영학"


@pytest.mark.feature("DA-23")
def test_taking_back_letters_while_composing_takes_back_no_work(
    qtbot: Any, page: ListPage, table: TableView, hangul: Callable[..., None]
) -> None:
    undone: list[str] = []
    undo = QShortcut(QKeySequence.StandardKey.Undo, page)
    undo.activated.connect(lambda: undone.append("undo"))
    go(table, 2, MAJOR)
    hangul(table, "경영")
    qtbot.keyClick(table, Key.Key_Z, Held.ControlModifier)
    assert undone == []
    qtbot.keyClick(table, Key.Key_Escape)
    qtbot.keyClick(table, Key.Key_Z, Held.ControlModifier)
    assert undone == ["undo"]


def test_a_click_that_stores_a_cell_selects_what_was_clicked_on(
    qtbot: Any, page: ListPage, table: TableView
) -> None:
    go(table, 2, NAME)
    clicked = page.model.id_at(6)
    qtbot.keyClick(table, Key.Key_F2)
    editor(table).setText("힣힣")
    spot = table.visualRect(table.model().index(6, MAJOR)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (page.model.id_at(table.currentIndex().row()), page.selected_ids()) == (clicked, [clicked])


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Down])
def test_a_single_syllable_still_composed_is_kept(
    qtbot: Any, table: TableView, trainees: Any, key: Qt.Key
) -> None:
    go(table, 2, MAJOR)
    row_id = table.model().id_at(2)
    QCoreApplication.sendEvent(table, QInputMethodEvent("법", []))
    qtbot.keyClick(table, key)  # the focus is still the table's: Qt keeps it there for the first syllable
    assert trainees.rows[row_id][MAJOR] == "법"
    assert not editing(table)
    assert trainees.opened == []


@pytest.mark.feature("DA-23")
def test_a_single_syllable_still_composed_is_kept_by_a_click_on_another_cell(
    qtbot: Any, table: TableView, trainees: Any
) -> None:
    go(table, 2, MAJOR)
    row_id = table.model().id_at(2)
    QCoreApplication.sendEvent(table, QInputMethodEvent("법", []))
    spot = table.visualRect(table.model().index(6, NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert trainees.rows[row_id][MAJOR] == "법"


@pytest.mark.feature("DA-23")
def test_a_single_syllable_still_composed_is_kept_when_the_focus_goes_elsewhere(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    go(table, 2, MAJOR)
    row_id = table.model().id_at(2)
    QCoreApplication.sendEvent(table, QInputMethodEvent("법", []))
    page.filters.search.setFocus()
    assert trainees.rows[row_id][MAJOR] == "법"
    assert not editing(table)
    assert page.filters.search.hasFocus()


def test_esc_while_composing_over_a_cell_leaves_it(qtbot: Any, table: TableView, trainees: Any) -> None:
    go(table, 2, MAJOR)
    row_id, before = table.model().id_at(2), table.currentIndex().data()
    QCoreApplication.sendEvent(table, QInputMethodEvent("법", []))
    qtbot.keyClick(table, Key.Key_Escape)
    assert not editing(table)
    assert trainees.rows[row_id][MAJOR] == before


# Ending it


@pytest.mark.parametrize(
    ("key", "held", "place"),
    [
        (Key.Key_Return, Held.NoModifier, (3, MAJOR)),
        (Key.Key_Return, Held.ShiftModifier, (1, MAJOR)),
        (Key.Key_Tab, Held.NoModifier, (2, PHONE)),
        (Key.Key_Backtab, Held.ShiftModifier, (2, AGE)),
        (Key.Key_Down, Held.NoModifier, (3, MAJOR)),
        (Key.Key_Up, Held.NoModifier, (1, MAJOR)),
    ],
)
def test_what_ends_a_cell_goes_on_to_its_neighbour(
    qtbot: Any,
    table: TableView,
    trainees: Any,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    place: tuple[int, int],
) -> None:
    go(table, 2, MAJOR)
    row_id = table.model().id_at(2)
    qtbot.keyClick(table, Key.Key_F2)
    editor(table).setText("경영학")
    qtbot.keyClick(editor(table), key, held)
    assert trainees.rows[row_id][MAJOR] == "경영학"
    assert at(table) == place
    assert not editing(table)
    assert table.hasFocus()


def test_left_and_right_leave_a_cell_typed_over_but_move_in_one_opened_by_f2(
    qtbot: Any, table: TableView, trainees: Any
) -> None:
    go(table, 2, MAJOR)
    row_id = table.model().id_at(2)
    qtbot.keyClick(table, "a")
    qtbot.keyClick(editor(table), Key.Key_Right)
    assert (trainees.rows[row_id][MAJOR], at(table)) == ("a", (2, PHONE))
    go(table, 2, MAJOR)
    qtbot.keyClick(table, Key.Key_F2)
    qtbot.keyClick(editor(table), Key.Key_Left)
    assert editing(table)


def test_after_a_cell_that_decides_the_order_the_next_row_is_the_one_that_was_next(
    qtbot: Any, page: ListPage, table: TableView
) -> None:
    go(table, 0, NAME)
    following = page.model.id_at(1)
    qtbot.keyClick(table, Key.Key_F2)
    editor(table).setText("힣힣")
    qtbot.keyClick(editor(table), Key.Key_Return)
    assert page.model.id_at(table.currentIndex().row()) == following
    assert at(table) == (0, NAME)


def test_a_refused_cell_says_why_at_once_and_whenever_one_comes_back_to_it(
    qtbot: Any, page: ListPage, table: TableView
) -> None:
    go(table, 2, PHONE)
    qtbot.keyClick(table, Key.Key_F2)
    editor(table).setText("010-12")
    with qtbot.waitSignal(page._desk.bus.said) as told:
        qtbot.keyClick(editor(table), Key.Key_Return)
    assert "전화번호" in told.args[0]
    qtbot.keyClick(table, Key.Key_Up)
    qtbot.waitUntil(lambda: "전화번호" in page.frame.sums.text())
    qtbot.keyClick(table, Key.Key_Up)
    qtbot.waitUntil(lambda: page.frame.sums.text() == "")


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(
    ("committed", "composing", "expected"),
    [
        ("미수", "", "미수료"),
        ("ㅁㅅ", "", "미수료"),
        ("", "술", "수료"),
        ("수", "강", "수강"),
        ("tlscjd", "", "신청"),
    ],
)
def test_a_choice_is_typed_by_its_first_letters_with_the_list_shut(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, committed: str, composing: str, expected: str
) -> None:
    row_id = page.model.id_at(2)
    trainees.rows[row_id][STATUS] = "-"
    page.refresh()
    go(table, 2, STATUS)
    steps = [step for letter in committed for step in (("", letter), (letter, ""))]
    for letters, preedit in [*steps, ("", composing)]:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(letters)
        QCoreApplication.sendEvent(table, event)
    assert QApplication.activePopupWidget() is None
    assert editor(table).word() == expected
    qtbot.keyClick(table, Key.Key_Return)
    assert trainees.rows[row_id][STATUS] == expected
    assert at(table) == (3, STATUS)


def test_a_word_that_is_no_choice_stays_red(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    row_id, before = page.model.id_at(2), trainees.rows[page.model.id_at(2)][STATUS]
    go(table, 2, STATUS)
    qtbot.keyClicks(table, "xx")
    qtbot.keyClick(table, Key.Key_Tab)
    assert (trainees.rows[row_id][STATUS], page.model.bad_count) == (before, 1)


# Blocks


def test_cells_picked_here_and_there_are_emptied_and_those_between_are_not(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    ids = [page.model.id_at(row) for row in (1, 3)]
    kept = trainees.rows[ids[0]][PHONE], trainees.rows[ids[1]][MAJOR]
    choose(table, (1, MAJOR), (3, PHONE))
    qtbot.keyClick(table, Key.Key_Delete)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert (trainees.rows[ids[0]][MAJOR], trainees.rows[ids[1]][PHONE]) == (None, None)
    assert (trainees.rows[ids[0]][PHONE], trainees.rows[ids[1]][MAJOR]) == kept


def test_cutting_copies_and_empties(qtbot: Any, page: ListPage, table: TableView, trainees: Any) -> None:
    row_id, before = page.model.id_at(1), trainees.rows[page.model.id_at(1)][MAJOR]
    go(table, 1, MAJOR)
    qtbot.keyClick(table, Key.Key_X, Held.ControlModifier)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert QGuiApplication.clipboard().text() == f"{before}\n"
    assert trainees.rows[row_id][MAJOR] is None


def test_filling_down(qtbot: Any, page: ListPage, table: TableView, trainees: Any) -> None:
    ids = [page.model.id_at(row) for row in range(2, 6)]
    wanted = trainees.rows[ids[0]][MAJOR]
    page.model.set_masked(True)
    choose(table, *((row, MAJOR) for row in range(2, 6)))
    qtbot.keyClick(table, Key.Key_D, Held.ControlModifier)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert {trainees.rows[row_id][MAJOR] for row_id in ids} == {wanted}


def test_a_copied_row_of_cells_is_pasted_as_often_as_it_fits(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    ids = [page.model.id_at(row) for row in range(4)]
    QGuiApplication.clipboard().setText("경영학\t010-1111-2222")
    choose(table, *((row, column) for row in range(4) for column in (MAJOR, PHONE)))
    qtbot.keyClick(table, Key.Key_V, Held.ControlModifier)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert {(trainees.rows[i][MAJOR], trainees.rows[i][PHONE]) for i in ids} == {("경영학", "010-1111-2222")}


def test_a_copy_with_titles(qtbot: Any, table: TableView) -> None:
    choose(table, (0, NAME), (0, BIRTH))
    qtbot.keyClick(table, Key.Key_C, Held.ControlModifier | Held.ShiftModifier)
    first, second = from_text(QGuiApplication.clipboard().text())
    assert first == ["성명", "생년월일"]
    assert second[0] == table.model().index(0, NAME).data()


@pytest.mark.feature("DO-19")
def test_what_is_masked_leaves_masked_in_every_format(page: ListPage, table: TableView) -> None:
    page.model.set_masked(True)
    choose(table, (0, BIRTH), (0, PHONE))
    table.copy()
    text, html = QGuiApplication.clipboard().text(), QGuiApplication.clipboard().mimeData().html()
    assert all("*" in cell for cell in from_text(text)[0])
    assert "sdval" not in html
    assert "x:num" not in html
    page.model.set_masked(False)
    table.copy()
    assert 'sdval="' in QGuiApplication.clipboard().mimeData().html()


def test_a_masked_value_is_not_pasted_over_a_real_one(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    row_id, before = page.model.id_at(1), trainees.rows[page.model.id_at(1)][NAME]
    QGuiApplication.clipboard().setText("홍*동")
    go(table, 1, NAME)
    with qtbot.waitSignal(page._desk.bus.said) as told:
        qtbot.keyClick(table, Key.Key_V, Held.ControlModifier)
    assert "가려진" in told.args[0]
    assert trainees.rows[row_id][NAME] == before


# The mouse's other habits


def test_a_double_click_on_the_edge_of_a_column_fits_it(qtbot: Any, table: TableView) -> None:
    header = table.horizontalHeader()
    table.setColumnWidth(MAJOR, 300)
    edge = QPoint(header.sectionViewportPosition(MAJOR) + 299, header.height() // 2)
    qtbot.mouseMove(header.viewport(), edge)
    qtbot.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    assert 60 < table.columnWidth(MAJOR) < 180


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("key", ["Menu", "Shift+F10"])
def test_the_menu_opens_at_the_cell_by_the_keyboard(
    qtbot: Any, table: TableView, meanwhile: Callable[..., None], key: str
) -> None:
    spots: list[QPoint] = []
    go(table, 4, MAJOR)
    cell = table.visualRect(table.currentIndex())
    meanwhile(lambda menu: spots.append(table.viewport().mapFromGlobal(menu.pos())))
    if key == "Menu":  # the platform makes an event of its own of it
        nowhere = QPoint()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, nowhere, nowhere, Held.NoModifier)
        QCoreApplication.sendEvent(table.window().windowHandle(), asked)
    else:
        qtbot.keyClick(table, Key.Key_F10, Held.ShiftModifier)
        qtbot.keyClick(
            table, Key.Key_Escape
        )  # Qt believes Shift to be held on, its release having gone to the menu
    qtbot.waitUntil(lambda: bool(spots))
    assert cell.adjusted(0, 0, 0, 36).contains(spots[0])  # Qt itself opens it a header's height too low


@pytest.mark.feature("DA-23")
def test_the_menu_at_a_row_nobody_has_selected_yet_is_about_that_row(
    qtbot: Any, page: ListPage, table: TableView, meanwhile: Callable[..., None]
) -> None:
    table.selectionModel().setCurrentIndex(
        table.model().index(2, MAJOR), QItemSelectionModel.SelectionFlag.Clear
    )
    assert page.selected_ids() == []
    offered: list[bool] = []

    def read(menu: Any) -> None:
        offered.extend(action.isEnabled() for action in menu.actions() if "수료증 발급" in action.text())

    meanwhile(read)
    qtbot.keyClick(table, Key.Key_F10, Held.ShiftModifier)
    qtbot.keyClick(table, Key.Key_Escape)
    qtbot.waitUntil(lambda: offered == [True])
    assert page.selected_ids() == [page.model.id_at(2)]


@pytest.mark.feature("DA-23")
def test_several_cells_are_dragged_out_as_cells_and_one_draws_the_selection(
    qtbot: Any, page: ListPage, table: TableView, monkeypatch: Any
) -> None:
    dragged: list[QMimeData] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: dragged.append(drag.mimeData()))
    page.model.set_masked(True)

    def pull(start: tuple[int, int], end: tuple[int, int]) -> None:
        spots = [table.visualRect(table.model().index(*cell)).center() for cell in (start, end)]
        qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=spots[0])
        for spot in ((spots[0] + spots[1]) / 2, spots[1]):
            moved = QMouseEvent(
                QEvent.Type.MouseMove, spot, table.viewport().mapToGlobal(spot), Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton, Held.NoModifier,
            )  # fmt: skip
            QCoreApplication.sendEvent(table.viewport(), moved)
        qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=spots[1])

    go(table, 0, NAME)
    pull((0, NAME), (2, NAME))
    assert chosen(table) == {(0, NAME), (1, NAME), (2, NAME)}
    assert dragged == []
    choose(table, (1, NAME), (1, PHONE), (2, NAME), (2, PHONE))
    pull((1, PHONE), (5, PHONE))
    cells = from_text(dragged[0].text())
    assert cells == [[table.model().index(row, column).data() for column in (NAME, PHONE)] for row in (1, 2)]
    assert "*" in cells[0][1], "what is masked leaves masked"
    assert "<td" in dragged[0].html()
    assert len(chosen(table)) == 4
    spot = table.visualRect(table.model().index(2, NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen(table) == {(2, NAME)}, "a click chooses one"
