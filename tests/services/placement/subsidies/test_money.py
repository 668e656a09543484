"""Money out and back: the payment sheet and its result, what is drawn to be looked at, 환수 with its balance."""

import datetime as dt

import openpyxl
import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.payments import Clawback, Inspection
from desktop.model.subsidies import SubsidyClaim
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.services import importing
from desktop.services.kinds import LISTS
from desktop.services.placement.follow_up import asking
from desktop.services.placement.subsidies import clawbacks, payments
from desktop.services.records import moves, records


@pytest.mark.feature("CO-20")
def test_the_sheet_goes_out_and_its_result_comes_back_with_unknown_numbers_listed(office, tmp_path):
    policy = office.policy()
    for name in ("홍길동", "김영희", "이철수"):
        office.support(office.intern(name), policy)
    ids, _ = office.claims()
    for claim in ids[:2]:
        office.attach_all(claim)
        office.move(claim, "검토", "승인")
    with pytest.raises(UserError, match="지급 계좌가 없습니다"):
        payments.write(office.store, office.scope, tmp_path / "명세서.xlsx")
    office.save(
        "accounts",
        "payee_account",
        company_id=office.company,
        bank="서초은행",
        number="110-222-333333",
        holder="가람",
    )
    path, count, left_out = payments.write(office.store, office.scope, tmp_path / "명세서.xlsx")
    assert (count, left_out) == (2, [])
    book = openpyxl.load_workbook(path)
    sheet = book.active
    rows = {str(row[0].value): row for row in sheet.iter_rows() if str(row[0].value or "").startswith("P")}
    assert set(rows) == {payments.number(each) for each in ids[:2]}
    heading = next(row for row in sheet.iter_rows() if row[0].value == "지급번호")
    place = {str(cell.value).split("\n")[0]: cell.column - 1 for cell in heading if cell.value}
    for claim, result, why in ((ids[0], "지급", None), (ids[1], "미지급", "계좌 없음")):
        row = rows[payments.number(claim)]
        assert row[place["지급액"]].value == 1_625_806
        row[place["결과"]].value, row[place["사유"]].value = result, why
        row[place["지급일"]].value = dt.date(2022, 11, 10)
    stranger = next(iter(rows.values()))[0].row + 1
    sheet.insert_rows(stranger)
    sheet.cell(stranger, 1, "P009999")
    sheet.cell(stranger, place["결과"] + 1, "지급")
    book.save(path)
    plan = importing.prepare(office.store, "claims", importing.read_file(path))
    assert plan.updated == 2
    assert [(each.value, each.reason) for each in plan.problems if each.value == "P009999"] == [
        ("P009999", "없는 지급번호입니다. 명세서의 번호를 확인해 주세요.")
    ]
    importing.run(office.store, plan)
    paid, unpaid, untouched = (office.row(each) for each in ids)
    assert (paid.status, paid.paid_on) == ("지급", dt.date(2022, 11, 10))
    assert (unpaid.status, unpaid.reason, unpaid.paid_on) == ("미지급", "계좌 없음", None)
    assert untouched.status == "신청"
    assert importing.prepare(office.store, "claims", importing.read_file(path)).updated == 0


@pytest.mark.feature("CO-19")
def test_the_budget_list_shows_what_is_left_and_what_is_planned(office):
    office.support(office.intern(), office.policy(budget=6_000_000))
    (first,), _ = office.claims()
    (second,), _ = office.claims("2022-11")
    office.pay(first)
    listing = Listing(office.store.engine, LISTS["budgets"], Criteria())
    keys = [column.key for column in listing.columns]
    rows = [dict(zip(keys, row[1:], strict=True)) for row in listing.page(0, 9)]
    row = next(each for each in rows if each["year"] == 2022)
    wanted = {
        "allocated": 6_000_000,
        "paid": 1_625_806,
        "approved": 0,
        "left": 4_374_194,
        "planned": 1_800_000,
    }
    assert {key: row[key] for key in wanted} == wanted
    assert second


@pytest.mark.feature("CO-21")
def test_the_same_seed_draws_the_same_sample(office):
    policy = office.policy({"basis": "정액", "amount": 100_000})
    for name in ("가", "나", "다"):
        office.support(office.intern(f"{name}영희"), policy)
    drawn = []
    for month in ("2022-10", "2022-11"):
        for claim in office.claims(month)[0]:
            office.pay(claim)
    for _round in range(2):
        clawbacks.draw(office.store, office.scope, 20, 7)
        with office.store.operation("점검 비우기") as op:
            rows = op.session.scalars(select(Inspection)).all()
            drawn.append([row.claim_id for row in rows])
            op.delete_many(Inspection, [row.id for row in rows])
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 2
    clawbacks.draw(office.store, office.scope, 20, 7)
    with pytest.raises(UserError, match="이미 뽑은 표본"):
        clawbacks.draw(office.store, office.scope, 20, 7)


def test_the_contract_as_a_regular_employee_is_the_conversion_that_is_paid_for_and_followed_up(office):
    """Written down once, where the internship is accompanied: no support and no follow-up needs it again."""
    line = {"basis": "정액", "amount": "650000", "count": 2, "start": "정규직 전환"}
    match = office.intern()
    office.support(match, office.policy(line, month="만월"))
    assert office.claims("2023-02")[0] == []
    for status in ("근무", "종료"):
        moves.move(office.store, "matches", [match], status, "", office.scope)
    steps = {"offered_on": "2022-12-20", "accepted_on": "2022-12-22", "contracted_on": "2023-01-20"}
    office.save("conversions", "conversion", match_id=match, **steps)
    (claim,) = office.claims("2023-02")[0]
    with office.store.read() as session:
        assert session.get(SubsidyClaim, claim).first_on == dt.date(2023, 1, 20)
        assert asking.hired(session, office.scope) == {match: dt.date(2023, 1, 20)}


@pytest.mark.both_databases
@pytest.mark.feature("CO-21")
def test_what_was_paid_on_conversion_comes_back_and_its_balance_falls(office):
    line = {"basis": "정액", "amount": "650000", "count": 2, "start": "정규직 전환", "returned_before": 6}
    policy = office.policy(line, month="만월")
    support = office.support(office.intern(), policy, converted_on="2023-01-04")
    for month in ("2023-02", "2023-03"):
        for claim in office.claims(month)[0]:
            office.pay(claim)
    with pytest.raises(UserError, match="돌려받을 금액이 없습니다"):
        clawbacks.reckon(office.store, [support])
    records.save(office.store, "supports", {"left_on": "2023-03-20"}, record_id=support)
    clawbacks.reckon(office.store, [support])
    with office.store.read() as session:
        row = session.scalars(select(Clawback)).one()
    assert (row.owed, row.cause) == (1_300_000, "환수 기준 전에 그만둠 1,300,000원")
    pay = {"clawback_id": row.id, "paid_on": "2023-04-10"}
    office.save("repayments", "repayment", repaid=500_000, **pay)
    with pytest.raises(UserError, match="남은 800,000원 이하"):
        office.save("repayments", "repayment", repaid=800_001, **pay)
    with pytest.raises(UserError, match="남은 환수액보다"):
        office.sneak("UPDATE repayment SET repaid = 1300001")
    listing = Listing(office.store.engine, LISTS["clawbacks"], Criteria())
    keys = [column.key for column in listing.columns]
    assert dict(zip(keys, listing.page(0, 1)[0][1:], strict=True))["left"] == 800_000


@pytest.mark.feature("CO-21")
def test_days_paid_and_not_worked_come_back(office):
    support = office.support(office.intern(), office.policy())
    (claim,), _ = office.claims()
    office.pay(claim)
    records.save(office.store, "supports", {"left_on": "2022-10-15"}, record_id=support)
    with office.store.read() as session:
        row = session.get(SubsidyClaim, claim)
        won, cause = clawbacks.owed(session, row.support)
    assert (won, cause) == (1_625_806 - 696_774, "일하지 않은 날의 지급 929,032원")
