"""A session as it is saved: refused where its room or mentor is, naming the other; kept while marks stand on it."""

import pytest

from desktop.errors import UserError
from desktop.queries.list_spec import Scope
from desktop.services.datafile import history
from desktop.services.records import cards, cells, records
from tests.services.intake import listed

pytestmark = pytest.mark.both_databases


@pytest.mark.feature("TR-09")
def test_a_mentor_in_two_places_on_saturday_at_ten_is_refused_naming_the_other_session(store, training):
    training.add(stage="심화과정", mentor="한서율", room="교육장 1")
    with pytest.raises(UserError) as refused:
        training.add(mentor="한서율", room="교육장 2", starts_at="11:00", ends_at="13:00")
    assert refused.value.field == "mentor_id"
    assert refused.value.message == (
        "한서율 강사는 2022. 9. 17.(토) 10:00~12:00에 교육장 1에서 '서초 AI칼리지 2022' 심화과정 수업이 있습니다. "
        "강사나 시각을 바꿔 주세요."
    )
    assert len(listed(store, "sessions")) == 1


def test_a_room_taken_is_refused_when_it_is_saved_and_when_a_cell_moves_it_there(store, training):
    training.add(stage="심화과정", room="교육장 1")
    with pytest.raises(UserError, match=r"교육장 1은 2022\. 9\. 17\.\(토\) 10:00~12:00에") as refused:
        training.add(room="교육장1")
    assert refused.value.field == "room"
    other = training.add(room="교육장1", starts_at="13:00", ends_at="15:00")
    edited = cells.edit(store, "sessions", [cells.Cell(other, "starts_at", "11:30")])
    assert "심화과정 수업이 있습니다" in next(iter(edited.refused.values()))
    assert [row["starts_at"] for row in listed(store, "sessions") if row["id"] == other] == ["13:00"]


def test_one_called_off_takes_no_room_and_needs_a_reason(store, training):
    first = training.add(room="교육장 1", stage="심화과정")
    with pytest.raises(UserError, match="휴강이면 사유를"):
        records.save(store, "sessions", {"kind": "휴강"}, record_id=first)
    records.save(store, "sessions", {"kind": "휴강", "reason": "강사 사정"}, record_id=first)
    training.add(room="교육장 1")
    with pytest.raises(UserError, match="교육장 1은"):
        records.save(store, "sessions", {"kind": "수업"}, record_id=first)


def test_a_session_that_ends_before_it_begins_and_two_of_one_time_are_refused(training):
    with pytest.raises(UserError, match="끝나는 시각이"):
        training.add(starts_at="12:00", ends_at="10:00")
    training.add()
    with pytest.raises(UserError, match="같은 때 시작하는 수업"):
        training.add(ends_at="11:00")


def test_a_session_with_marks_is_neither_deleted_nor_called_off_nor_given_to_another_stage(store, training):
    session_id = training.add()
    training.mark(session_id)
    with pytest.raises(
        UserError, match=r"2022\. 9\. 17\.\(토\) 10:00 기초과정 수업에 출석이 1명 적혀 있어 지울"
    ):
        records.delete(store, "sessions", [session_id])
    with pytest.raises(UserError, match="휴강으로 바꿀 수 없습니다"):
        records.save(store, "sessions", {"kind": "휴강", "reason": "태풍"}, record_id=session_id)
    with pytest.raises(UserError, match="다른 단계로 옮길 수 없습니다"):
        records.save(store, "sessions", {"stage_id": training.stages["심화과정"]}, record_id=session_id)
    assert [row["kind"] for row in listed(store, "sessions")] == ["수업"]


def test_a_session_without_marks_goes_and_comes_back(store, training):
    session_id = training.add()
    records.delete(store, "sessions", [session_id])
    assert listed(store, "sessions") == []
    history.undo(store)
    assert [row["id"] for row in listed(store, "sessions")] == [session_id]


def test_stage_and_mentor_tell_their_sessions_on_their_cards(store, training):
    training.add(mentor="한서율")
    training.add("2022-09-24", mentor="한서율", kind="휴강", reason="태풍")
    scope = Scope(today=store.today())
    of_mentor = cards.card(store, "mentors", training.mentors["한서율"], scope)
    of_stage = cards.card(store, "stages", training.stages["기초과정"], scope)
    told = "수업 2회 (휴강 1회) · 2022. 9. 17. ~ 2022. 9. 24."
    assert [each.text for each in of_mentor.linked] == [told]
    assert told in [each.text for each in of_stage.linked]


def test_a_mentor_is_a_role_of_a_person_known_already(store, training):
    scope = Scope(cohort_id=training.cohort_id)
    person = {"name": "이가람", "birth_date": "1990-05-05"}
    records.save(store, "trainees", person, scope=scope)
    changes = records.save(store, "mentors", {**person, "affiliation": "가람연구소"})
    assert "person" not in changes.inserted
    with pytest.raises(UserError, match="이미 멘토로 들어 있습니다"):
        records.save(store, "mentors", person)
