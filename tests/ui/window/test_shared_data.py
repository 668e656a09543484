"""Two desks at one data file or server, seen at the window: conflicts are asked about, lists show what others wrote."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from shiboken6 import delete

from desktop.services.records import records
from desktop.ui.placement.pages import COMPANY
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.cell_blocks import Block
from desktop.ui.window.watch import Watch

pytestmark = pytest.mark.both_databases


@pytest.fixture
def page(qtbot, desk, company):
    made = RecordPage(desk, "companies")
    made.resize(1240, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    delete(made)  # before the data is closed, or a timer of its own would read once more


@pytest.fixture
def answer(meanwhile, choosing):
    """``answer("내 값으로", asked)`` presses a button of the next question and keeps what it said."""

    def wait(words: str, asked: list[str]) -> None:
        def act(box: QMessageBox) -> None:
            asked.append(box.informativeText())
            choosing(words)(box)

        meanwhile(act)

    return wait


def cell(page: RecordPage, key: str) -> Any:
    column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == key)
    return page.model.index(0, column)


def opened(page: RecordPage, key: str) -> QLineEdit:
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page, key))
    page.table.edit(cell(page, key))
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    return editor


@pytest.mark.parametrize(("button", "stands"), [("내 값으로", "의료"), ("그대로 두기", "로봇")])
def test_a_cell_somebody_else_changed_is_asked_about(
    qtbot, page, other, store, company, answer, button, stands
):
    editor = opened(page, "field")
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    editor.setText("의료")
    asked: list[str] = []
    answer(button, asked)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked) and not page.desk.jobs.busy)
    assert "내 값 '의료', 지금 값 '로봇' (이주무관" in asked[0]
    qtbot.waitUntil(lambda: cell(page, "field").data() == stands)
    assert page.model.bad_count == 0
    assert records.read(store, "companies", company)["field"] == stands


@pytest.mark.parametrize(("button", "stands"), [("내 값으로", "의료"), ("그대로 두기", "로봇")])
def test_a_dialog_asks_and_keeps_the_rest(
    qtbot, desk, other, store, company, shown, fill, answer, button, stands
):
    dialog = shown(RecordDialog(desk, None, COMPANY, company))
    fill(dialog, field="의료", address="방배동")
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    asked: list[str] = []
    answer(button, asked)
    dialog.accept()
    assert "내 값 '의료', 지금 값 '로봇' (이주무관" in asked[0]
    assert not dialog.isVisible()
    now = records.read(store, "companies", company)
    assert (now["field"], now["address"]) == (stands, "방배동")


def test_a_pasted_block_leaves_out_what_somebody_else_changed(qtbot, page, other, store, company, answer):
    keys = ["field", "address"]
    page.table.setCurrentIndex(cell(page, "field"))
    records.save(other, "companies", {"field": "로봇"}, record_id=company)
    asked: list[str] = []
    answer("그대로 두기", asked)
    page.table.written.emit(Block([company], keys, [["의료", "방배동"]]))
    qtbot.waitUntil(lambda: bool(asked) and not page.desk.jobs.busy)
    now = records.read(store, "companies", company)
    assert (now["field"], now["address"]) == ("로봇", "방배동")
    qtbot.waitUntil(lambda: cell(page, "field").data() == "로봇")
    assert page.model.bad_count == 0


@pytest.fixture
def watch(store, desk):
    made = Watch(store, desk.bus, every=0.02)
    yield made
    made.stop()


def test_a_list_shows_what_another_desk_wrote(qtbot, page, watch, other, company, desk):
    with qtbot.waitSignal(desk.bus.committed) as heard:
        records.save(other, "companies", {"field": "로봇"}, record_id=company)
    assert heard.args[0].by == "이주무관"
    assert cell(page, "field").data() == "로봇"


def test_an_open_cell_is_not_disturbed_by_another_desk(qtbot, page, watch, other, store, company, desk):
    editor = opened(page, "address")
    qtbot.keyClicks(editor, "abc")
    with qtbot.waitSignal(desk.bus.committed):
        records.save(other, "companies", {"field": "로봇"}, record_id=company)
    assert QApplication.focusWidget() is editor
    assert (editor.text(), cell(page, "field").data()) == ("abc", "통계")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: cell(page, "field").data() == "로봇")
