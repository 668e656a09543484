"""What became of them: whom to ask and when, one figure in three definitions, the years, the company, the money."""

import datetime as dt
from fractions import Fraction

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.follow_up import Career, FollowUp
from desktop.model.placement import Match
from desktop.model.subsidies import SubsidyPolicy, SubsidySupport
from desktop.model.training import Cohort
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.kinds import LISTS
from desktop.services.placement.follow_up import asking, figures
from desktop.services.records import cards, records

DAY = dt.date(2022, 12, 31)


@pytest.fixture(scope="module")
def cohorts(practice):
    with practice.read() as session:
        return dict(session.execute(select(Cohort.year, Cohort.id)).all())


def told(practice, cohort_id, title):
    chart = next(each for each in figures.charts(practice, cohort_id) if title in each.title)
    return {mark.label: mark for mark in chart.marks}


@pytest.mark.feature("CO-29")
def test_employment_in_three_definitions_each_with_its_rows(practice, cohorts):
    with practice.read() as session:
        said = [rate.sentence() for rate in figures.employment(session, cohorts[2022], DAY)]
    assert said == [
        "단순 취업률 50.0 % (15/30, 2022. 12. 31. 기준)",
        "공식 취업률 60.0 % (15/25, 2022. 12. 31. 기준)",
        "분야 취업률 44.0 % (11/25, 2022. 12. 31. 기준)",
        "미확인 제외 취업률 65.2 % (15/23, 2022. 12. 31. 기준)",
    ]
    for label, mark in told(practice, cohorts[2022], "세 정의").items():
        criteria = Criteria(filters=mark.rows.filters, scope=Scope(cohort_id=cohorts[2022]))
        assert Listing(practice.engine, LISTS[mark.rows.kind], criteria).count() == mark.value, label


@pytest.mark.feature("CO-24")
def test_careers_count_with_and_without_the_unknown_and_print_the_denominator(practice, cohorts):
    marks = told(practice, cohorts[2022], "세 정의")
    assert marks["공식 취업률"].told.startswith("60.0 % (15/25)")
    assert marks["공식 취업률"].share == Fraction(15, 25)
    assert marks["미확인 제외 취업률"].told.startswith("65.2 % (15/23)")
    with practice.read() as session:
        found = figures.graduates(session, cohorts[2021], DAY)
    assert len(found) == 20
    assert {each.outcome.value for each in found} == {"미확인"}, "whom nobody asked is unknown, not gone"


@pytest.mark.feature("AN-02")
def test_the_years_together_with_their_denominators(practice, cohorts):
    with practice.read() as session:
        steps = figures.steps(session, [cohorts[year] for year in (2019, 2020, 2021)])
    assert [step.count for step in steps] == [53, 36, 12]
    assert (steps[1].of_before, steps[2].of_before, steps[2].of_first) == (
        "67.9 % (36/53)",
        "33.3 % (12/36)",
        "22.6 % (12/53)",
    )
    mark = told(practice, cohorts[2022], "연도마다")["인턴십을 한 기수"]
    assert mark.told == "수료 53, 인턴 67.9 % (36/53), 전환 33.3 % (12/36), 수료의 22.6 % (12/53)"


@pytest.mark.feature("AN-06")
def test_money_equals_the_ledger_to_the_won(practice, cohorts):
    scope = Scope(cohort_id=cohorts[2022])

    def ledger(kind, key, **only):
        listing = Listing(practice.engine, LISTS[kind], Criteria(scope=scope))
        keys = ["id", *(column.key for column in listing.columns)]
        rows = [dict(zip(keys, row, strict=True)) for row in listing.page(0, 1000)]
        return sum(row[key] for row in rows if all(row[name] == value for name, value in only.items()))

    total = ledger("claims", "granted", status="지급") - ledger("repayments", "repaid")
    marks = told(practice, cohorts[2022], "한 사람에 든")
    assert total > 0
    assert marks["지급 − 반납"].value == total
    assert marks["수료 한 명"].told == f"{total // 30:,}원 ({total:,} ÷ 30)"
    assert marks["인턴 한 명"].told == "—"


@pytest.mark.feature("AN-06")
def test_the_budget_burns_to_the_won_of_the_rows_that_each_point_opens(practice, cohorts):
    chart = next(
        each for each in figures.charts(practice, cohorts[2022]) if each.title.startswith("2022년 예산")
    )
    assert (chart.lines, chart.each) == (("편성", "승인", "지급"), 13)
    allocated, approved, paid = (chart.marks[start : start + 13] for start in (0, 13, 26))
    for key, marks in (("allocated", allocated), ("granted", approved), ("granted", paid)):
        for mark in marks:
            criteria = Criteria(filters=mark.rows.filters, scope=Scope(cohort_id=cohorts[2022]))
            listing = Listing(practice.engine, LISTS[mark.rows.kind], criteria)
            place = [column.key for column in listing.columns].index(key) + 1
            assert sum(row[place] for row in listing.page(0, 1000)) == mark.value, mark
    assert {mark.value for mark in allocated} == {40_000_000}
    assert [mark.value for mark in paid[:10]] == [0] * 10, "October is paid on 10 November"
    assert 0 < paid[10].value < paid[11].value < paid[12].value == approved[12].value < 40_000_000
    assert (paid[12].label, paid[12].told) == ("2023. 1월", f"지급 {paid[12].value:,}원")


@pytest.mark.feature("AN-06")
def test_beside_the_claims_of_a_cohort_stands_no_budget_of_another(practice, cohorts):
    with practice.read() as session:
        policy = session.scalars(
            select(SubsidyPolicy.id).where(SubsidyPolicy.id.not_in(select(SubsidySupport.policy_id)))
        ).first()
    budget = {"policy_id": policy, "year": 2022, "allocated": 7_000_000}
    records.save(practice, "budgets", budget)
    of_all, of_one = (
        next(each for each in figures.charts(practice, cohort) if each.title.startswith("2022년 예산"))
        for cohort in (None, cohorts[2022])
    )
    assert of_one.marks[0].value == 40_000_000
    assert of_all.marks[0].value == 47_000_000
    assert not [each for each in figures.charts(practice, cohorts[2019]) if "예산" in each.title]


@pytest.mark.feature("CO-23")
def test_who_was_hired_is_due_after_so_many_months_and_the_unknown_are_their_own(practice, cohorts):
    scope = Scope(cohort_id=cohorts[2021], today=practice.today())
    with practice.read() as session:
        converted = session.scalars(select(Match).where(Match.status == "정규직 전환")).all()
        rows = session.scalars(select(FollowUp)).all()
        asked = list(asking.due(session, scope, dt.datetime.now(dt.UTC)))
    assert len(rows) == 4 * (len(converted) + 1), "one of 2022 is taken on by the day in its support"
    assert {each.months for each in rows} == {1, 3, 6, 12}
    assert {(each.what, each.kind) for each in asked} <= {
        (f"{n}개월 고용 확인", "follow_ups") for n in (1, 3, 6, 12)
    }
    assert asked
    with pytest.raises(UserError, match="더 만들 확인이 없습니다"):
        asking.make(practice, scope)
    first = next(each for each in rows if each.found is None)
    with pytest.raises(UserError, match="확인불가"):
        records.save(practice, "follow_ups", {"found": "같은 기업"}, record_id=first.id)
    records.save(practice, "follow_ups", {"found": "확인불가", "evidence": "연락 안 됨"}, record_id=first.id)
    mark = told(practice, None, "고용 유지")[f"{first.months}개월"]
    assert "확인불가" in mark.told
    assert not mark.told.endswith("확인불가 0")


@pytest.mark.feature("CO-25")
def test_a_company_shows_its_interns_conversions_and_complaints_by_year(practice):
    with practice.read() as session:
        row = session.scalars(select(Match).where(Match.status == "종료").order_by(Match.id)).first()
        company, year = row.opening.company_id, row.starts_on.year
    said = [each.text for each in cards.card(practice, "companies", company, Scope()).linked]
    (line,) = [each for each in said if each.startswith(f"{year}년: 인턴")]
    assert line.endswith("민원 1건")
    assert "마침" in line


def test_graduates_are_entered_once(practice, cohorts):
    scope = Scope(cohort_id=cohorts[2020], today=practice.today())
    changes = asking.enter_graduates(practice, scope)
    assert len(changes.inserted["career"]) == 18
    with pytest.raises(UserError, match="모두 들어 있습니다"):
        asking.enter_graduates(practice, scope)
    with practice.read() as session:
        assert session.scalars(
            select(Career.outcome).where(Career.cohort_id == cohorts[2020]).distinct()
        ).all() == ["미확인"]
