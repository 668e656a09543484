"""The list of follow-ups filled in by who asked, and read back by person, company and months."""

import pytest

from desktop.model.follow_up import FollowUp
from desktop.queries.list_spec import Scope
from desktop.services import importing
from desktop.services.placement.follow_up import asking
from desktop.services.records import moves, records
from tests import matching
from tests.services import intake


@pytest.fixture
def hired(store):
    place = matching.lay_out(store, {"가": ["X"]}, {"X": (1, ["가"])})
    values = {"trainee_id": place.people["가"], "opening_id": place.openings["X"]}
    days = {"starts_on": "2022-01-04", "ends_on": "2022-04-03"}
    (match,) = records.save(store, "matches", {**values, **days}).inserted["internship_match"]
    for status in ("근무", "정규직 전환"):
        moves.move(store, "matches", [match], status, "", Scope(today=store.today()))
    asking.make(store, Scope(today=store.today()))
    return place


@pytest.mark.feature("CO-23")
def test_what_was_found_out_comes_back_with_its_evidence(store, hired, tmp_path):
    path = intake.write(
        tmp_path / "사후 확인.xlsx",
        ("교육생", "기업", "몇 개월 뒤(개월)", "확인 결과", "증빙", "확인한 날"),
        ["가", "㈜X", 1, "같은 기업", "4대보험 가입내역", "2022-05-10"],
        ["가", None, "3개월", "확인불가", "연락 안 됨", None],
        ["가", None, 6, "같은 기업", None, None],
        ["가", None, 12, None, None, None],
        ["나", None, 1, "같은 기업", "4대보험 가입내역", None],
    )
    plan = importing.prepare(store, "follow_ups", importing.read_file(path))
    assert (plan.added, plan.updated, plan.duplicates, len(plan.problems)) == (0, 2, 1, 2)
    assert [each.reason.split(".")[0] for each in plan.problems] == [
        "확인 결과와 증빙을 함께 적어 주세요",
        "이 사람의 이 확인이 없습니다",
    ]
    importing.run(store, plan)
    with store.read() as session:
        rows = session.query(FollowUp).order_by(FollowUp.months).all()
        assert [(row.found, str(row.checked_on)) for row in rows] == [
            ("같은 기업", "2022-05-10"),
            ("확인불가", str(store.today())),
            (None, "None"),
            (None, "None"),
        ]
    assert importing.prepare(store, "follow_ups", importing.read_file(path)).updated == 0
