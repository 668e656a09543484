import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.errors import UserError
from desktop.queries.list_spec import Criteria
from desktop.ui.table.list_source import BadCell
from desktop.ui.table.query_table_model import PAGE, PAGES_KEPT, REASON, QueryTableModel

NAME, BIRTH, AGE, PHONE, PAY = 0, 1, 2, 4, 6


@pytest.fixture
def model(trainees: Any) -> QueryTableModel:
    return QueryTableModel(trainees.open(Criteria()), edit=trainees.edit)


def cell(model: QueryTableModel, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
    return model.index(row, column).data(role)


def test_qt_finds_no_fault_with_it(model: QueryTableModel, trainees: Any) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.setData(model.index(0, NAME), "홍길동")
    model.set_listing(trainees.open(Criteria(search="강", order=(("name", True),))))
    model.mark_bad([BadCell(model.id_at(0), "phone", "010", "짧습니다.")])
    model.set_masked(True)
    model.set_listing(trainees.open(Criteria(search="없는 사람")))
    assert tester.model() is model
    assert model.rowCount() == 0


def test_looking_at_one_row_reads_one_page(model: QueryTableModel) -> None:
    for column in range(model.columnCount()):
        cell(model, 3, column)
        cell(model, PAGE - 1, column)
    assert model.listing.pages_read == 1
    cell(model, PAGE, NAME)
    assert model.listing.pages_read == 2


def test_old_pages_are_let_go(desk: Any, trainees: Any) -> None:
    listing = trainees.open(Criteria())
    listing.rows = [(n, *listing.rows[0][1:]) for n in range(1, PAGE * (PAGES_KEPT + 3))]
    model = QueryTableModel(listing)
    for row in range(0, model.rowCount(), PAGE):
        cell(model, row, NAME)
    assert len(model._pages) == PAGES_KEPT


def test_a_page_that_cannot_be_read_stays_empty_and_is_told_of_once(
    qtbot: Any, model: QueryTableModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(str(error)))

    def gone(_offset: int, _limit: int) -> Any:
        raise UserError("서버가 없습니다.")

    monkeypatch.setattr(model.listing, "page", gone)
    for _repaint in range(3):
        assert cell(model, 0, NAME) is None
    qtbot.waitUntil(lambda: told != [])
    assert told == ["서버가 없습니다."]


def test_values_are_shown_as_their_kind_is(model: QueryTableModel, trainees: Any) -> None:
    trainees.rows[1][PAY] = 1045161
    model.set_listing(trainees.open(Criteria()))
    row = model.listing.rank_of(1)
    assert row is not None
    assert cell(model, row, PAY) == "1,045,161"
    assert cell(model, row, BIRTH).count(". ") == 2
    assert cell(model, row, PAY, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_only_columns_that_may_be_edited_are(model: QueryTableModel, trainees: Any) -> None:
    assert model.index(0, NAME).flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index(0, AGE).flags() & Qt.ItemFlag.ItemIsEditable
    fixed = QueryTableModel(trainees.open(Criteria()))
    assert not fixed.index(0, NAME).flags() & Qt.ItemFlag.ItemIsEditable


def test_masking_hides_how_to_reach_a_person_but_not_the_name(model: QueryTableModel) -> None:
    name, phone = cell(model, 0, NAME), cell(model, 0, PHONE)
    model.set_masked(True)
    assert cell(model, 0, NAME) == name
    assert cell(model, 0, PHONE) == f"010-****-{phone[-4:]}"
    assert cell(model, 0, PHONE, Qt.ItemDataRole.EditRole) == phone


def test_an_edit_reaches_the_data(model: QueryTableModel, trainees: Any) -> None:
    row_id = model.id_at(4)
    assert model.setData(model.index(4, PHONE), "01098765432")
    assert trainees.rows[row_id][PHONE] == "010-9876-5432"


@pytest.mark.feature("DA-09")
def test_a_refused_text_stays_in_its_cell_with_the_reason_wherever_the_row_goes(
    model: QueryTableModel, trainees: Any
) -> None:
    row_id, before = model.id_at(4), list(trainees.rows[model.id_at(4)])
    assert not model.setData(model.index(4, PHONE), "010-12")
    assert trainees.rows[row_id] == before
    assert cell(model, 4, PHONE) == "010-12"
    assert "전화번호" in cell(model, 4, PHONE, REASON)
    model.set_listing(trainees.open(Criteria(order=(("name", True),))))
    row = model.listing.rank_of(row_id)
    assert row is not None
    assert cell(model, row, PHONE) == "010-12"
    assert model.bad_count == 1
    assert model.setData(model.index(row, NAME), "다른이름"), "the rest of the row can be edited"
    assert model.setData(model.index(row, PHONE), "01011112222")
    assert model.bad_count == 0


def test_forgetting_refused_texts_shows_what_is_stored(model: QueryTableModel) -> None:
    phone = cell(model, 0, PHONE)
    model.setData(model.index(0, PHONE), "틀린 번호")
    model.forget_bad()
    assert cell(model, 0, PHONE) == phone


def test_a_row_deleted_meanwhile_is_blank_and_breaks_nothing(model: QueryTableModel) -> None:
    model.listing.rows.pop()
    last = model.rowCount() - 1
    assert cell(model, last, NAME) is None
    assert model.id_at(last) == 0


def test_sorting_is_asked_of_the_page(trainees: Any) -> None:
    asked: list[tuple[str, bool]] = []
    model = QueryTableModel(trainees.open(Criteria()), sort_by=lambda key, down: asked.append((key, down)))
    model.sort(BIRTH, Qt.SortOrder.DescendingOrder)
    model.sort(-1)
    assert asked == [("birth_date", True)]
