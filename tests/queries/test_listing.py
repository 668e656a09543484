"""Lists as they are read: counted, paged by rank, sorted, filtered, searched — against plain Python on the same rows."""

import datetime as dt
import itertools
import random

import pytest
from sqlalchemy import event, select

from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries import walking
from desktop.queries.board import MEMBERS
from desktop.queries.filtering import Filter, Test, describe, from_json, to_json
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import SORTED_AT_ONCE, Listing
from desktop.queries.training import TRAINEES
from desktop.services.kinds import LISTS
from desktop.services.records import records
from desktop.text.dates import age_on

pytestmark = pytest.mark.both_databases

TODAY = dt.date(2022, 9, 16)
SURNAMES, GIVEN = "김이박최정강", ("민수", "서연", "도윤", "하은", "지호", "예린", "준서")
MAJORS = ("컴퓨터공학", "통계학", "국어국문학", "디자인", None)


@pytest.fixture
def trainees(store):
    """300 people with gaps, doubles and blanks, put in at once."""
    chance = random.Random(7)
    people = []
    for _ in range(300):
        birth = dt.date(chance.randint(1982, 2002), chance.randint(1, 12), chance.randint(1, 28))
        people.append(
            {
                "name": chance.choice(SURNAMES) + chance.choice(GIVEN),
                "birth_date": birth if chance.random() < 0.9 else None,
                "phone": f"010-{chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}",
                "address": chance.choice(("서초1동", "방배동", "", None)),
            }
        )
    with store.operation("교육생 300명") as op:
        ids = op.insert_many(Person, people)
        rows = [{"person_id": person_id, "major": chance.choice(MAJORS)} for person_id in ids]
        op.insert_many(Trainee, rows)
    return store


def listing(store, *, scope=None, at_once=SORTED_AT_ONCE, **criteria):
    criteria = Criteria(scope=scope or Scope(today=TODAY), **criteria)
    return Listing(store.engine, TRAINEES, criteria, at_once=at_once)


def walked(store, **criteria):
    """The list as it is read when it is too long to be ordered at once."""
    return listing(store, at_once=0, **criteria)


def test_listings_of_the_same_data_count_the_same_rows_once(trainees):
    counts, asked = {}, []
    event.listen(trainees.engine, "before_cursor_execute", lambda *told: asked.append(told[2].lower()))

    def counted(**criteria):
        asked.clear()
        found = Listing(
            trainees.engine, TRAINEES, Criteria(scope=Scope(today=TODAY), **criteria), counts=counts
        )
        return (found.count(), found.total()), sum("count(" in statement for statement in asked)

    everyone, once = counted()
    assert (everyone, once) == ((300, 300), 1)
    assert counted(order=(("phone", True),)) == ((300, 300), 0), "another order of the same rows"
    found, once = counted(search="김")
    assert found[0] < found[1] == 300
    assert once == 1, "the total was known"
    assert counted(search="김", order=(("phone", True),)) == (found, 0)


def column(found, key):
    position = [column.key for column in found.columns].index(key) + 1
    return [row[position] for row in found.page(0, 10_000)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", [column.key for column in TRAINEES.columns])
def test_every_column_sorts_with_blanks_last_and_each_row_at_one_rank(trainees, key, descending):
    found = listing(trainees, order=((key, descending),))
    values = column(found, key)
    filled = [value for value in values if value is not None]
    assert values == sorted(filled, reverse=descending) + [None] * (len(values) - len(filled))
    ids = found.ids()
    assert sorted(ids) == sorted(listing(trainees).ids())
    assert [found.rank_of(row_id) for row_id in ids[::37]] == list(range(0, 300, 37))


def test_pages_laid_end_to_end_are_the_whole_list(trainees):
    found = listing(trainees)
    pages = [found.page(offset, 70) for offset in range(0, 300, 70)]
    assert list(itertools.chain.from_iterable(pages)) == found.page(0, 300)
    assert found.id_at(299) == pages[-1][-1][0]
    assert found.id_at(300) is None


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", [column.key for column in TRAINEES.columns])
def test_a_long_list_is_walked_along_its_order_from_either_end(trainees, key, descending):
    order = ((key, descending),)
    ids = listing(trainees, order=order).ids()
    for offset in (0, 60, 149, 150, 230, 290, 300):
        assert walked(trainees, order=order).ids(offset, 40) == ids[offset : offset + 40], offset
    found = walked(trainees, order=order)
    assert [found.rank_of(row_id) for row_id in ids[::29]] == list(range(0, 300, 29))
    assert found.rank_of(10_000) is None


@pytest.mark.parametrize(
    "criteria",
    [
        {"search": "민수"},
        {"search": "ㅁㅅ 1"},
        {"search": "서초 rlaalstn"},
        {"filters": (Filter("address", Test.CONTAINS, ("서초",)), Filter("major", Test.NOT_BLANK))},
        {"filters": (Filter("age", Test.RANGE, (25, 30)),), "search": "김"},
    ],
)
def test_a_long_list_searched_and_filtered_is_the_same_before_and_after_it_settles(trainees, criteria):
    ids = listing(trainees, order=(("birth_date", True),), **criteria).ids()
    found = walked(trainees, order=(("birth_date", True),), **criteria)
    middle = len(ids) // 2
    assert not found.ready
    assert (found.ids(0, 5), found.ids(middle, 5)) == (ids[:5], ids[middle : middle + 5])
    found.settle()
    assert found.ready
    assert (found.ids(0, 5), found.ids(middle, 5)) == (ids[:5], ids[middle : middle + 5])
    assert [found.rank_of(row_id) for row_id in ids] == list(range(len(ids)))
    assert (found.count(), found.total()) == (len(ids), 300)


def test_hits_of_a_very_long_list_are_found_near_its_beginning_and_far_from_it(store):
    """The first rows are looked at one by one, the search indices asked where these do not fill the page."""
    with store.operation("많은 사람") as op:
        names = [f"{'가나하'[number // 2_200]}수{number:04}" for number in range(6_000)]
        people = op.insert_many(Person, [{"name": name} for name in names])
        op.insert_many(Trainee, [{"person_id": person_id} for person_id in people])
    for search, descending in itertools.product(("가", "하", "ㅎㅅ", "5999"), (False, True)):
        asked = {"search": search, "order": (("name", descending),)}
        assert walked(store, **asked).ids(0, 200) == listing(store, **asked).ids()[:200] != [], asked


@pytest.mark.feature("DA-07")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("search", ["가", "나", "하"])
def test_a_surname_is_gone_to_wherever_it_stands_in_the_order(store, search, descending, monkeypatch):
    """With the few whose other words hold it, before and after; the rows between are not walked through."""
    with store.operation("많은 사람") as op:
        names = [f"{'가나하'[number % 3]}수{number:03}" for number in range(900)]
        rest = ["강가나", "고하준", "나하나", "다가하", "이하나", "황나리", "힝가하"]
        rows = [{"name": name, "address": None} for name in names + rest]
        rows += [{"name": name, "address": "가나하동"} for name in ("각", "누", "힣")]
        people = op.insert_many(Person, rows)
        op.insert_many(Trainee, [{"person_id": person_id} for person_id in people])
    monkeypatch.setattr(walking, "NEAR", 50)
    order = (("name", descending),)
    found, whole = walked(store, search=search, order=order), listing(store, search=search, order=order).ids()
    assert found.count() == len(whole) > 300
    walks, part = [], walking.Walk._part

    def watched(walk, among, offset, limit, size):
        walks.extend([offset] * (limit > 0))
        return part(walk, among, offset, limit, size)

    monkeypatch.setattr(walking.Walk, "_part", watched)
    assert found.ids(0, 200) == whole[:200]
    assert walks == []


@pytest.mark.feature("DA-08")
@pytest.mark.parametrize(
    ("wanted", "keeps"),
    [
        (Filter("name", Test.CONTAINS, ("민수",)), lambda row: "민수" in row["name"]),
        (
            Filter("major", Test.ONE_OF, ("통계학", "디자인")),
            lambda row: row["major"] in {"통계학", "디자인"},
        ),
        (Filter("major", Test.ONE_OF, ("통계학", None)), lambda row: row["major"] in {"통계학", None}),
        (Filter("address", Test.BLANK), lambda row: not row["address"]),
        (Filter("address", Test.NOT_BLANK), lambda row: bool(row["address"])),
        (Filter("birth_date", Test.BLANK), lambda row: row["birth_date"] is None),
        (
            Filter("birth_date", Test.RANGE, (dt.date(1990, 1, 1), dt.date(1995, 12, 31))),
            lambda row: row["birth_date"] and 1990 <= row["birth_date"].year <= 1995,
        ),
        (Filter("age", Test.RANGE, (None, 25)), lambda row: row["age"] is not None and row["age"] <= 25),
        (Filter("age", Test.RANGE, (30, None)), lambda row: row["age"] is not None and row["age"] >= 30),
    ],
)
def test_filters_keep_what_they_say(trainees, wanted, keeps):
    keys = ["id", *(column.key for column in TRAINEES.columns)]
    rows = [dict(zip(keys, row, strict=True)) for row in listing(trainees).page(0, 1000)]
    found = listing(trainees, filters=(wanted,))
    expected = [row["id"] for row in rows if keeps(row)]
    assert found.ids() == expected
    assert found.count() == len(expected) > 0
    assert found.total() == 300


def test_age_in_the_list_is_the_age_of_the_rules(trainees):
    found = listing(trainees)
    for birth, age in zip(column(found, "birth_date"), column(found, "age"), strict=True):
        assert age == (None if birth is None else age_on(birth, TODAY))


@pytest.mark.parametrize("day", [dt.date(2022, 2, 28), dt.date(2022, 3, 1), dt.date(2024, 2, 29)])
def test_those_born_on_29_february_age_alike_in_lists_and_rules(store, day):
    born = dt.date(2000, 2, 29)
    records.save(store, "trainees", {"name": "윤이월", "birth_date": born})
    found = listing(store, scope=Scope(today=day))
    assert column(found, "age") == [age_on(born, day)]


@pytest.fixture
def named(store):
    for name, phone, email in (
        ("김민수", "010-1234-5678", None),
        ("강문숙", "010-2345-1234", None),
        ("박민서", "02-3456-7777", "park@mail.kr"),
    ):
        values = {"name": name, "birth_date": "1998-03-01", "phone": phone, "email": email}
        records.save(store, "trainees", values)
    return store


@pytest.mark.feature("DA-07")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("민수", ["김민수"]),
        ("민", ["김민수", "박민서"]),
        ("ㄱㅁㅅ", ["강문숙", "김민수"]),
        ("ㅁㅅ", ["강문숙", "김민수", "박민서"]),
        ("rlaalstn", ["김민수"]),
        ("5678", ["김민수"]),
        ("1234", ["강문숙", "김민수"]),
        ("01012345678", ["김민수"]),
        ("02-3456", ["박민서"]),
        ("김민수 5678", ["김민수"]),
        ("김민수 7777", []),
        ("%", []),
        ("_", []),
        ("없는사람", []),
        ('"', []),
        ('민"수', ["김민수"]),
        ("수", ["김민수"]),
        ("MAIL", ["박민서"]),
        ("a", ["박민서"]),
    ],
)
def test_search_by_part_by_initials_by_digits_and_by_latin_keys(named, typed, names):
    for found in (listing(named, search=typed), walked(named, search=typed)):
        assert column(found, "name") == names
        assert found.count() == len(names)


@pytest.fixture
def addressed(store):
    for name, phone, address, school, email in (
        ("서초롱", "010-1234-5678", "강남구 역삼로 12", "한빛대학교", "Seo@mail.kr"),
        ("김민수", "010-2345-1234", "서초구 반포대로 3", "서초대학교", "kim.s@mail.kr"),
        ("박민서", None, "관악구 B동", "É대학교", None),
    ):
        values = {"name": name, "birth_date": "1998-03-01", "phone": phone, "address": address}
        values |= {"school": school, "email": email}
        records.save(store, "trainees", values)
    return store


@pytest.mark.feature("DA-08")
@pytest.mark.parametrize(
    ("key", "part", "names"),
    [
        ("address", "서초", ["김민수"]),
        ("address", "서초구", ["김민수"]),
        ("address", "서", ["김민수"]),
        ("address", "로", ["김민수", "서초롱"]),
        ("address", "구 역삼", ["서초롱"]),
        ("address", " 역삼로 ", ["서초롱"]),
        ("address", "b동", ["박민서"]),
        ("address", "없", []),
        ("name", "ㅅㅊㄹ", []),
        ("school", "서초대", ["김민수"]),
        ("email", "SEO@", ["서초롱"]),
        ("email", "s@", ["김민수"]),
        ("school", "É대", ["박민서"]),
        ("email", '"', []),
        ("phone", "1234", ["김민수", "서초롱"]),
        ("phone", "0101", []),
        ("phone", "12345678", []),
    ],
)
def test_a_part_is_looked_for_in_its_own_column_alone(addressed, key, part, names):
    wanted = Filter(key, Test.CONTAINS, (part,))
    for found in (listing(addressed, filters=(wanted,)), walked(addressed, filters=(wanted,))):
        assert (column(found, "name"), found.count()) == (names, len(names))
    both = listing(addressed, filters=(wanted, Filter("name", Test.NOT_BLANK)))
    assert (column(both, "name"), both.count()) == (names, len(names))


def test_a_decomposed_name_is_found(named):
    import unicodedata

    assert column(listing(named, search=unicodedata.normalize("NFD", "김민수")), "name") == ["김민수"]


def test_a_cohort_shows_its_own_people_where_they_stood_in_it(store):
    with store.operation("두 기수") as op:
        person = op.add(Person(name="홍길동", birth_date=dt.date(1998, 3, 1)))
        trainee = op.add(Trainee(person_id=person.id))
        other = op.add(Trainee(person_id=op.add(Person(name="김민수")).id))
        cohorts = [op.add(Cohort(name=f"{year} 기수", year=year, programme="과정")) for year in (2021, 2022)]
        for cohort, statuses in zip(cohorts, (("수료", "미수료"), ("수강",)), strict=True):
            for position, status in enumerate(statuses, 1):
                stage = op.add(
                    Stage(
                        cohort_id=cohort.id,
                        name=f"단계 {position}",
                        position=position,
                        attendance_minimum=80,
                        score_minimum=60,
                    )
                )
                op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status=status))
    by_cohort = [listing(store, scope=Scope(cohort_id=cohort.id, today=TODAY)) for cohort in cohorts]
    assert [column(found, "status") for found in by_cohort] == [["미수료"], ["수강"]]
    everyone = listing(store)
    assert (column(everyone, "name"), column(everyone, "status")) == (["김민수", "홍길동"], [None, "수강"])
    assert (everyone.count(), by_cohort[0].total()) == (2, 1)
    assert other.id in everyone.ids()


@pytest.mark.parametrize("search", ["", "민수"])
def test_a_long_list_of_one_cohort_is_walked_too(trainees, search):
    """SQLite would find the cohort by an index of its own and sort it: of a million 0.5 s, its middle 2.7 s."""
    with trainees.operation("모두 한 기수") as op:
        cohort = op.add(Cohort(name="2022 기수", year=2022, programme="과정"))
        stage = op.add(
            Stage(cohort_id=cohort.id, name="기초", position=1, attendance_minimum=80, score_minimum=60)
        )
        ids = op.session.scalars(select(Trainee.id)).all()
        op.insert_many(Enrolment, [{"trainee_id": each, "stage_id": stage.id} for each in ids])
    one = Scope(cohort_id=cohort.id, today=TODAY)
    found, asked = walked(trainees, scope=one, search=search, order=(("birth_date", False),)), []
    count = found.count()

    def note(_connection, _cursor, statement, parameters, *_others):
        asked.append((statement, parameters))

    event.listen(trainees.engine, "before_cursor_execute", note)
    pages = [found.ids(0, 5), found.ids(count // 2, 5)]
    event.remove(trainees.engine, "before_cursor_execute", note)
    whole = listing(trainees, scope=one, search=search, order=(("birth_date", False),)).ids()
    assert pages == [whole[:5], whole[count // 2 : count // 2 + 5]]
    if trainees.engine.dialect.name != "sqlite":
        return  # other planners weigh the two ways by what the table holds
    walks = [each for each in asked if "ORDER BY" in each[0]]
    with trainees.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", with_) for sql, with_ in walks]
        steps = [row[-1] for plan in plans for row in plan]
    assert len(walks) >= 2
    assert not [step for step in steps if "TEMP B-TREE" in step]


@pytest.mark.parametrize("spec", LISTS.values(), ids=lambda spec: spec.kind)
def test_every_list_answers_every_question_put_to_it(store, spec):
    for board_id, cohort_id in ((None, None), (1, 1)):
        found = Listing(
            store.engine, spec, Criteria(scope=Scope(cohort_id, board_id, TODAY), search="가 ㄱㄴ 1234")
        )
        assert (found.count(), found.page(0, 10), found.ids(), found.id_at(0)) == (0, [], [], None)
        for each in spec.columns:
            tests = (Filter(each.key, Test.BLANK), Filter(each.key, Test.CONTAINS, ("가",)))
            assert (
                Listing(store.engine, spec, Criteria(filters=tests, order=((each.key, True),))).count() == 0
            )
            assert found.choices(each.key) == [] or spec.kind == "operations"


def test_choices_count_the_rows_of_each_value(trainees):
    majors = column(listing(trainees), "major")
    assert dict(listing(trainees).choices("major")) == {major: majors.count(major) for major in set(majors)}


def test_a_filter_survives_being_stored():
    wanted = Filter("birth_date", Test.RANGE, (dt.date(1990, 1, 1), None))
    assert from_json(to_json(wanted)) == wanted
    assert describe(TRAINEES.column("birth_date").field, wanted) == "생년월일: 1990. 1. 1. 이상"


def test_keys_of_a_list_are_unique_and_ordered_by_known_columns():
    for spec in LISTS.values():
        keys = [each.key for each in spec.columns]
        assert len(keys) == len(set(keys))
        assert {key for key, _descending in spec.order} <= set(keys)
        assert spec.empty, spec.kind
    assert MEMBERS.column("name").editable
