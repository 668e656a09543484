from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.queries.card import Card, Linked
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria
from desktop.ui.lists.list_page import ListPage


def texts(page: ListPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_the_figures_below_the_list(qtbot: Any, page: ListPage) -> None:
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: "선택 1" in page.frame.figures.text())
    assert page.frame.figures.text() == "전체 456 · 표시 456 · 선택 1"


def test_typing_in_the_search_box_narrows_the_list(
    qtbot: Any, page: ListPage, hangul: Callable[..., None]
) -> None:
    hangul(page.filters.search, "건도")
    qtbot.waitUntil(lambda: page.model.rowCount() < 456)
    assert all("건도" in name for name in texts(page, 0))


def test_a_condition_becomes_a_chip_and_a_click_on_it_lifts_it(qtbot: Any, page: ListPage) -> None:
    page.filters.set_criteria(
        page.filters.criteria.__class__(filters=(Filter("status", Test.ONE_OF, ("수료",)),))
    )
    assert set(texts(page, 7)) == {"수료"}
    chip = next(b for b in page.filters.findChildren(QPushButton) if b.text() == "상태: 수료")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 456


def test_the_primary_action_waits_for_a_selection(qtbot: Any, page: ListPage, trainees: Any) -> None:
    button = next(b for b in page.bar.findChildren(QPushButton) if b.text() == "수료증 발급")
    assert not button.isEnabled()
    page.table.selectRow(2)
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert trainees.ran == [("issue", [page.model.id_at(2)])]


def test_a_click_on_an_action_or_a_condition_leaves_the_keyboard_in_the_table(
    qtbot: Any, page: ListPage
) -> None:
    page.table.setFocus()
    page.show_criteria(Criteria(filters=(Filter("status", Test.ONE_OF, ("수료",)),)))
    chip = next(b for b in page.filters.findChildren(QPushButton) if b.text() == "상태: 수료")
    actions = [b for b in page.frame.bar.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    assert actions
    for button in (*actions, chip):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.table.hasFocus(), button.text()


def test_on_a_narrow_page_the_card_takes_the_place_of_the_list_while_it_is_asked_for(
    qtbot: Any, page: ListPage
) -> None:
    card, table = page.frame.card, page.table

    def seen() -> tuple[bool, bool]:
        return card.isVisible(), table.isVisible()

    page.resize(1200, 700)
    page.table.selectRow(3)
    assert seen() == (True, True)
    page.resize(671, 400)
    assert seen() == (False, True), "there is room for one of them"
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert seen() == (True, False)
    assert card.width() > 600
    name = page.model.index(3, 0).data()
    qtbot.waitUntil(lambda: any(name in each.text() for each in card.findChildren(QLabel)))
    focused = page.window().focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert seen() == (False, True)
    assert table.hasFocus()
    page.resize(1200, 700)
    assert seen() == (True, True), "as it was folded where there is room for both"


def test_a_long_link_of_a_card_is_broken_into_lines(qtbot: Any, page: ListPage) -> None:
    card = page.frame.card
    text = "강현원 · 가람데이터 · 2026. 12. 1. ~ 2027. 2. 28. 예정 · 데이터 분석과 시각화"
    card.show_card(Card("가람데이터", linked=[Linked(text, "matches", 1)]))
    link = next(b for b in card.findChildren(QPushButton) if b.accessibleName() == text)
    assert link.text().replace("\n", " ") == text
    assert link.sizeHint().width() <= card.width() - 42
    assert link.sizeHint().height() >= 2 * link.fontMetrics().height()
