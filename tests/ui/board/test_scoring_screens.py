"""심사표 as a person meets it: criteria and judges, scores typed and pasted, the close, the paper."""

from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.errors import UserError
from desktop.services.records import moves, records
from desktop.ui.board.scoring.score_sheet_dialog import ScoreSheetDialog
from desktop.ui.board.scoring.set_up_dialog import ScoringDialog
from desktop.ui.window.screens import page_of

ROWS = ((80, 70, 90, 60), (90, 80, 70, 70), (60, 60, 60, 60), (100, 90, 80, 90), (70, 80, 80, 90))
NAMES = ("김하늘", "이바다", "박강산", "최들녘", "정가람")


@pytest.fixture
def proposal(desk, saved):
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="슈퍼히어로 1기", year=2022))
    for title, weight in (("창의성", 30), ("실시가능성", 30), ("효율성", 20), ("계속성", 20)):
        saved("review_criteria", desk.scope, title=title, weight=weight, highest=100)
    for name in NAMES:
        saved("review_judges", desk.scope, name=name)
    return saved("proposals", desk.scope, title="걷기 좋은 거리")


@pytest.fixture
def dialog(desk, proposal, shown):
    return shown(ScoreSheetDialog(desk, None, None, {"proposal_id": proposal}))


def paste(dialog, qtbot, rows):
    """The block of scores from the first cell on, as copied from a sheet."""
    grid = dialog.matrix.grid
    QGuiApplication.clipboard().setText("\n".join("\t".join(map(str, row)) for row in rows))
    grid.setCurrentIndex(grid.model().index(0, 0))
    grid.paste()
    qtbot.waitUntil(lambda: len(dialog._changes()) == sum(map(len, rows)))


def beside(dialog):
    model = dialog.matrix.beside
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


@pytest.mark.feature("JB-13")
def test_a_sheet_is_scored_and_closed_in_its_dialog(desk, dialog, qtbot, fill, told, shown, texts):
    assert [name for name, _total, _dropped in beside(dialog)] == [*NAMES]
    paste(dialog, qtbot, ROWS)
    assert beside(dialog) == [
        ("김하늘", "75.0", ""), ("이바다", "79.0", ""), ("박강산", "60.0", "뺌"), ("최들녘", "91.0", "뺌"),
        ("정가람", "79.0", ""),
    ]  # fmt: skip
    assert dialog.outcome.text() == "총점 77.7점 (심사자 5명)"
    grid = dialog.matrix.grid
    grid.setCurrentIndex(grid.model().index(2, 1))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.outcome.text().startswith("빈칸이 1칸"))
    fill(dialog, closed_on="2022. 9. 16.")
    dialog.accept()
    assert "박강산의 실시가능성" in told(dialog)["closed_on"]
    grid.setCurrentIndex(grid.model().index(2, 1))
    qtbot.keyClicks(grid, "60")
    qtbot.keyClick(grid.focusWidget() or grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.outcome.text() == "총점 77.7점 (심사자 5명)")
    dialog.accept()
    page = shown(page_of(desk, "score_sheets"))
    assert [texts(page, key) for key in ("score", "standing")] == [["77.7"], ["마감"]]


def test_four_judges_are_ticked_and_the_sheet_says_that_nobody_is_dropped(dialog, fill, qtbot):
    ids = dialog._judges.checked()
    fill(dialog, judges=ids[:4])
    paste(dialog, qtbot, ROWS[:4])
    assert dialog.outcome.text() == "총점 76.3점 (심사자 4명)"
    assert dialog.trimmed.text().startswith("심사자가 4명이어서 아무도 빼지 않고")
    QGuiApplication.clipboard().setText("101")
    dialog.matrix.grid.paste()
    qtbot.waitUntil(lambda: "김하늘: 창의성 점수 101은 0~100 밖" in dialog.refused.text())
    dialog.done(0)


def test_a_closed_sheet_says_why_it_cannot_be_typed_in(desk, dialog, qtbot, fill, shown):
    paste(dialog, qtbot, ROWS)
    fill(dialog, closed_on="2022. 9. 16.")
    dialog.accept()
    (sheet_id,) = dialog.result_value.inserted["score_sheet"]
    again = shown(ScoreSheetDialog(desk, None, sheet_id))
    grid = again.matrix.grid
    grid.setCurrentIndex(grid.model().index(0, 0))
    qtbot.keyClicks(grid, "5")
    assert "마감한 심사표입니다" in again.refused.text()
    assert not again.changed


def test_a_review_leads_to_its_sheet_and_the_sheet_to_paper(
    desk, proposal, shown, press, meanwhile, qtbot, tmp_path, monkeypatch
):
    for status in ("제출", "검토"):
        moves.move(desk.store, "proposals", [proposal], status, "", desk.scope)
    page = shown(page_of(desk, "reviews"))
    page.table.selectRow(0)
    meanwhile(lambda dialog: dialog.accept())
    press(page, "점수 매기기…")
    sheets = shown(page_of(desk, "score_sheets"))
    qtbot.waitUntil(lambda: sheets.model.rowCount() == 1)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "심사표"), ""))
    sheets.table.selectRow(0)
    press(sheets, "심사표 PDF…")
    qtbot.waitUntil(lambda: (tmp_path / "심사표.pdf").exists() and not desk.jobs.busy)
    (sheet,) = pypdfium2.PdfDocument(tmp_path / "심사표.pdf")
    text = sheet.get_textpage().get_text_range()
    assert all(word in text for word in ("걷기 좋은 거리", "최들녘", "실시가능성", "서명"))


@pytest.fixture
def card_of(shown, qtbot):
    """What the card beside the only row of a list says."""

    def look(page):
        shown(page).resize(1300, 700)
        page.table.selectRow(0)
        return lambda: [each.accessibleName() for each in page.frame.card._body.findChildren(QLabel)]

    return look


def test_a_sheet_whose_weights_lack_something_says_so_on_its_card(desk, dialog, card_of, qtbot):
    dialog.accept()
    records.delete(desk.store, "review_criteria", [4])
    said = card_of(page_of(desk, "score_sheets"))
    qtbot.waitUntil(lambda: len(said()) > 1)
    assert any("배점 비율의 합이 80 %입니다" in each for each in said())


def test_a_card_that_cannot_be_made_says_why_in_its_place(desk, dialog, card_of, qtbot):
    def refuse(*_):
        raise UserError("아직 셀 수 없습니다.")

    dialog.accept()
    page = page_of(desk, "score_sheets")
    page.source = replace(page.source, card=refuse)
    said = card_of(page)
    qtbot.waitUntil(lambda: "아직 셀 수 없습니다." in said())
    assert [each for each in said() if each] == ["아직 셀 수 없습니다."]


def test_criteria_and_judges_are_set_up_in_one_dialog(desk, proposal, shown, meanwhile, fill, told):
    dialog = shown(ScoringDialog(desk))
    assert dialog.criteria.rows.item(0).text() == "창의성 30 % · 100점 만점"
    assert dialog.sum.text() == "배점 비율의 합이 100 %입니다."
    records.save(desk.store, "review_criteria", {"weight": 5}, record_id=4)
    desk.bus.committed.emit(None)
    assert dialog.sum.text() == "배점 비율의 합이 85 %입니다. 15 %가 모자랍니다."

    def act(form):
        assert [form.input(key).text() for key in ("weight", "highest")] == ["15", "100"]
        fill(form, title="적용범위", weight="16")
        form.accept()
        assert "이 기준은 15 %까지" in told(form)["weight"]
        fill(form, weight="10")
        form.accept()

    meanwhile(act)
    dialog.criteria.add.click()
    assert dialog.criteria.rows.count() == 5
    assert records.read(desk.store, "review_criteria", 5)["weight"] == 10
    assert dialog.sum.text().endswith("5 %가 모자랍니다.")
    assert dialog.judges.rows.count() == 5
