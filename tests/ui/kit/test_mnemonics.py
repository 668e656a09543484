"""The letters behind commands: customary, all different, and none where no command stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.mnemonics import Menu, letters, plain


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["저장", "취소"], "SC"),
        (["PDF로 저장", "낱장으로 저장", "인쇄", "닫기"], "SNPC"),
        (["취소", "닫기"], "CD"),
        (["주제 관리"], "J"),
        (["그림 빼기", "그림 빼기", "그림 빼기"], "GRB"),
    ],
)
def test_letters(titles: list[str], expected: str) -> None:
    assert letters(titles) == list(expected)


@given(st.lists(st.text("가나다라저장취소열기 A1&…", min_size=1), max_size=26))
def test_no_letter_stands_twice(titles: list[str]) -> None:
    found = letters(titles)
    assert len(set(found)) == len(titles)
    assert "" not in found


def test_a_letter_that_means_something_else_here_is_left_out() -> None:
    assert letters(["저장"], taken="S") == ["J"]


def test_a_button_keeps_a_letter_under_each_title(qtbot: Any, shown: Any) -> None:
    dialog = Dialog()
    button = QPushButton("3장 발급")
    QVBoxLayout(dialog).addWidget(button)
    shown(dialog)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append(plain(button.text())))
    assert (button.text(), button.accessibleName()) == ("3장 발급(&I)", "3장 발급")
    button.setText("R&D 12장 발급")
    qtbot.waitUntil(lambda: button.text() == "R&&D 12장 발급(&I)")
    assert button.accessibleName() == "R&D 12장 발급"
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pressed == ["R&D 12장 발급"])


def test_a_menu_has_letters_while_it_is_open_and_its_commands_their_names_after(
    qtbot: Any, qapp: Any
) -> None:
    menu, done = Menu(), list[str]()
    for title in ("열기\tEnter", "R&D 추가…", "삭제"):
        menu.addAction(title, lambda title=title: done.append(title))
    menu.popup(QPoint(0, 0))
    assert [each.text() for each in menu.actions()] == ["열기(&O)\tEnter", "R&&D 추가(&A)…", "삭제(&D)"]
    qtbot.keyClick(menu, Qt.Key.Key_D)
    assert done == ["삭제"]
    assert [each.text() for each in menu.actions()] == ["열기\tEnter", "R&D 추가…", "삭제"]
    assert QApplication.activePopupWidget() is None


def test_a_command_renamed_while_its_menu_was_open_keeps_the_new_name(qapp: Any) -> None:
    menu, undo = Menu(), QAction("되돌리기: 추가")
    menu.addAction(undo)
    menu.popup(QPoint(0, 0))
    undo.setText("되돌리기: 삭제")
    menu.close()
    assert undo.text() == "되돌리기: 삭제"


def test_a_button_is_never_narrower_than_its_title_with_the_letter(qtbot: Any, shown: Any) -> None:
    dialog = Dialog()
    row = QHBoxLayout(dialog)
    row.addStretch()
    button = QPushButton("다음")
    row.addWidget(button)
    dialog.resize(600, 80)
    shown(dialog)
    button.setText("신청자 456명 가져오기")
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.LayoutRequest.value)
    assert button.text().endswith("(&I)")
    assert button.width() >= button.sizeHint().width()
