"""The training programme as it is written: cohorts with their stages, trainees, and who goes on."""

import pytest

from desktop.errors import UserError
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cards, cells, choices, moves, records
from desktop.services.records.cells import Cell
from desktop.services.training import programme as training

pytestmark = pytest.mark.both_databases

COHORT = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
HONG = {"name": "홍길동", "birth_date": "1998-03-01"}


@pytest.fixture
def scope(store):
    return Scope(cohort_id=records.save(store, "cohorts", COHORT).inserted["cohort"][0], today=store.today())


def trainee(store, scope, **values):
    return records.save(store, "trainees", HONG | values, scope=scope).inserted["trainee"][0]


def complete(store, scope, ids):
    for to in ("선발", "수강", "수료"):
        if to in [move.to for move in moves.allowed(store, "trainees", ids, scope)]:
            moves.move(store, "trainees", ids, to, "", scope)


def standing(store, scope):
    """Stage and status of every trainee in the list."""
    listing = Listing(store.engine, LISTS["trainees"], Criteria(scope=scope))
    keys = [column.key for column in listing.columns]
    return [(row[keys.index("stage") + 1], row[keys.index("status") + 1]) for row in listing.page(0, 100)]


def test_a_new_cohort_has_the_three_stages_of_every_run(store, scope):
    assert [text for _id, text in choices.of(store, "stages", scope)] == [
        "1. 기초과정",
        "2. 심화과정",
        "3. 포트폴리오 프로젝트",
    ]


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"name": "서초 AI칼리지 2022"}, "name", "같은 이름의 기수"),
        ({"year": "99"}, "year", "1990 이상 2200 이하"),
        ({"programme": " "}, "programme", "과정 이름을 적어 주세요"),
        ({"starts_on": "2023-04-01", "ends_on": "2023-03-31"}, "ends_on", "시작하는 날보다 앞섭니다"),
        ({"weeks": 0}, "weeks", "1 이상 200 이하"),
    ],
)
def test_a_wrong_cohort_is_refused_at_its_field(store, scope, values, field, sentence):
    with pytest.raises(UserError, match=sentence) as caught:
        records.save(store, "cohorts", {**COHORT, "name": "2023 기수", **values})
    assert caught.value.field == field
    assert len(choices.of(store, "cohorts", scope)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "심화과정"}, "name"),
        ({"starts_on": "2022-07-01", "ends_on": "2022-06-30"}, "ends_on"),
        ({"attendance_minimum": 101}, "attendance_minimum"),
        ({"score_minimum": None}, "score_minimum"),
        ({"capacity": -1}, "capacity"),
    ],
)
def test_a_wrong_stage_is_refused_at_its_field(store, scope, values, field):
    first = choices.of(store, "stages", scope)[0][0]
    with pytest.raises(UserError) as caught:
        records.save(store, "stages", values, record_id=first)
    assert caught.value.field == field


def test_a_rule_of_completion_is_not_emptied_in_the_list(store, scope):
    first = choices.of(store, "stages", scope)[0][0]
    result = cells.edit(store, "stages", [Cell(first, "attendance_minimum", "")])
    assert list(result.refused.values()) == ["출석 기준은 비워 둘 수 없습니다. 값을 적어 주세요."]


def test_a_stage_needs_a_cohort_in_work_and_takes_the_usual_rule(store, scope):
    raw = {"name": "취업 준비", "position": 4}
    with pytest.raises(UserError, match="기수를 고른 뒤"):
        records.save(store, "stages", raw, scope=Scope(today=store.today()))
    stage = records.save(store, "stages", raw, scope=scope).inserted["stage"][0]
    values = records.read(store, "stages", stage)
    assert (values["attendance_minimum"], values["score_minimum"]) == (80, 60)


def test_a_new_trainee_applies_for_the_first_stage(store, scope):
    trainee(store, scope)
    assert standing(store, scope) == [("기초과정", "신청")]


def test_a_cohort_without_stages_says_what_to_do(store, scope):
    records.delete(store, "stages", [stage for stage, _text in choices.of(store, "stages", scope)])
    with pytest.raises(UserError, match="단계를 먼저 추가"):
        trainee(store, scope)


def test_who_comes_again_next_year_is_the_same_trainee_with_the_new_school(store, scope):
    first = trainee(store, scope, school="가람대", major="통계학")
    later = records.save(store, "cohorts", COHORT | {"name": "2023", "year": 2023}).inserted["cohort"][0]
    changes = records.save(
        store, "trainees", HONG | {"school": "나래대"}, scope=Scope(cohort_id=later, today=store.today())
    )
    assert "trainee" not in changes.inserted
    values = records.read(store, "trainees", first)
    assert (values["school"], values["major"]) == ("나래대", "통계학")
    with pytest.raises(UserError, match="이미 '기초과정'에") as caught:
        trainee(store, scope)
    assert caught.value.field == "name"


def test_those_who_completed_go_on_as_selected_through_all_three_stages(store, scope):
    ids = [trainee(store, scope, name=name) for name in ("홍길동", "홍길순")]
    complete(store, scope, ids)
    changes = training.admit_to_next_stage(store, ids, scope)
    assert changes.name == "다음 단계로 2명 올리기"
    assert standing(store, scope) == [("심화과정", "선발")] * 2
    complete(store, scope, ids)
    training.admit_to_next_stage(store, ids, scope)
    complete(store, scope, ids)
    assert standing(store, scope) == [("포트폴리오 프로젝트", "수료")] * 2
    with pytest.raises(UserError, match="홍길동님은 이미 마지막 단계를 수료"):
        training.admit_to_next_stage(store, ids, scope)


def test_nobody_goes_on_when_one_has_not_completed(store, scope):
    done, not_yet = trainee(store, scope), trainee(store, scope, name="홍길순")
    complete(store, scope, [done])
    with pytest.raises(UserError, match="홍길순님은 앞 단계를 수료하지 않아"):
        training.admit_to_next_stage(store, [done, not_yet], scope)
    assert standing(store, scope) == [("기초과정", "수료"), ("기초과정", "신청")]


def test_going_on_is_undone_in_one_step(store, scope):
    ids = [trainee(store, scope)]
    complete(store, scope, ids)
    training.admit_to_next_stage(store, ids, scope)
    history.undo(store)
    assert standing(store, scope) == [("기초과정", "수료")]


def test_a_trainee_is_deleted_with_the_stages_and_comes_back_with_them(store, scope):
    trainee_id = trainee(store, scope)
    moves.move(store, "trainees", [trainee_id], "선발", "", scope)
    records.delete(store, "trainees", [trainee_id])
    assert standing(store, scope) == []
    history.undo(store)
    assert standing(store, scope) == [("기초과정", "선발")]


def test_a_cohort_goes_with_its_stages_and_comes_back_with_them(store, scope):
    records.delete(store, "cohorts", [scope.cohort_id])
    assert choices.of(store, "stages", scope) == []
    history.undo(store)
    assert len(choices.of(store, "stages", scope)) == 3


def test_a_year_means_its_only_cohort(store, scope):
    with store.read() as session:
        assert training.find_cohort(session, "2022").id == scope.cohort_id
        assert training.find_cohort(session, "2022년").id == scope.cohort_id
        assert training.find_cohort(session, "2021") is None
    records.save(store, "cohorts", COHORT | {"name": "서초 AI칼리지 2022 하반기"})
    with store.read() as session, pytest.raises(UserError, match="여럿입니다") as caught:
        training.find_cohort(session, "2022")
    assert caught.value.field == "cohort"


def of_first_stage(store, scope, day):
    first = choices.of(store, "stages", scope)[0][0]
    records.save(store, "stages", {"starts_on": day}, record_id=first)


def age_titles(store, scope, **criteria):
    listing = Listing(store.engine, LISTS["trainees"], Criteria(scope=scope, **criteria))
    return [
        next(c.field.title for c in columns if c.key == "age")
        for columns in (listing.columns, listing.titled())
    ]


def test_ages_say_the_day_they_are_of(store, scope):
    assert age_titles(store, scope) == ["만 나이(단계 첫날)"] * 2  # of nobody yet
    one = trainee(store, scope)
    assert age_titles(store, scope) == ["만 나이(2022. 9. 16.)"] * 2  # without a first day, today
    of_first_stage(store, scope, "2022-07-25")
    assert age_titles(store, scope) == ["만 나이(2022. 7. 25.)"] * 2
    complete(store, scope, [one])
    training.admit_to_next_stage(store, [one], scope)
    assert age_titles(store, scope) == ["만 나이(2022. 9. 16.)"] * 2
    trainee(store, scope, name="김둘째")
    assert age_titles(store, scope) == ["만 나이(단계 첫날)"] * 2  # of two days
    only = (Filter("name", Test.CONTAINS, ("둘째",)),)
    assert age_titles(store, scope, filters=only) == ["만 나이(2022. 7. 25.)"] * 2


def test_of_a_long_list_that_nobody_counted_yet_the_day_is_named_and_not_looked_for(store, scope):
    of_first_stage(store, scope, "2022-07-25")
    for name in ("가하나", "나두리", "다세나"):
        trainee(store, scope, name=name)
    of_all = Criteria(scope=scope)
    seen = Listing(store.engine, LISTS["trainees"], of_all, at_once=2)
    assert {c.key: c.field.title for c in seen.columns}["age"] == "만 나이(단계 첫날)"
    assert {c.key: c.field.title for c in seen.titled()}["age"] == "만 나이(2022. 7. 25.)"


def test_the_card_tells_of_which_day_the_age_is(store, scope):
    of_first_stage(store, scope, "2022-07-25")
    old = trainee(store, scope, name="강준찬", birth_date="1982-07-25")
    facts = {fact.label: fact.text for fact in cards.card(store, "trainees", old, scope).facts}
    assert facts["만 나이(2022. 7. 25.)"] == "40 ⚠ 39세 초과"
    assert "나이 기준일" not in facts


def test_before_people_outside_the_rule_of_age_are_selected_it_is_asked(store, scope):
    of_first_stage(store, scope, "2022-07-25")
    fine = trainee(store, scope, birth_date="1982-07-26")  # 39 that day, 40 the next
    old = trainee(store, scope, name="강준찬", birth_date="1982-07-25")
    young = trainee(store, scope, name="나어린", birth_date="2002-07-26")
    unborn = trainee(store, scope, name="하늘", birth_date=None, phone="010-1234-5678")
    ask = moves.question
    assert ask(store, "trainees", [fine, unborn], "선발", scope) == ""
    assert ask(store, "trainees", [old], "탈락", scope) == ""
    assert ask(store, "trainees", [old, fine, young, unborn], "선발", scope) == (
        "2명이 기수의 나이 기준 밖입니다: 강준찬(2022. 7. 25. 만 40세, 39세 초과), 나어린(2022. 7. 25. 만 19세, 20세 미만)"
    )
    records.save(store, "cohorts", {"youngest": 19, "oldest": 39}, record_id=scope.cohort_id)
    assert ask(store, "trainees", [old, fine, young], "선발", scope) == (
        "1명이 기수의 나이 기준 밖입니다: 강준찬(2022. 7. 25. 만 40세, 39세 초과)"
    )
    flagged = {
        each: {fact.label: fact.text for fact in cards.card(store, "trainees", each, scope).facts}
        for each in (old, young)
    }
    assert flagged[young]["만 나이(2022. 7. 25.)"] == "19"
    assert flagged[old]["만 나이(2022. 7. 25.)"] == "40 ⚠ 39세 초과"
    assert "나이(부터)" not in flagged[old], "the rule is the cohort's, no fact of a person"
    moves.move(store, "trainees", [old], "선발", "", scope)  # no wall
    assert ("기초과정", "선발") in standing(store, scope)
