import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton

from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria
from desktop.rules.fields import Field
from desktop.ui.lists.condition_popup import ConditionPopup
from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.list_source import Views


@dataclass(frozen=True)
class View:
    id: int
    name: str
    criteria: Criteria
    columns: tuple[str, ...] = ()


class Kept:
    """Saved views in memory."""

    def __init__(self) -> None:
        self.views: list[View] = []

    def save(self, name: str, criteria: Criteria, columns: tuple[str, ...], seen: Any) -> None:
        assert seen is None or seen.name == name
        self.views.append(View(len(self.views) + 1, name, criteria, columns))

    def delete(self, view_id: int) -> None:
        self.views = [view for view in self.views if view.id != view_id]


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def page(qtbot: Any, desk: Any, trainees: Any, kept: Kept) -> ListPage:
    made = ListPage(trainees.source(views=Views(lambda: kept.views, kept.save, kept.delete)), desk)
    qtbot.addWidget(made)
    made.resize(1240, 880)
    made.show()
    qtbot.waitExposed(made)
    return made


def popup(page: ListPage, key: str) -> ConditionPopup:
    page.filters.ask_condition(key)
    return page.filters.findChildren(ConditionPopup)[-1]


def press(qtbot: Any, window: Any, word: str) -> None:
    button = next(b for b in window.findChildren(QPushButton) if b.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(page: ListPage, column: int) -> set[str]:
    return {page.model.index(row, column).data() for row in range(page.model.rowCount())}


@pytest.mark.feature("DA-08")
def test_one_of_the_values_with_their_counts(qtbot: Any, page: ListPage, trainees: Any) -> None:
    window = popup(page, "status")
    values = window.findChild(QListWidget)
    assert values.isVisible()
    offered = {values.item(row).text(): values.item(row) for row in range(values.count())}
    count = sum(row[7] == "미수료" for row in trainees.rows.values())
    offered[f"미수료  {count}"].setCheckState(Qt.CheckState.Checked)
    press(qtbot, window, "적용")
    assert texts(page, 7) == {"미수료"}
    assert page.model.rowCount() == count
    assert any(b.text() == "상태: 미수료" for b in page.filters.findChildren(QPushButton))


@pytest.mark.feature("DA-08")
def test_a_range_open_at_one_end(qtbot: Any, page: ListPage) -> None:
    window = popup(page, "birth_date")
    qtbot.keyClicks(window._low, "990101")
    qtbot.keyClick(window._low, Qt.Key.Key_Return)
    assert page.criteria.filters == (Filter("birth_date", Test.RANGE, (dt.date(1999, 1, 1), None)),)
    assert all(text >= "1999" for text in texts(page, 1))


@pytest.mark.feature("DA-08")
@pytest.mark.parametrize(("test", "blank"), [(Test.BLANK, True), (Test.NOT_BLANK, False)])
def test_blank_and_not_blank(qtbot: Any, page: ListPage, test: Test, blank: bool) -> None:
    window = popup(page, "pay")
    window._ops.setCurrentIndex(window._ops.findData(test))
    press(qtbot, window, "적용")
    assert {bool(text) for text in texts(page, 6)} == {not blank}


@pytest.mark.feature("DA-23")
def test_a_part_of_a_text_with_its_last_syllable(
    qtbot: Any, page: ListPage, hangul: Callable[..., None]
) -> None:
    window = popup(page, "major")
    window._ops.setCurrentIndex(window._ops.findData(Test.CONTAINS))
    hangul(window._text, "통", "계")
    qtbot.keyClick(window._text, Qt.Key.Key_Return)
    assert texts(page, 3) == {"통계학"}


def test_what_cannot_be_a_condition_is_said_in_the_window(qtbot: Any, page: ListPage) -> None:
    window = popup(page, "birth_date")
    press(qtbot, window, "적용")
    assert window.isVisible()
    assert "하나는" in window._wrong.text()
    window._low.setText("어제")
    press(qtbot, window, "적용")
    assert window._wrong.text()
    assert page.criteria.filters == ()
    window.close()


def test_a_second_condition_on_a_column_replaces_the_first(page: ListPage) -> None:
    for word in ("수료", "미수료"):
        page.filters._take_condition(Filter("status", Test.ONE_OF, (word,)))
    assert [one.values for one in page.criteria.filters] == [("미수료",)]


def test_nothing_found_offers_the_way_back(qtbot: Any, page: ListPage) -> None:
    page.show_criteria(Criteria(search="없는 사람"))
    assert page.frame.empty.isVisible()
    press(qtbot, page.frame.empty, "조건 지우기")
    assert page.model.rowCount() == 456
    assert page.table.isVisible()


def test_an_empty_list_says_what_to_do_first(qtbot: Any, desk: Any, trainees: Any) -> None:
    trainees.rows.clear()
    page = ListPage(trainees.source(), desk)
    qtbot.addWidget(page)
    page.show()
    assert page.frame.empty.isVisible()
    press(qtbot, page.frame.empty, "교육생 추가")
    assert trainees.ran == [("add", [])]


@pytest.mark.feature("DA-08")
def test_a_view_is_saved_shown_and_dropped(
    qtbot: Any, page: ListPage, kept: Kept, meanwhile: Callable[..., None]
) -> None:
    wanted = Criteria(
        search="강", filters=(Filter("status", Test.ONE_OF, ("수료",)),), order=(("age", True),)
    )
    page.show_criteria(wanted)
    page.table.setColumnHidden(4, True)
    page.filters.view_named.emit("수료 예정")
    qtbot.waitUntil(lambda: bool(kept.views) and not page._desk.jobs.busy)
    assert "phone" not in kept.views[0].columns
    assert page.filters._saved.text() == "저장한 보기: 수료 예정"
    rows = page.model.rowCount()
    page.table.setColumnHidden(4, False)
    page.filters.clear()
    seen: list[str] = []
    meanwhile(lambda menu: seen.extend(a.text() for a in menu.actions()))
    page.filters.offer_views()
    assert seen[0] == f"수료 예정  {rows}"
    page.filters.view_chosen.emit(kept.views[0])
    assert replace(page.criteria, scope=wanted.scope) == wanted
    assert page.table.isColumnHidden(4)
    page.filters.view_dropped.emit(1)
    qtbot.waitUntil(lambda: not kept.views and not page._desk.jobs.busy)


def test_the_look_of_a_list_is_kept(qtbot: Any, desk: Any, trainees: Any) -> None:
    page = ListPage(trainees.source(), desk)
    qtbot.addWidget(page)
    page.show()
    header = page.table.horizontalHeader()
    header.resizeSection(3, 222)
    header.moveSection(0, 2)
    page.table.setColumnHidden(5, True)
    page.frame.turn_card()
    page.hide()
    again = ListPage(trainees.source(), desk)
    qtbot.addWidget(again)
    again.show()
    kept = again.table.horizontalHeader()
    assert kept.sectionSize(3) == 222
    assert kept.visualIndex(0) == 2
    assert again.table.isColumnHidden(5)
    assert not again.frame.card.isVisible()


def test_a_click_on_the_head_sorts_and_again_the_other_way(qtbot: Any, page: ListPage) -> None:
    header = page.table.horizontalHeader()
    for expected in ((("birth_date", False),), (("birth_date", True),)):
        spot = header.viewport().rect().topLeft()
        spot.setX(header.sectionViewportPosition(1) + 20)
        spot.setY(18)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert page.criteria.order == expected
    assert header.isSortIndicatorShown()


def test_a_list_renews_itself_after_a_write_and_only_then(
    qtbot: Any, page: ListPage, desk: Any, trainees: Any
) -> None:
    @dataclass
    class Changes:
        tables: frozenset[str]
        by: str = ""
        operation_id: int = 1
        undoable: bool = True

    read = len(trainees.listings)
    desk.bus.committed.emit(Changes(frozenset({"company"})))
    assert len(trainees.listings) == read
    page.hide()
    desk.bus.committed.emit(Changes(frozenset({"trainee"})))
    assert len(trainees.listings) == read, "not while nobody looks"
    page.show()
    assert len(trainees.listings) == read + 1


def test_a_file_opened_for_reading_offers_no_writing(qtbot: Any, page: ListPage) -> None:
    page.set_read_only(True)
    page.table.selectRow(0)
    names = {a.text(): a for a in page.bar.qt_actions}
    qtbot.waitUntil(lambda: not names["교육생 추가"].isEnabled())
    assert not names["수료증 발급"].isEnabled()
    assert names["엑셀 내보내기"].isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert page.table.state() is not page.table.State.EditingState


def test_actions_without_room_move_into_the_menu(qtbot: Any, page: ListPage) -> None:
    page.resize(620, 600)
    qtbot.waitUntil(lambda: page.bar._more.isVisible())
    texts = {a.text() for a in page.bar._menu.actions()}
    assert "교육생 추가" in texts
    assert next(b for b in page.bar.findChildren(QPushButton) if b.text() == "수료증 발급").isVisible()


@pytest.mark.feature("DA-08", "DA-23")
def test_a_value_is_ticked_by_a_click_on_its_words_and_taken_by_enter(qtbot: Any, page: ListPage) -> None:
    values = popup(page, "status").findChild(QListWidget)
    words = values.visualItemRect(values.item(1)).center()
    qtbot.mouseClick(values.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert values.item(1).checkState() is Qt.CheckState.Checked
    wanted = values.item(1).data(Qt.ItemDataRole.UserRole)
    qtbot.keyClick(values, Qt.Key.Key_Return)
    assert page.criteria.filters == (Filter("status", Test.ONE_OF, (wanted,)),)
    values = popup(page, "team").findChild(QListWidget)
    qtbot.keyClick(values, Qt.Key.Key_Down)
    meant = values.currentItem().data(Qt.ItemDataRole.UserRole)
    qtbot.keyClick(values, Qt.Key.Key_Return)
    assert page.criteria.filters[-1] == Filter("team", Test.ONE_OF, (meant,))


@pytest.mark.feature("DA-23")
def test_sorting_by_a_click_or_by_the_keyboard_selects_nobody(qtbot: Any, page: ListPage) -> None:
    header = page.table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(2) + 20, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.criteria.order == (("age", False),)
    assert page.table.selected_count() == 0
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, 3))
    for descending in (False, True):
        qtbot.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        assert page.criteria.order == (("major", descending),)
    assert page.table.selected_count() == 1


@pytest.mark.feature("DA-08")
def test_of_many_values_one_is_looked_for_and_enter_takes_all_that_was_found(
    qtbot: Any, page: ListPage, hangul: Callable[..., None]
) -> None:
    few = popup(page, "status")
    assert not few._find.isVisible()
    few.close()
    streets = [(f"서울시 서초구 {name}", 3) for name in ("서초동", "방배동", "양재동", "반포동")]
    streets += [(f"서초구 {name}", 1) for name in ("서초동", "방배동", "양재동", "반포동", "내곡동")]
    made: list[Filter] = []
    window = ConditionPopup(Field("address", "거주지"), streets, None, page)
    window.made.connect(made.append)
    window.open_under(page)
    assert QApplication.focusWidget() is window._find
    hangul(window._find, "방배", "동")
    qtbot.keyClick(window._find, Qt.Key.Key_Return)
    assert made == [Filter("address", Test.ONE_OF, ("서울시 서초구 방배동", "서초구 방배동"))]
