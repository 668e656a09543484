"""평가 as a person meets it: scores typed and refused by person and criterion, the total beside the name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.queries.matrix import Written
from desktop.services.training.selection import score_sheet


@pytest.fixture
def page(selecting, page_of):
    for name in ("김하나", "이두리"):
        selecting.add(name)
    return page_of("assessment")


def kept(selecting):
    with selecting.store.read() as session:
        cells = score_sheet.read(session, selecting.stage, "선발").cells
    return {(row, key[0]): str(cell) for row, own in cells.items() for key, cell in own.items()}


@pytest.mark.feature("TR-15")
def test_scores_are_typed_and_what_is_out_of_scale_names_person_and_criterion(page, selecting, qtbot):
    page.stage.setCurrentIndex(0)
    one, paper, talk, task = selecting.people["김하나"], *selecting.criteria.values()
    grid = page.matrix.grid
    for place, text in enumerate(("81.5", "84", "90")):
        page.matrix.go_to(one, place)
        grid.setFocus()
        qtbot.keyClicks(grid, text[0])
        editor = grid.viewport().findChild(QLineEdit)
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda count=place + 1: len(kept(selecting)) == count)
    assert kept(selecting) == {(one, paper): "81.50", (one, talk): "84.00", (one, task): "90.00"}
    qtbot.waitUntil(lambda: page.book.totals.get(one) is not None)
    assert str(page.book.totals[one]) == "84.45"
    page.matrix.written.emit([Written(one, 0, "101"), Written(selecting.people["이두리"], 1, "결시")])
    qtbot.waitUntil(lambda: "김하나: 서류 점수 101은 0~100 밖입니다" in page.refused.text())
    qtbot.waitUntil(lambda: kept(selecting)[selecting.people["이두리"], talk] == "결시")
    assert kept(selecting)[one, paper] == "81.50"
