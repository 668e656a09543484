"""A review on its proposal's way forward, back and forward again: receipts, decisions, starts; on both databases."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.board import Opinion, Proposal, Review, Supplement
from desktop.queries.list_spec import Scope
from desktop.services.board.review import due, opinions, reviewing
from desktop.services.datafile import history
from desktop.services.records import cells, records

pytestmark = pytest.mark.both_databases
D = dt.date.fromisoformat
NO = {"obstacle": "없음"}


@pytest.fixture
def review(store, proposal):
    """``review()`` is the one of the proposal as it stands."""

    def read():
        with store.read() as session:
            return session.scalars(select(Review).where(Review.proposal_id == proposal)).one()

    return read


@pytest.fixture
def old(store, year, at):
    """``old(status)`` is a proposal that came to its state on 14 September, before reviews were kept."""

    def add(status, **values):
        with store.operation("전의 제안") as op:
            row = Proposal(board_id=year.board, title="전의 제안", status=status, status_on=D("2022-09-14"))
            for key, value in {"reason": "사유", **values}.items():
                setattr(row, key, value)
            return op.add(row).id

    return add


def days(review):
    return review.received_on, review.answered_on, review.expected_on


def refused(call, *args, **more):
    with pytest.raises(UserError) as caught:
        call(*args, **more)
    return caught.value.field, caught.value.message


def to_answer(store):
    with store.read() as session:
        return [each.id for each in due.answers(session, Scope(today=store.today()), store.clock())]


@pytest.mark.parametrize(("decision", "given"), [("채택", {"expected_on": "2022-12-01"}), ("불채택", NO)])
def test_back_under_review_by_way_of_a_pilot_it_is_to_be_answered_again(
    store, year, proposal, review, decision, given
):
    year.move(proposal, decision, reason="예산", given=given)
    year.move(proposal, "시범", reason="해 보기로 함")
    assert (review().answered_on is None) == (decision == "불채택")
    year.move(proposal, "검토", reason="다시 봄")
    assert days(review()) == (D("2022-09-14"), None, None)
    assert to_answer(store) == [review().id]
    reviewing.extend(store, review().id, 10, "현장 확인")


def test_every_way_out_of_a_no_is_open_for_fifteen_days(year, proposal, at):
    year.move(proposal, "시범")
    at("2022-10-14")
    year.move(proposal, "불채택", reason="예산", given=NO)
    at("2022-11-01")
    for to in ("시범", "검토"):
        with pytest.raises(UserError, match=r"2022\. 10\. 31\.까지"):
            year.move(proposal, to, reason="다시")
    at("2022-10-31")
    year.move(proposal, "시범", reason="다시")


def test_a_no_from_before_reviews_were_kept_is_left_in_time_too(year, old, at):
    proposal = old("불채택")
    at("2022-10-14")
    with pytest.raises(UserError, match=r"2022\. 9\. 29\.까지"):
        year.move(proposal, "검토", reason="다시")


def test_a_review_asked_for_again_begins_a_new_clock(store, year, proposal, review, at):
    at("2022-09-20")
    year.move(proposal, "보완", reason="위치도")
    at("2022-09-29")
    year.move(proposal, "검토", reason="받음")
    reviewing.extend(store, review().id, 30, "현장 확인")
    at("2022-11-20")
    year.move(proposal, "불채택", reason="예산", given=NO)
    at("2022-12-01")
    year.move(proposal, "검토", reason="다시")
    assert days(review()) == (D("2022-12-01"), None, None)
    assert (review().due_on, review().extended_by, review().extension_reason) == (D("2023-01-02"), None, None)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Supplement)) == 0
    assert records.read(store, "proposals", proposal)["received_on"] == D("2022-12-01")
    history.undo(store)
    assert (review().received_on, review().extended_by, len(review_pauses(store))) == (D("2022-09-14"), 30, 1)


def review_pauses(store):
    with store.read() as session:
        return session.scalars(select(Supplement)).all()


@pytest.mark.feature("JB-11")
def test_a_department_that_answered_may_be_asked_a_second_time(store, year, proposal, at):
    opinions.ask(store, proposal, D("2022-09-14"), {"도로과": D("2022-09-21"), "청소과": D("2022-09-21")})
    with store.read() as session:
        first, left_out = session.scalars(select(Opinion.id).order_by(Opinion.id)).all()
    field, told = refused(opinions.ask, store, proposal, D("2022-09-15"), {"도로과": D("2022-09-22")})
    assert (field, "이미 의견을 물었습니다" in told) == ("departments", True)
    again = {"proposal_id": proposal, "department": "도로과", "asked_on": "2022-09-15"}
    field, told = refused(records.save, store, "opinions", again)
    assert (field, "이미 의견을 물었습니다" in told) == ("department", True)
    at("2022-09-20")
    records.save(store, "opinions", {"answered_on": "2022-09-20", "verdict": "수용 곤란"}, record_id=first)
    records.save(store, "opinions", {"skipped_reason": "출장"}, record_id=left_out)
    year.move(proposal, "불채택", reason="예산", given=NO)
    year.move(proposal, "검토", reason="다시")
    opinions.ask(store, proposal, D("2022-09-21"), {"도로과": D("2022-09-28"), "청소과": D("2022-09-28")})
    with store.read() as session:
        assert reviewing.missing_opinions(session, proposal) == ["도로과", "청소과"]


def test_a_move_back_keeps_the_days_of_the_decision(year, proposal, review, at):
    at("2022-09-24")
    year.move(proposal, "채택", given={"expected_on": "2022-12-01"})
    kept = (D("2022-09-14"), D("2022-09-24"), D("2022-12-01"))
    at("2022-12-10")
    year.move(proposal, "시행")
    year.move(proposal, "채택", reason="잘못 옮김")
    assert days(review()) == kept
    year.move(proposal, "시범")
    year.move(proposal, "채택")
    assert days(review()) == kept
    year.move(proposal, "시범")
    year.move(proposal, "불채택", reason="안 됨", given=NO)
    assert days(review()) == (D("2022-09-14"), D("2022-12-10"), None)  # a no is told on its own day


@pytest.mark.feature("JB-15")
def test_a_start_typed_during_the_review_stays_when_it_is_adopted(store, year, proposal, review, at):
    records.save(store, "reviews", {"expected_on": "2022-09-20"}, record_id=review().id)
    at("2022-09-24")
    field, told = refused(year.move, proposal, "채택")
    assert (field, "2022. 9. 20.은 채택한 날(2022. 9. 24.)보다 앞섭니다" in told) == ("expected_on", True)
    records.save(store, "reviews", {"expected_on": "2022-12-10"}, record_id=review().id)
    year.move(proposal, "채택")
    assert review().expected_on == D("2022-12-10")


@pytest.mark.feature("JB-15")
def test_a_decision_without_a_review_begins_one(store, year, old, at):
    proposal = old("검토", received_on=D("2022-09-01"))
    at("2022-09-24")
    assert refused(year.move, proposal, "채택", given={"expected_on": "2022-09-23"})[0] == "expected_on"
    year.move(proposal, "채택", given={"expected_on": "2022-12-01"})
    with store.read() as session:
        assert days(session.scalars(select(Review)).one()) == (
            D("2022-09-01"),
            D("2022-09-24"),
            D("2022-12-01"),
        )


@pytest.mark.feature("JB-15")
@pytest.mark.parametrize("status", ["채택", "불채택", "시행"])
def test_a_review_by_hand_of_a_decided_proposal_was_answered_on_its_day(store, old, at, status):
    proposal = old(status)
    at("2022-10-01")
    review = {"proposal_id": proposal, "received_on": "2022-09-15"}
    field, told = refused(records.save, store, "reviews", review)
    assert (field, "답한 날(2022. 9. 14.)보다 뒤입니다" in told) == ("received_on", True)
    review |= {"received_on": "2022-09-01"}
    assert refused(records.save, store, "reviews", review | {"expected_on": "2022-09-13"})[0] == "expected_on"
    records.save(store, "reviews", review)
    with store.read() as session:
        assert session.scalars(select(Review)).one().answered_on == D("2022-09-14")
        told = [each.what for each in due.starts(session, Scope(today=store.today()), store.clock())]
    assert told == (["통지 필요: 시행 예정일"] if status == "채택" else [])


def test_the_review_follows_the_day_of_receipt_of_its_proposal(store, year, proposal, review, at):
    at("2022-10-20")
    edited = cells.edit(store, "proposals", [cells.Cell(proposal, "received_on", "2022-10-19")])
    assert (edited.refused, review().received_on, review().due_on) == (
        {},
        D("2022-10-19"),
        D("2022-11-18"),
    )
    records.save(store, "reviews", {"received_on": "2022-09-13"}, record_id=review().id)
    assert records.read(store, "proposals", proposal)["received_on"] == D("2022-09-13")
    assert (
        refused(records.save, store, "proposals", {"received_on": ""}, record_id=proposal)[0] == "received_on"
    )
    field, told = refused(records.save, store, "proposals", {"received_on": "2022-10-21"}, record_id=proposal)
    assert (field, "오늘보다 뒤" in told) == ("received_on", True)


@pytest.mark.feature("JB-12")
def test_what_is_handed_in_again_is_received_again(store, year, proposal, review, at):
    at("2022-09-20")
    year.move(proposal, "제출", reason="덜 씀")
    at("2022-09-30")
    year.move(proposal, "검토")
    assert (review().received_on, review().due_on) == (D("2022-09-30"), D("2022-10-31"))
    at("2022-10-04")
    for there in ("보완", "보류", "채택"):
        year.move(proposal, there, reason="사유", given=NO if there == "보류" else None)
        year.move(proposal, "검토", reason="다시")
        assert review().received_on == D("2022-09-30")
    assert records.read(store, "proposals", proposal)["received_on"] == D("2022-09-30")


@pytest.mark.feature("JB-12")
def test_days_of_a_review_that_cannot_be_are_refused_beside_their_field(store, year, proposal, review, at):
    row = review().id
    at("2022-10-20")
    records.save(store, "reviews", {"received_on": "2022-10-18"}, record_id=row)  # after the end it had
    assert review().due_on == D("2022-11-17")
    assert refused(records.save, store, "reviews", {"received_on": "2022-10-21"}, record_id=row)[0] == (
        "received_on"
    )
    field, told = refused(records.save, store, "reviews", {"expected_on": "2022-10-17"}, record_id=row)
    assert (field, "접수일(2022. 10. 18.)보다 앞섭니다" in told) == ("expected_on", True)
    at("2022-12-20")
    field, told = refused(reviewing.extend, store, row, 30, "늦음")
    assert (field, "2022. 12. 19.까지여서 이미 지났습니다" in told) == ("count", True)
    at("2022-12-19")
    reviewing.extend(store, row, 30, "아직 닿음")


@pytest.mark.feature("JB-15")
def test_a_notice_lies_after_the_adoption(store, year, proposal, at):
    told = {"proposal_id": proposal, "told_on": "2022-09-19", "expected_on": "2022-10-01", "words": "늦음"}
    at("2022-09-20")
    year.move(proposal, "채택")
    assert refused(records.save, store, "notices", told)[0] == "told_on"
    notice = records.save(store, "notices", told | {"told_on": "2022-09-20"}).inserted["notice"][0]
    assert (
        refused(records.save, store, "notices", {"told_on": "2022-09-19"}, record_id=notice)[0] == "told_on"
    )
