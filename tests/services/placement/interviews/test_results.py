"""What comes of interviews: absence is no failure, reasons are kept, and one acceptance closes the rest."""

import pytest

from desktop.errors import UserError
from desktop.queries.list_spec import Scope
from desktop.rules.placement.interviews import REFUSALS
from desktop.services.datafile import history
from desktop.services.placement.interviews.results import of_opening
from desktop.services.records import moves, records
from tests.interviews import Interviews

pytestmark = pytest.mark.both_databases


def move(at, number, to, reason=""):
    return moves.move(at.store, "interviews", [at.ids[number]], to, reason, Scope(today=at.store.today()))


@pytest.mark.feature("CO-07")
def test_absence_is_no_failure_and_each_has_its_reason(store):
    at = Interviews(store, count=3)
    for to in ("불합격", "불참"):
        with pytest.raises(UserError, match="사유를 적어 주세요"):
            move(at, 0, to)
    move(at, 0, "불합격", "직무 경험 부족")
    move(at, 1, "불참", "연락 없음")
    move(at, 2, "합격")
    records.save(store, "interviews", {"score": "87.5", "rank": 1}, record_id=at.ids[2])
    with store.read() as session:
        assert [each.text for each in of_opening(session, at.openings[0])] == [
            "면접 3건 · 합격 1, 불합격 1, 불참 1"
        ]
    row = at.rows()[at.ids[2]]
    assert (row.score, row.rank) == (8750, 1)
    with pytest.raises(UserError):
        records.save(store, "interviews", {"score": "100.5"}, record_id=at.ids[2])


@pytest.mark.feature("CO-07")
def test_a_refusal_takes_its_reason_from_the_list(store):
    at = Interviews(store)
    move(at, 0, "합격")
    with pytest.raises(UserError, match="다음에서 골라 주세요: 다른 기업 수락"):
        move(at, 0, "거절", "그냥")
    move(at, 0, "거절", REFUSALS[1])
    assert at.rows()[at.ids[0]].reason == "임금"
    move(at, 0, "합격", "마음을 바꿈")
    assert at.statuses() == ["합격"]


@pytest.mark.feature("CO-12")
def test_accepting_closes_the_others_and_undo_restores_them(store):
    at = Interviews(store, companies=3)
    move(at, 0, "합격")
    move(at, 1, "불합격", "직무 경험 부족")
    move(at, 0, "수락")
    assert at.statuses() == ["수락", "불합격", "마감"]
    assert at.rows()[at.ids[2]].reason == "기업1 수락"
    history.undo(store)
    assert at.statuses() == ["합격", "불합격", "신청"]
    assert at.rows()[at.ids[2]].reason is None


@pytest.mark.feature("CO-12")
def test_nobody_accepts_twice_nor_more_than_there_are_places(store):
    at = Interviews(store, count=2, companies=2, places=1)
    move(at, 0, "합격")
    move(at, 0, "수락")
    move(at, 1, "신청", "다시 보기")
    move(at, 1, "합격")
    with pytest.raises(UserError, match="이미 기업1 자리를 수락"):
        move(at, 1, "수락")
    move(at, 2, "합격")
    with pytest.raises(UserError, match="1명을 모두 수락"):
        move(at, 2, "수락")


def test_one_company_interviews_a_person_once(store):
    at = Interviews(store)
    raw = {"company_id": at.companies[0], "cohort_id": at.cohort, "duty": "기획", "places": 1}
    second = records.save(store, "openings", raw).inserted["opening"][0]
    with pytest.raises(UserError, match="면접이 이미 있습니다"):
        records.save(store, "interviews", {"opening_id": second, "trainee_id": at.people[0]})
