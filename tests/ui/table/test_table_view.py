from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from desktop.rules.fields import Field, Kind
from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.clipboard_block import from_text
from desktop.ui.table.table_view import TableView

NAME, AGE, MAJOR, PHONE, TEAM, PAY = 0, 2, 3, 4, 5, 6


def choose(table: TableView, top: int, left: int, bottom: int, right: int) -> None:
    chosen, model = table.selectionModel(), table.model()
    table.setCurrentIndex(model.index(top, left))
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            chosen.select(model.index(row, column), QItemSelectionModel.SelectionFlag.Select)


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def shown(table: TableView, row: int, column: int) -> str:
    return table.model().index(row, column).data()


# Selecting


def test_rows_stay_selected_by_id_when_the_order_changes(
    qtbot: Any, page: ListPage, table: TableView
) -> None:
    choose(table, 2, 0, 4, 7)
    ids = set(page.selected_ids())
    page.filters.set_sort("birth_date", True)
    assert set(page.selected_ids()) == ids
    assert page.model.id_at(table.currentIndex().row()) in ids


def test_what_a_filter_hides_is_no_longer_selected(page: ListPage, table: TableView) -> None:
    choose(table, 0, 0, 455, 0)
    page.filters.search.setText("건도")
    page.filters._take_search()
    assert page.selected_ids() == [page.model.id_at(row) for row in range(page.model.rowCount())]


def test_select_all_stays_all(qtbot: Any, page: ListPage, table: TableView) -> None:
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.refresh()
    assert table.selected_count() == 456


def test_ctrl_end_and_ctrl_home_go_to_the_corners(qtbot: Any, table: TableView) -> None:
    choose(table, 3, 3, 3, 3)
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (455, 7)
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 0)


def test_shift_space_takes_whole_rows(qtbot: Any, table: TableView) -> None:
    choose(table, 3, 3, 4, 3)
    qtbot.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selectedIndexes()) == 2 * 8


# Blocks


def test_a_block_is_copied_as_cells(qtbot: Any, table: TableView) -> None:
    choose(table, 0, NAME, 1, AGE)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    expected = [[shown(table, row, column) for column in range(3)] for row in range(2)]
    assert from_text(clipboard()) == expected
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 2
    assert f">{expected[1][0]}</td>" in html


def test_columns_are_copied_as_they_stand_on_the_screen(qtbot: Any, table: TableView) -> None:
    table.horizontalHeader().moveSection(AGE, 0)
    table.setColumnHidden(1, True)
    choose(table, 0, 0, 0, AGE)
    table.blocks.copy()
    assert from_text(clipboard()) == [[shown(table, 0, AGE), shown(table, 0, NAME)]]


def test_masked_values_are_copied_masked(page: ListPage, table: TableView) -> None:
    page.model.set_masked(True)
    choose(table, 0, PHONE, 0, PHONE)
    table.blocks.copy()
    assert "****" in clipboard()


def test_a_pasted_block_is_stored_and_its_bad_cells_stay_red(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    ids = [page.model.id_at(row) for row in range(3)]
    calls: list[Any] = []
    stored = trainees.paste
    object.__setattr__(page.source, "paste", lambda *block: calls.append(block) or stored(*block))
    put("건축학\t010-1111-2222\r\n음악\t틀림\r\n간호\t010-3333-4444\r\n")
    choose(table, 0, MAJOR, 0, MAJOR)
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.bad_count == 1)
    assert len(calls) == 1, "one call, so one undo step"
    assert [trainees.rows[row_id][MAJOR] for row_id in ids] == ["건축학", "음악", "간호"]
    assert trainees.rows[ids[0]][PHONE] == "010-1111-2222"
    assert page.model.index(page.model.listing.rank_of(ids[1]), PHONE).data() == "틀림"
    selected = {(index.row(), index.column()) for index in table.selectedIndexes()}
    assert selected == {(row, column) for row in range(3) for column in (MAJOR, PHONE)}


def test_one_copied_cell_fills_all_that_is_selected(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    ids = [page.model.id_at(row) for row in range(2, 6)]
    put("경제학")
    choose(table, 2, MAJOR, 5, MAJOR)
    table.blocks.paste()
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert {trainees.rows[row_id][MAJOR] for row_id in ids} == {"경제학"}


def test_a_block_that_does_not_fit_is_refused_whole(qtbot: Any, page: ListPage, table: TableView) -> None:
    put("가\t나\n다\t라")
    choose(table, 455, 7, 455, 7)
    with qtbot.waitSignal(page._desk.bus.said) as told:
        table.blocks.paste()
    assert "2행 2열" in told.args[0]


def test_a_column_that_is_reckoned_refuses_other_values_but_takes_its_own(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    choose(table, 0, AGE, 0, AGE)
    put("99")
    with qtbot.waitSignal(page._desk.bus.said) as told:
        table.blocks.paste()
    assert "만 나이" in told.args[0]
    row_id = page.model.id_at(0)
    put(f"{shown(table, 0, AGE)}\t새 전공")
    table.blocks.paste()
    qtbot.waitUntil(lambda: trainees.rows[row_id][MAJOR] == "새 전공")
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)


def test_delete_empties_cells(qtbot: Any, page: ListPage, table: TableView, trainees: Any) -> None:
    row_id = page.model.id_at(1)
    choose(table, 1, MAJOR, 1, MAJOR)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert trainees.rows[row_id][MAJOR] is None


def test_sums_of_selected_numbers(qtbot: Any, page: ListPage, table: TableView, trainees: Any) -> None:
    choose(table, 0, PAY, 9, PAY)
    for row_id, pay in zip(page.selected_ids(), (100, 101, None, 0), strict=False):
        trainees.rows[row_id][PAY] = pay
    page.refresh()
    choose(table, 0, PAY, 3, PAY)
    table.clearSelection()
    choose(table, 0, PAY, 3, PAY)
    qtbot.waitUntil(lambda: bool(page.frame.sums.text()))
    assert page.frame.sums.text() == "지급액 합계 201원, 평균 67.0원"


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (Field("age", "만 나이", Kind.INTEGER), "만 나이 3개, 평균 27.0, 최소 21, 최대 34"),
        (Field("years", "근속", Kind.INTEGER, unit="년"), "근속 3개, 평균 27.0년, 최소 21년, 최대 34년"),
        (Field("year", "연도", Kind.INTEGER, averaged=False), "연도 3개, 최소 21, 최대 34"),
        (Field("places", "모집 인원", Kind.INTEGER, unit="명"), "모집 인원 합계 81명, 평균 27.0명"),
    ],
)
def test_numbers_that_do_not_add_up_are_not_added_up(page: ListPage, field: Field, told: str) -> None:
    page.frame.show_sums("", [(field, [26, 21, 34])])
    assert page.frame.sums.text() == told


# Editing


def editor(table: TableView) -> QLineEdit:
    return next(line for line in table.viewport().findChildren(QLineEdit) if line.isVisible())


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_last_syllable_of_a_cell_is_kept_by_enter_and_tab(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, hangul: Callable[..., None], key: Qt.Key
) -> None:
    row_id = page.model.id_at(2)
    before = {trainees.rows[row_id][MAJOR]}
    choose(table, 2, MAJOR, 2, MAJOR)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = editor(table)
    line.clear()
    hangul(line, "경영", "학")
    qtbot.keyClick(line, key)
    qtbot.waitUntil(lambda: trainees.rows[row_id][MAJOR] not in before)
    assert trainees.rows[row_id][MAJOR] == "경영학"


@pytest.mark.feature("DA-23")
def test_the_last_syllable_of_a_cell_is_kept_by_a_click_elsewhere(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, hangul: Callable[..., None]
) -> None:
    row_id = page.model.id_at(2)
    before = {trainees.rows[row_id][MAJOR]}
    choose(table, 2, MAJOR, 2, MAJOR)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = editor(table)
    line.clear()
    hangul(line, "경영", "학")
    spot = table.visualRect(page.model.index(5, NAME)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    page.filters.search.setFocus()
    qtbot.waitUntil(lambda: trainees.rows[row_id][MAJOR] not in before)
    assert trainees.rows[row_id][MAJOR] == "경영학"


def test_esc_leaves_a_cell_as_it_was(qtbot: Any, page: ListPage, table: TableView, trainees: Any) -> None:
    row_id, before = page.model.id_at(2), trainees.rows[page.model.id_at(2)][MAJOR]
    choose(table, 2, MAJOR, 2, MAJOR)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = editor(table)
    line.setText("x")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert trainees.rows[row_id][MAJOR] == before


def test_a_choice_is_picked_from_its_words(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    row_id = page.model.id_at(0)
    choose(table, 0, TEAM, 0, TEAM)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    combo = next(box for box in table.viewport().findChildren(QComboBox) if box.isVisible())
    place = combo.findText("Saving Dog")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    combo.hidePopup()
    assert trainees.rows[row_id][TEAM] == "Saving Dog"


def test_enter_opens_the_record_and_a_double_click_edits_the_cell(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any
) -> None:
    choose(table, 1, NAME, 1, NAME)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert trainees.opened == [page.model.id_at(1)]
    spot = table.visualRect(page.model.index(1, AGE)).center()
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(trainees.opened) == 2, "a cell that is not edited in place opens its record"


def test_ctrl_and_the_wheel_zoom(qtbot: Any, page: ListPage, table: TableView) -> None:
    before = table.rowHeight(0)
    turn(table, 120)
    assert table.rowHeight(0) > before
    turn(table, -120)
    assert table.rowHeight(0) == before


def turn(table: TableView, by: int) -> None:
    event = QWheelEvent(
        QPointF(10, 10),
        QPointF(10, 10),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.viewport(), event)


def test_where_the_current_row_is_gone_the_keyboard_goes_on_in_its_column(
    page: ListPage, table: TableView, trainees: Any
) -> None:
    table.setCurrentIndex(page.model.index(5, PHONE))
    gone, following = page.model.id_at(5), page.model.id_at(6)
    del trainees.rows[gone]
    page.refresh()
    assert (page.model.id_at(table.currentIndex().row()), table.currentIndex().column()) == (following, PHONE)
    assert page.selected_ids() == [], "what is done next is done to nobody unasked"
    table.setCurrentIndex(page.model.index(20, PHONE))
    page.filters.search.setText(page.model.index(0, NAME).data())
    page.filters.search.returnPressed.emit()
    assert page.model.rowCount() < 20
    assert (table.currentIndex().row(), table.currentIndex().column()) == (page.model.rowCount() - 1, PHONE)


def test_where_the_current_row_is_gone_the_keyboard_goes_on_with_what_is_still_selected(
    page: ListPage, table: TableView, trainees: Any
) -> None:
    choose(table, 20, NAME, 20, NAME)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(page.model.index(5, NAME), flags.Select)
    gone, kept = page.model.id_at(5), page.model.id_at(20)
    del trainees.rows[gone]
    page.refresh()
    assert page.selected_ids() == [kept]
    assert page.current_id() == kept, "the card beside it is of the row that is marked"


def test_a_block_is_one_block_after_the_list_is_renewed(page: ListPage, table: TableView) -> None:
    choose(table, 3, MAJOR, 40, PHONE)
    page.refresh()
    assert table.selectionModel().selection().size() == 2, "a part for each column, picked cell by cell"
    assert table.rows_chosen() == [range(3, 41)]
    rows = [3, 4, 7, 9, 10]
    for row in rows:
        flag = QItemSelectionModel.SelectionFlag
        how = flag.Select if row > 3 else flag.ClearAndSelect
        table.selectionModel().select(page.model.index(row, PHONE), how)
    page.refresh()
    assert table.rows_chosen() == [range(3, 5), range(7, 8), range(9, 11)]
    assert table.selectionModel().selection().size() == 3
