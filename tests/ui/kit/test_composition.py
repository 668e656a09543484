"""Typing Korean where one searches or answers: what is composed counts, and is not broken off by the searching."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.kit import messages
from desktop.ui.kit.composition import Composition
from desktop.ui.lists.list_page import ListPage


@pytest.mark.feature("DA-07")
def test_a_list_is_searched_by_the_syllable_being_composed(
    qtbot: Any, page: ListPage, hangul: Callable[..., None]
) -> None:
    search = page.filters.search
    search.setFocus()
    hangul(search, "건", "도")
    qtbot.waitUntil(lambda: page.criteria.search == "건도")
    assert 0 < page.model.rowCount() < 456
    assert search.text() == "건", "the syllable is still being composed"
    hangul(search, "", "돔")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    hangul(search, "도")
    qtbot.waitUntil(lambda: page.criteria.search == "건도")
    assert search.text() == "건도"


@pytest.mark.parametrize(
    ("typed", "composing", "sought"),
    [
        ("", "ㄱ", "ㄱ"),
        ("ㄱㅁ", "ㅅ", "ㄱㅁㅅ"),
        ("김", "ㅁ", "김"),
        ("김", "미", "김미"),
        ("김민수 ", "ㅅ", "김민수 "),
    ],
)
def test_a_letter_behind_whole_syllables_is_not_sought_yet(
    qtbot: Any, hangul: Callable[..., None], typed: str, composing: str, sought: str
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    composition = Composition(line)
    line.setText(typed)
    hangul(line, "", composing)
    assert composition.text_so_far() == sought


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_last_syllable_sought_is_kept_by_enter_and_tab(
    qtbot: Any, page: ListPage, hangul: Callable[..., None], key: Qt.Key
) -> None:
    hangul(page.filters.search, "건", "도")
    qtbot.keyClick(page.filters.search, key)
    assert page.filters.search.text() == "건도"
    qtbot.waitUntil(lambda: page.criteria.search == "건도")


@pytest.mark.feature("DA-23")
def test_a_name_that_is_asked_for_has_its_last_syllable(
    qtbot: Any, theme: Any, hangul: Callable[..., None], meanwhile: Callable[..., None]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer(dialog: Any) -> None:
        line = dialog.findChild(QLineEdit)
        hangul(line, "비전", "공")
        qtbot.keyClick(line, Qt.Key.Key_Return)

    meanwhile(answer)
    assert messages.ask_text(parent, "보기 저장", "이 보기의 이름") == "비전공"
