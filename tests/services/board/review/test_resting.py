"""What rests is owed nothing and counted nowhere until it goes on; what is owed stays due in every term and year."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.model.board import Opinion, Review
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services import settings
from desktop.services.board.proposals import merging
from desktop.services.board.review import figures, opinions, reviewing
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cards, due, records

pytestmark = pytest.mark.both_databases
D = dt.date.fromisoformat
NO = {"obstacle": "없음"}


def column(store, kind, key):
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=Scope(today=store.today())))
    place = [each.key for each in listing.columns].index(key) + 1
    return [row[place] for row in listing.page(0, 100)]


def due_now(store, board_id=None):
    scope = Scope(board_id=board_id, today=store.today())
    return sorted(each.what for found in due.due(store, scope).values() for each in found)


def ends(store):
    with store.read() as session:
        review = session.scalars(select(Review)).one()
        return review.due_on, review.near_on


def waits(store, year):
    charts = figures.charts(store, year.board)
    return [chart.marks[0].told for chart in charts if chart.title == "팀마다 접수에서 답변까지"]


def clock_line(store, year, proposal):
    linked = cards.card(store, "proposals", proposal, year.scope).linked
    return next(each.text for each in linked if each.text.startswith("심사 "))


@pytest.mark.feature("JB-12")
@pytest.mark.parametrize("rest", ["보류", "취하", "합침"])
def test_what_rests_is_neither_late_nor_due_until_it_goes_on(store, year, proposal, at, rest):
    opinions.ask(store, proposal, D("2022-09-14"), {"도로과": D("2022-09-21")})
    records.save(
        store,
        "pilots",
        {"proposal_id": proposal, "place": "역", "starts_on": "2022-09-15", "ends_on": "2022-09-30"},
    )
    kept = year.proposal("걷고 싶은 거리")
    if rest == "합침":
        merging.merge(store, kept, [proposal])
    else:
        year.move(proposal, rest, reason="사유", given=NO if rest == "보류" else None)
    at("2022-12-01")
    # What a department was asked of it is waited for with the one it is merged into.
    standing, owed = (["기한 지남"], ["도로과 의견 받기"]) if rest == "합침" else (["그침"], [])
    assert (column(store, "reviews", "clock"), column(store, "opinions", "standing")) == (["그침"], standing)
    assert due_now(store) == owed
    assert waits(store, year) == ([] if rest == "합침" else ["답변 없음 · 기다림 0건 · 그침 1건"])
    if rest == "합침":
        merging.part(store, kept, proposal)
    else:
        year.move(proposal, "검토", reason="다시")
    assert (column(store, "reviews", "clock"), column(store, "opinions", "standing")) == (
        ["기한 지남"],
        ["기한 지남"],
    )
    assert due_now(store) == ["도로과 의견 받기", "시범운영 판정하기", "제안 답변하기"]
    assert waits(store, year) == ["답변 없음 · 기다림 1건"]


@pytest.mark.feature("JB-15")
def test_of_an_adopted_one_that_was_merged_nobody_is_to_be_told(store, year, proposal):
    year.move(proposal, "채택")
    assert due_now(store) == ["통지 필요: 시행 예정일"]
    merging.merge(store, year.proposal("걷고 싶은 거리"), [proposal])
    assert (due_now(store), column(store, "reviews", "notice")) == ([], [None])


@pytest.mark.feature("JB-21")
def test_an_old_no_comes_back_in_another_term_and_stays_until_it_is_looked_at(store, year, proposal, at):
    condition = {"obstacle": "예산", "look_again_on": "2023-09-01"}
    year.move(proposal, "불채택", reason="예산 없음", given=condition)
    following = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    for day, told in (("2023-08-31", []), ("2023-09-01", ["다시 보기: 걷기 좋은 거리"]), ("2026-11-30", [
        "다시 보기: 걷기 좋은 거리"
    ])):  # fmt: skip
        at(day)
        assert due_now(store, following) == told
    merging.merge(store, year.proposal("걷고 싶은 거리"), [proposal])
    assert due_now(store, following) == []


def test_what_a_term_left_open_is_due_in_the_next_one(store, year, proposal, at):
    meeting = year.meeting("1차 회의")
    records.save(store, "action_items", {"meeting_id": meeting, "task": "사진 찍기", "due_on": "2022-09-20"})
    following = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    at("2024-01-15")
    assert due_now(store, following) == ["제안 답변하기", "할 일: 사진 찍기"]


@pytest.mark.feature("JB-12")
def test_running_clocks_follow_the_days_off_and_the_near_days(store, year, proposal, at):
    answered = year.proposal("조용한 청사")
    year.move(answered, "제출", "검토", "채택")

    def of_the_answered():
        with store.read() as session:
            return session.scalars(select(Review.due_on).where(Review.proposal_id == answered)).one()

    def of_the_running():
        with store.read() as session:
            return session.execute(
                select(Review.due_on, Review.near_on).where(Review.proposal_id == proposal)
            ).one()

    settings.save(store, {"review_days_off": "2022-10-14 구민의 날"})
    assert of_the_running() == (D("2022-10-17"), D("2022-10-10"))
    settings.save(store, {"review_near": 3})
    assert of_the_running() == (D("2022-10-17"), D("2022-10-14"))
    settings.save(store, {"review_moves_on": False})
    assert of_the_running() == (D("2022-10-14"), D("2022-10-11"))
    assert of_the_answered() == D("2022-10-14")
    history.undo(store)
    assert of_the_running() == (D("2022-10-17"), D("2022-10-14"))


@pytest.mark.feature("JB-12")
def test_a_holiday_that_is_worked_on_is_a_day_like_any_other(store, year, at):
    settings.save(store, {"review_days_on": "2022-10-10"})
    at("2022-09-09")
    year.move(year.proposal("걷기 좋은 거리"), "제출", "검토")
    assert ends(store)[0] == D("2022-10-10")  # a Sunday and 한글날 before, the substitute worked on
    settings.save(store, {"review_days_on": ""})
    assert ends(store)[0] == D("2022-10-11")


def test_how_long_a_no_may_be_left_and_a_department_has_are_settings(store, year, proposal, at):
    settings.save(store, {"review_again": 20, "opinion_days": 3})
    first = opinions.first_values(store, Scope(today=D("2022-09-08")))
    assert first == {"asked_on": D("2022-09-08"), "due_on": D("2022-09-15")}  # over 추석, 9-9 to 9-12
    year.move(proposal, "불채택", reason="예산", given=NO)
    at("2022-10-04")  # twenty days, the last of them
    year.move(proposal, "검토", reason="다시")


@pytest.mark.feature("JB-12")
def test_the_card_tells_how_the_clock_stands(store, year, proposal, at):
    assert clock_line(store, year, proposal) == "심사 2022. 9. 14. 접수 → 2022. 10. 14.까지 · 진행 중"
    at("2022-09-20")
    year.move(proposal, "보완", reason="위치도")
    assert clock_line(store, year, proposal).endswith("2022. 10. 14.까지 · 보완 중")
    at("2022-09-29")
    year.move(proposal, "검토", reason="받음")
    with store.read() as session:
        reviewing_id = session.scalars(select(Review.id)).one()
    reviewing.extend(store, reviewing_id, 10, "현장 확인")
    at("2022-11-02")
    told = "심사 2022. 9. 14. 접수 → 2022. 11. 2.까지 · 기한 임박 · 보완 9일 · 연장: 현장 확인"
    assert clock_line(store, year, proposal) == told
    at("2022-11-03")
    assert "· 기한 지남 ·" in clock_line(store, year, proposal)
    year.move(proposal, "취하", reason="그만둠")
    assert "· 그침 ·" in clock_line(store, year, proposal)


def test_a_department_asked_twice_is_counted_once_on_the_card(store, year, proposal, at):
    for day, verdict in (("2022-09-14", "수용 곤란"), ("2022-09-20", "수용")):
        at(day)
        opinions.ask(store, proposal, D(day), {"도로과": D("2022-10-01")})
        with store.read() as session:
            row = session.scalars(select(Opinion.id).order_by(Opinion.id.desc())).first()
        records.save(store, "opinions", {"answered_on": day, "verdict": verdict}, record_id=row)
    texts = [each.text for each in cards.card(store, "proposals", proposal, year.scope).linked]
    assert [text for text in texts if text.startswith("부서 의견")] == ["부서 의견 1곳: 수용 1"]
