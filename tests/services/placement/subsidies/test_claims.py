"""Claims from the policy to the money: papers, days, the budget, signals, and the amount line by line."""

import datetime as dt

import pytest
from sqlalchemy import insert, text

from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.subsidies import SubsidyClaim, SubsidyPolicy
from desktop.queries.card import Linked
from desktop.services.placement.subsidies import claims, papers, policies, sample, signals
from desktop.services.records import cards, records

D = dt.date
OF_2022 = "(SELECT id FROM subsidy_budget WHERE year = 2022)"


@pytest.mark.feature("CO-16")
def test_a_policy_is_a_head_and_lines_and_each_amount_opens_its_calculation(office):
    support = office.support(office.intern(start="2022-10-14", end="2022-10-31"), office.policy())
    (claim,), left_out = office.claims()
    assert left_out == []
    assert office.row(claim).computed == office.row(claim).requested == 1_045_161
    card = cards.card(office.store, "claims", claim, office.scope)
    told = [each.text for each in card.linked]
    assert told[1:5] == [
        "계산: 월 임금 2,000,000원 × 90 %",
        "계산: × 18/31일",
        "계산: 1원 미만 절사",
        "계산: = 1,045,161원",
    ]
    assert Linked(told[0], "supports", support) == card.linked[0]


@pytest.mark.feature("CO-16")
def test_the_eight_policies_are_rows_that_reckon(store):
    with store.operation("정책") as op:
        ids = sample.enter_policies(op)
    with store.read() as session:
        found = {
            name: policies.reckoned(session, session.get_one(SubsidyPolicy, row)) for name, row in ids.items()
        }
    assert len(found) == 8
    assert found["강남 2020"].lines[0].tiers == ((1_800_000, 800_000), (2_000_000, 1_000_000))
    assert found["국가(옛)"].lines[0].cap == 800_000
    assert [line.amount for line in found["일경험 2026"].lines] == [1_500_000, 150_000, 200_000]


def test_a_condition_that_is_not_met_is_told_and_may_be_waived_with_a_reason(office):
    policy = office.policy(name="관내만", local_companies=True)
    match = office.intern()
    with pytest.raises(UserError, match="관내 기업이 아니거나"):
        office.support(match, policy)
    with pytest.raises(UserError, match="최저임금보다 14,440원 적습니다"):
        office.support(match, policy, wage=1_900_000, local_company=True)
    assert office.support(match, policy, waived="구청장 방침")


@pytest.mark.feature("CO-01", "CO-16")
def test_a_company_of_the_district_meets_that_condition_of_every_policy(office):
    policy, match = office.policy(local_companies=True), office.intern()
    with pytest.raises(UserError, match="관내 기업이 아니거나 확인되지 않았습니다"):
        office.support(match, policy)
    records.save(office.store, "companies", {"in_district": "예"}, record_id=office.company)
    assert office.support(match, policy)


@pytest.mark.both_databases
@pytest.mark.feature("CO-17")
def test_a_claim_with_a_missing_paper_is_never_approved_whoever_writes(office):
    office.support(office.intern(), office.policy())
    (claim,), _ = office.claims()
    office.move(claim, "검토")
    with pytest.raises(UserError, match=r"빠진 증빙이 있습니다\(지원금 신청서, 출근부"):
        office.move(claim, "승인")
    with pytest.raises(UserError, match="빠진 증빙"):
        office.sneak(f"UPDATE subsidy_claim SET status = '승인', granted = 1, budget_id = {OF_2022}")
    office.attach_all(claim)
    office.move(claim, "승인", "지급")
    assert (office.row(claim).granted, office.row(claim).paid_on) == (1_625_806, office.store.today())


@pytest.mark.both_databases
@pytest.mark.feature("CO-17")
def test_granted_is_at_most_requested_and_that_at_most_computed_in_the_database(office):
    office.support(office.intern(), office.policy())
    (claim,), _ = office.claims()
    for values in ({"requested": 1_625_807}, {"granted": 1_625_807}, {"granted": 0}, {"requested": 0}):
        with pytest.raises(UserError):
            records.save(office.store, "claims", values, record_id=claim)
    for column in ("requested", "granted"):
        with pytest.raises(UserError, match="이하여야"):
            office.sneak(f"UPDATE subsidy_claim SET {column} = computed + 1")
    assert office.row(claim).requested == 1_625_806


def test_files_find_their_papers_by_name(office, tmp_path):
    office.support(office.intern(), office.policy())
    (claim,), _ = office.claims()
    files = [tmp_path / "출근부_10월.pdf", tmp_path / "4대보험가입내역.pdf", tmp_path / "사진.pdf"]
    for path in files:
        path.write_text(path.name, encoding="utf-8")
    _changes, unknown = papers.by_name(office.store, [claim], files)
    assert unknown == ["사진.pdf"]
    told = [each.text for each in cards.card(office.store, "claims", claim, office.scope).linked]
    assert "증빙 출근부: 출근부_10월.pdf" in told
    assert "증빙 4대보험 가입내역: 4대보험가입내역.pdf" in told


@pytest.mark.feature("CO-18")
def test_days_are_paid_once_and_months_may_be_shared(office):
    policy = office.policy()
    first = office.intern(start="2022-10-04", end="2022-10-15")
    with office.store.read() as session:
        trainee = session.execute(text("SELECT trainee_id FROM internship_match")).scalar_one()
    second = office.intern(start="2022-10-20", end="2022-10-31", trainee=trainee)
    office.support(first, policy)
    office.support(second, policy)
    made, left_out = office.claims()
    assert [office.row(each).computed for each in made] == [696_774, 696_774]
    assert left_out == []
    office.support(second, office.policy(name="다른 정책"))
    again, left_out = office.claims()
    assert again == []
    assert (
        "이미 청구한 날과 겹칩니다: 홍길동·가람데이터 인건비 90 %(2022. 10. 20.~2022. 10. 31.)" in left_out[0]
    )


@pytest.mark.both_databases
@pytest.mark.feature("CO-18")
def test_the_database_itself_refuses_a_day_twice(office):
    match = office.intern()
    support = office.support(match, office.policy())
    other = office.support(match, office.policy(name="다른 정책"))
    (claim,), _ = office.claims()
    row = office.row(claim)
    values = {each.name: getattr(row, each.name) for each in table_of(SubsidyClaim).c if each.name != "id"}
    values |= {"support_id": other, "first_on": D(2022, 10, 31)}
    with pytest.raises(UserError, match="같은 날을 두 번"):
        office.sneak(insert(SubsidyClaim).values(values))
    assert support != other


@pytest.mark.feature("CO-18")
def test_days_of_another_programme_are_refused_where_the_policy_excludes_it(office):
    match = office.intern()
    office.support(match, office.policy(excluded_programmes="청년도약"))
    with office.store.read() as session:
        trainee = session.execute(text("SELECT trainee_id FROM internship_match")).scalar_one()
    office.save(
        "other_supports", "other_support", trainee_id=trainee, programme="청년도약", first_on="2022-10-20",
        last_on="2022-11-30",
    )  # fmt: skip
    made, left_out = office.claims()
    assert made == []
    assert "청년도약(2022. 10. 20.~2022. 11. 30.)의 지원을 받는 날입니다" in left_out[0]


@pytest.mark.both_databases
@pytest.mark.feature("CO-19")
def test_an_approval_beyond_the_budget_is_refused_with_the_shortfall(office):
    office.support(office.intern(), office.policy(budget=1_600_000))
    (claim,), _ = office.claims()
    office.attach_all(claim)
    office.move(claim, "검토")
    with pytest.raises(UserError, match="예산 잔액이 1,600,000원이라 25,806원이 모자랍니다"):
        office.move(claim, "승인")
    with pytest.raises(UserError, match="예산 잔액이 모자랍니다"):
        office.sneak(f"UPDATE subsidy_claim SET status = '승인', granted = requested, budget_id = {OF_2022}")
    records.save(office.store, "claims", {"granted": "1600000"}, record_id=claim)
    office.move(claim, "승인")
    assert office.row(claim).granted == 1_600_000


@pytest.mark.feature("CO-27")
def test_a_signed_contract_shows_each_claim_the_minimum_wage_and_the_budget_left(office):
    support = office.support(office.intern(), office.policy(budget=6_000_000))
    told = [each.text for each in cards.card(office.store, "supports", support, office.scope).linked]
    assert "주의: 2023년 1월 임금이 최저임금보다 10,580원 적습니다" in told
    coming = [each for each in told if each.startswith("예고")]
    assert [each.rsplit("= ", 1)[1] for each in coming] == [
        "1,625,806원",
        "1,800,000원",
        "1,800,000원",
        "174,193원",
    ]
    assert "2022년 예산 잔액 6,000,000원, 예고를 모두 지급하면 774,194원" in told
    office.claims()
    told = [each.text for each in cards.card(office.store, "supports", support, office.scope).linked]
    assert sum(each.startswith("예고") for each in told) == 3


@pytest.mark.feature("CO-28")
def test_one_proof_used_twice_is_flagged_on_both_and_unpaid_until_a_second_person_says_why(office):
    policy = office.policy()
    for name in ("홍길동", "김영희"):
        office.support(office.intern(name), policy)
    (one, other), _ = office.claims()
    office.attach_all(one, "같은 이체 확인증")
    assert _flagged(office, one, other) == {}
    office.attach_all(other, "같은 이체 확인증")
    assert _flagged(office, one, other) == {one: "같은 증빙", other: "같은 증빙"}
    office.move(one, "검토")
    with pytest.raises(UserError, match=r"점검 신호\(같은 증빙\)가 있습니다"):
        office.move(one, "승인")
    maker = office.row(one).made_by
    with pytest.raises(UserError, match="다른 사람이 확인해야"):
        signals.clear_signals(office.store, [one], maker, "한 번에 이체함")
    with pytest.raises(UserError, match="사유를"):
        signals.clear_signals(office.store, [one], "박주임", " ")
    signals.clear_signals(office.store, [one], "박주임", "두 사람을 한 번에 이체함")
    office.move(one, "승인")
    assert _flagged(office, one, other) == {other: "같은 증빙"}


@pytest.mark.feature("CO-28")
def test_one_account_or_phone_for_company_and_intern_is_flagged_on_both(office):
    both = ({"basis": "정액", "amount": 500_000}, {"payee": "인턴", "basis": "정액", "amount": 100_000})
    match = office.intern(phone="010-1234-5678")
    office.support(match, office.policy(*both))
    ids, _ = office.claims()
    assert _flagged(office, *ids) == {}
    with office.store.read() as session:
        trainee = session.execute(text("SELECT trainee_id FROM internship_match")).scalar_one()
    bank = {"bank": "한강은행", "holder": "예금주"}
    office.save("accounts", "payee_account", company_id=office.company, number="110-222-333333", **bank)
    office.save("accounts", "payee_account", trainee_id=trainee, number="110222 333333", **bank)
    assert _flagged(office, *ids) == dict.fromkeys(ids, "같은 계좌")
    records.save(office.store, "companies", {"contact_phone": "01012345678"}, record_id=office.company)
    assert _flagged(office, *ids) == dict.fromkeys(ids, "같은 계좌, 같은 전화")


def test_a_claim_beyond_the_contract_or_of_other_days_is_refused(office):
    support = office.support(office.intern(), office.policy())
    with office.store.read() as session:
        line = session.execute(text("SELECT id FROM subsidy_line")).scalar_one()
    given = {"support_id": support, "line_id": line}
    with pytest.raises(UserError, match="계약 기간"):
        office.save("claims", "subsidy_claim", **given, first_on="2023-01-01", last_on="2023-01-31")
    with pytest.raises(UserError, match=r"지급하는 기간: 2022. 10. 4.~2022. 10. 31., "):
        office.save("claims", "subsidy_claim", **given, first_on="2022-10-05", last_on="2022-10-31")
    assert office.save("claims", "subsidy_claim", **given, first_on="2022-10-04", last_on="2022-10-31")


def _flagged(office, *ids):
    with office.store.read() as session:
        return claims.open_signals(session, ids)
