"""The state of a proposal out of an office's sheet: its reason, its days, its condition and its review."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.board import Condition, Proposal, Review, Supplement
from desktop.services.datafile import history
from desktop.services.records import due
from tests.services.board.test_imports import counts, faults, rows_of

pytestmark = pytest.mark.both_databases


@pytest.mark.feature("JB-12")
def test_a_day_of_receipt_that_is_mended_moves_the_review_and_no_day_out_of_order_comes_in(
    store, year, sheet, take, at
):
    proposal = year.proposal("보도 정비", proposed_on="2022-09-10")
    year.move(proposal, "제출", "검토")
    headings = ("제목", "접수일")
    assert counts(take("proposals", headings, ("보도 정비", "2022-09-12"))) == (0, 1, 0, 0)
    days = (dt.date(2022, 9, 12), dt.date(2022, 10, 12))
    assert rows_of(store, Review, "received_on", "due_on") == [days]
    at("2022-10-01")
    year.move(proposal, "채택")
    year.proposal("화분")
    at("2022-11-01")
    plan = sheet(
        "proposals", headings, ("보도 정비", "2022-10-20"), ("화분", "2022-11-02"), ("새것", "2022-11-02")
    )
    assert [(row, column) for row, column, _why in faults(plan)] == [
        (2, "접수일"),
        (3, "접수일"),
        (4, "접수일"),
    ]
    reasons = [why for _row, _column, why in faults(plan)]
    assert "답한 날(2022. 10. 1.)보다 뒤" in reasons[0]
    assert "오늘보다 뒤" in reasons[1]


def test_the_state_of_what_is_there_is_not_changed_and_none_begins_after_today(year, sheet, at):
    held = year.proposal("보도 정비")
    year.move(held, "보류", reason="나중에", given={"obstacle": "예산"})
    headings = ("제목", "상태", "사유", "이 상태부터", "풀릴 조건", "보류 전 상태")
    plan = sheet(
        "proposals", headings,
        ("보도 정비", "보류", "나중에", "2022-09-14", "예산", "발굴"), ("화분", "토론", "", "2022-09-15", "", ""),
    )  # fmt: skip
    assert counts(plan) == (0, 0, 1, 1)
    assert [(column, why) for _row, column, why in faults(plan)] == [
        ("이 상태부터", "'이 상태부터'의 날이 오늘보다 뒤입니다. 그 상태가 된 날을 적어 주세요.")
    ]
    for column, row in (
        ("상태", ("발굴", "", "", "", "")),
        ("사유", ("보류", "다른 까닭", "", "", "")),
        ("이 상태부터", ("보류", "", "2022-09-01", "", "")),
        ("풀릴 조건", ("보류", "", "", "법령", "")),
        ("보류 전 상태", ("보류", "", "", "", "제출")),
    ):
        plan = sheet("proposals", headings, ("보도 정비", *row))
        assert [(row, where) for row, where, _why in faults(plan)] == [(2, column)]
        assert "이미 '보류' 상태로 있는 제안" in plan.problems[0].reason


STATES = ("제목", "상태", "사유", "이 상태부터", "풀릴 조건", "조건 설명", "다시 볼 날", "보류 전 상태")


@pytest.mark.feature("JB-21")
def test_a_no_or_a_hold_comes_with_its_condition(store, year, sheet, take):
    rows = (
        ("보도 정비", "보류", "돈", "2022-09-01", "예산", "본예산", "2023-01-02", "토론"),
        ("화분", "불채택", "자리", "2022-09-02", "없음", "", "", ""),
        ("그늘막", "불채택", "옛일", "2022-09-03", "모름", "", "", ""),
    )
    plan = take("proposals", STATES, *rows)
    assert counts(plan) == (3, 0, 0, 0)
    assert [(each.name, each.word) for each in plan.flags] == [("그늘막", "풀릴 조건 모름")]
    assert rows_of(store, Condition, "state", "obstacle", "words", "look_again_on", "set_on") == [
        ("보류", "예산", "본예산", dt.date(2023, 1, 2), dt.date(2022, 9, 1)),
        ("불채택", "없음", None, None, dt.date(2022, 9, 2)),
    ]
    with store.read() as session:
        held = session.query(Proposal).filter_by(title="보도 정비").one()
    with pytest.raises(UserError, match="'토론'으로만"):
        year.move(held.id, "제출")
    assert counts(sheet("proposals", STATES, *rows)) == (0, 0, 3, 0)
    history.undo(store)
    assert rows_of(store, Condition, "state") == []


@pytest.mark.feature("JB-21")
def test_old_noes_come_in_without_their_condition_which_a_later_sheet_tells(store, year, sheet, take):
    old = [(f"옛 제안 {number}", "불채택", "안 됨", "2020-03-02") for number in range(40)]
    plan = take("proposals", STATES[:4], *old)
    assert (counts(plan), len(plan.flags)) == ((40, 0, 0, 0), 40)
    assert all("'풀릴 조건' 열을 더해" in each.rule for each in plan.flags)
    told = (*old[0], "예산", "본예산", "2023-01-02", "")
    blank = (*old[1], "", "", "", "")
    plan = take("proposals", STATES, told, blank)
    assert counts(plan) == (0, 1, 1, 0)
    assert rows_of(store, Condition, "obstacle", "words", "set_on") == [
        ("예산", "본예산", dt.date(2020, 3, 2))
    ]
    assert counts(sheet("proposals", STATES, (*old[0], "법령", "", "", ""))) == (0, 0, 0, 1)


def test_a_condition_that_no_move_would_keep_is_named_by_its_row(sheet):
    rows = (
        ("가", "불채택", "돈", "", "", "", "", ""),
        ("나", "불채택", "돈", "", "기타", "", "", ""),
        ("다", "보류", "돈", "", "없음", "", "2023-01-02", ""),
        ("라", "토론", "", "", "예산", "", "", ""),
        ("마", "불채택", "돈", "", "예산", "", "", "토론"),
        ("바", "보류", "돈", "2022-09-01", "예산", "", "2022-08-01", ""),
        ("사", "보류", "돈", "", "모름", "", "2023-01-02", ""),
        ("아", "보류", "돈", "", "예산", "", "", "시행"),
    )
    assert [(row, column) for row, column, _why in faults(sheet("proposals", STATES, *rows))] == [
        (2, "풀릴 조건"), (3, "조건 설명"), (4, "다시 볼 날"), (5, "풀릴 조건"), (6, "보류 전 상태"),
        (7, "다시 볼 날"), (8, "다시 볼 날"), (9, "보류 전 상태"),
    ]  # fmt: skip


@pytest.mark.feature("JB-15")
def test_what_was_adopted_without_a_day_of_receipt_waits_for_its_start(store, year, take, at):
    rows = (("그늘막", "채택", "2022-09-05", ""), ("화분", "부분채택", "", "반만"))
    plan = take("proposals", ("제목", "상태", "이 상태부터", "사유"), *rows)
    assert "제안 2건은 그 상태가 된 날을 접수일로" in plan.notes[-1]
    first, second = dt.date(2022, 9, 5), store.today()
    assert rows_of(store, Review, "received_on", "answered_on") == [(first, first), (second, second)]
    at("2022-10-17")
    owed = [(each.what, each.whose) for found in due.due(store, year.scope).values() for each in found]
    assert sorted(owed) == [
        (what, title)
        for what in ("실시계획 세우기", "통지 필요: 시행 예정일")
        for title in ("그늘막", "화분")
    ]


@pytest.mark.feature("JB-12")
def test_what_is_with_its_authors_comes_in_with_its_clock_stopped(store, year, take, at):
    headings = ("제목", "상태", "접수일", "이 상태부터", "사유")
    rows = (
        ("그늘막", "보완", "2022-09-01", "2022-09-05", "더 적기"), ("화분", "시범", "2022-09-01", "2022-09-05", ""),
        ("의자", "시행", "2022-09-01", "2022-09-05", ""), ("꽃길", "보완", "2022-09-06", "2022-09-05", "더 적기"),
        ("나무", "보완", "", "2022-09-05", "더 적기"),
    )  # fmt: skip
    plan = take("proposals", headings, *rows)
    assert [(row, column) for row, column, _why in faults(plan)] == [(5, "이 상태부터")]
    day, out = dt.date(2022, 9, 1), dt.date(2022, 9, 5)
    assert rows_of(store, Review, "received_on", "answered_on") == [(day, None), (day, None), (day, out)]
    assert rows_of(store, Supplement, "asked_on", "back_on") == [(out, None)]
    at("2022-09-25")
    with store.read() as session:
        supplemented = session.query(Proposal).filter_by(title="그늘막").one()
    year.move(supplemented.id, "검토")
    assert rows_of(store, Review, "due_on")[0] == (dt.date(2022, 10, 21),), "twenty days out"
