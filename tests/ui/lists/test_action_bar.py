"""The buttons at the head of a list: whole at any width, and what has no room is in the menu."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.lists.action_bar import ActionBar
from desktop.ui.table.list_source import Action


def nothing(_ids):
    return None


@pytest.mark.feature("DA-23")
def test_no_button_is_cut_at_any_width_and_none_is_lost(qapp, qtbot):
    Theme(qapp, Mode.LIGHT)
    names = ("열기", "엑셀 가져오기", "엑셀 내보내기", "상태 바꾸기")
    offers = [Action(title=name, icon="edit", run=nothing) for name in names]
    offers += [
        Action(title="삭제", icon="delete", run=nothing, in_header=False),
        Action(title="교육생 추가", icon="add", run=nothing, primary=True),
    ]
    window = QWidget()  # a bar of its own would not be made narrower than its buttons
    qtbot.addWidget(window)
    bar = ActionBar(offers, list, window)
    window.show()
    for width in range(bar.minimumSizeHint().width(), 900):
        bar.setGeometry(0, 0, width, 32)
        bar.layout().activate()
        shown = [button for _offer, button in bar._buttons if button.isVisible()]
        cut = [each.text() for each in (*shown, bar._more) if each.width() < each.sizeHint().width()]
        assert cut == [], width
        assert len(shown) + len(bar._menu.actions()) == len(offers), width


@pytest.mark.feature("DA-23")
def test_a_wide_button_without_room_leaves_the_narrow_ones_where_they_are(qapp, qtbot):
    Theme(qapp, Mode.LIGHT)
    names = ("앞 주", "다음 주", "주간 시간으로 수업을 모두 만들기")
    offers = [Action(title=name, icon="edit", run=nothing) for name in names]
    window = QWidget()
    qtbot.addWidget(window)
    bar = ActionBar([*offers, Action(title="수업 추가", icon="add", run=nothing, primary=True)], list, window)
    window.show()
    narrow = [button.sizeHint().width() + 8 for offer, button in bar._buttons if offer.title != names[2]]
    bar.setGeometry(0, 0, sum(narrow) + bar._more.sizeHint().width() + 8, 32)
    assert [each.text() for each in bar._menu.actions()] == [names[2]]
