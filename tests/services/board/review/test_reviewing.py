"""A proposal under review: its clock, departments, extension, decision, 재심사; on both databases."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Opinion, Review
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services import settings
from desktop.services.board.review import due, extension, opinions, reviewing
from desktop.services.datafile import undoing
from desktop.services.kinds import LISTS
from desktop.services.records import moves, records

pytestmark = pytest.mark.both_databases
D = dt.date.fromisoformat


@pytest.fixture
def scope(store, at):
    board = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    return Scope(board_id=board, today=store.today())


@pytest.fixture
def proposal(store, scope):
    proposal_id = records.save(store, "proposals", {"title": "걷기 좋은 거리"}, scope=scope).inserted[
        "proposal"
    ][0]
    for status in ("제출", "검토"):
        move(store, proposal_id, status)
    return proposal_id


def move(store, proposal_id, to, reason="", **given):
    return moves.move(store, "proposals", [proposal_id], to, reason, Scope(today=store.today()), given)


def review_of(store, proposal_id):
    with store.read() as session:
        return session.scalars(select(Review).where(Review.proposal_id == proposal_id)).one()


def barred(store, proposal_id):
    offered = moves.offered(store, "proposals", [proposal_id], Scope(today=store.today()))
    return {move.to: why for move, why in offered.items() if move.to == "검토"}


def column(store, kind, key):
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=Scope(today=store.today())))
    place = [each.key for each in listing.columns].index(key) + 1
    return [row[place] for row in listing.page(0, 100)]


def column_ids(store, kind):
    return Listing(store.engine, LISTS[kind], Criteria(scope=Scope(today=store.today()))).ids(0, 100)


def ask(store, proposal_id, text="건설관리과\n도시안전과 2022-09-30"):
    departments = opinions.read_departments(text, D("2022-09-23"))
    opinions.ask(store, proposal_id, store.today(), departments)


def opinion_ids(store):
    with store.read() as session:
        return session.scalars(select(Opinion.id).order_by(Opinion.id)).all()


def answer(store, department, **values):
    with store.read() as session:
        row_id = session.scalars(select(Opinion.id).where(Opinion.department == department)).one()
    records.save(store, "opinions", values, record_id=row_id)


@pytest.mark.feature("JB-12")
def test_the_clock_runs_from_the_receipt_and_turns_amber_and_red(store, proposal, at):
    assert review_of(store, proposal).due_on == D("2022-10-14")
    seen = {}
    for day in ("2022-10-06", "2022-10-07", "2022-10-14", "2022-10-15"):
        at(day)
        seen[day] = column(store, "reviews", "clock")
    assert [word for (word,) in seen.values()] == ["진행 중", "기한 임박", "기한 임박", "기한 지남"]
    reviewing.extend(store, review_of(store, proposal).id, 30, "현장 확인이 더 필요함")
    assert review_of(store, proposal).due_on == D("2022-11-14")
    with pytest.raises(UserError, match="한 번만"):
        reviewing.extend(store, review_of(store, proposal).id, 5, "또")


def test_an_extension_is_undone_with_its_clock(store, proposal):
    changes = reviewing.extend(store, review_of(store, proposal).id, 30, "현장 확인")
    undoing.undo(store, changes.operation_id)
    assert (review_of(store, proposal).due_on, review_of(store, proposal).extended_by) == (
        D("2022-10-14"),
        None,
    )


@pytest.mark.feature("JB-12")
def test_the_day_an_extension_is_said_to_end_on_is_the_day_it_ends_on(store, proposal):
    review = review_of(store, proposal)
    runs = extension.of_review(store, review.id)
    assert (runs.ends_on, runs.would_end_on(30)) == (D("2022-10-14"), D("2022-11-14"))
    assert (runs.would_end_on(0), runs.would_end_on(31)) == (None, None)
    reviewing.extend(store, review.id, 30, "현장 확인")
    assert review_of(store, proposal).due_on == D("2022-11-14")
    assert extension.of_review(store, review.id).would_end_on(10) is None, "once"
    with pytest.raises(UserError, match="지워졌습니다"):
        extension.of_review(store, 999)


def test_days_in_supplement_stop_the_clock(store, proposal, at):
    at("2022-09-20")
    move(store, proposal, "보완", "위치도를 붙여 주세요")
    assert column(store, "reviews", "clock") == ["보완 중"]
    at("2022-09-29")
    move(store, proposal, "검토", "위치도를 받음")
    assert review_of(store, proposal).due_on == D("2022-10-24")


def test_the_periods_are_settings_of_what_comes_in_later(store, scope, proposal, at):
    settings.save(store, {"review_period": 1, "review_unit": "개월"})
    assert (review_of(store, proposal).period, review_of(store, proposal).unit) == (30, "일")
    settings.save(store, {"review_days_off": "2022-10-14 구민의 날"})
    assert review_of(store, proposal).due_on == D("2022-10-17")  # the days off hold for every clock that runs
    second = records.save(store, "proposals", {"title": "조용한 청사"}, scope=scope).inserted["proposal"][0]
    move(store, second, "제출")
    move(store, second, "검토")
    assert review_of(store, second).due_on == D("2022-10-17")  # 10-14 is the office's own day off


@pytest.mark.feature("JB-11")
def test_a_decision_waits_for_every_opinion_or_its_reason(store, proposal, at):
    ask(store, proposal)
    assert column(store, "opinions", "department") == ["건설관리과", "도시안전과"]
    assert column(store, "opinions", "due_on") == [D("2022-09-23"), D("2022-09-30")]
    for decision, given in (("채택", {}), ("불채택", {"obstacle": "없음"}), ("부분채택", {})):
        with pytest.raises(UserError, match="건설관리과, 도시안전과가 아직 답하지 않았습니다"):
            move(store, proposal, decision, "사유", **given)
    at("2022-09-15")
    answer(store, "건설관리과", answered_on="2022-09-15", verdict="수용", text="할 수 있음")
    with pytest.raises(UserError, match="도시안전과가 아직"):
        move(store, proposal, "채택")
    answer(store, "도시안전과", skipped_reason="담당자 출장으로 구두 협의")
    move(store, proposal, "채택")
    assert review_of(store, proposal).answered_on == store.today()
    assert column(store, "opinions", "standing") == ["답함", "생략"]


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("도시계획과 2팀", "도시계획과 2팀", None),
        ("강남대로 119안전센터", "강남대로 119안전센터", None),
        ("별관 3", "별관 3", None),
        ("도시계획과 2팀 2022-09-30", "도시계획과 2팀", "2022-09-30"),
        ("청소행정과 2022. 9. 30.", "청소행정과", "2022-09-30"),
        ("청소행정과 22년 9월 30일", "청소행정과", "2022-09-30"),
        ("청소행정과 220930", "청소행정과", "2022-09-30"),
    ],
)
def test_the_end_of_a_departments_line_is_a_day_only_where_it_looks_like_one(line, name, day):
    due_on = D("2022-09-23")
    assert opinions.read_departments(line, due_on) == {name: D(day) if day else due_on}


@pytest.mark.parametrize("line", ["청소행정과 2022-09-31", "청소행정과 9/30", "청소행정과 9월 30일"])
def test_a_day_that_cannot_be_is_told_with_its_department(line):
    with pytest.raises(UserError, match="청소행정과: ") as refused:
        opinions.read_departments(line, D("2022-09-23"))
    assert refused.value.field == "departments"


@pytest.mark.feature("JB-11")
def test_an_opinion_that_was_asked_for_is_not_deleted_away(store, proposal, at):
    ask(store, proposal)
    one, other = opinion_ids(store)
    records.delete(store, "opinions", [other])  # asked by mistake today
    undoing.undo(store)
    at("2022-09-15")
    for ids in ([one], [other, one]):
        with pytest.raises(UserError, match="생략 사유를 적어"):
            records.delete(store, "opinions", ids)
    answer(store, "도시안전과", skipped_reason="구두 협의")
    with pytest.raises(UserError, match="도시안전과에 물은 의견은"):
        records.delete(store, "opinions", [other])
    answer(store, "건설관리과", answered_on="2022-09-15", verdict="수용")
    records.delete(store, "opinions", [one])


@pytest.mark.parametrize(
    ("to", "given"), [("취하", {}), ("불채택", {"obstacle": "없음"})], ids=["취하", "불채택"]
)
def test_nobody_is_asked_about_a_proposal_that_is_over(store, proposal, to, given):
    ask(store, proposal, "건설관리과")
    answer(store, "건설관리과", skipped_reason="구두 협의")
    move(store, proposal, to, "그만둠", **given)
    with pytest.raises(UserError, match=f"'{to}'인 제안은 끝난"):
        ask(store, proposal, "도시안전과")
    new = {"proposal_id": proposal, "department": "도로과", "asked_on": store.today()}
    with pytest.raises(UserError, match=f"'{to}'인 제안은 끝난") as refused:
        records.save(store, "opinions", new)
    assert refused.value.field == "proposal_id"
    answer(store, "건설관리과", text="늦게 온 말")


def test_an_opinion_that_cannot_be_is_refused_in_words(store, proposal):
    ask(store, proposal, "건설관리과")
    for values, told in (
        ({"answered_on": "2022-09-13", "verdict": "수용"}, "물은 날보다 앞섭니다"),
        ({"verdict": "수용"}, "함께 적습니다"),
        ({"answered_on": "2022-09-15", "verdict": "수용", "skipped_reason": "급함"}, "하나를 비워"),
    ):
        with pytest.raises(UserError, match=told):
            answer(store, "건설관리과", **values)
    with pytest.raises(UserError, match="이미 의견을 물었습니다"):
        ask(store, proposal, "건설관리과")


@pytest.mark.feature("JB-11")
def test_a_department_asked_twice_is_one_department(store, proposal):
    ask(store, proposal, "건설관리과\n도시안전과")
    answer(store, "건설관리과", answered_on="2022-09-14", verdict="수용")
    ask(store, proposal, "건설관리과")
    assert (column(store, "reviews", "asked"), column(store, "reviews", "outstanding")) == ([2], [2])
    assert column(store, "opinions", "asked_again") == ["다시 물음", None, None]


@pytest.mark.feature("JB-15")
def test_an_adopted_proposal_without_a_start_is_to_be_told_the_same_day(store, proposal, at):
    move(store, proposal, "채택")
    assert column(store, "reviews", "notice") == ["통지 필요"]
    with store.read() as session:
        told = [each.what for each in due.starts(session, Scope(today=store.today()), store.clock())]
    assert told == ["통지 필요: 시행 예정일"]
    records.save(store, "reviews", {"expected_on": "2022-12-01"}, record_id=review_of(store, proposal).id)
    assert column(store, "reviews", "notice") == [None]
    at("2022-12-02")
    assert column(store, "reviews", "notice") == ["통지 필요"]
    told = {
        "proposal_id": proposal,
        "told_on": "2022-12-02",
        "expected_on": "2023-02-01",
        "words": "예산 늦음",
    }
    records.save(store, "notices", told)
    assert (column(store, "reviews", "notice"), column(store, "notices", "words")) == ([None], ["예산 늦음"])
    (notice,) = column_ids(store, "notices")
    records.save(store, "notices", {"words": "예산이 늦음"}, record_id=notice)
    records.save(store, "reviews", {"expected_on": "2023-03-02"}, record_id=review_of(store, proposal).id)
    records.save(store, "notices", {"words": "예산이 늦습니다"}, record_id=notice)
    assert column(store, "reviews", "expected_on") == [D("2023-03-02")], "another thing of it was mended"
    records.save(store, "notices", {"expected_on": "2023-04-03"}, record_id=notice)
    assert column(store, "reviews", "expected_on") == [D("2023-04-03")]
    records.save(store, "notices", told | {"expected_on": "2023-05-02"})
    records.save(store, "notices", {"expected_on": "2023-06-01"}, record_id=notice)
    assert column(store, "reviews", "expected_on") == [D("2023-05-02")], "of what was told before the last"
    with pytest.raises(UserError, match="채택보다 앞섭니다"):
        records.save(store, "reviews", {"expected_on": "2022-09-01"}, record_id=review_of(store, proposal).id)


def test_a_review_is_asked_for_again_within_fifteen_days(store, proposal, at):
    at("2022-10-14")
    move(store, proposal, "불채택", "예산이 없음", obstacle="예산")
    at("2022-11-01")
    with pytest.raises(UserError, match=r"2022\. 10\. 31\.까지"):
        move(store, proposal, "검토", "다시 봐 주세요")
    assert barred(store, proposal) == {"검토": "재심사는 2022. 10. 31.까지"}
    at("2022-10-31")
    assert barred(store, proposal) == {"검토": ""}
    move(store, proposal, "검토", "다시 봐 주세요")
    assert review_of(store, proposal).answered_on is None


@pytest.mark.feature("JB-12")
def test_an_adopted_proposal_is_planned_within_a_period_after_the_decision(store, proposal, at, scope):
    def planned():
        with store.read() as session:
            return [each.until for each in due.plans(session, scope, store.clock())]

    assert planned() == []
    at("2022-09-23")
    move(store, proposal, "채택")
    assert planned() == [D("2022-10-24")], "the month ends on Sunday 10-23"
    settings.save(store, {"review_plan": 2})
    assert planned() == [D("2022-11-23")]
    review = review_of(store, proposal)
    with pytest.raises(UserError, match="실시계획을 세운 날이 채택보다"):
        records.save(store, "reviews", {"planned_on": "2022-09-22"}, record_id=review.id)
    records.save(store, "reviews", {"planned_on": "2022-10-20"}, record_id=review.id)
    assert planned() == []
    assert column(store, "reviews", "planned_on") == [D("2022-10-20")]
    move(store, proposal, "시범")
    move(store, proposal, "검토", "다시 봄")
    assert review_of(store, proposal).planned_on is None, "of the adoption that was taken back"
