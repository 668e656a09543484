"""From the first start to the sample office, around every screen, to an own new file."""

import pytest

from desktop import places
from desktop.services.kinds import LISTS
from tests.ui.stories.hands import until


@pytest.mark.feature("DA-23", "DA-24")
def test_from_the_sample_office_to_an_own_file(hands, started, name_of_file, report, tmp_path):
    own = tmp_path / "서초구청.db"
    name_of_file(own)
    started()

    def story():
        window, seen = hands.window, {}
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        assert window._banners["sample"].isVisible()
        keys = window.rail.page_keys()
        for key in [*keys[keys.index("trainees") :], *keys[: keys.index("trainees")]]:
            yield from hands.go(key)
            seen[key] = hands.page.model.rowCount() if key in LISTS else 0
            assert window._banners["sample"].isVisible()
            assert hands.page.isAncestorOf(window.focusWidget()) or hands.mouse
        assert set(seen) == set(keys)
        assert (seen["trainees"], seen["members"], seen["companies"]) == (456, 16, 20)
        if hands.mouse:
            yield hands.click(lambda: window._more, "메뉴")
        else:
            yield from hands.key("F10")
        yield from hands.choose("새 파일")
        yield until(lambda: hands.application._opened.desk.store.path == own, "the new file")
        yield until(lambda: hands.page is not None)

    hands.play(story())
    page = hands.page
    assert not hands.window._banners["sample"].isVisible()
    assert (page.kind, page.model.rowCount()) == (
        "trainees",
        0,
    )  # where a new office begins, whatever was open
    assert page.frame.empty.isVisible()
    assert hands.window.focusWidget() is page.frame.empty._button  # Enter brings in the first roster
    assert not places.default_data_file().exists()
    report(clicks=13 + len(hands.window.rail.page_keys()) - 9)  # one for each page
