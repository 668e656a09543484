"""Placements as they are written: places never given twice, nobody in two companies at once, three months by the law."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.queries.list_spec import Scope
from desktop.services import settings
from desktop.services.datafile import history
from desktop.services.placement import internships as placement
from desktop.services.records import cells, choices, moves, records
from desktop.services.records.cells import Cell

pytestmark = pytest.mark.both_databases

GARAM = {"name": "가람데이터", "registration_number": "1248100998"}
NARAE = {"name": "나래소프트", "registration_number": "220-81-62517"}


@pytest.fixture
def scope(store):
    return Scope(today=store.today())


@pytest.fixture
def garam(store):
    return records.save(store, "companies", GARAM).inserted["company"][0]


@pytest.fixture
def narae(store):
    return records.save(store, "companies", NARAE).inserted["company"][0]


def opening(store, company, places=1, duty="자료 분석"):
    raw = {"company_id": company, "duty": duty, "places": places}
    return records.save(store, "openings", raw).inserted["opening"][0]


def trainee(store, name="홍길동"):
    return records.save(store, "trainees", {"name": name, "birth_date": "1998-03-01"}).inserted["trainee"][0]


def match(store, trainee_id, opening_id, start="2022-10-04", end="2023-01-03"):
    raw = {"trainee_id": trainee_id, "opening_id": opening_id, "starts_on": start, "ends_on": end}
    return records.save(store, "matches", raw).inserted["internship_match"][0]


@pytest.mark.feature("CO-01")
@pytest.mark.parametrize("number", ["124-81-00999", "1248100999", "124-81-0099"])
def test_a_wrong_check_digit_is_refused(store, number):
    with pytest.raises(UserError) as caught:
        records.save(store, "companies", GARAM | {"registration_number": number})
    assert caught.value.field == "registration_number"


@pytest.mark.feature("CO-01")
def test_the_same_number_points_to_the_company_that_has_it(store, garam):
    with pytest.raises(UserError, match="이미 있습니다") as caught:
        records.save(store, "companies", GARAM | {"name": "가람 데이터(주)"})
    assert caught.value.field == "registration_number"
    for written in ("124-81-00998", "1248100998", " 124 81 00998 "):
        assert placement.company_with(store, written) == (garam, "가람데이터")
    assert placement.company_with(store, "220-81-62517") is None
    assert placement.company_with(store, "124-81") is None


def test_an_agreement_ends_after_it_began(store, garam):
    values = {"agreed_on": "2022-09-01", "agreed_until": "2022-08-31"}
    with pytest.raises(UserError, match="협약") as caught:
        records.save(store, "companies", values, record_id=garam)
    assert caught.value.field == "agreed_until"


@pytest.mark.feature("CO-13")
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2022, 10, 4), (2023, 1, 3)),
        ((2022, 11, 30), (2023, 2, 28)),
        ((2022, 10, 1), (2022, 12, 31)),
        ((2023, 11, 30), (2024, 2, 29)),
    ],
)
def test_an_internship_of_three_months_ends_by_the_civil_code(store, start, end):
    assert placement.end_of_internship(store, dt.date(*start)) == dt.date(*end)


def test_the_months_are_the_offices_setting_and_the_rule_says_them(store):
    assert "3개월" in placement.rule_of_end(store)
    assert "민법 제160조" in placement.rule_of_end(store)
    settings.save(store, {"name": "서초구", "internship_months": 6})
    assert placement.end_of_internship(store, dt.date(2022, 10, 4)) == dt.date(2023, 4, 3)
    assert "6개월" in placement.rule_of_end(store)


@pytest.mark.feature("CO-04")
def test_the_last_place_is_given_once(store, garam, scope):
    place = opening(store, garam, places=2)
    ids = [trainee(store, name) for name in ("홍길동", "김하늘", "이바다")]
    first = match(store, ids[0], place)
    match(store, ids[1], place)
    with pytest.raises(UserError, match="가람데이터 '자료 분석' 모집 2명이 모두 찼습니다") as caught:
        match(store, ids[2], place)
    assert caught.value.field == "opening_id"
    assert choices.of(store, "openings", scope)[0][1] == "가람데이터 · 자료 분석 · 남은 자리 0/2"
    moves.move(store, "matches", [first], "취소", "본인 사정", scope)
    match(store, ids[2], place)
    with pytest.raises(UserError, match="남은 자리가 없습니다"):
        moves.move(store, "matches", [first], "예정", "다시 희망", scope)


@pytest.mark.feature("CO-04")
def test_a_full_opening_takes_nobody_from_another_and_gives_up_no_place(store, garam, narae):
    full, other = opening(store, garam), opening(store, narae)
    match(store, trainee(store), full)
    mover = match(store, trainee(store, "김하늘"), other)
    with pytest.raises(UserError, match="남은 자리가 없습니다") as caught:
        records.save(store, "matches", {"opening_id": full}, record_id=mover)
    assert caught.value.field == "opening_id"
    with pytest.raises(UserError, match="적게 할 수 없습니다") as caught:
        records.save(store, "openings", {"places": 0}, record_id=full)
    assert caught.value.field == "places"
    result = cells.edit(store, "openings", [Cell(full, "places", "0"), Cell(other, "places", "5")])
    assert [cell.record_id for cell in result.refused] == [full]


@pytest.mark.feature("CO-13")
def test_two_placements_of_one_trainee_may_not_overlap(store, garam, narae, scope):
    person = trainee(store)
    first = match(store, person, opening(store, garam))
    there = opening(store, narae)
    with pytest.raises(
        UserError, match=r"가람데이터 인턴십이 있습니다\(2022. 10. 4. ~ 2023. 1. 3.\)"
    ) as caught:
        match(store, person, there, "2023-01-03", "2023-04-02")
    assert caught.value.field == "starts_on"
    match(store, person, there, "2023-01-04", "2023-04-03")
    with pytest.raises(UserError, match="나래소프트 인턴십"):
        records.save(store, "matches", {"ends_on": "2023-01-04"}, record_id=first)


@pytest.mark.feature("CO-13")
def test_a_cancelled_placement_makes_room_until_it_is_taken_up_again(store, garam, narae, scope):
    person = trainee(store)
    first = match(store, person, opening(store, garam))
    moves.move(store, "matches", [first], "취소", "기업 사정", scope)
    match(store, person, opening(store, narae))
    with pytest.raises(UserError, match="나래소프트 인턴십"):
        moves.move(store, "matches", [first], "예정", "다시 희망", scope)


@pytest.mark.feature("CO-13")
def test_who_left_early_is_placed_again_from_the_day_after(store, garam, narae, scope):
    person, place = trainee(store), opening(store, garam)
    first = match(store, person, place)
    moves.move(store, "matches", [first], "근무", "", scope)
    with pytest.raises(UserError, match="사유"):
        moves.move(store, "matches", [first], "중도종료", "", scope)
    moves.move(store, "matches", [first], "중도종료", "건강 문제", scope)
    again = opening(store, narae)
    with pytest.raises(UserError, match="종료일을 실제로 끝난 날로"):
        match(store, person, again, "2022-11-15", "2023-02-14")
    records.save(store, "matches", {"ends_on": "2022-11-14"}, record_id=first)
    match(store, person, again, "2022-11-15", "2023-02-14")
    match(store, trainee(store, "김하늘"), place, "2022-11-15", "2023-02-14")


def test_a_period_that_ends_before_it_begins_is_refused_at_the_end(store, garam):
    with pytest.raises(UserError) as caught:
        match(store, trainee(store), opening(store, garam), "2022-10-04", "2022-10-03")
    assert caught.value.field == "ends_on"


def test_how_a_match_came_about_is_not_emptied(store, garam):
    made = match(store, trainee(store), opening(store, garam))
    assert records.read(store, "matches", made)["origin"] == "직접"
    result = cells.edit(store, "matches", [Cell(made, "origin", "")])
    assert list(result.refused.values()) == ["매칭 방법은 비워 둘 수 없습니다. 값을 적어 주세요."]


def test_what_others_use_is_not_deleted_and_a_match_comes_back(store, garam):
    place = opening(store, garam)
    person = trainee(store)
    made = match(store, person, place)
    for kind, record_id in (("companies", garam), ("openings", place), ("trainees", person)):
        with pytest.raises(UserError, match="다른 기록"):
            records.delete(store, kind, [record_id])
    records.delete(store, "matches", [made])
    history.undo(store)
    assert records.read(store, "matches", made)["trainee_id"] == person


def test_a_match_of_someone_who_left_is_doubted_with_the_reason_and_still_written(store, garam, scope):
    raw = {"year": 2023, "name": "AI칼리지 2023", "programme": "AI칼리지"}
    cohort = records.save(store, "cohorts", raw).inserted["cohort"][0]
    here = Scope(cohort_id=cohort, today=scope.today)
    raw = {"name": "강하늘", "birth_date": "1998-03-01"}
    who = records.save(store, "trainees", raw, scope=here).inserted["trainee"][0]
    assert placement.question(store, who) == ""
    moves.move(store, "trainees", [who], "중도포기", "취업", here)
    asked = "강하늘님은 AI칼리지 2023 기초과정에서 '중도포기'입니다(취업). 그래도 매칭할까요?"
    assert placement.question(store, who) == asked
    assert match(store, who, opening(store, garam))
    assert placement.question(store, trainee(store)) == ""
