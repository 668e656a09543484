"""만족도 설문 as an officer meets it."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.services.datafile import history
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.window.screens import VIEWS


@pytest.fixture
def page(desk, saved, shown):
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    view = VIEWS["survey"]
    return shown(view.make(desk, view))


def test_a_file_is_taken_in_and_its_figures_and_words_shown(desk, page, press, monkeypatch, tmp_path, qtbot):
    said = [each.text() for each in page.findChild(EmptyState).findChildren(QLabel)]
    assert any("설문 가져오기" in text for text in said)
    path = tmp_path / "설문.csv"
    path.write_text("이름,만족도,의견\n홍길동,5,좋다\n김하나,4,좋다\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    told = []
    desk.bus.said.connect(lambda sentence, _operation: told.append(sentence))
    press(page, "설문 가져오기…")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    QAbstractItemModelTester(page.model)
    cells = [[page.model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert cells == [["만족도", "2", "4.50", "4점 1명 · 5점 1명"], ["의견", "2", "", "글로 답함 2"]]
    assert not page.list.isVisible()
    page.table.selectRow(1)
    assert page.list.isVisible()
    assert page.words.stringList() == ["좋다 (2명)"]
    qtbot.waitUntil(lambda: told == ["설문 2장을 가져왔습니다. 가져오지 않은 열: 이름"])
    history.undo(desk.store)
    qtbot.waitUntil(lambda: page.findChild(EmptyState).isVisible())
