"""The list of trainees stays what the tables say, whatever was done to them and taken back."""

import datetime as dt
import sqlite3
import time

import pytest

from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.trainee_line import TRAINEE_LINE
from desktop.queries.training import TRAINEES
from desktop.services.datafile import history
from desktop.services.datafile.lines import keeping
from desktop.services.datafile.store import Store
from desktop.services.safety import integrity


def rows(store, search="", cohort_id=None):
    """Name, stage, status and team of those in the list."""
    scope = Scope(cohort_id=cohort_id, today=store.today())
    found = Listing(store.engine, TRAINEES, Criteria(search=search, scope=scope))
    keys = [column.key for column in found.columns]
    places = [keys.index(key) + 1 for key in ("name", "stage", "status", "team")]
    return [tuple(row[place] for place in places) for row in found.page(0, 1000)]


def differing(store):
    with store.engine.connect() as connection:
        return keeping.differing(connection, TRAINEE_LINE)


@pytest.fixture
def enrolled(store):
    """두 사람: 홍길동 finished 기초 and is in 심화, 김민수 only applied."""
    with store.operation("준비") as op:
        cohort = op.add(Cohort(name="2022년", year=2022, programme="AI칼리지"))
        stages = [
            op.add(
                Stage(
                    cohort_id=cohort.id,
                    name=name,
                    position=position,
                    attendance_minimum=80,
                    score_minimum=60,
                    starts_on=dt.date(2022, 4, position),
                )
            )
            for position, name in enumerate(("기초과정", "심화과정"), 1)
        ]
        team = op.add(ProjectTeam(cohort_id=cohort.id, name="Deep 오션", position=1))
        for name, reached in (("홍길동", 2), ("김민수", 1)):
            person = op.add(Person(name=name, birth_date=dt.date(1998, 3, 1), phone="010-1234-5678"))
            trainee = op.add(Trainee(person_id=person.id, major="통계학"))
            for stage in stages[:reached]:
                op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수강"))
        op.session.query(Enrolment).filter_by(stage_id=stages[1].id).one().team_id = team.id
    return store


BEFORE = [("김민수", "기초과정", "수강", None), ("홍길동", "심화과정", "수강", "Deep 오션")]


def _renames(op):
    op.get(Stage, 2).name = "심화 반"
    op.get(ProjectTeam, 1).name = "WATCH MAN"


def _person(op):
    op.get(Person, 1).name = "홍길순"


def _falls_back(op):
    op.delete(op.get(Enrolment, 2))


def _leaves(op):
    for enrolment_id in (1, 2):
        op.delete(op.get(Enrolment, enrolment_id))
    op.delete(op.get(Trainee, 1))


def _joins_a_later_cohort(op):
    cohort = op.add(Cohort(name="2023년", year=2023, programme="AI칼리지"))
    stage = op.add(
        Stage(cohort_id=cohort.id, name="기초 2023", position=1, attendance_minimum=80, score_minimum=60)
    )
    op.add(Enrolment(trainee_id=2, stage_id=stage.id, status="선발"))


@pytest.mark.parametrize(
    ("does", "after"),
    [
        (_renames, [BEFORE[0], ("홍길동", "심화 반", "수강", "WATCH MAN")]),
        (_person, [BEFORE[0], ("홍길순", "심화과정", "수강", "Deep 오션")]),
        (_falls_back, [BEFORE[0], ("홍길동", "기초과정", "수강", None)]),
        (_leaves, [BEFORE[0]]),
        (_joins_a_later_cohort, [("김민수", "기초 2023", "선발", None), BEFORE[1]]),
    ],
)
@pytest.mark.feature("DA-10")
def test_every_write_and_its_undoing_reach_the_list(enrolled, does, after):
    assert rows(enrolled) == BEFORE
    with enrolled.operation("고침") as op:
        does(op)
    assert (rows(enrolled), differing(enrolled)) == (after, 0)
    history.undo(enrolled)
    assert (rows(enrolled), differing(enrolled)) == (BEFORE, 0)
    history.redo(enrolled)
    assert (rows(enrolled), differing(enrolled)) == (after, 0)


def test_the_search_forgets_what_no_longer_stands_there(enrolled):
    with enrolled.operation("고침") as op:
        _person(op)
    assert [row[0] for row in rows(enrolled, "길동")] == []
    assert [row[0] for row in rows(enrolled, "길순")] == ["홍길순"]
    assert [row[0] for row in rows(enrolled, "ㅎㄱㅅ")] == ["홍길순"]
    history.undo(enrolled)
    assert [row[0] for row in rows(enrolled, "ㅎㄱㄷ 5678")] == ["홍길동"]


def test_one_in_two_cohorts_stands_in_each_as_he_stood_there(enrolled):
    with enrolled.operation("고침") as op:
        _joins_a_later_cohort(op)
    assert rows(enrolled, cohort_id=1) == BEFORE
    assert rows(enrolled, cohort_id=2) == [("김민수", "기초 2023", "선발", None)]


def test_thousands_scattered_and_in_a_row_are_written_in_parts(store):
    with store.operation("많은 사람") as op:
        people = op.insert_many(Person, [{"name": f"김{number}"} for number in range(6_000)])
        op.insert_many(Trainee, [{"person_id": person_id} for person_id in people])
    with store.operation("고침") as op:
        op.update_many(Person, [{"id": row_id, "note": "다시"} for row_id in people[::3]])
    assert len(Listing(store.engine, TRAINEES, Criteria(search="다시")).ids()) == 2_000
    assert differing(store) == 0


@pytest.mark.feature("DA-11")
def test_the_list_of_an_earlier_day_is_that_days(enrolled, clock):
    then = clock.time
    clock.advance(days=2)
    with enrolled.operation("고침") as op:
        _person(op)
        _falls_back(op)
    assert rows(history.as_at(enrolled, then)) == BEFORE
    assert rows(history.as_at(enrolled, then), "길동") == [BEFORE[1]]


def test_ages_that_go_by_the_day_are_reckoned_when_the_file_is_opened(store, clock):
    with store.operation("두 사람") as op:
        for name, born in (("김민수", dt.date(2000, 9, 17)), ("홍길동", dt.date(2001, 9, 16))):
            op.add(Trainee(person_id=op.add(Person(name=name, birth_date=born)).id))

    def ages(opened):
        with opened.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT age FROM trainee_line ORDER BY name").scalars().all()

    assert ages(store) == [21, 21]
    store.close()
    clock.advance(days=1)
    with Store.open(store.location, clock=clock) as again:
        assert ages(again) == [22, 21]


def test_a_file_that_takes_no_writes_is_opened_with_its_ages_as_they_were(store, clock, caplog):
    with store.operation("한 사람") as op:
        op.add(Trainee(person_id=op.add(Person(name="김민수", birth_date=dt.date(2000, 9, 17))).id))
    store.close()
    clock.advance(days=1)
    other = sqlite3.connect(store.location, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with Store.open(store.location, clock=clock) as again:
        assert time.monotonic() - began < 2, "a start does not wait for the ages"
        assert [row[0] for row in rows(again)] == ["김민수"]
    assert "김민수" not in caplog.text
    assert "not brought up to date" in caplog.text
    other.close()


@pytest.mark.feature("DA-14")
def test_check_names_a_list_that_was_changed_past_the_program(enrolled):
    assert integrity.check(enrolled).problems == ()
    with enrolled.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE trainee_line SET name = '딴사람' WHERE trainee_id = 1")
        connection.commit()
    (problem,) = integrity.check(enrolled).problems
    assert "교육생 목록" in problem
