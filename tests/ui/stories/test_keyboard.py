"""What holds on every screen for those who do not reach for the mouse."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLineEdit
from shiboken6 import isValid

from tests.ui.stories.hands import until


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("hands", ["keyboard"], indirect=True)
@pytest.mark.usefixtures("practised")
def test_tab_reaches_every_button_and_box_of_every_screen(hands, started):
    started()
    missed = {}

    def story():
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        for key in hands.window.rail.page_keys():
            yield from hands.go(key)
            yield until(lambda: QApplication.focusWidget() is not None)
            parts = (*hands.page.findChildren(QAbstractButton), *hands.page.findChildren(QLineEdit))
            usable = {
                each
                for each in parts
                if each.isVisible() and each.isEnabled() and not is_chosen_by_arrows(each)
            }
            wanted = {
                each for each in usable if not isinstance(each.parent(), QLineEdit | QAbstractSpinBox)
            }  # a box's own icon
            for _ in range(60):
                wanted.discard(QApplication.focusWidget())
                if not wanted:
                    break
                yield from hands.key("Tab")
            # A card is made anew while one goes round: what it held before is no longer to be reached.
            missed[key] = [each.accessibleName() or each.toolTip() for each in wanted if isValid(each)]

    hands.play(story())
    assert missed == {key: [] for key in hands.window.rail.page_keys()}


def is_chosen_by_arrows(part):
    """One of several of which one is chosen: Tab goes to the chosen one, the arrows from it to the others."""
    if not isinstance(part, QAbstractButton) or not part.isCheckable() or part.isChecked():
        return False
    return part.autoExclusive() or (part.group() is not None and part.group().exclusive())
