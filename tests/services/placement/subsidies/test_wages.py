"""The wage really paid in a month bounds what is claimed for it, line by line."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.subsidies import SubsidyLine, SubsidySupport
from desktop.services.datafile import undoing
from desktop.services.placement.subsidies import clawbacks
from desktop.services.records import cards, records

INCHEON = {"basis": "정액", "amount": "1,120,000", "count": 6, "within_wage": True}


@pytest.fixture
def incheon(office):
    """``incheon(*more)``: the support of 인천 AI, with more lines beside its own."""

    def make(*more):
        policy = office.policy(INCHEON, *more, name="인천 AI", month="만월")
        return office.support(office.intern(start="2022-10-01", end="2022-12-31"), policy)

    return make


def told(office, claim):
    card = cards.card(office.store, "claims", claim, office.scope)
    return [each.text.removeprefix("계산: ") for each in card.linked if each.text.startswith("계산")]


@pytest.mark.both_databases
@pytest.mark.feature("CO-16")
def test_never_above_the_wage_really_paid(office, incheon):
    incheon()
    (claim,), _ = office.claims()
    assert told(office, claim) == ["정액 1,120,000원", "= 1,120,000원"]
    records.save(office.store, "claims", {"paid_wage": "1,000,000"}, record_id=claim)
    row = office.row(claim)
    assert (row.computed, row.requested) == (1_000_000, 1_000_000)
    assert told(office, claim) == [
        "정액 1,120,000원",
        "실지급 임금 1,000,000원을 넘지 않음",
        "= 1,000,000원",
    ]
    changes = records.save(office.store, "claims", {"paid_wage": "2000000"}, record_id=claim)
    assert office.row(claim).requested == 1_120_000
    assert told(office, claim)[1] == "실지급 임금 2,000,000원 이내"
    undoing.undo(office.store, changes.operation_id)
    assert office.row(claim).requested == 1_000_000
    records.save(office.store, "claims", {"paid_wage": ""}, record_id=claim)
    assert (office.row(claim).paid_wage, office.row(claim).requested) == (None, 1_120_000)
    with pytest.raises(UserError, match="1"):
        records.save(office.store, "claims", {"paid_wage": "0"}, record_id=claim)
    with pytest.raises(UserError, match="실지급 임금을 1원 이상"):
        office.sneak("UPDATE subsidy_claim SET paid_wage = 0")


@pytest.mark.feature("CO-16")
def test_less_that_was_asked_for_stays_and_the_claims_of_the_same_days_hear_of_the_wage(office, incheon):
    incheon({"payee": "인턴", "basis": "정액", "amount": "1,050,000", "within_wage": True})
    company, intern = sorted(office.claims()[0], key=lambda each: office.row(each).payee)
    records.save(office.store, "claims", {"requested": "900,000"}, record_id=company)
    records.save(office.store, "claims", {"paid_wage": "1,000,000"}, record_id=company)
    assert (office.row(company).computed, office.row(company).requested) == (1_000_000, 900_000)
    assert (office.row(intern).paid_wage, office.row(intern).requested) == (1_000_000, 1_000_000)


def test_a_claim_by_hand_takes_the_wage_with_it(office, incheon):
    support = incheon()
    with office.store.read() as session:
        line = session.scalar(select(SubsidyLine.id))
    claim = office.save(
        "claims", "subsidy_claim", support_id=support, line_id=line, first_on="2022-11-01",
        last_on="2022-11-30", paid_wage="1,000,000",
    )  # fmt: skip
    assert (office.row(claim).computed, office.row(claim).requested) == (1_000_000, 1_000_000)


def test_what_is_approved_or_paid_does_not_change_behind_its_back(office, incheon):
    support = incheon()
    (claim,), _ = office.claims()
    office.attach_all(claim)
    office.move(claim, "검토", "승인")
    with pytest.raises(UserError, match="승인액 1,120,000원이 청구액 1,000,000원보다 많습니다"):
        records.save(office.store, "claims", {"paid_wage": "1,000,000"}, record_id=claim)
    records.save(office.store, "claims", {"paid_wage": "1,000,000", "granted": "1,000,000"}, record_id=claim)
    office.move(claim, "지급")
    with pytest.raises(UserError, match="이미 지급한 청구입니다"):
        records.save(office.store, "claims", {"paid_wage": "900,000"}, record_id=claim)
    with office.store.read() as session:
        row = session.get(SubsidySupport, support)
        assert clawbacks.owed(session, row) == (0, ""), "nothing beyond the wage was paid"


class AtSeoul(dt.datetime):
    """A moment of a desk there, wherever the tests run: not every system lets a process set its zone."""

    def astimezone(self, tz=None):
        return super().astimezone(tz or dt.timezone(dt.timedelta(hours=9)))


@pytest.mark.feature("CO-19")
def test_approval_and_payment_bear_the_day_of_the_desk(office, incheon, clock):
    incheon()
    (claim,), _ = office.claims()
    clock.time = AtSeoul(2022, 11, 9, 23, 0, tzinfo=dt.UTC)
    office.pay(claim)
    assert office.row(claim).approved_on == office.row(claim).paid_on == dt.date(2022, 11, 10)
    office.move(claim, "승인", reason="다시 이체")
    assert (office.row(claim).approved_on, office.row(claim).paid_on) == (dt.date(2022, 11, 10), None)
