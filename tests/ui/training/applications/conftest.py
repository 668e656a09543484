import pytest

from desktop.ui.window.screens import VIEWS
from tests.selecting import begin


@pytest.fixture
def selecting(desk):
    """The first stage of a cohort in work, with three criteria."""
    made = begin(desk.store).three()
    desk.set_scope(cohort_id=made.scope.cohort_id, board_id=None)
    return made


@pytest.fixture
def page_of(desk, shown):
    """``page_of("selection")`` shows the page of that view."""

    def show(key):
        view = VIEWS[key]
        page = view.make(desk, view)
        page.resize(1200, 700)
        return shown(page)

    return show
