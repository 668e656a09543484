"""The square at the corner of the selected cells, pulled by the mouse."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QHoverEvent, QMouseEvent

from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.table_view import TableView

NAME, BIRTH, AGE, MAJOR, PHONE, TEAM, PAY, STATUS = range(8)
pytestmark = pytest.mark.feature("DA-23")


def choose(table: TableView, first: tuple[int, int], last: tuple[int, int]) -> None:
    block = QItemSelection(table.model().index(*first), table.model().index(*last))
    table.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def chosen(table: TableView) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in table.selectedIndexes()}


def move(table: TableView, spot: QPoint) -> None:
    place, button = QPointF(spot), Qt.MouseButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, place, table.viewport().mapToGlobal(place), button.NoButton,
        button.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QCoreApplication.sendEvent(table.viewport(), moved)


def in_row(table: TableView, row: int) -> QPoint:
    return table.visualRect(table.model().index(row, MAJOR)).center()


@pytest.fixture
def pull(qtbot: Any, table: TableView) -> Callable[..., None]:
    """``pull(row)`` takes hold of the square and lets go of it in that row."""

    def down_to(row: int, *, let_go: bool = True) -> None:
        spot = table.handle.square().center()
        qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        move(table, in_row(table, row))
        if let_go:
            qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=in_row(table, row))

    return down_to


@pytest.fixture
def said(page: ListPage) -> list[str]:
    told: list[str] = []
    page._desk.bus.said.connect(lambda sentence, _back: told.append(sentence))
    return told


def column(page: ListPage, trainees: Any, rows: range, place: int) -> list[Any]:
    return [trainees.rows[page.model.id_at(row)][place] for row in rows]


def test_pulled_down_it_fills_the_cells_below(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, pull: Callable[..., None]
) -> None:
    choose(table, (2, MAJOR), (2, PHONE))
    wanted = [column(page, trainees, range(2, 3), place) * 4 for place in (MAJOR, PHONE)]
    below = column(page, trainees, range(6, 7), MAJOR)
    pull(5)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert [column(page, trainees, range(2, 6), place) for place in (MAJOR, PHONE)] == wanted
    assert column(page, trainees, range(6, 7), MAJOR) == below
    assert chosen(table) == {(row, place) for row in range(2, 6) for place in (MAJOR, PHONE)}


def test_several_rows_are_repeated_in_their_turn(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, pull: Callable[..., None]
) -> None:
    choose(table, (2, PAY), (3, PAY))
    first, second = column(page, trainees, range(2, 4), PAY)
    assert first != second
    pull(6)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert column(page, trainees, range(2, 7), PAY) == [first, second, first, second, first]


def test_esc_while_pulling_leaves_all_as_it_was(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, pull: Callable[..., None]
) -> None:
    choose(table, (2, MAJOR), (2, MAJOR))
    before = {row_id: [*values] for row_id, values in trainees.rows.items()}
    pull(6, let_go=False)
    assert table.handle.pulled
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not table.handle.pulled
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=in_row(table, 6))
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert trainees.rows == before
    assert chosen(table) == {(2, MAJOR)}


def test_past_the_edge_the_list_comes_along(qtbot: Any, table: TableView, pull: Callable[..., None]) -> None:
    choose(table, (2, MAJOR), (2, MAJOR))
    pull(3, let_go=False)
    at_first = table.handle._last
    move(table, QPoint(in_row(table, 3).x(), table.viewport().height() + 40))
    qtbot.waitUntil(lambda: table.verticalScrollBar().value() > 3)
    assert table.handle._last > at_first
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    where = table.verticalScrollBar().value()
    qtbot.wait(150)
    assert table.verticalScrollBar().value() == where


def test_what_a_rule_refuses_stays_red_and_is_told(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, pull: Callable[..., None], said: list[str]
) -> None:
    trainees.rows[page.model.id_at(2)][PHONE] = "010-12"
    page.refresh()
    choose(table, (2, PHONE), (2, PHONE))
    pull(4)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert page.model.bad_count == 2
    assert "2칸은 저장하지 못했습니다" in said[-1]


def test_what_is_masked_fills_nothing_and_says_why(
    qtbot: Any, page: ListPage, table: TableView, trainees: Any, pull: Callable[..., None], said: list[str]
) -> None:
    page.model.set_masked(True)
    before = column(page, trainees, range(2, 6), PHONE)
    choose(table, (2, PHONE), (2, PHONE))
    pull(5)
    qtbot.waitUntil(lambda: not page._desk.jobs.busy)
    assert column(page, trainees, range(2, 6), PHONE) == before
    assert "가려진 값" in said[-1]


def test_a_column_that_is_reckoned_is_refused_with_its_name(
    page: ListPage, table: TableView, trainees: Any, pull: Callable[..., None], said: list[str]
) -> None:
    before = column(page, trainees, range(2, 6), MAJOR)
    choose(table, (2, AGE), (2, MAJOR))
    pull(5)
    assert column(page, trainees, range(2, 6), MAJOR) == before
    assert "'만 나이' 열은 여기서 고칠 수 없습니다" in said[-1]


def test_it_is_there_only_where_something_can_be_filled(page: ListPage, table: TableView) -> None:
    choose(table, (2, MAJOR), (3, PHONE))
    corner = table.visualRect(table.model().index(3, PHONE)).bottomRight()
    assert (table.handle.square().center() - corner).manhattanLength() <= 2
    choose(table, (2, AGE), (2, AGE))
    assert table.handle.square().isEmpty()
    choose(table, (2, MAJOR), (2, MAJOR))
    table.selectionModel().select(
        table.model().index(5, MAJOR), QItemSelectionModel.SelectionFlag.Select
    )  # and another elsewhere
    assert table.handle.square().isEmpty()
    choose(table, (2, MAJOR), (2, MAJOR))
    table.edit(table.model().index(2, MAJOR))
    assert table.handle.square().isEmpty()


def test_it_is_not_there_in_a_list_that_can_only_be_read(page: ListPage, table: TableView) -> None:
    page.set_read_only(True)
    choose(table, (2, MAJOR), (2, MAJOR))
    assert table.handle.square().isEmpty()


def test_the_cursor_says_that_it_can_be_taken_hold_of(table: TableView) -> None:
    choose(table, (2, MAJOR), (2, MAJOR))
    square, away = table.handle.square().center(), in_row(table, 9)

    def point(spot: QPoint) -> Qt.CursorShape:
        viewport, place = table.viewport(), QPointF(spot)
        hover = QHoverEvent(QEvent.Type.HoverMove, place, viewport.mapToGlobal(place), place)
        QCoreApplication.sendEvent(viewport, hover)
        return viewport.cursor().shape()

    shapes = [point(spot) for spot in (away, square, away)]
    assert shapes == [Qt.CursorShape.ArrowCursor, Qt.CursorShape.CrossCursor, Qt.CursorShape.ArrowCursor]


def test_it_is_drawn_in_the_accent_colour(table: TableView) -> None:
    choose(table, (2, MAJOR), (2, MAJOR))
    picture = table.viewport().grab().toImage()
    spot = table.handle.square().center() * picture.devicePixelRatio()
    assert picture.pixelColor(spot).name().upper() == "#1F5FBF"


def test_the_corner_of_a_block_is_not_dragged_out(
    qtbot: Any, table: TableView, pull: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[object] = []
    monkeypatch.setattr("desktop.ui.table.drag_out.DragOut._drag", dragged.append)
    choose(table, (2, MAJOR), (3, PHONE))
    pull(5)
    assert dragged == []
    assert chosen(table) == {(row, place) for row in range(2, 6) for place in (MAJOR, PHONE)}


def test_twice_on_it_opens_no_cell(qtbot: Any, table: TableView) -> None:
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=in_row(table, 2))
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.handle.square().center())
    assert table.state() is not TableView.State.EditingState
