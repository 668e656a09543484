"""Who may take part, judged on the 기준일 with a sentence per person."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.eligibility import Applicant, EligibilityRule, Repeat, age_flag, check_rule, judge
from desktop.rules.verdicts import Verdict
from desktop.text.dates import age_on

DAY = dt.date(2022, 9, 16)
AGES = EligibilityRule(DAY, unemployed=False, repeat=Repeat.FREE)
FULL = EligibilityRule(DAY, district="서초구", resident_months=6)
FINE = {
    "birth": dt.date(1998, 3, 1),
    "address": "서울특별시 서초구 반포동",
    "resident_since": dt.date(2022, 3, 16),
}


@pytest.mark.feature("TR-03")
@pytest.mark.parametrize(
    ("birth", "verdict", "sentence"),
    [
        ("1982-09-17", "충족", "2022. 9. 16. 기준 적격: 만 39세."),
        ("1982-09-16", "미달", "2022. 9. 16. 기준 부적격: 만 40세(20~39세, 1982. 9. 16.생)."),
        ("2002-09-16", "충족", "2022. 9. 16. 기준 적격: 만 20세."),
        ("2002-09-17", "미달", "2022. 9. 16. 기준 부적격: 만 19세(20~39세, 2002. 9. 17.생)."),
    ],
)
def test_ages_on_the_day(birth, verdict, sentence):
    found = judge(Applicant(dt.date.fromisoformat(birth)), AGES)
    assert (found.verdict, found.sentence) == (verdict, sentence)


@pytest.mark.feature("TR-03")
@pytest.mark.parametrize(("day", "verdict"), [("2023-02-28", "미달"), ("2023-03-01", "충족")])
def test_who_was_born_on_29_february_is_a_year_older_on_1_march(day, verdict):
    rule = EligibilityRule(dt.date.fromisoformat(day), youngest=19, unemployed=False, repeat=Repeat.FREE)
    assert judge(Applicant(dt.date(2004, 2, 29)), rule).verdict == verdict


@pytest.mark.feature("TR-03")
@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Applicant(**FINE, employed=False), "적격: 만 24세, 서초구 거주 2022. 3. 16.부터, 미취업, 첫 참여."),
        (Applicant(**FINE | {"address": "서울 강남구"}, employed=False), "부적격: 서초구 밖 거주."),
        (Applicant(**FINE | {"resident_since": dt.date(2022, 3, 17)}, employed=False),
         "부적격: 서초구 거주 2022. 3. 17.부터(6개월 미만)."),
        (Applicant(**FINE, employed=True), "부적격: 취업 중."),
        (Applicant(**FINE, employed_from=dt.date(2022, 9, 16)), "부적격: 취업 중(2022. 9. 16. 입사)."),
        (Applicant(**FINE, employed_from=dt.date(2021, 1, 1), employed_until=dt.date(2022, 9, 15)),
         "적격: 만 24세, 서초구 거주 2022. 3. 16.부터, 미취업, 첫 참여."),
        (Applicant(**FINE, employed=False, took_part=("2021년",), completed=("2021년",)), "부적격: 2021년을 이미 수료함."),
        (Applicant(**FINE, employed=False, took_part=("2021년",)),
         "적격: 만 24세, 서초구 거주 2022. 3. 16.부터, 미취업, 2021년 참여, 수료하지 않음."),
        (Applicant(**FINE | {"birth": None}, employed=None), "확인 필요: 생년월일이 없어 나이를 알 수 없음, 취업 여부를 알 수 없음."),
        (Applicant(**FINE | {"address": " "}, employed=True), "부적격: 취업 중."),
        (Applicant(**FINE | {"resident_since": None}, employed=False), "확인 필요: 전입일이 없어 거주 기간을 알 수 없음."),
    ],
)  # fmt: skip
def test_each_condition_has_its_words(person, sentence):
    assert judge(person, FULL).sentence == f"2022. 9. 16. 기준 {sentence}"


def test_who_took_part_may_be_kept_out_altogether():
    person = Applicant(dt.date(1998, 3, 1), took_part=("2020년", "2021년"))
    never = EligibilityRule(DAY, unemployed=False, repeat=Repeat.NEVER)
    assert judge(person, never).sentence == "2022. 9. 16. 기준 부적격: 2020년, 2021년에 이미 참여함."
    assert judge(person, AGES).verdict == Verdict.MET


def test_conditions_nobody_can_meet_are_refused():
    with pytest.raises(UserError, match="거꾸로입니다: 40세부터 39세까지"):
        check_rule(EligibilityRule(DAY, youngest=40))
    with pytest.raises(UserError, match="0개월 이상"):
        check_rule(EligibilityRule(DAY, resident_months=-1))
    check_rule(FULL)


@given(st.dates(dt.date(1950, 1, 1), DAY), st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1)))
def test_only_the_day_of_the_rule_decides(birth, day):
    found = judge(Applicant(birth), EligibilityRule(day, unemployed=False, repeat=Repeat.FREE))
    assert (found.verdict == "충족") == (20 <= age_on(birth, day) <= 39)


@pytest.mark.parametrize(
    ("age", "word"), [(None, ""), (19, "20세 미만"), (20, ""), (39, ""), (40, "39세 초과"), (0, "20세 미만")]
)
def test_an_age_outside_the_rule_has_a_word(age, word):
    assert age_flag(age) == word
