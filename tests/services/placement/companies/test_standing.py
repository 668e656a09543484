"""How companies stand: warnings, reserves in their order, and agreements that end or renew themselves."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.placement import Company
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.placement import COMPANIES
from desktop.rules.placement import PlanKind
from desktop.rules.placement.companies import Agreement, agreement
from desktop.services import settings
from desktop.services.kinds import LISTS
from desktop.services.placement.companies import standing
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching import plans
from desktop.services.records import moves, records
from tests import matching
from tests.interviews import NUMBERS, save

pytestmark = pytest.mark.both_databases


@pytest.fixture
def firms(store):
    return [
        save(store, "companies", "company", name=f"기업{n}", registration_number=number)
        for n, number in enumerate(NUMBERS, 1)
    ]


def move(store, company, to, reason=""):
    moves.move(store, "companies", [company], to, reason, Scope(today=store.today()))


def rows(store):
    with store.read() as session:
        return [(row.status, row.reserve_order) for row in session.query(Company).order_by(Company.id)]


def shown_agreement(store, company):
    keys = [column.key for column in LISTS["companies"].columns]
    listing = Listing(store.engine, COMPANIES, Criteria(scope=Scope(today=store.today())))
    return listing.rows([company])[0][keys.index("agreement") + 1]


@pytest.mark.feature("CO-02")
def test_reserves_move_up_in_their_order(store, firms):
    for firm in firms[1:]:
        move(store, firm, "신청", "다시 심사")
        move(store, firm, "예비")
    assert rows(store) == [("승인", None), ("예비", 1), ("예비", 2)]
    with pytest.raises(UserError, match="예비 1번 기업2의 차례"):
        move(store, firms[2], "승인")
    move(store, firms[0], "제외", "폐업")
    standing.move_up(store)
    assert rows(store) == [("제외", None), ("승인", None), ("예비", 2)]
    standing.move_up(store)
    with pytest.raises(UserError, match="예비 기업이 없습니다"):
        standing.move_up(store)


@pytest.mark.feature("CO-02")
@pytest.mark.parametrize("status", ["예비", "제외"])
def test_nobody_is_newly_matched_to_a_company_in_reserve_or_left_out(store, status):
    place = matching.lay_out(
        store,
        {"가": ["X", "Y"], "나": ["X"], "다": ["X"]},
        {"X": (3, ["가", "나", "다"]), "Y": (1, ["가"])},
    )
    place.pair("다", "X", "금지")
    at_x = {"opening_id": place.openings["X"], "starts_on": "2022-10-04", "ends_on": "2023-01-03"}
    held = records.save(store, "matches", {"trainee_id": place.people["나"], **at_x})
    elsewhere = records.save(
        store,
        "matches",
        {
            **at_x,
            "trainee_id": place.people["다"],
            "opening_id": place.openings["Y"],
            "starts_on": "2022-12-01",
        },
    )
    company = records.read(store, "openings", place.openings["X"])["company_id"]
    with store.operation("상태") as op:
        op.get(Company, company).status, op.get(Company, company).reason = status, "자리 없음"
    with pytest.raises(UserError, match=rf"X: '{status}'\(자리 없음\) 기업이라 매칭할 수 없습니다"):
        records.save(store, "matches", {"trainee_id": place.people["가"], **at_x})
    (moved,) = elsewhere.inserted["internship_match"]
    with pytest.raises(UserError, match="매칭할 수 없습니다"):
        records.save(store, "matches", {"opening_id": place.openings["X"]}, record_id=moved)
    (stays,) = held.inserted["internship_match"]
    records.save(store, "matches", {"note": "그대로 일함"}, record_id=stays)
    with store.read() as session:
        market = markets.read(session, place.cohort)
    drawn = place.named(plans.draw(market, PlanKind.MOST, 0).plan)
    assert drawn["나"] == "X", "who is there stays"
    assert drawn["가"] is None, "of the places at X none is given, that at Y is taken"


@pytest.mark.feature("CO-02")
def test_a_warning_names_caution_approval_and_an_agreement_that_ended(store, firms):
    assert standing.warning(store, company_id=firms[0]) == ""
    values = {"caution": "임금이 늦음", "agreed_on": "2021-01-01", "agreed_until": "2022-01-01"}
    records.save(store, "companies", values, record_id=firms[0])
    assert standing.warning(store, company_id=firms[0]) == (
        "주의: 기업1 — 임금이 늦음. 기업1: 협약이 2022. 1. 1.에 끝났습니다."
    )
    move(store, firms[1], "제외", "폐업")
    assert "지금 '제외'(폐업)입니다" in standing.warning(store, company_id=firms[1])


@pytest.mark.feature("CO-03")
@pytest.mark.parametrize(
    ("until", "renews", "expected"),
    [
        (None, False, Agreement.STANDS),
        (0, False, Agreement.ENDS_SOON),
        (60, False, Agreement.ENDS_SOON),
        (61, False, Agreement.STANDS),
        (-1, False, Agreement.ENDED),
        (-1, True, Agreement.RENEWS),
    ],
)
def test_an_agreement_ends_soon_within_60_days_and_never_while_it_renews(
    store, firms, until, renews, expected
):
    today = store.today()
    last = None if until is None else today + dt.timedelta(days=until)
    first = today - dt.timedelta(days=300)
    assert agreement(first, last, today, renews=renews) is expected
    values = {"agreed_on": str(first), "agreed_until": last and str(last), "renews": renews}
    records.save(store, "companies", values, record_id=firms[0])
    assert shown_agreement(store, firms[0]) == expected.value
    due = expected in {Agreement.ENDS_SOON, Agreement.ENDED}
    with store.read() as session:
        now = dt.datetime.combine(today, dt.time(9))
        assert [each.id for each in standing.ending(session, Scope(), now)] == ([firms[0]] if due else [])


@pytest.mark.feature("CO-02")
@pytest.mark.parametrize("status", ["예비", "제외"])
def test_nobody_begins_at_a_company_that_was_left_out_after_the_match(store, status):
    place = matching.lay_out(store, {"가": ["X"], "나": ["X"]}, {"X": (2, ["가", "나"])})
    days = {"opening_id": place.openings["X"], "starts_on": "2022-10-04", "ends_on": "2023-01-03"}
    planned, at_work = (
        save(store, "matches", "internship_match", trainee_id=place.people[name], **days) for name in "가나"
    )
    scope = Scope(today=store.today())
    moves.move(store, "matches", [at_work], "근무", "", scope)
    company = records.read(store, "openings", place.openings["X"])["company_id"]
    with store.operation("상태") as op:
        op.get(Company, company).status, op.get(Company, company).reason = status, "폐업"
    assert f"'{status}' 기업" in moves.barred(store, "matches", [planned, at_work], "근무")
    with pytest.raises(UserError, match=f"매칭한 뒤 '{status}'.*다른 모집에 매칭해"):
        moves.move(store, "matches", [planned], "근무", "", scope)
    moves.move(store, "matches", [planned], "취소", "기업 사정", scope)
    moves.move(store, "matches", [at_work], "종료", "", scope)
    assert moves.barred(store, "matches", [at_work], "근무") == "", (
        "who began there stays, and a slip is taken back"
    )


@pytest.mark.feature("CO-03")
def test_how_soon_an_agreement_ends_soon_is_set(store, firms):
    until = store.today() + dt.timedelta(days=60)
    values = {"agreed_on": "2021-01-01", "agreed_until": str(until)}
    records.save(store, "companies", values, record_id=firms[0])
    assert shown_agreement(store, firms[0]) == "곧 끝남"
    settings.save(store, {"agreement_soon_days": "59일"})
    assert shown_agreement(store, firms[0]) == "협약 중"
    with store.read() as session:
        assert list(standing.ending(session, Scope(), dt.datetime.combine(store.today(), dt.time(9)))) == []
