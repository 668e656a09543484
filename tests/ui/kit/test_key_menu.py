"""Menus that are typed to, whatever the keyboard writes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.ui.kit.key_menu import NamesMenu
from desktop.ui.kit.mnemonics import Menu
from desktop.ui.lists.list_page import ListPage

pytestmark = pytest.mark.feature("DA-23")
NAMES = ("성명", "생년월일", "만 나이", "전공 여부", "전공", "연락처")


@pytest.fixture
def menu(qapp: Any) -> Iterator[NamesMenu]:
    made = NamesMenu()
    for name in NAMES:
        made.addAction(name)
    made.popup(QPoint(0, 0))
    yield made
    made.close()


def strike(menu: NamesMenu, typed: str) -> None:
    for letter in typed:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(menu, key)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ㅁ", "만 나이"), ("연", "연락처"), ("ㅇㄹ", "연락처"), ("dus", "연락처"), ("w", "전공 여부"), ("ww", "전공"),
        ("ㅈㅈ", "전공"), ("tod", "생년월일"), ("ㅅㅁ", "성명"),
    ],
)  # fmt: skip
def test_a_name_is_gone_to_by_its_beginning(menu: NamesMenu, typed: str, name: str) -> None:
    strike(menu, typed)
    assert menu.activeAction().text() == name


def test_what_no_name_begins_with_moves_nothing_and_enter_takes_what_is_gone_to(
    qtbot: Any, menu: NamesMenu
) -> None:
    taken: list[str] = []
    menu.triggered.connect(lambda action: taken.append(action.text()))
    strike(menu, "ㅁ")
    strike(menu, "z")
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert taken == ["만 나이"]


def test_after_a_pause_a_letter_begins_a_new_name(qtbot: Any, menu: NamesMenu) -> None:
    strike(menu, "생")
    menu._forget.timeout.emit()
    strike(menu, "연")
    assert menu.activeAction().text() == "연락처"


@pytest.mark.parametrize("kind", [Menu, NamesMenu])
def test_nothing_is_composed_into_what_lies_behind_an_open_menu(qtbot: Any, kind: Any) -> None:
    composes = Qt.WidgetAttribute.WA_InputMethodEnabled
    line, menu = QLineEdit(), kind()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    menu.addAction("열기")
    menu.popup(QPoint(0, 0))
    assert not line.testAttribute(composes)
    menu.close()
    assert line.testAttribute(composes)


def test_a_condition_is_asked_for_by_the_first_letters_of_its_column(
    qtbot: Any, page: ListPage, meanwhile: Callable[..., None]
) -> None:
    asked: list[str] = []
    page.filters.ask_condition = asked.append  # type: ignore[method-assign, assignment]
    seen: list[str] = []

    def choose(menu: Any) -> None:
        strike(menu, "ㅈㄱ")
        seen.append(menu.activeAction().text())

    meanwhile(choose)
    page.filters.offer_columns()
    assert seen == ["전공"]


def test_personal_data_is_shown_and_hidden_by_a_key(qtbot: Any, page: ListPage) -> None:
    page.frame.fit(has_card=True, has_private=True, masked=True)
    for masked in (False, True):
        qtbot.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        assert page.model.masked is masked


@pytest.mark.parametrize(("key", "first"), [(Qt.Key.Key_L, "성명"), (Qt.Key.Key_V, "모두 보기")])
def test_the_menus_of_a_list_have_keys(
    qtbot: Any, page: ListPage, meanwhile: Callable[..., None], key: Qt.Key, first: str
) -> None:
    opened: list[str] = []
    meanwhile(lambda menu: opened.append(menu.activeAction().text()))
    qtbot.keyClick(page.table, key, Qt.KeyboardModifier.AltModifier)
    assert opened == [first]
