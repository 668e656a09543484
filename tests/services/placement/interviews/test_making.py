"""Timetables of interviews as they are kept: placed, moved, told, and what places those who found no place."""

import time
from itertools import combinations

import pytest

from desktop.errors import UserError
from desktop.services.datafile import history
from desktop.services.placement.interviews import making, telling
from desktop.services.records import records
from tests.interviews import Interviews, save, thirty

pytestmark = pytest.mark.both_databases


@pytest.mark.feature("CO-26")
def test_an_unplaced_interview_names_its_cause_and_the_change_that_places_it(store):
    at = Interviews(store, count=4)
    own = at.hours("09:00", "10:25", company_id=at.companies[0])
    made = at.make()
    assert made.placed == 3
    assert sorted(filter(None, at.times())) == ["09:00", "09:30", "10:00"]
    assert [(each.cause, each.sentence) for each in made.waiting] == [
        ("기업 시간 참", "기업 시간이 30분 모자랍니다 — 10:55까지면 들어갑니다")
    ]
    records.save(store, "interview_hours", {"ends_at": "10:55"}, record_id=own)
    again = at.make()
    assert (again.placed, again.waiting) == (4, ())


@pytest.mark.feature("CO-06")
def test_people_keep_their_gap_and_a_longer_one_between_buildings(store):
    at = Interviews(store, companies=2)
    at.hours("09:00", "09:25", company_id=at.companies[0])
    at.make()
    assert at.times() == ["09:00", "09:35"]
    save(store, "interview_rooms", "interview_room", cohort_id=at.cohort, building="별관", name="1호")
    save(
        store, "interview_panels", "interview_panel", cohort_id=at.cohort, company_id=at.companies[1], panels=1,
        building="별관",
    )  # fmt: skip
    at.make()
    assert at.times() == ["09:00", "09:50"]
    assert history.undo(store) is not None
    assert at.times() == ["09:00", "09:35"]


@pytest.mark.feature("CO-06")
def test_no_two_are_in_one_room_or_panel_and_the_same_seed_makes_the_same(store):
    at = Interviews(store, count=6, companies=3, rooms=2)
    made = at.make(seed=7)
    rows = [row for row in at.rows().values() if row.starts_at]
    assert made.placed == len(rows) == 18
    first = at.times()
    clocks = {row.id: making.minutes(row.starts_at) for row in rows}
    for one in rows:
        for other in rows:
            apart = abs(clocks[one.id] - clocks[other.id])
            if one.id == other.id:
                continue
            assert one.room_id != other.room_id or apart >= 25
            assert one.trainee_id != other.trainee_id or apart >= 35
            assert one.opening_id != other.opening_id or apart >= 30
    at.make(seed=7)
    assert at.times() == first


@pytest.mark.feature("CO-06")
def test_what_is_moved_by_hand_or_told_stays(store):
    at = Interviews(store, count=3)
    at.hours("09:00", "10:25", company_id=at.companies[0])
    at.make()
    first, *_ = (each for each, time in zip(at.ids, at.times(), strict=True) if time == "09:00")
    told = making.refusal(store, first, at.day, "09:15")
    assert told.startswith("그 시각에는 이 기업의 면접조가 모두 차 있습니다.")
    assert "비어 있는 시각: 09:00" in told
    assert making.refusal(store, first, at.day, "13:00").startswith(
        "면접자나 기업이 그 시각에 되지 않습니다."
    )
    with pytest.raises(UserError, match="면접조가 모두 차"):
        making.move(store, first, at.day, "09:15")
    making.move(store, first, at.day, "09:00")
    assert at.rows()[first].pinned
    telling.tell(store, at.cohort)
    assert {row.told_on for row in at.rows().values()} == {store.today()}
    before = at.times()
    at.make(seed=3)
    assert at.times() == before
    with pytest.raises(UserError, match="이미 알린 면접"):
        making.move(store, first, at.day, "10:00")
    with pytest.raises(UserError, match="새로 알릴 면접이 없습니다"):
        telling.tell(store, at.cohort)


def test_a_room_is_of_the_building_and_free(store):
    at = Interviews(store, count=1, companies=2, rooms=2)
    other = save(store, "interview_rooms", "interview_room", cohort_id=at.cohort, building="별관", name="1호")
    at.make()
    assert "본관에서 면접합니다" in making.refusal(store, at.ids[0], at.day, at.times()[0], at.rooms[0] + 99)
    assert "그 건물" in making.refusal(store, at.ids[0], at.day, "15:00", other)
    assert making.refusal(store, at.ids[0], at.day, "15:00", at.rooms[1]) == ""
    making.move(store, at.ids[0], at.day, "15:00", at.rooms[1])
    assert at.rows()[at.ids[0]].room_id == at.rooms[1]


@pytest.mark.feature("CO-06")
def test_thirty_people_at_twelve_companies_never_meet_themselves_and_who_has_no_time_is_told_why(store):
    at = thirty(store)
    started = time.process_time()
    made = at.make()
    assert time.process_time() - started < 10
    rows = [row for row in at.rows().values() if row.starts_at]
    assert made.placed == len(rows) == 90 - len(made.waiting)
    elsewhere = {at.openings[n] for n in range(12) if n % 3 == 2}
    starts = {row.id: making.minutes(row.starts_at) for row in rows}
    for one, other in combinations(rows, 2):
        apart = abs(starts[one.id] - starts[other.id])
        if one.trainee_id == other.trainee_id:
            travels = (one.opening_id in elsewhere) != (other.opening_id in elsewhere)
            assert apart >= 25 + 10 + 15 * travels
        assert one.opening_id != other.opening_id or apart >= 25 + 5
        assert one.room_id != other.room_id or apart >= 25
    assert {each.company for each in made.waiting} >= {"기업00"}
    assert all(each.cause and each.sentence for each in made.waiting)
    assert sum(row.opening_id == at.openings[0] for row in rows) == 3


def test_without_days_or_rooms_it_says_what_to_write_first(store):
    cohort = save(store, "cohorts", "cohort", name="새 기수", programme="교육과정", year=2022)
    with pytest.raises(UserError, match="면접일이 없습니다"):
        making.make(store, cohort)
    save(
        store, "interview_days", "interview_day", cohort_id=cohort, held_on="2022-09-19", starts_at="09:00",
        ends_at="18:00",
    )  # fmt: skip
    with pytest.raises(UserError, match="면접실이 없습니다"):
        making.make(store, cohort)


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (
            "interview_days",
            {"held_on": "2022-09-20", "starts_at": "18:00", "ends_at": "09:00"},
            "끝나는 시각이",
        ),
        (
            "interview_days",
            {"held_on": "2022-09-19", "starts_at": "09:00", "ends_at": "18:00"},
            "이미 있습니다",
        ),
        ("interview_rooms", {"building": "본관", "name": "1호"}, "이미 있습니다"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(store, kind, values, said):
    at = Interviews(store)
    with pytest.raises(UserError, match=said):
        records.save(store, kind, values | {"cohort_id": at.cohort})


def test_hours_are_of_a_person_or_of_a_company(store):
    at = Interviews(store)
    with pytest.raises(UserError, match="하나만 골라"):
        at.hours("09:00", "10:00", company_id=at.companies[0], trainee_id=at.people[0])
    with pytest.raises(UserError, match="하나만 골라"):
        at.hours("09:00", "10:00")
    with pytest.raises(UserError, match="함께 적어"):
        records.save(store, "interviews", {"starts_at": "09:00"}, record_id=at.ids[0])
