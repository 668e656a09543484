"""One workbook per company, ranked and read back by person."""

import openpyxl
import pytest

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.services import importing
from desktop.services.datafile import history
from desktop.services.placement.matching import plans, sheets
from tests import matching


@pytest.fixture
def three(store):
    return matching.three(store)


def take(store, path):
    plan = importing.prepare(store, "preferences", importing.read_file(path))
    if plan.added + plan.updated:
        importing.run(store, plan)
    return plan


@pytest.mark.feature("CO-08")
def test_a_workbook_goes_out_for_each_opening_and_is_read_back_by_person_whatever_its_order(three, tmp_path):
    written = sheets.write_all(three.store, three.cohort, tmp_path)
    assert [path.name for path in written.paths] == [f"희망 순위표_{name}.xlsx" for name in "XYZ"]
    assert written.left_out == 0
    book = openpyxl.load_workbook(written.paths[1])
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    head = next(place for place, row in enumerate(cells) if "성명" in row)
    name, rank = cells[head].index("성명") + 1, cells[head].index("순위") + 1
    people = {row[name - 1]: place for place, row in enumerate(cells[head + 1 :], head + 2) if row[name - 1]}
    assert book.active.cell(people["다"], rank).value == "1"
    # The company turns the order about, ties two and refuses the third.
    for who, said in (("가", "불가"), ("나", 1), ("다", "1순위")):
        book.active.cell(people[who], rank).value = said
    first, last = people["가"], people["다"]
    for column in range(1, book.active.max_column + 1):
        one, other = book.active.cell(first, column), book.active.cell(last, column)
        one.value, other.value = other.value, one.value
    book.save(written.paths[1])
    plan = take(three.store, written.paths[1])
    assert (plan.added, plan.updated, plan.duplicates, plan.rejected) == (1, 1, 1, 0)
    market = plans.read_market(three.store, three.cohort)
    opening = three.openings["Y"]
    assert market.companies[opening] == [sorted((three.people["나"], three.people["다"]))]
    assert (three.people["가"], opening) in market.refused
    assert take(three.store, written.paths[1]).duplicates == 3
    history.undo(three.store)
    assert plans.read_market(three.store, three.cohort).companies[opening] == [
        [three.people["다"]], [three.people["나"]]
    ]  # fmt: skip


def test_who_did_not_agree_stands_in_no_companys_sheet_and_is_counted(three, tmp_path):
    with three.store.operation("동의를 거둠") as op:
        op.session.query(Person).filter_by(name="나").one().consent_scope = "수집·이용"
    written = sheets.write_all(three.store, three.cohort, tmp_path)
    assert written.left_out == 1
    book = openpyxl.load_workbook(written.paths[0])
    names = {cell.value for row in book.active.iter_rows() for cell in row}
    assert {"가", "다"} <= names
    assert "나" not in names


def test_rows_of_strangers_and_ranks_that_are_none_are_told_and_the_rest_goes_in(three, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("성명", "기업", "순위"),
        ("나", "Z", 3),
        ("낯선이", "Z", 1),
        ("가", "없는 회사", 1),
        ("다", "Z", "꼭 뽑고 싶음"),
        ("나", "Z", 2),
    ):
        book.active.append(row)
    book.save(tmp_path / "순위.xlsx")
    plan = take(three.store, tmp_path / "순위.xlsx")
    assert (plan.added, plan.rejected) == (1, 4)
    assert [each.row for each in plan.problems] == [3, 4, 5, 6]
    assert "낯선이: 이 기수의 매칭 명단에 없는" in plan.problems[0].reason
    assert "다: '꼭 뽑고 싶음'은(는) 순위가 아닙니다" in plan.problems[2].reason


def test_without_anybody_to_rank_no_file_is_written(store, tmp_path):
    place = matching.lay_out(store, {}, {"X": (1, [])})
    with pytest.raises(UserError, match="순위를 물을 사람이나 모집이 없습니다"):
        sheets.write_all(store, place.cohort, tmp_path)
    assert list(tmp_path.glob("*.xlsx")) == []
