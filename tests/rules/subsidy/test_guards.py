"""Money that must not go out: twice for a day, beyond the budget, below the minimum wage, outside the conditions."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.subsidy import (
    Basis,
    Budget,
    Case,
    Employment,
    Line,
    Paid,
    Payee,
    Policy,
    balance,
    check_budget,
    check_days,
    check_granted,
    check_within,
    claims,
    refusals,
    sample,
    short_of_minimum,
)

D = dt.date
LINE = Line(Payee.COMPANY, Basis.WAGE, 3, share=Fraction(9, 10))
PLAIN = Policy("인건비 지원", (LINE,))
WORK = Employment(D(2022, 10, 4), D(2023, 1, 3), 2_000_000)


def test_two_claims_of_one_month_whose_days_do_not_meet_are_both_paid():
    first, second = (
        claims(PLAIN, Employment(D(2022, 10, one), D(2022, 10, other), 2_000_000))[0]
        for one, other in ((4, 15), (20, 31))
    )
    assert (first.amount, second.amount) == (696_774, 696_774)
    check_days(second.first, second.last, [Paid("가람", first.first, first.last)])


def test_a_day_paid_twice_is_refused_naming_the_first():
    with pytest.raises(UserError, match=r"이미 청구한 날과 겹칩니다: 가람\(2022. 10. 4.~2022. 10. 15.\)"):
        check_days(
            D(2022, 10, 15),
            D(2022, 10, 31),
            [Paid("나래", D(2022, 10, 16), D(2022, 10, 19)), Paid("가람", D(2022, 10, 4), D(2022, 10, 15))],
        )
    with pytest.raises(UserError, match="끝이 시작보다"):
        check_days(D(2022, 10, 15), D(2022, 10, 14), [])


def test_more_than_the_budget_is_refused_with_the_shortfall_in_won():
    budget = Budget(10_000_000, 6_000_000, 3_000_000)
    with pytest.raises(UserError, match="잔액이 1,000,000원이라 45,161원이 모자랍니다"):
        check_budget(budget, 1_045_161)
    check_budget(budget, 1_000_000)
    with pytest.raises(UserError, match="0원은"):
        check_budget(budget, 0)


@pytest.mark.parametrize(
    ("computed", "requested", "granted", "said"),
    [
        (100, 0, 0, "0원은"),
        (100, 100, 0, "0원은"),
        (100, 101, 1, "계산한 금액"),
        (100, 90, 91, "청구액 90원보다"),
    ],
)
def test_granted_is_at_most_requested_and_that_at_most_computed(computed, requested, granted, said):
    with pytest.raises(UserError, match=said):
        check_granted(computed, requested, granted)
    check_granted(100, 90, 90)


def test_the_minimum_wage_of_the_next_year_is_short_of():
    assert short_of_minimum(2_000_000, D(2022, 12, 1), PLAIN) == 0
    assert short_of_minimum(2_000_000, D(2023, 1, 1), PLAIN) == 10_580
    assert refusals(PLAIN, Case(), WORK) == ("2023년 1월 임금이 최저임금보다 10,580원 적습니다.",)


def test_each_condition_that_is_not_met_has_its_sentence():
    policy = Policy(
        "", (LINE,), D(2023, 1, 1), D(2023, 12, 31), 20, 39, ("서초구",), local_companies=True, least_staff=5,
        insured=True, excluded_fields=("부동산",), people_per_company=2, least_wage=2_100_000,
        excluded_programmes=("청년도약",),
    )  # fmt: skip
    case = Case(D(1980, 1, 1), "서울 강남구", staff=4, field="부동산", nth_person=3, programmes=("청년도약",))
    assert refusals(policy, case, WORK) == (
        "시작일 2022. 10. 4.은 정책 기간 밖입니다.",
        "시작일에 만 42세로 나이 기준(20~39세) 밖입니다.",
        "주소가 서초구 밖이거나 없습니다.",
        "청년도약과 함께 받을 수 없습니다.",
        "관내 기업이 아니거나 확인되지 않았습니다.",
        "상시근로자가 5명 이상이어야 합니다(지금 4명).",
        "고용보험 가입이 확인되지 않았습니다.",
        "제외 업종입니다: 부동산.",
        "기업당 2명까지입니다(이번이 3번째).",
        "월 임금이 2,100,000원 이상이어야 합니다(지금 2,000,000원).",
        "2023년 1월 임금이 최저임금보다 10,580원 적습니다.",
    )
    fine = Case(D(1998, 3, 1), "서울 서초구 반포동", company_local=True, staff=5, insured=True)
    assert refusals(policy, fine, Employment(D(2023, 1, 2), D(2023, 4, 1), 2_100_000)) == ()
    assert "모름" in " ".join(refusals(policy, Case(), WORK))


def test_repayments_leave_a_balance():
    assert balance(1_300_000, [500_000]) == 800_000
    assert balance(1_300_000, []) == 1_300_000
    for wrong in ([1_300_001], [0], [800_000, 600_000]):
        with pytest.raises(UserError, match="반납액은"):
            balance(1_300_000, wrong)


def test_a_claim_beyond_the_contract_is_refused():
    check_within(D(2022, 10, 4), D(2023, 1, 3), WORK)
    with pytest.raises(UserError, match="계약 기간"):
        check_within(D(2023, 1, 1), D(2023, 1, 4), WORK)
    after = Employment(D(2022, 10, 4), D(2023, 1, 3), 2_000_000, D(2023, 1, 4))
    check_within(D(2023, 3, 1), D(2023, 3, 31), after)


@given(st.sets(st.integers(0, 999), min_size=1, max_size=60), st.integers(0, 99))
def test_a_sample_is_drawn_again_alike(ids, seed):
    found = sample(sorted(ids), Fraction(1, 10), seed)
    assert found == sample(sorted(ids, reverse=True), Fraction(1, 10), seed)
    assert set(found) <= ids
    assert len(found) == -(-len(ids) // 10)
