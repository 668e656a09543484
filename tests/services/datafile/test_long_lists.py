"""A list of any length is one file: what `enrolment_list` declares is kept, sorted, searched and undone by the store."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.lists import LINES
from desktop.services.datafile import history
from desktop.services.datafile.lines import keeping, making
from desktop.services.datafile.store import Store
from desktop.services.safety import integrity
from tests.services.datafile.enrolment_list import ENROLMENT_LINE, ENROLMENTS

pytestmark = pytest.mark.both_databases

PEOPLE = (
    # name, phone, birth date, major, stages reached
    ("홍길동", "010-1234-5678", dt.date(1998, 3, 1), "통계학", 2),
    ("김민수", "010-2222-0000", dt.date(2000, 9, 17), "컴퓨터공학", 1),
    ("김가람", None, None, None, 2),
    ("Lee Hana", "010-3333-1234", dt.date(2001, 9, 16), "국어국문학", 1),
)


@pytest.fixture
def enrolled(location, clock):
    """Six enrolments of four people in a file whose store keeps a second list of any length."""
    with (
        Store.open(location, clock=clock) as without,
        without.engine.connect().execution_options(ieum_write=True) as connection,
    ):
        making.make(connection, ENROLMENT_LINE)
        connection.commit()
    with Store.open(location, clock=clock, lines=(*LINES, ENROLMENT_LINE)) as opened:
        with opened.operation("준비") as op:
            cohort = op.add(Cohort(name="2022년", year=2022, programme="AI칼리지"))
            for position, name in enumerate(("기초과정", "심화과정"), 1):
                op.add(
                    Stage(
                        cohort_id=cohort.id,
                        name=name,
                        position=position,
                        attendance_minimum=80,
                        score_minimum=60,
                    )
                )
            for name, phone, born, major, reached in PEOPLE:
                person = op.add(Person(name=name, phone=phone, birth_date=born))
                trainee = op.add(Trainee(person_id=person.id, major=major))
                for stage_id in range(1, reached + 1):
                    op.add(Enrolment(trainee_id=trainee.id, stage_id=stage_id, status="수강"))
        yield opened
        if opened.path is None:  # the next test finds the server's tables as they were
            with opened.engine.connect().execution_options(ieum_write=True) as connection:
                ENROLMENT_LINE.table.drop(connection)
                connection.commit()


def listed(store, search="", **criteria):
    """Name, stage and status of what is in the list, read as a list far too long to be sorted at once."""
    scope = criteria.pop("scope", Scope(today=store.today()))
    found = Listing(store.engine, ENROLMENTS, Criteria(search=search, scope=scope, **criteria), at_once=0)
    keys = [column.key for column in found.columns]
    places = [keys.index(key) + 1 for key in ("name", "stage", "status")]
    return [tuple(row[place] for place in places) for row in found.page(0, 100)]


def names(store, search="", **criteria):
    return [row[0] for row in listed(store, search, **criteria)]


def differing(store):
    with store.engine.connect() as connection:
        return [keeping.differing(connection, line) for line in store.lines]


def test_every_column_is_sorted_both_ways(enrolled):
    with enrolled.engine.connect() as connection:
        rows = connection.execute(select(ENROLMENT_LINE.table)).mappings().all()
    assert len(rows) == 6
    for field in ENROLMENT_LINE.fields:
        for descending in (False, True):
            told = [row for row in rows if row[field.key] is not None]
            told.sort(key=lambda row: (row[field.key], row["enrolment_id"]), reverse=descending)
            blank = sorted(
                row["enrolment_id"] for row in rows if row[field.key] is None
            )[:: -1 if descending else 1]  # fmt: skip
            wanted = Criteria(order=((field.key, descending),), scope=Scope(today=enrolled.today()))
            found = Listing(enrolled.engine, ENROLMENTS, wanted, at_once=0).page(0, 100)
            assert [row[0] for row in found] == [row["enrolment_id"] for row in told] + blank, field.key


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("길동", ["홍길동", "홍길동"]),
        ("컴퓨터", ["김민수"]),
        ("김", ["김가람", "김가람", "김민수"]),
        ("ㅎㄱㄷ", ["홍길동", "홍길동"]),
        ("01012345678", ["홍길동", "홍길동"]),
        ("1234", ["Lee Hana", "홍길동", "홍길동"]),
        ("hana", ["Lee Hana"]),
        ("rlaalstn", ["김민수"]),
        ("학 김", ["김민수"]),
        ("없음", []),
    ],
)
def test_it_is_searched_as_any_list_is(enrolled, search, found):
    assert names(enrolled, search) == found
    wanted = Criteria(search=search, scope=Scope(today=enrolled.today()))
    assert Listing(enrolled.engine, ENROLMENTS, wanted).count() == len(found)


def test_it_is_filtered_and_narrowed_to_a_cohort(enrolled):
    contains = Filter("major", Test.CONTAINS, ("국문",))
    assert names(enrolled, filters=(contains,)) == ["Lee Hana"]
    assert names(enrolled, filters=(Filter("age", Test.RANGE, (21, 21)),)) == ["Lee Hana", "김민수"]
    assert len(listed(enrolled, scope=Scope(cohort_id=1, today=enrolled.today()))) == 6
    assert listed(enrolled, scope=Scope(cohort_id=2, today=enrolled.today())) == []


def _person(op):
    op.get(Person, 1).name = "홍길순"


def _stage(op):
    op.get(Stage, 2).name = "심화 반"


def _status(op):
    op.update_many(Enrolment, [{"id": 3, "status": "수료"}])


def _leaves(op):
    op.delete_many(Enrolment, [1, 2])
    op.delete(op.get(Trainee, 1))


def _joins(op):
    op.insert_many(Enrolment, [{"trainee_id": 2, "stage_id": 2, "status": "선발"}])


BEFORE = [
    ("Lee Hana", "기초과정", "수강"),
    ("김가람", "기초과정", "수강"),
    ("김가람", "심화과정", "수강"),
    ("김민수", "기초과정", "수강"),
    ("홍길동", "기초과정", "수강"),
    ("홍길동", "심화과정", "수강"),
]


@pytest.mark.parametrize(
    ("does", "after"),
    [
        (_person, [*BEFORE[:4], ("홍길순", "기초과정", "수강"), ("홍길순", "심화과정", "수강")]),
        (_stage, [*BEFORE[:2], ("김가람", "심화 반", "수강"), *BEFORE[3:5], ("홍길동", "심화 반", "수강")]),
        (_status, [*BEFORE[:3], ("김민수", "기초과정", "수료"), *BEFORE[4:]]),
        (_leaves, BEFORE[:4]),
        (_joins, [*BEFORE[:4], ("김민수", "심화과정", "선발"), *BEFORE[4:]]),
    ],
)
def test_every_write_and_its_undoing_reach_it(enrolled, clock, does, after):
    then = clock.time
    clock.advance(minutes=1)
    assert listed(enrolled) == BEFORE
    with enrolled.operation("고침") as op:
        does(op)
    assert (listed(enrolled), differing(enrolled)) == (after, [0, 0])
    assert names(enrolled, "길순") == [row[0] for row in after if row[0] == "홍길순"]
    history.undo(enrolled)
    assert (listed(enrolled), differing(enrolled)) == (BEFORE, [0, 0])
    history.redo(enrolled)
    assert (listed(enrolled), differing(enrolled)) == (after, [0, 0])
    past = history.as_at(enrolled, then)
    assert (listed(past), names(past, "길동")) == (BEFORE, ["홍길동", "홍길동"])


def test_what_goes_by_the_day_is_reckoned_when_the_file_is_opened(enrolled, clock):
    clock.advance(days=1)
    ages = select(ENROLMENT_LINE.c.age).where(ENROLMENT_LINE.c.name == "김민수")
    with Store.open(enrolled.location, clock=clock, lines=enrolled.lines) as again:
        with again.engine.connect() as connection:
            assert connection.scalars(ages).all() == [22]
        assert differing(again) == [0, 0]


def test_thousands_at_once_are_written_in_parts(enrolled):
    with enrolled.operation("많은 사람") as op:
        people = op.insert_many(Person, [{"name": f"박{number}"} for number in range(6_000)])
        trainees = op.insert_many(Trainee, [{"person_id": person_id} for person_id in people])
        op.insert_many(
            Enrolment, [{"trainee_id": each, "stage_id": 1, "status": "신청"} for each in trainees]
        )
    with enrolled.operation("고침") as op:
        op.update_many(Trainee, [{"id": row_id, "major": "천문우주학"} for row_id in trainees[::3]])
    wanted = Criteria(search="문우", scope=Scope(today=enrolled.today()))
    assert Listing(enrolled.engine, ENROLMENTS, wanted).count() == 2_000
    assert differing(enrolled) == [0, 0]


def test_a_list_changed_past_the_program_is_named_and_made_anew(enrolled):
    assert integrity.check(enrolled).problems == ()
    with enrolled.engine.connect().execution_options(ieum_write=True) as connection:
        connection.execute(ENROLMENT_LINE.table.update().values(stage="딴 과정"))
        connection.commit()
    (problem,) = integrity.check(enrolled).problems
    assert "수강 목록의 6건이" in problem
    with enrolled.engine.connect().execution_options(ieum_write=True) as connection:
        keeping.rebuild(connection, enrolled.lines, enrolled.today())
        connection.commit()
    assert (integrity.check(enrolled).problems, listed(enrolled)) == ((), BEFORE)


def test_a_store_that_keeps_no_such_list_writes_none(enrolled):
    with Store.open(enrolled.location, clock=enrolled.clock) as without, without.operation("삭제") as op:
        op.delete(op.get(Enrolment, 4))
    with enrolled.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(ENROLMENT_LINE.table)) == 6
    assert differing(enrolled) == [0, 1]
