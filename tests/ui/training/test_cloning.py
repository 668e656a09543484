"""'지난 기수로 새 기수' from 기수와 단계: proposed, made, put in work, taken back."""

import pytest

from desktop.services.datafile import history
from desktop.ui.training.dialogs import CloneDialog
from desktop.ui.window.screens import page_of
from tests.services.intake import listed


@pytest.mark.feature("TR-01")
def test_last_years_cohort_becomes_this_years_and_is_put_in_work(
    desk, saved, shown, press, meanwhile, fill, texts
):
    cohort_id = saved(
        "cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지", starts_on="2022-04-04"
    )
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    page = shown(page_of(desk, "stages"))
    seen = []

    def act(dialog):
        assert isinstance(dialog, CloneDialog)
        seen.append((dialog.input("name").text(), dialog.input("year").text()))
        fill(dialog, without="심화과정")
        dialog.accept()

    meanwhile(act)
    press(page, "지난 기수로 새 기수…")
    assert seen == [("서초 AI칼리지 2023", "2023")]
    assert desk.scope.cohort_id not in {cohort_id, None}
    assert texts(page, "name") == ["기초과정", "포트폴리오 프로젝트"]
    assert {row["name"]: str(row["starts_on"]) for row in listed(desk.store, "cohorts")} == {
        "서초 AI칼리지 2022": "2022-04-04",
        "서초 AI칼리지 2023": "2023-04-03",
    }
    history.undo(desk.store)
    assert len(listed(desk.store, "cohorts")) == 1
