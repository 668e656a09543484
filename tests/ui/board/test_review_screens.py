"""심사 as a person meets it: departments asked at once, one extension, sheets saved."""

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.services.records import moves
from desktop.ui.window.screens import VIEWS, page_of


@pytest.fixture
def proposal(desk, saved):
    board_id = saved("boards", name="슈퍼히어로 1기", year=2022)
    desk.set_scope(cohort_id=None, board_id=board_id)
    proposal_id = saved("proposals", desk.scope, title="걷기 좋은 거리")
    for status in ("제출", "검토"):
        moves.move(desk.store, "proposals", [proposal_id], status, "", desk.scope)
    return proposal_id


@pytest.fixture
def page(desk, proposal, shown):
    opened = shown(page_of(desk, "reviews"))
    opened.table.selectRow(0)
    return opened


def test_two_departments_are_asked_in_one_dialog(desk, page, press, meanwhile, fill, told, texts, shown):
    def act(dialog):
        assert dialog.input("asked_on").text() == "2022. 9. 16."
        fill(dialog, departments="건설관리과 2022-09-01")
        dialog.accept()
        assert "물은 날보다 앞섭니다" in told(dialog)["departments"]
        fill(dialog, departments="건설관리과\n도시안전과 2022-09-30")
        dialog.accept()

    meanwhile(act)
    press(page, "의견 묻기…")
    opinions = shown(page_of(desk, "opinions"))
    assert texts(opinions, "department") == ["건설관리과", "도시안전과"]
    assert texts(opinions, "due_on") == ["2022. 9. 27.", "2022. 9. 30."]


def test_an_extension_is_asked_for_with_its_reason(desk, page, press, meanwhile, fill, told, texts, qtbot):
    seen = []

    def act(dialog):
        fill(dialog, count="31", reason="현장 확인")
        dialog.accept()
        seen.append(set(told(dialog)))
        fill(dialog, count="30")
        dialog.accept()

    meanwhile(act)
    press(page, "기한 연장…")
    assert seen == [{"count"}]
    qtbot.waitUntil(lambda: texts(page, "due_on") == ["2022. 11. 15."])  # 60 days after 16 September


def test_the_sheets_of_proposals_are_saved_where_the_person_says(
    desk, proposal, shown, press, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "제안서"), ""))
    listed = shown(page_of(desk, "proposals"))
    listed.table.selectRow(0)
    press(listed, "제안서 PDF…")
    qtbot.waitUntil(lambda: (tmp_path / "제안서.pdf").exists() and not desk.jobs.busy)
    assert len(pypdfium2.PdfDocument(tmp_path / "제안서.pdf")) == 1


def test_a_figure_opens_the_rows_behind_it(desk, proposal, shown, qtbot):
    page = shown(VIEWS["board_figures"].make(desk, VIEWS["board_figures"]))
    qtbot.waitUntil(lambda: len(page.views) == 6)
    asked = []
    desk.bus.show_rows.connect(lambda kind, filters: asked.append((kind, filters)))
    page.views[0].opened.emit(page.views[0].chart.marks[0].rows)
    assert asked == [("reviews", ())]
