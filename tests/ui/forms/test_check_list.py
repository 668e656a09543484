"""Ticking people by keyboard inside a dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from desktop.ui.forms.check_list import CheckList


@pytest.fixture
def dialog(qtbot, theme):
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    dialog.people = CheckList()
    dialog.people.set_choices(
        [(1, "강은우 · 감사담당관"), (2, "서건도 · 홍보담당관"), (3, "서나지 · 청소과")]
    )
    layout.addWidget(dialog.people)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    buttons.accepted.connect(dialog.accept)
    layout.addWidget(buttons)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_enter_ticks_the_one_found_and_leaves_the_dialog_open(dialog, qtbot):
    people = dialog.people
    people._find.setFocus()
    people._find.setText("ㅅㄱㄷ")
    qtbot.keyClick(people._find, Qt.Key.Key_Return)
    assert people.checked() == (2,)
    assert people._find.text() == ""
    people._find.setText("ㅅ")
    qtbot.keyClick(people._find, Qt.Key.Key_Return)
    assert people.checked() == (2,)
    assert dialog.isVisible()


def test_enter_on_a_row_ticks_it_once_and_leaves_the_dialog_open(dialog, qtbot):
    people = dialog.people
    people._list.setFocus()
    people._list.setCurrentRow(2)
    qtbot.keyClick(people._list, Qt.Key.Key_Return)
    assert people.checked() == (3,)
    assert dialog.isVisible()


def test_nobody_to_tick_says_what_to_do(dialog):
    assert dialog.people._told.text() == "고른 것 0"
    dialog.people.set_choices([])
    assert "먼저 추가해 주세요" in dialog.people._told.text()


def test_all_in_sight_are_ticked_and_unticked_by_one_button(dialog, qtbot):
    people, told = dialog.people, []
    people.changed.connect(lambda: told.append(people.checked()))
    assert people.all.text() == "모두 고르기"
    people.all.click()
    assert told == [(1, 2, 3)]
    assert people._told.text().startswith("고른 것 3: 강은우")
    assert people.all.text() == "모두 풀기"
    people._find.setText("서")
    people.all.setFocus()
    qtbot.keyClick(people.all, Qt.Key.Key_Return)
    assert people.checked() == (1,)
    assert dialog.isVisible()
    people._find.setText("없는 사람")
    assert not people.all.isEnabled()


def test_down_goes_from_the_search_into_what_it_found(dialog, qtbot):
    people = dialog.people
    people._find.setFocus()
    people._find.setText("서")
    qtbot.keyClick(people._find, Qt.Key.Key_Down)
    assert people._list.hasFocus()
    qtbot.keyClick(people._list, Qt.Key.Key_Space)
    assert people.checked() == (2,)
