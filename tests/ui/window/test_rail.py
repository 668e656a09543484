"""The rail: its sections fold by mouse and keyboard, are kept folded, and never hide the page in front."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.kit.settings import DeskSettings
from desktop.ui.window.navigation import PageEntry, Rail

TREE = (
    ("주니어보드", "위원"),
    ("주니어보드", "제안"),
    ("교육", "교육생"),
    ("교육", "팀"),
    ("기업·인턴십", "기업"),
)
ENTRIES = [
    PageEntry("오늘", "오늘", "today", QLabel),
    *(PageEntry(title, title, "people", QLabel, section) for section, title in TREE),
]


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.resize(200, 720)
    rail.show()
    rail.show_pages(ENTRIES)
    rail.go("교육생")
    rail.list.setFocus()
    return rail


def seen(rail: Rail) -> list[str]:
    """What stands in the rail, from top to bottom."""
    model = rail.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount()) if not rail.list.isRowHidden(row)]


def click(qtbot: QtBot, rail: Rail, title: str) -> None:
    model = rail.list.model()
    index = next(at for row in range(model.rowCount()) if (at := model.index(row, 0)).data() == title)
    spot = rail.list.visualRect(index).center()
    qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def keys(qtbot: QtBot, rail: Rail, *pressed: Qt.Key) -> str:
    """What is stood on after the keys."""
    for key in pressed:
        qtbot.keyClick(rail.list, key)
    return str(rail.list.currentIndex().data())


def test_a_click_on_a_heading_folds_its_pages_and_opens_nothing(qtbot: QtBot, rail: Rail) -> None:
    opened: list[str] = []
    rail.opened.connect(opened.append)
    click(qtbot, rail, "주니어보드")
    assert seen(rail) == ["오늘", "주니어보드", "교육", "교육생", "팀", "기업·인턴십", "기업"]
    click(qtbot, rail, "주니어보드")
    assert seen(rail)[1:4] == ["주니어보드", "위원", "제안"]
    assert opened == []


def test_the_page_in_front_stays_in_sight_until_it_is_left(qtbot: QtBot, rail: Rail) -> None:
    click(qtbot, rail, "교육")
    assert seen(rail)[4:] == ["교육", "교육생", "기업·인턴십", "기업"]
    assert [index.data() for index in rail.list.selectedIndexes()] == ["교육생"], "it is marked still"
    clicked: list[Any] = []
    rail.list.clicked.connect(clicked.append)
    click(qtbot, rail, "기업")
    assert [index.data() for index in clicked] == ["기업"], "nothing moved under the mouse"
    assert seen(rail)[4:] == ["교육", "기업·인턴십", "기업"]
    rail.go("팀")
    assert seen(rail)[4:] == ["교육", "팀", "기업·인턴십", "기업"]


def test_the_keyboard_folds_and_steps_over_what_is_folded(qtbot: QtBot, rail: Rail) -> None:
    left, right, enter = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return
    assert keys(qtbot, rail, Qt.Key.Key_Up) == "제안", "an open heading is stepped over"
    assert keys(qtbot, rail, left) == "주니어보드"
    assert keys(qtbot, rail, left) == "주니어보드"
    assert seen(rail)[:4] == ["오늘", "주니어보드", "제안", "교육"]
    assert keys(qtbot, rail, Qt.Key.Key_Up, Qt.Key.Key_Down) == "주니어보드", "a folded one is stopped at"
    assert keys(qtbot, rail, Qt.Key.Key_Down) == "교육생"
    assert keys(qtbot, rail, Qt.Key.Key_Up, right) == "주니어보드"
    assert seen(rail)[1:4] == ["주니어보드", "위원", "제안"]
    assert keys(qtbot, rail, right) == "위원"
    assert keys(qtbot, rail, left, enter) == "주니어보드"
    assert seen(rail)[1:4] == ["주니어보드", "위원", "교육"]
    keys(qtbot, rail, enter)
    assert seen(rail)[1:4] == ["주니어보드", "위원", "제안"]


def test_what_is_folded_is_kept_and_told(rail: Rail, tmp_path: Path, qtbot: QtBot) -> None:
    settings = DeskSettings(tmp_path / "desk.ini")
    rail.folded.connect(settings.keep_folded)
    click(qtbot, rail, "주니어보드")
    click(qtbot, rail, "기업·인턴십")
    settings.save()
    again = Rail()
    qtbot.addWidget(again)
    again.show_pages(ENTRIES, DeskSettings(tmp_path / "desk.ini").folded)
    assert seen(again) == ["오늘", "주니어보드", "교육", "교육생", "팀", "기업·인턴십"]
    assert again.page_keys() == rail.page_keys(), "folded pages are there for the other ways to them"
    told = again.list.model().index(1, 0)
    assert told.data(Qt.ItemDataRole.AccessibleTextRole) == "주니어보드, 접힘"
    assert told.data(Qt.ItemDataRole.ToolTipRole) == "주니어보드 펼치기"
