"""Eight policies as data, each with the case worked out by hand, and the amount's calculation."""

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.subsidy import (
    Basis,
    Case,
    Employment,
    Line,
    Month,
    Payee,
    Policy,
    ProRata,
    Start,
    Unit,
    check_employment,
    check_policy,
    claims,
    refusals,
    returned,
    total,
)

D = dt.date
INTERNSHIP = Employment(D(2022, 10, 4), D(2023, 1, 3), 2_000_000)
NINETY = Line(Payee.COMPANY, Basis.WAGE, 3, share=Fraction(9, 10))
SEOCHO_2020 = Policy("서초 2020", (NINETY, Line(Payee.COMPANY, Basis.INSURANCE, 3, share=Fraction(1, 2))))
SEOCHO_2021 = Policy(
    "서초 2021",
    (Line(Payee.COMPANY, Basis.FLAT, 3, amount=500_000), Line(Payee.INTERN, Basis.FLAT, 3, amount=100_000)),
    month=Month.FROM_START,
)
TIERS = ((1_800_000, 800_000), (2_000_000, 1_000_000))
GANGNAM = Policy(
    "강남 2020",
    (
        Line(Payee.COMPANY, Basis.TIER, 3, tiers=TIERS),
        Line(Payee.COMPANY, Basis.TIER, 7, tiers=TIERS, start=Start.CONVERSION),
    ),
    people_per_company=3,
    least_staff=5,
    least_wage=1_800_000,
    month=Month.FROM_START,
)
YONGSAN = Policy(
    "용산 2023",
    (
        Line(Payee.COMPANY, Basis.FLAT, 3, amount=1_500_000),
        Line(Payee.COMPANY, Basis.FLAT, 3, amount=1_500_000, start=Start.CONVERSION),
    ),
    month=Month.FROM_START,
)
INCHEON = Policy(
    "인천 AI",
    (Line(Payee.COMPANY, Basis.FLAT, 6, amount=1_120_000, within_wage=True),),
    month=Month.FROM_START,
)
NATIONAL = Policy(
    "국가(옛)",
    (
        Line(Payee.COMPANY, Basis.WAGE, 6, share=Fraction(1, 2), cap=800_000),
        Line(Payee.COMPANY, Basis.FLAT, 6, amount=650_000, start=Start.CONVERSION),
    ),
    month=Month.FROM_START,
)
WORK_EXPERIENCE = Policy(
    "일경험 2026",
    tuple(
        Line(payee, Basis.FLAT, 3, amount=won, unit=Unit.FOUR_WEEKS)
        for payee, won in ((Payee.INTERN, 1_500_000), (Payee.MENTOR, 150_000), (Payee.COMPANY, 200_000))
    ),
)
HELD_BACK = Policy("유보", (Line(Payee.COMPANY, Basis.FLAT, 12, amount=600_000, paid_after=6),))


def amounts(policy, work, holidays=()):
    return [each.amount for each in claims(policy, work, holidays)]


def converted(start, months, wage=2_000_000):
    """An internship of so many months, converted the day after it."""
    end = D(2023, 1, 3) if months == 3 else D(2023, 4, 3)
    return Employment(start, end, wage, converted=end + dt.timedelta(1))


def test_seocho_2020_ninety_percent_of_eighteen_days_of_thirty_one():
    work = Employment(D(2022, 10, 14), D(2022, 10, 31), 2_000_000, insurance_a_month=200_000)
    wage, insurance = claims(SEOCHO_2020, work)
    assert (wage.amount, insurance.amount) == (1_045_161, 58_064)
    assert wage.steps == ("월 임금 2,000,000원 × 90 %", "× 18/31일", "1원 미만 절사", "= 1,045,161원")


def test_seocho_2021_two_payments_a_month():
    rows = claims(SEOCHO_2021, INTERNSHIP)
    assert [(each.payee, each.amount) for each in rows] == [("기업", 500_000), ("인턴", 100_000)] * 3
    assert total(rows[:2]) == 600_000


def test_gangnam_2020_three_months_and_seven_after_conversion():
    work = converted(D(2022, 10, 4), 3)
    assert amounts(GANGNAM, work) == [1_000_000] * 10
    case = Case(staff=5, nth_person=3)
    assert refusals(GANGNAM, case, Employment(D(2020, 3, 2), D(2020, 6, 1), 1_800_000)) == ()
    assert refusals(
        GANGNAM, Case(staff=5, nth_person=4), Employment(D(2020, 3, 2), D(2020, 6, 1), 1_800_000)
    ) == ("기업당 3명까지입니다(이번이 4번째).",)
    assert refusals(GANGNAM, case, Employment(D(2020, 3, 2), D(2020, 6, 1), 1_790_000))[0] == (
        "월 임금이 1,800,000원 이상이어야 합니다(지금 1,790,000원)."
    )
    assert amounts(GANGNAM, Employment(D(2020, 3, 2), D(2020, 6, 1), 1_900_000)) == [800_000] * 3


def test_yongsan_2023_again_as_much_after_conversion():
    assert total(claims(YONGSAN, INTERNSHIP)) == 4_500_000
    assert total(claims(YONGSAN, converted(D(2022, 10, 4), 3))) == 9_000_000


def test_incheon_never_above_the_wage_that_was_paid():
    work = Employment(D(2022, 10, 4), D(2022, 12, 3), 2_000_000, paid={D(2022, 10, 4): 1_000_000})
    assert amounts(INCHEON, work) == [1_000_000, 1_120_000]


@pytest.mark.parametrize(("wage", "month"), [(1_500_000, 750_000), (2_000_000, 800_000)])
def test_the_old_national_half_with_its_cap(wage, month):
    work = converted(D(2022, 10, 4), 6, wage)
    assert amounts(NATIONAL, work)[:6] == [month] * 6
    assert total(claims(NATIONAL, work)) == (8_700_000 if wage == 2_000_000 else 8_400_000)


def test_work_experience_of_twelve_weeks():
    work = Employment(D(2026, 3, 2), D(2026, 3, 2) + dt.timedelta(12 * 7 - 1), 1)
    rows = claims(WORK_EXPERIENCE, work)
    assert (len(rows), total(rows)) == (9, 5_550_000)
    assert total(claims(WORK_EXPERIENCE, Employment(D(2026, 3, 2), D(2026, 4, 5), 1))) == 1_850_000 + 462_500


@pytest.mark.parametrize(
    ("end", "paid"), [(D(2023, 2, 20), 0), (D(2023, 5, 20), 3_600_000), (D(2023, 10, 3), 7_200_000)]
)
def test_held_back_until_six_months_are_full(end, paid):
    rows = claims(HELD_BACK, Employment(D(2022, 10, 4), end, 2_000_000))
    assert total(rows) == paid
    if paid == 3_600_000:
        assert {each.due for each in rows if each.amount} == {D(2023, 4, 3)}
        assert rows[6].steps[-1] == "재직 12개월을 채우지 못해 지급하지 않음"


HOLIDAYS = {D(2022, 10, 3), D(2022, 10, 10), D(2023, 1, 23), D(2023, 1, 24)}


@pytest.mark.parametrize(
    ("month", "pro_rata", "expected"),
    [
        (Month.FROM_START, ProRata.DAYS, [1_800_000] * 3),
        (Month.CALENDAR, ProRata.DAYS, [1_625_806, 1_800_000, 1_800_000, 174_193]),
        (Month.CALENDAR, ProRata.THIRTY, [1_680_000, 1_800_000, 1_800_000, 120_000]),
        (Month.CALENDAR, ProRata.WORKING_DAYS, [1_800_000, 1_800_000, 1_800_000, 0]),
        (Month.CALENDAR, ProRata.BEGUN, [1_800_000, 1_800_000, 1_800_000, 0]),
        (Month.CALENDAR, ProRata.WHOLE, [0, 1_800_000, 1_800_000, 0]),
    ],
)
def test_the_same_three_months_under_every_way_of_counting_them(month, pro_rata, expected):
    policy = Policy("", (NINETY,), month=month, pro_rata=pro_rata)
    assert amounts(policy, INTERNSHIP, HOLIDAYS) == expected


def test_an_amount_shows_where_the_units_were_used_up():
    rows = claims(Policy("", (NINETY,), pro_rata=ProRata.THIRTY), INTERNSHIP)
    assert rows[0].steps == ("월 임금 2,000,000원 × 90 %", "× 28/30일", "= 1,680,000원")
    assert rows[3].steps == ("월 임금 2,000,000원 × 90 %", "× 3/30일 가운데 남은 6.6667 %", "= 120,000원")
    assert [(each.first, each.last) for each in rows[::3]] == [
        (D(2022, 10, 4), D(2022, 10, 31)), (D(2023, 1, 1), D(2023, 1, 3)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rounding", "won"), [(1, 1_045_161), (10, 1_045_160), (100, 1_045_100), (1000, 1_045_000)]
)
def test_it_is_cut_down_once_at_the_end(rounding, won):
    work = Employment(D(2022, 10, 14), D(2022, 10, 31), 2_000_000)
    assert amounts(Policy("", (NINETY,), rounding=rounding), work) == [won]


def test_what_was_paid_on_conversion_comes_back_from_who_leaves_early():
    line = Line(Payee.COMPANY, Basis.FLAT, 2, amount=650_000, start=Start.CONVERSION, returned_before=6)
    policy = Policy("", (NINETY, line), month=Month.FROM_START)
    paid = [(0, 1_800_000), (1, 650_000), (1, 650_000)]
    left = Employment(D(2022, 10, 4), D(2023, 1, 3), 2_000_000, D(2023, 1, 4), D(2023, 3, 20))
    stayed = Employment(D(2022, 10, 4), D(2023, 1, 3), 2_000_000, D(2023, 1, 4), D(2023, 7, 3))
    assert (returned(policy, left, paid), returned(policy, stayed, paid)) == (1_300_000, 0)


def test_a_line_may_begin_later():
    line = Line(Payee.COMPANY, Basis.FLAT, 2, amount=100, skipped=1)
    rows = claims(Policy("", (line,), month=Month.FROM_START), INTERNSHIP)
    assert [each.first for each in rows] == [D(2022, 11, 4), D(2022, 12, 4)]
    once = Policy(
        "", (Line(Payee.INTERN, Basis.FLAT, 1, amount=500_000, unit=Unit.ONCE, start=Start.CONVERSION),)
    )
    assert total(claims(once, converted(D(2022, 10, 4), 3))) == 500_000
    assert claims(once, INTERNSHIP) == []


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (Policy("", ()), "지급 항목이 없습니다"),
        (Policy("", (NINETY,), rounding=7), "절사 단위"),
        (Policy("", (NINETY,), D(2023, 1, 1), D(2022, 1, 1)), "시작일이 종료일보다"),
        (Policy("", (Line(Payee.COMPANY, Basis.WAGE, 3),)), "1번째 항목의 비율"),
        (Policy("", (Line(Payee.COMPANY, Basis.FLAT, 3),)), "금액을 1원 이상"),
        (Policy("", (Line(Payee.COMPANY, Basis.TIER, 3),)), "임금 구간"),
        (Policy("", (Line(Payee.COMPANY, Basis.FLAT, 0, amount=1),)), "횟수를 1 이상"),
    ],
)
def test_a_policy_that_cannot_be_reckoned_is_refused(policy, said):
    with pytest.raises(UserError, match=said):
        check_policy(policy)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (Employment(D(2022, 10, 4), D(2022, 10, 3), 1), "종료일이 시작일보다"),
        (Employment(D(2022, 10, 4), D(2022, 10, 5), 0), "1원 이상"),
        (Employment(D(2022, 10, 4), D(2022, 10, 5), 1, D(2022, 10, 1)), "전환일이 시작일보다"),
        (
            Employment(D(2022, 10, 4), D(2022, 10, 5), 1, D(2022, 10, 6), D(2022, 10, 5)),
            "퇴사일이 전환일보다",
        ),
    ],
)
def test_days_out_of_order_are_refused(work, said):
    with pytest.raises(UserError, match=said):
        check_employment(work)


@given(
    st.dates(D(2020, 1, 1), D(2024, 1, 1)), st.integers(0, 200), st.integers(1, 4), st.sampled_from(Month),
    st.sampled_from(ProRata), st.integers(1, 3_000_000),
)  # fmt: skip
def test_never_more_than_units_times_amount_and_every_day_once(start, days, count, month, pro_rata, wage):
    work = Employment(start, start + dt.timedelta(days), wage)
    line = Line(Payee.COMPANY, Basis.WAGE, count, share=Fraction(9, 10))
    rows = claims(Policy("", (line,), month=month, pro_rata=pro_rata), work)
    assert total(rows) <= count * wage * Fraction(9, 10)
    assert rows[0].first == start
    for before, then in pairwise(rows):
        assert then.first == before.last + dt.timedelta(1)
    assert rows[-1].last <= work.end
