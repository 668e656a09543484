"""What becomes of an internship: ended early, taken up again elsewhere, checked every month, made regular work step by step."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.internships import Conversion
from desktop.model.placement import Match
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.lists import LISTS
from desktop.rules.flows import Tone
from desktop.rules.placement import CONVERSION, MATCH
from desktop.services import settings
from desktop.services.datafile import history
from desktop.services.placement.due import DUE
from desktop.services.placement.internships import early_end
from desktop.services.records import moves, records
from tests import matching

pytestmark = pytest.mark.both_databases
SCOPE = Scope(today=dt.date(2022, 11, 20))


@pytest.fixture
def place(store):
    return matching.lay_out(store, {"가": [], "나": []}, {"X": (2, []), "Y": (1, [])})


@pytest.fixture
def working(store, place):
    """가 works at X from 4 October 2022, by a contract."""
    values = {
        "trainee_id": place.people["가"], "opening_id": place.openings["X"], "starts_on": "2022-10-04",
        "ends_on": "2023-01-03", "supervisor": "박담당", "contracted_on": "2022-09-30", "wage": "2,000,000",
        "conditions": "주 40시간",
    }  # fmt: skip
    match_id = records.save(store, "matches", values).inserted["internship_match"][0]
    moves.move(store, "matches", [match_id], "근무", "", SCOPE)
    return match_id


def row_of(store, table, row_id):
    with store.read() as session:
        row = session.get(table, row_id)
        session.expunge(row)
        return row


EARLY = {"ends_on": "2022-11-14", "ended_by": "인턴", "reason": "건강 문제"}


@pytest.mark.feature("CO-13")
def test_an_early_end_keeps_the_real_last_day_the_agreed_one_and_whose_wish_it_was(store, working, place):
    early_end.end_early(store, working, EARLY)
    row = row_of(store, Match, working)
    assert (row.status, row.ends_on, row.agreed_until) == (
        "중도종료",
        dt.date(2022, 11, 14),
        dt.date(2023, 1, 3),
    )
    assert (row.ended_by, row.reason, row.wage) == ("인턴", "건강 문제", 2_000_000)
    again = {
        **early_end.replacement(store, working),
        "opening_id": place.openings["Y"],
        "ends_on": "2023-02-14",
    }
    assert again["starts_on"] == dt.date(2022, 11, 15)
    with pytest.raises(UserError, match="X 인턴십이 있습니다"):
        records.save(store, "matches", again | {"starts_on": "2022-11-14"})
    records.save(store, "matches", again)
    history.undo(store)
    history.undo(store)
    assert row_of(store, Match, working).status == "근무"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2023-01-03"}, "ends_on"),
        ({"ends_on": "2022-10-03"}, "ends_on"),
        ({"ended_by": ""}, "ended_by"),
        ({"reason": " "}, "reason"),
    ],
)
def test_an_early_end_that_cannot_be_is_refused_where_it_is_typed(store, working, wrong, field):
    with pytest.raises(UserError) as caught:
        early_end.end_early(store, working, EARLY | wrong)
    assert caught.value.field == field
    assert row_of(store, Match, working).status == "근무"


def test_who_still_works_is_not_placed_again(store, working):
    with pytest.raises(UserError, match="가: 인턴십이 '근무'입니다"):
        early_end.replacement(store, working)


@pytest.mark.feature("CO-14")
def test_an_early_end_goes_back_with_a_reason_and_lasts_as_long_as_agreed(store, working):
    early_end.end_early(store, working, EARLY)
    with pytest.raises(UserError, match="사유"):
        moves.move(store, "matches", [working], "근무", "", SCOPE)
    moves.move(store, "matches", [working], "근무", "다시 나오기로 함", SCOPE)
    row = row_of(store, Match, working)
    assert (row.ends_on, row.agreed_until, row.ended_by) == (dt.date(2023, 1, 3), None, None)


@pytest.mark.feature("CO-14")
@pytest.mark.parametrize("flow", [MATCH, CONVERSION], ids=["internship", "conversion"])
def test_every_step_has_its_way_back_and_that_asks_for_a_reason(flow):
    for start, to in flow.steps:
        back = next(move for move in flow.moves(to) if move.to == start)
        assert back.needs_reason
        with pytest.raises(UserError, match="사유"):
            flow.check(to, start, "")


def offer(store, match_id, **days):
    values = {"match_id": match_id, "offered_on": "2022-12-01", **days}
    return records.save(store, "conversions", values).inserted["conversion"][0]


@pytest.mark.feature("CO-14")
def test_offer_acceptance_and_contract_are_steps_with_days_and_the_internship_follows(store, working, clock):
    made = offer(store, working)
    with pytest.raises(UserError, match="수락한 날이 있어야"):
        records.save(store, "conversions", {"contracted_on": "2022-12-20"}, record_id=made)
    records.save(store, "conversions", {"accepted_on": "2022-12-05"}, record_id=made)
    assert row_of(store, Conversion, made).status == "수락"
    records.save(store, "conversions", {"contracted_on": "2022-12-20"}, record_id=made)
    assert row_of(store, Conversion, made).status == "계약"
    assert row_of(store, Match, working).status == "정규직 전환"
    with pytest.raises(UserError, match="되돌리려면 '상태 바꾸기'에서"):
        records.save(store, "conversions", {"contracted_on": ""}, record_id=made)
    moves.move(store, "conversions", [made], "수락", "계약서를 다시 씀", SCOPE)
    row = row_of(store, Conversion, made)
    assert (row.accepted_on, row.contracted_on, row.reason) == (
        dt.date(2022, 12, 5),
        None,
        "계약서를 다시 씀",
    )
    assert row_of(store, Match, working).status == "근무"
    moves.move(store, "conversions", [made], "제의", "아직 답이 없음", SCOPE)
    moves.move(store, "conversions", [made], "수락", "", SCOPE)
    assert row_of(store, Conversion, made).accepted_on == dt.date(2022, 12, 1), "no day before the offer"


def test_who_never_worked_is_offered_nothing_and_nobody_twice(store, place, working):
    values = {
        "trainee_id": place.people["나"], "opening_id": place.openings["X"], "starts_on": "2022-10-04",
        "ends_on": "2023-01-03",
    }  # fmt: skip
    planned = records.save(store, "matches", values).inserted["internship_match"][0]
    with pytest.raises(UserError, match="인턴으로 일한 뒤에"):
        offer(store, planned)
    made = offer(store, working)
    with pytest.raises(UserError, match="이미 있습니다"):
        offer(store, working)
    with pytest.raises(UserError, match="수락한 날이 제의한 날보다"):
        records.save(store, "conversions", {"accepted_on": "2022-11-30"}, record_id=made)


def told(store, day):
    now = dt.datetime.combine(day, dt.time(9), dt.UTC)
    with store.read() as session:
        return [each for ask in DUE for each in ask(session, SCOPE, now) if "점검" in each.what]


def check(store, match_id, day, **more):
    values = {"match_id": match_id, "held_on": day, "kind": "월 점검", "content": "잘 지냄", **more}
    return records.save(store, "internship_logs", values)


def state(store, day):
    scope = Scope(today=day)
    spec = LISTS["matches"]
    at = [each.key for each in spec.columns].index("check") + 1
    return [row[at] for row in Listing(store.engine, spec, Criteria(scope=scope)).page(0, 9)]


@pytest.mark.feature("CO-15")
def test_the_check_of_the_month_is_due_and_35_days_without_a_log_are_red(store, working):
    (due,) = told(store, dt.date(2022, 10, 20))
    assert (due.what, due.whose, due.until) == ("이번 달 점검", "가 · X", dt.date(2022, 10, 31))
    assert due.tone is Tone.PLAIN
    assert state(store, dt.date(2022, 10, 20)) == ["이번 달 남음"]
    check(store, working, "2022-10-21", next_action="출근 시각 확인", next_on="2022-10-25")
    assert [each.what for each in told(store, dt.date(2022, 10, 24))] == ["점검: 출근 시각 확인"]
    assert state(store, dt.date(2022, 10, 24)) == ["함"]
    (last, _action) = told(store, dt.date(2022, 11, 24))
    assert (last.what, last.tone) == ("이번 달 점검", Tone.PLAIN)
    (red, _action) = told(store, dt.date(2022, 11, 25))
    assert (red.what, red.tone, red.until) == ("점검 일지 35일째 없음", Tone.BAD, dt.date(2022, 11, 25))
    assert state(store, dt.date(2022, 11, 25)) == ["점검 늦음"]
    check(store, working, "2022-11-25")
    assert [each.what for each in told(store, dt.date(2022, 11, 26))] == ["점검: 출근 시각 확인"]


@pytest.mark.feature("CO-15")
def test_the_office_says_how_long_an_internship_may_go_without_a_log(store, working):
    day = dt.date(2022, 11, 3)
    assert state(store, day) == ["이번 달 남음"]
    settings.save(store, {"check_within_days": "30일"})
    assert state(store, day) == ["점검 늦음"]
    (red,) = told(store, day)
    assert (red.what, red.until) == ("점검 일지 30일째 없음", day)
    assert state(store, day - dt.timedelta(1)) == ["이번 달 남음"]


def test_what_is_over_is_not_checked_any_more(store, working):
    early_end.end_early(store, working, EARLY)
    assert told(store, dt.date(2022, 12, 31)) == []
    assert state(store, dt.date(2022, 12, 31)) == [None]
