"""The grid of two axes, as hands on a keyboard use it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.ui.matrix.conftest import Book


def current(book):
    at = book.view.grid.currentIndex()
    return at.row(), at.column()


def test_a_key_writes_and_goes_on_to_the_one_below(book, qtbot):
    grid = book.view.grid
    assert current(book) == (0, 0)
    for key in "1155":
        qtbot.keyClicks(grid, key)
    assert book.column(0) == ["출석", "출석", "결석", "결석", ""]
    assert current(book) == (4, 0)
    qtbot.keyClicks(grid, "1")
    assert current(book) == (4, 0), "there is nobody below"
    assert book.view.beside.index(0, 1).data() == "1", "what stands beside is told anew"


def test_delete_and_nought_clear(book, qtbot):
    qtbot.keyClicks(book.view.grid, "15")
    qtbot.keyClick(book.view.grid, Qt.Key.Key_Up)
    qtbot.keyClick(book.view.grid, Qt.Key.Key_Delete)
    assert book.column(0)[:2] == ["출석", ""]
    book.view.go_to(100, 0)
    qtbot.keyClicks(book.view.grid, "0")
    assert book.kept == {}


def test_several_selected_cells_are_written_together(book, qtbot):
    book.view.grid.select_block(0, 2, [0, 1])
    qtbot.keyClicks(book.view.grid, "5")
    assert (book.column(0), book.column(1)) == (["결석"] * 3 + ["", ""], ["결석"] * 3 + ["", ""])
    assert book.writes == 1


def test_what_is_closed_says_why_and_is_passed_over_among_others(book, qtbot):
    book.view.go_to(100, 3)
    qtbot.keyClicks(book.view.grid, "1")
    assert book.refused == ["강하늘: 휴강입니다."]
    book.view.grid.select_block(0, 1, [3])
    qtbot.keyClicks(book.view.grid, "1")
    assert book.column(3) == ["", "출석", "", "", ""]


def test_a_name_is_gone_to_by_its_initials_its_syllables_and_while_it_is_composed(book, qtbot):
    grid = book.view.grid
    for letter in "ㅂㄷ":
        QApplication.sendEvent(
            grid, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )
    assert current(book) == (2, 0)
    qtbot.waitUntil(lambda: not book.view.typed.isVisible())
    QApplication.sendEvent(grid, QInputMethodEvent("최", []))
    assert current(book) == (3, 0)
    assert "최" in book.view.typed.text()
    end = QInputMethodEvent()
    end.setCommitString("최서")
    QApplication.sendEvent(grid, end)
    assert current(book) == (3, 0)
    qtbot.keyClicks(grid, "1")
    assert book.column(0)[3] == "출석"


def test_ctrl_enter_asks_to_fill_the_column(book, qtbot):
    book.view.go_to(102, 1)
    qtbot.keyClick(book.view.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert book.filled == [1]


def test_a_block_goes_to_a_spreadsheet_and_comes_back(book, qtbot):
    qtbot.keyClicks(book.view.grid, "151")
    book.view.grid.select_block(0, 2, [0])
    qtbot.keyClick(book.view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "출석\n결석\n출석\n"
    book.view.go_to(100, 1)
    qtbot.keyClick(book.view.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert book.column(1) == ["출석", "결석", "출석", "", ""]


def test_names_beside_a_pasted_column_are_checked(book, qtbot):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("강하늘\t○\n김민수\t×\n박도담\t\n최서솔\t1\n")
    book.view.go_to(100, 0)
    book.view.grid.paste()
    assert book.column(0) == ["출석", "결석", "", "출석", ""]
    clipboard.setText("강하늘\t○\n박도담\t×\n")
    book.view.go_to(100, 1)
    book.view.grid.paste()
    assert "2번째 줄은 '박도담'인데 이 줄은 '김민수'" in book.refused[-1]
    assert book.column(1) == [""] * 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("○\n?\n", "2번째 줄(김민수, 6월 1일)"),
        ("○\n" * 6, "붙여 넣을 칸(6줄 1열)"),
        ("○\t○\t○\t○\t○\n", "5열"),
    ],
)
def test_what_cannot_be_pasted_is_refused_whole(book, text, said):
    QGuiApplication.clipboard().setText(text)
    book.view.go_to(100, 0)
    book.view.grid.paste()
    assert said in book.refused[-1]
    assert book.kept == {}


def test_only_rows_that_are_looked_at_are_read_and_both_models_keep_qts_rules(qapp, shown):
    book = Book(rows=456, columns=48)
    book.view.resize(700, 400)
    shown(book.view).grab()
    assert max(max(rows) for rows in book.asked) < 100 + 64
    for model in (book.view.cells, book.view.beside):
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        book.view.show_matrix(book.matrix())
        assert tester.model() is model


def test_names_and_cells_scroll_together_and_a_name_chosen_is_the_row(qapp, shown, qtbot):
    book = Book(rows=200)
    book.view.resize(400, 300)
    shown(book.view)
    book.view.grid.verticalScrollBar().setValue(500)
    assert book.view.names.verticalScrollBar().value() == 500
    book.view.names.clicked.emit(book.view.beside.index(30, 0))
    assert current(book)[0] == 30


def test_a_cell_tells_its_row_and_column_to_who_does_not_see_it(book, qtbot):
    qtbot.keyClicks(book.view.grid, "5")
    told = book.view.cells.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "강하늘, 6월 1일: 결석, 증빙 없음"
    assert "휴강입니다." in book.view.cells.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)


def test_figures_are_typed_into_cells_and_enter_goes_down(qapp, shown, qtbot):
    book = Book(typed=True)
    grid = shown(book.view).grid
    grid.setFocus()
    qtbot.keyClicks(grid, "85")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: book.column(0)[0] == "85")
    assert current(book) == (1, 0)
    assert not grid.model().flags(grid.model().index(0, 3)) & Qt.ItemFlag.ItemIsEditable
