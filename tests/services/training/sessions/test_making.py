"""Sessions from the weekly hours of a stage."""

import pytest

from desktop.errors import UserError
from desktop.services import settings
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training.sessions import making
from tests.services.intake import listed

pytestmark = pytest.mark.both_databases


@pytest.fixture
def thursdays(store, training):
    """Thursday evenings of 기초과정, from 4 April to 27 May 2022: eight, one of them 어린이날."""
    values = {
        "stage_id": training.stages["기초과정"], "weekday": "목", "starts_at": "19:00", "ends_at": "22:00",
        "room": "교육장 1", "mentor_id": training.mentors["한서율"],
    }  # fmt: skip
    records.save(store, "patterns", values)
    return training.stages["기초과정"]


def test_holidays_are_skipped_and_named_and_one_undo_takes_all_back(store, thursdays):
    told = making.propose(store, thursdays).sentences()
    assert told == [
        "기초과정 2022. 4. 4. ~ 2022. 5. 27.: 수업 7회를 만듭니다.",
        "쉬는 날 1일을 건너뜁니다: 2022. 5. 5.(목) 어린이날.",
    ]
    changes, _made = making.make(store, thursdays)
    assert changes.name == "기초과정 수업 7회 만들기"
    rows = listed(store, "sessions")
    assert [f"{row['held_on']:%m-%d}" for row in rows] == [
        "04-07", "04-14", "04-21", "04-28", "05-12", "05-19", "05-26",
    ]  # fmt: skip
    assert {(row["room"], row["mentor"], row["kind"]) for row in rows} == {("교육장 1", "한서율", "수업")}
    history.undo(store)
    assert listed(store, "sessions") == []


def test_a_day_the_office_adds_is_skipped_too(store, thursdays):
    settings.save(store, {"days_off": "2022-04-14 개교기념일"})
    skipped = making.propose(store, thursdays).skipped
    assert [name for _day, name in skipped] == ["개교기념일", "어린이날"]
    with pytest.raises(UserError, match="날짜가 없습니다"):
        settings.save(store, {"days_off": "개교기념일"})


def test_what_is_there_stays_and_what_clashes_is_left_out_and_named(store, training, thursdays):
    training.add("2022-04-07", "19:00", "21:00", room="대강당")
    training.add("2022-04-14", "20:00", "21:00", room="대강당", stage="심화과정", mentor="한서율")
    _changes, made = making.make(store, thursdays)
    assert (len(made.planned), made.standing) == (5, 1)
    assert made.clashes == (
        "2022. 4. 14.(목): 한서율 강사는 2022. 4. 14.(목) 20:00~21:00에 대강당에서 '서초 AI칼리지 2022' 심화과정 수업이 있습니다. "
        "강사나 시각을 바꿔 주세요.",
    )
    with pytest.raises(UserError, match="만들 수업이 없습니다"):
        making.make(store, thursdays)


def test_a_stage_without_weekly_hours_or_without_a_period_is_told_so(store, training):
    with pytest.raises(UserError, match="심화과정의 주간 시간이 없습니다"):
        making.propose(store, training.stages["심화과정"])
    stage_id = training.stages["심화과정"]
    records.save(store, "stages", {"starts_on": None, "ends_on": None}, record_id=stage_id)
    with pytest.raises(UserError, match="시작일과 종료일이 없습니다"):
        making.propose(store, stage_id)
