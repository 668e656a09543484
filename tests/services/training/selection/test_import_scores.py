"""Scores out of a sheet: joined by person, refused where a column slid, the rest of a batch in."""

from decimal import Decimal

import openpyxl
import pytest

from desktop.errors import UserError
from desktop.services import importing
from desktop.services.datafile import history
from desktop.services.training.selection import score_sheet
from desktop.services.training.selection.scores import Place

NAMES = ("김하나", "이두리", "박세찬", "최네찬", "정다섯")


@pytest.fixture
def five(selecting):
    """Five people born on following days, with application numbers from 101 on."""
    selecting.three()
    for number, name in enumerate(NAMES):
        selecting.add(name, born=f"1998-03-{number + 1:02}")
    with selecting.store.operation("접수번호") as op:
        rows = [
            {"id": row, "application_number": 101 + at} for at, row in enumerate(selecting.people.values())
        ]
        op.update_many(score_sheet.Enrolment, rows)
    return selecting


def workbook(folder, headings, *rows):
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    book.save(folder / "평가표.xlsx")
    return importing.read_file(folder / "평가표.xlsx")


def take(selecting, read, **more):
    plan = importing.prepare(selecting.store, "scores", read, cohort="2022", stage="기초", **more)
    if plan.added + plan.updated:
        importing.run(selecting.store, plan)
    return plan


def kept(selecting):
    with selecting.store.read() as session:
        return score_sheet.read(session, selecting.stage, "선발").cells


HEADINGS = ("성명", "생년월일", "서류", "면접", "과제")


def rows(*columns):
    return [(name, f"1998-03-{n + 1:02}", *(column[n] for column in columns)) for n, name in enumerate(NAMES)]


@pytest.mark.feature("TR-15")
@pytest.mark.both_databases
def test_what_is_out_of_its_scale_is_refused_by_row_and_column_and_the_rest_goes_in(five, tmp_path):
    given = rows((81.5, 82.1, 83.1, 70, 60), (84, "83.4", "84.0점", "결시", 101), (90, 91.2, 88.2, "", 70))
    plan = take(five, workbook(tmp_path, HEADINGS, *given))
    assert (plan.added, plan.rejected, plan.total) == (4, 1, 5)
    (problem,) = plan.problems
    assert (problem.row, problem.column, problem.value) == (6, "면접", "101")
    assert problem.reason.startswith("정다섯: 면접 점수 101은 0~100 밖입니다")
    cells = kept(five)
    mine = cells[five.people["이두리"]]
    assert [mine[criterion, None] for criterion in five.criteria.values()] == list(
        map(Decimal, ("82.1", "83.4", "91.2"))
    )
    assert str(cells[five.people["최네찬"]][five.criteria["면접"], None]) == "결시"
    again = take(five, workbook(tmp_path, HEADINGS, *given))
    assert (again.added, again.updated, again.duplicates) == (0, 0, 4)
    given[0] = ("김하나", "1998-03-01", 81.5, 85, 90)
    changed = take(five, workbook(tmp_path, HEADINGS, *given))
    assert [(each.title, each.old, each.new) for each in changed.differences] == [("면접", "84", "85")]
    history.undo(five.store)
    history.undo(five.store)
    assert kept(five) == {}


def test_people_nobody_knows_and_a_file_without_a_key_are_refused(five, tmp_path):
    stranger = ("낯선이", "1998-03-01", 80, 80, 80)
    twice = ("김하나", "1998-03-01", 70, 70, 70)
    plan = take(five, workbook(tmp_path, HEADINGS, ("김하나", "1998-03-01", 80, 80, 80), stranger, twice))
    assert [(each.row, each.value) for each in plan.problems] == [(3, "낯선이"), (4, "김하나")]
    assert plan.added == 1
    with pytest.raises(UserError, match="'생년월일이나 접수번호'에 해당하는 열을 찾지 못했습니다"):
        take(five, workbook(tmp_path, ("성명", "서류"), ("김하나", 80)))
    with pytest.raises(UserError, match="'평가 항목'에 해당하는 열"):
        take(five, workbook(tmp_path, ("성명", "생년월일"), ("김하나", "1998-03-01")))


@pytest.mark.feature("TR-26")
def test_a_column_that_moved_up_after_an_absentee_is_refused_naming_the_first_row(five, tmp_path):
    absent = Place(five.people["이두리"], five.criteria["면접"])
    five.score(five.people["이두리"], 82, "결시", 80)
    assert absent.judge_id is None
    moved = rows((80, 82, 84, 86, 88), (90, 92, 94, 96, ""), (70, 80, 74, 76, 78))
    with pytest.raises(UserError, match=r"3행의 이두리는 결시인데 점수가 있습니다.*한 줄 올라간 것으로"):
        take(five, workbook(tmp_path, HEADINGS, *moved))
    names = [*NAMES[:1], *NAMES[2:], ""]
    by_number = [(name, 101 + at, 80) for at, name in enumerate(names)]
    with pytest.raises(
        UserError, match=r"3행부터 성명과 번호가 어긋납니다.*이두리인데 박세찬으로 적혀.*한 줄 올라간"
    ):
        take(five, workbook(tmp_path, ("성명", "접수번호", "서류"), *by_number))
    by_birth = [(name, f"1998-03-{at + 1:02}", 80) for at, name in enumerate(names)]
    with pytest.raises(UserError, match="3행부터 성명과 번호가 어긋납니다"):
        take(five, workbook(tmp_path, ("성명", "생년월일", "서류"), *by_birth))
    assert len(kept(five)) == 1


def test_each_judge_hands_in_a_sheet_or_one_holds_a_column_for_each(selecting, tmp_path):
    talk = selecting.criterion("면접", 100, judged=True)
    kim, park = selecting.judge("김심사"), selecting.judge("박심사")
    one = selecting.add("김하나")
    row = ("김하나", "1998-03-01")
    take(selecting, workbook(tmp_path, ("성명", "생년월일", "면접"), (*row, 80)), judge="김심사")
    headings = ("성명", "생년월일", "면접(김심사)", "면접 - 박심사")
    assert take(selecting, workbook(tmp_path, headings, (*row, 80, 90))).updated == 1
    assert {place: int(cell) for place, cell in kept(selecting)[one].items()} == {
        (talk, kim): 80,
        (talk, park): 90,
    }
    with pytest.raises(UserError, match="'이심사' 심사위원이 없습니다"):
        take(selecting, workbook(tmp_path, ("성명", "생년월일", "면접"), (*row, 80)), judge="이심사")
