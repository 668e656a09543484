"""신청과 서류 as a person meets it: the verdict with its sentence, papers ticked off by digits, what is late in red words."""

import pytest
from PySide6.QtCore import Qt

from desktop.rules.flows import Tone
from desktop.services.records import records
from desktop.ui.training.chip_column import TONE


@pytest.fixture
def page(selecting, page_of):
    store = selecting.store
    notice = {"reference_date": "2022-09-16", "youngest": "20", "oldest": "39", "unemployed_only": False}
    records.save(store, "cohorts", notice, record_id=selecting.scope.cohort_id)
    records.save(store, "papers", {"stage_id": selecting.stage, "title": "초본", "due_on": "2022-09-01"})
    for name, born in (("김하나", "1998-03-01"), ("이두리", "1980-03-01"), ("박세찬", "1999-03-01")):
        selecting.add(name, born=born)
    return page_of("applications")


def column(page, place):
    return [page.model.index(row, place).data() for row in range(page.model.rowCount())]


@pytest.mark.feature("TR-03")
def test_every_applicant_has_a_verdict_and_a_sentence(page):
    assert column(page, 1) == ["김하나", "박세찬", "이두리"]
    assert column(page, 4) == ["적격", "적격", "부적격"]
    assert column(page, 5)[2] == "2022. 9. 16. 기준 부적격: 만 42세(20~39세, 1980. 3. 1.생)."
    assert page.told.text() == "3명 · 적격 2 · 부적격 1 · 확인 필요 0"
    assert page._steps.text().startswith("2022. 9. 16. 기준으로")
    page.narrow.setCurrentIndex(1)
    page.narrow.activated.emit(1)
    assert column(page, 1) == ["이두리"]


@pytest.mark.feature("TR-04")
def test_papers_are_ticked_off_by_digits_and_what_is_late_says_so(page, qtbot, meanwhile, fill):
    assert column(page, 6) == ["미제출 · 기한 지남"] * 3
    assert page.model.index(0, 6).data(TONE) == Tone.BAD
    page.table.setCurrentIndex(page.model.index(0, 6))
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: column(page, 6)[0] == "제출")
    assert page.table.currentIndex().row() == 1

    def ask(dialog):
        fill(dialog, reason="발급일이 지났습니다.", due_on="2022-09-20")
        dialog.accept()

    meanwhile(ask)
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: column(page, 6) == ["제출", "보완요청", "미제출 · 기한 지남"])
    assert page.model.index(1, 6).data(Qt.ItemDataRole.ToolTipRole) == (
        "보완요청 · 2022. 9. 20.까지 · 발급일이 지났습니다."
    )
    page.table.setCurrentIndex(page.model.index(0, 6))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: column(page, 6)[0] == "미제출 · 기한 지남")
