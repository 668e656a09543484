"""Criteria out of a sheet: new, changed and refused; weights as shares or points; judges where they are named."""

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Criterion, Judge, Selection
from desktop.services import importing
from desktop.services.datafile import history
from desktop.services.training.selection import entering
from tests.services import intake

HEADINGS = ("쓰임", "평가항목", "비중", "만점", "심사위원", "동점 순서")


def prepare(selecting, folder, *rows, headings=HEADINGS):
    path = intake.write(folder / "평가 항목.xlsx", headings, *rows, sheet="항목")
    return importing.prepare(
        selecting.store, "criteria", importing.read_file(path), cohort="2022", stage="기초"
    )


def counts(plan):
    return (plan.added, plan.updated, plan.duplicates, plan.rejected)


def criteria(store):
    with store.read() as session:
        rows = session.scalars(
            select(Criterion).order_by(Criterion.purpose, Criterion.position, Criterion.id)
        )
        return [(row.purpose, row.title, row.weight, row.highest, row.judged, row.tie_order) for row in rows]


def judges(store):
    with store.read() as session:
        return [*map(tuple, session.execute(select(Judge.purpose, Judge.name).order_by(Judge.id)))]


@pytest.mark.both_databases
def test_what_is_scored_comes_in_with_its_judges_and_a_second_time_nothing_is_new(selecting, tmp_path):
    store = selecting.store
    selecting.criterion("서류", 40)
    rows = (
        ["선발", "서류", "30 %", None, None, 2],  # changed
        ["선발", "면접", 70, 50, "김심사, 이심사 / 김심사", 1],
        ["발표회", "완성도", 100, None, "한서율", None],
        ["발표회", "완성도", 90, None, None, None],  # twice
        ["선발", "과제", None, None, None, None],  # no weight
        ["심사", "발표", 10, None, None, None],  # no such purpose
    )
    plan = prepare(selecting, tmp_path, *rows)
    assert counts(plan) == (2, 1, 0, 3)
    assert {problem.row: problem.column for problem in plan.problems} == {5: "평가항목", 6: "비중", 7: "쓰임"}
    assert plan.created == ("심사위원 3명을 새로 추가합니다: 김심사, 이심사, 한서율",)
    assert not [note for note in plan.notes if "비중 합" in note]
    assert importing.run(store, plan).name == "평가 항목 3개 가져오기"
    assert criteria(store) == [
        ("발표회", "완성도", 10000, 10000, True, None),
        ("선발", "서류", 3000, 10000, False, 2),
        ("선발", "면접", 7000, 5000, True, 1),
    ]
    assert judges(store) == [("선발", "김심사"), ("선발", "이심사"), ("발표회", "한서율")]
    assert counts(prepare(selecting, tmp_path, *rows[:3])) == (0, 0, 3, 0)
    history.undo(store)
    assert criteria(store) == [("선발", "서류", 4000, 10000, False, None)]
    assert judges(store) == []


def test_points_are_weight_and_scale_at_once_and_shares_of_one_are_shares_of_a_hundred(selecting, tmp_path):
    points = prepare(selecting, tmp_path, ["서류", 30], ["면접", 70], headings=("항목", "배점"))
    importing.run(selecting.store, points)
    assert criteria(selecting.store) == [
        ("선발", "서류", 3000, 3000, False, None),
        ("선발", "면접", 7000, 7000, False, None),
    ]
    history.undo(selecting.store)
    shares = prepare(selecting, tmp_path, ["서류", 0.3], ["면접", 0.7], headings=("항목", "반영비율"))
    importing.run(selecting.store, shares)
    assert [row[2] for row in criteria(selecting.store)] == [3000, 7000]


def test_weights_that_do_not_sum_are_told_and_a_scale_upside_down_is_refused(selecting, tmp_path):
    plan = prepare(
        selecting,
        tmp_path,
        ["서류", 30, 100],
        ["면접", 60, 100],
        ["과제", 10, 0],
        headings=("항목", "비중", "만점"),
    )
    assert counts(plan) == (2, 0, 0, 1)
    assert [problem.reason for problem in plan.problems] == ["만점은 최저점보다 높아야 합니다."]
    assert "선발 항목의 비중 합이 90 %입니다. 100 %여야 순위가 나옵니다." in plan.notes


def test_once_published_nothing_that_selects_comes_in(selecting, tmp_path):
    selecting.criterion("서류", 100)
    with selecting.store.operation("확정") as op:
        op.add(Selection(stage_id=selecting.stage, seats=1, published_at=op.at, sha256="a1"))
    plan = prepare(
        selecting, tmp_path, ["선발", "서류", 50], ["평가", "시험", 100], headings=("쓰임", "항목", "비중")
    )
    assert counts(plan) == (1, 0, 0, 1)
    assert "이미 확정되었습니다" in plan.problems[0].reason


def test_a_sheet_without_weights_or_stage_is_refused(selecting, tmp_path):
    with pytest.raises(UserError, match="비중이나 배점"):
        prepare(selecting, tmp_path, ["서류"], headings=("항목",))
    path = intake.write(tmp_path / "평가 항목.xlsx", ("항목", "비중"), ["서류", 100])
    with pytest.raises(UserError, match="단계를 골라 주세요"):
        importing.prepare(selecting.store, "criteria", importing.read_file(path), cohort="2022")


def test_a_new_one_begins_where_the_last_went_with_what_is_left_of_the_whole(selecting):
    store, scope = selecting.store, selecting.scope
    first = {
        "stage_id": selecting.stage,
        "purpose": "선발",
        "position": 1,
        "lowest": 0,
        "highest": 10000,
        "judged": False,
    }
    assert entering.next_criterion(store, scope) == first
    assert entering.next_judge(store, scope) == {"stage_id": selecting.stage, "purpose": "선발"}
    selecting.criterion("완성도", 60, purpose="발표회")
    second = {**first, "purpose": "발표회", "position": 2, "weight": 4000}
    assert entering.next_criterion(store, scope) == second
    assert entering.next_judge(store, scope)["purpose"] == "발표회"
    selecting.judge("한서율")
    assert entering.next_judge(store, scope)["purpose"] == "선발"
    selecting.criterion("발표", 40, purpose="발표회", position=2)
    assert "weight" not in entering.next_criterion(store, scope)
