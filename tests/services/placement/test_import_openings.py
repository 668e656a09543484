"""Openings out of an office's sheet: by company, cohort and duty, told row by row what becomes of them."""

import pytest

from desktop.services import importing
from desktop.services.datafile import undoing
from desktop.services.records import records
from tests import matching
from tests.services import intake

HEADINGS = ("기업명", "사업자등록번호", "기수", "담당직무", "T.O.", "월 임금", "시작 예정일")


@pytest.fixture
def place(store):
    return matching.lay_out(store, {"가": ["X"]}, {"X": (2, ["가"]), "Y": (1, [])})


def take(store, path):
    plan = importing.prepare(store, "openings", importing.read_file(path))
    changes = importing.run(store, plan) if plan.added + plan.updated else None
    return plan, changes


def standing(store):
    return [
        (row["company"], row["duty"], row["places"], row["wage"], row["cohort"])
        for row in intake.listed(store, "openings")
    ]


@pytest.mark.feature("CO-04")
def test_new_changed_repeated_and_refused_rows_add_up_and_a_second_time_adds_none(store, place, tmp_path):
    opening = records.read(store, "openings", place.openings["X"])
    values = {"trainee_id": place.people["가"], "opening_id": place.openings["X"]}
    records.save(store, "matches", {**values, "starts_on": "2022-10-04", "ends_on": "2023-01-03"})
    number = "124-81-00998"
    records.save(store, "companies", {"registration_number": number}, record_id=opening["company_id"])
    before = standing(store)
    path = intake.write(
        tmp_path / "모집.xlsx",
        HEADINGS,
        ["(주)X", number, 2022, opening["duty"], "4명", "210만원", "2022-10-04"],
        ["㈜ Y", None, None, "웹 개발", 2, 2_200_000, None],
        ["Y", None, "서초 AI칼리지 2022", "웹 개발", 3, None, None],
        ["없는 기업", None, None, "웹 개발", 1, None, None],
        ["Y", None, 2019, "웹 개발", 1, None, None],
        ["Y", None, None, "디자인", None, None, None],
    )
    plan, changes = take(store, path)
    assert (plan.added, plan.updated, plan.duplicates, len(plan.problems)) == (1, 1, 0, 4)
    assert [(each.row, each.reason.split(".")[0]) for each in plan.problems][:3] == [
        (4, "3행과 같은 기업, 같은 직무입니다"),
        (5, "기업 목록에 없는 기업입니다"),
        (6, "없는 기수입니다"),
    ]
    assert changes.name == "모집 2건 가져오기"
    assert {("X", opening["duty"], 4, 2_100_000, "서초 AI칼리지 2022")} <= set(standing(store))
    assert ("Y", "웹 개발", 2, 2_200_000, "서초 AI칼리지 2022") in standing(store)
    assert take(store, path)[0].added == 0
    undoing.undo(store, changes.operation_id)
    assert standing(store) == before


def test_fewer_places_than_interns_are_refused_in_the_review(store, place, tmp_path):
    opening = records.read(store, "openings", place.openings["X"])
    values = {"trainee_id": place.people["가"], "opening_id": place.openings["X"]}
    records.save(store, "matches", {**values, "starts_on": "2022-10-04", "ends_on": "2023-01-03"})
    path = intake.write(tmp_path / "모집.xlsx", HEADINGS, ["X", None, None, opening["duty"], 0, None, None])
    (problem,) = take(store, path)[0].problems
    assert problem.reason == "이미 이어진 인턴 1명보다 적습니다. 매칭을 먼저 정리해 주세요."
