"""The next morning: where the program was left, what became of a person, and yesterday's work taken back."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop import places
from desktop.ui.window.application import Application
from tests.ui.stories.hands import until


@pytest.mark.feature("DA-10", "DA-23")
@pytest.mark.usefixtures("practised")
def test_reopened_where_it_was_a_history_read_and_yesterday_undone(hands, started, report, qtbot):
    started()
    seen = {}

    def evening():
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        yield from hands.stand_on(3, "phone")
        seen["who"], seen["phone"] = hands.page.current_id(), phone(hands)
        yield from hands.key("F2", "Ctrl+A")
        yield hands.type("01099998888")
        yield from hands.key("Return")
        yield until(lambda: "연락처 수정" in hands.window._undo.text())
        yield from hands.stand_on(3, "phone")  # Enter went on to the next row

    hands.play(evening())
    hands.window.close()

    hands.clicks = hands.keys = 0
    hands.application = Application("시험", places.settings_file(), hands.application._load)
    qtbot.addWidget(hands.window)
    hands.window.resize(1366, 740)
    hands.application.show(None)
    qtbot.waitUntil(lambda: hands.application._opened is not None, timeout=30_000)
    hands.window.activateWindow()

    def morning():
        page = hands.page
        assert (page.kind, page.current_id()) == ("trainees", seen["who"])
        assert hands.window.focusWidget() is page.table
        yield until(lambda: "변경 이력" in told(page.frame.card), "the card")
        assert "→ 010-****-8888" in told(page.frame.card)
        yield from hands.go("operations")
        yield from hands.stand_on(0, "name")
        assert "연락처 수정" in hands.page.table.currentIndex().data()
        yield from hands.act("이 작업 되돌리기")
        yield until(
            lambda: hands.page.model.index(0, 2).data().startswith("되돌리기"), "the undoing is on record"
        )
        yield from hands.go("trainees")
        yield until(lambda: phone(hands) == seen["phone"], "the number of before")
        yield until(lambda: "010-****-8888 →" in told(hands.page.frame.card), "both in the history")

    hands.play(morning())
    assert "연락처 수정" in hands.window._redo.text()
    hands.window.close()
    report(clicks=8)


def phone(hands):
    """The telephone of the row the keyboard stands on."""
    page = hands.page
    column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == "phone")
    return page.model.index(page.table.currentIndex().row(), column).data()


def told(card):
    """All that is written on a card."""
    return "\n".join(each.accessibleName() or each.text() for each in card.findChildren(QLabel))
