"""Undo and redo out of order: refused, in a sentence that names it, where they would leave what every other door refuses."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import (
    Authorship,
    Indicator,
    JudgeScore,
    Meeting,
    Member,
    Notice,
    Opinion,
    Pilot,
    Proposal,
    Review,
    ReviewCriterion,
    ScoreSheet,
    Vote,
)
from desktop.services.board.proposals import merging
from desktop.services.board.review import opinions
from desktop.services.board.teams import leaders
from desktop.services.datafile import history
from desktop.services.datafile.holding import HELD
from desktop.services.kinds import KINDS
from desktop.services.records import records

pytestmark = [pytest.mark.both_databases, pytest.mark.feature("DA-10")]
DAY = dt.date(2022, 9, 14)


def done(store):
    """What was done last."""
    return history.next_undo(store).id


def saved(store, kind, record_id=None, **values):
    """The id of the record, and of the operation that saved it."""
    changes = records.save(store, kind, values, record_id=record_id)
    table = KINDS[kind].table.__tablename__
    return record_id or changes.inserted[table][0], changes.operation_id


def stand(store, column):
    with store.read() as session:
        return [*session.scalars(select(column).order_by(column.class_.id))]


def refused(store, operation, match, column, way=history.undo):
    before, was = stand(store, column), done(store)
    with pytest.raises(UserError, match=match) as caught:
        way(store, operation)
    assert "변경 이력에서 나중 작업을 먼저" in caught.value.message
    assert (stand(store, column), done(store)) == (before, was), "nothing was changed"


@pytest.fixture
def sheet(store, year):
    """A sheet of one judge, scored and then closed: its id, the operation of the scores, the ids of its two criteria."""
    criteria = [
        records.save(
            store, "review_criteria", {"title": title, "weight": weight, "highest": 100}, scope=year.scope
        ).inserted["review_criterion"][0]
        for title, weight in (("창의성", 30), ("효과", 70))
    ]
    judge = records.save(store, "review_judges", {"name": "오세림"}, scope=year.scope).inserted[
        "review_judge"
    ][0]
    made, _added = saved(store, "score_sheets", proposal_id=year.proposal("걷기 좋은 거리"), judges=(judge,))
    scores = {(criteria[0], judge): 8000, (criteria[1], judge): 9000}
    _sheet, scored = saved(store, "score_sheets", made, scores=scores)
    saved(store, "score_sheets", made, closed_on=DAY)
    return made, scored, criteria, judge


@pytest.mark.feature("JB-13")
def test_scores_stay_under_the_total_that_was_closed_with_them(store, sheet):
    made, scored, (first, _second), judge = sheet
    refused(store, scored, "심사표 '걷기 좋은 거리'.*마감일을 비워", JudgeScore.value)
    _sheet, opened = saved(store, "score_sheets", made, closed_on=None)
    _sheet, lowered = saved(store, "score_sheets", made, scores={(first, judge): 4000})
    saved(store, "score_sheets", made, closed_on=DAY)
    assert stand(store, ScoreSheet.total) == [7500]
    refused(store, lowered, "마감한 심사표입니다", JudgeScore.value)
    history.undo(store)
    history.undo(store, lowered)
    history.undo(store)
    assert opened != done(store), "step by step there is no end to going back"
    assert stand(store, ScoreSheet.total) == [8700]


@pytest.mark.feature("JB-13")
def test_weights_stay_as_the_closed_sheets_were_weighed(store, year, sheet):
    made, _scored, (first, second), _judge = sheet
    saved(store, "score_sheets", made, closed_on=None)
    _one, lowered = saved(store, "review_criteria", first, weight=20)
    saved(store, "review_criteria", second, weight=80)
    refused(store, lowered, "심사 기준 '창의성'.*까지 적을 수 있습니다", ReviewCriterion.weight)
    saved(store, "score_sheets", made, closed_on=DAY)
    refused(store, lowered, "심사 기준 '창의성'.*마감을 먼저 풀어", ReviewCriterion.weight)


@pytest.mark.feature("JB-12")
def test_a_decision_keeps_the_opinions_it_was_made_with(store, year, at):
    proposal = year.proposal("걷기 좋은 거리")
    year.move(proposal, "제출", "검토")
    opinions.ask(store, proposal, DAY, {"예산과": DAY})
    (opinion,) = stand(store, Opinion.id)
    _one, answered = saved(store, "opinions", opinion, answered_on="2022-09-14", verdict="수용")
    year.move(proposal, "채택")
    refused(store, answered, "부서 의견 '예산과.*지금 '채택'입니다", Opinion.verdict)
    with pytest.raises(UserError, match="예산과의 의견까지 보고") as caught:
        saved(store, "opinions", opinion, answered_on=None, verdict=None)
    assert caught.value.field == "answered_on"
    year.move(proposal, "검토", reason="다시 봄")
    back = done(store)
    opinions.ask(store, proposal, DAY, {"도로과": DAY})
    asked = done(store)
    refused(store, back, "도로과가 아직 답하지 않았습니다", Proposal.status)
    history.undo(store, asked)
    history.undo(store, back)
    opinions.ask(store, proposal, DAY, {"도로과": DAY})
    year.meeting("2차")
    again = saved(store, "opinions", stand(store, Opinion.id)[-1], due_on="2022-09-20")[1]
    year.meeting("3차")
    history.undo(store, again)
    assert stand(store, Opinion.due_on)[-1] == DAY, "who was asked again after the decision may be waited for"


@pytest.mark.feature("JB-14")
def test_what_a_verdict_stands_on_stays_measured(store, year):
    proposal = year.proposal("걷기 좋은 거리")
    year.move(proposal, "제출", "검토", "시범")
    pilot, _made = saved(store, "pilots", proposal_id=proposal, place="역 앞", starts_on="2022-09-14")
    one, _made = saved(store, "indicators", pilot_id=pilot, name="만족도", baseline="40", target="60")
    _one, measured = saved(store, "indicators", one, actual="55")
    _other, added = saved(
        store, "indicators", pilot_id=pilot, name="이용", baseline="1", target="2", actual="2"
    )
    saved(store, "pilots", pilot, verdict="확대")
    refused(store, measured, "시범운영 '역 앞.*판정과 마친 날을 먼저 비운", Indicator.actual)
    history.undo(store, added)
    saved(store, "pilots", pilot, verdict=None, closed_on=None)
    _one, blank = saved(store, "indicators", one, actual=None)
    history.undo(store)
    saved(store, "pilots", pilot, verdict="수정")
    refused(store, blank, "판정한 시범운영의 지표", Pilot.verdict, history.redo)


@pytest.mark.feature("JB-01")
@pytest.mark.feature("JB-03")
def test_what_was_proposed_and_led_stays_within_the_stay(store, year):
    one, two, _three = year.members
    saved(store, "members", one, joined_on="2022-09-10")
    _one, longer = saved(store, "members", one, joined_on="2022-09-01")
    proposal = year.proposal("보도 정비", proposed_on="2022-09-05", authors=(one,))
    refused(store, longer, "위원 '김하늘'.*'보도 정비'의 제안일", Member.joined_on)
    saved(store, "members", two, left_on="2022-12-31")
    _one, stayed = saved(store, "members", two, left_on=None)
    team = records.save(store, "board_teams", {"name": "걷는팀"}, scope=year.scope).inserted["board_team"][0]
    leaders.change_leader(store, team, two, DAY)
    refused(store, stayed, "위원 '이바다'.*팀 '걷는팀'의 리더로 남습니다", Member.left_on)
    saved(store, "proposals", proposal, authors=())
    written = done(store)
    saved(store, "members", one, joined_on="2022-09-14")
    refused(store, written, "제안 '보도 정비'.*김하늘님은 제안일", Authorship.member_id)


@pytest.mark.feature("JB-04")
def test_what_a_meeting_left_to_do_is_not_due_before_it(store, year):
    meeting = year.meeting("1차", "2022-09-14")
    _one, earlier = saved(store, "meetings", meeting, held_on="2022-09-07")
    saved(store, "action_items", meeting_id=meeting, task="세기", due_on="2022-09-08")
    refused(store, earlier, "회의 '.*1차'.*'세기'의 기한이", Meeting.held_on)


@pytest.mark.feature("JB-12")
@pytest.mark.feature("JB-15")
def test_a_review_ends_after_it_was_received_and_its_notice_is_later(store, year, at):
    at("2022-09-20")
    proposal = year.proposal("걷기 좋은 거리")
    year.move(proposal, "제출", "검토")
    (review,) = stand(store, Review.id)
    _one, earlier = saved(store, "reviews", review, received_on="2022-09-14")
    at("2022-09-16")
    year.move(proposal, "채택", given={"expected_on": dt.date(2023, 3, 2)})
    refused(store, earlier, "심사 '걷기 좋은 거리'.*접수일이 답한 날", Review.received_on)
    notice, _made = saved(
        store, "notices", proposal_id=proposal, told_on="2022-09-16", expected_on="2023-04-03", words="예산"
    )
    at("2022-09-19")
    _one, later = saved(store, "notices", notice, told_on="2022-09-19")
    year.move(proposal, "검토", reason="다시 봄")
    year.move(proposal, "채택", given={"expected_on": dt.date(2023, 5, 2)})
    refused(store, later, "지연 통지 '.*알린 날이 채택한 날", Notice.told_on)


def test_who_voted_is_a_member_on_that_day(store, year):
    one, two, three = year.members
    proposal = year.proposal("걷기 좋은 거리")
    vote, _made = saved(
        store,
        "votes",
        proposal_id=proposal,
        held_on="2022-09-14",
        chose_for=(one, two),
        chose_against=(three,),
    )
    _vote, moved = saved(store, "votes", vote, held_on="2022-09-21")
    saved(store, "members", one, joined_on="2022-09-20")
    refused(store, moved, "투표 '.*이 날 위원이 아닌 사람이 명부에", Vote.held_on)
    with pytest.raises(UserError, match=r"'걷기 좋은 거리'의 투표일.*임기 밖") as caught:
        saved(store, "members", two, left_on="2022-09-20")
    assert caught.value.field == "left_on"
    records.delete(store, "votes", [vote])
    gone = done(store)
    saved(store, "members", two, left_on="2022-09-20")
    refused(store, gone, "투표 '.*이 날 위원이 아닌 사람이 명부에", Vote.held_on)


@pytest.mark.feature("JB-05")
def test_proposals_are_merged_on_one_level(store, year):
    a, b, c = (year.proposal(title) for title in ("가", "나", "다"))
    merging.merge(store, b, [a])
    merging.part(store, b, a)
    parted = done(store)
    merging.merge(store, c, [b])
    refused(store, parted, "제안 '가'.*'나' 제안이 그 사이 합쳐졌습니다", Proposal.merged_into_id)


def test_who_goes_back_step_by_step_is_kept_from_nothing(store, other, year):
    """Also to what came into the data before it was looked at."""
    one = year.members[0]
    proposal = year.proposal("보도 정비", proposed_on="2022-09-15", authors=(one,))
    with store.operation("예전의 임기") as op:
        op.get(Member, one).left_on = dt.date(2022, 9, 14)
    saved(store, "members", one, left_on="2022-12-31")
    mended = done(store)
    history.undo(store)
    history.redo(store)
    saved(store, "members", one, duty="청소")
    history.undo(store)
    records.save(other, "proposals", {"title": "보도 넓히기"}, record_id=proposal)
    refused(store, mended, "위원 '김하늘'", Member.left_on)
    history.undo(other)
    history.undo(store)
    assert stand(store, Member.left_on)[0] == dt.date(2022, 9, 14)


def test_every_kind_tells_what_is_held_of_it():
    told = [(holding.table, holding.held) for holding in HELD]
    assert told == [(kind.table, each) for kind in KINDS.values() for each in kind.holds]
    for table, held in told:
        assert {*held.keys, held.of} <= {*held.table.__table__.c.keys()}
        assert held.of == "id" or any(
            key.column.table is table.__table__ for key in held.table.__table__.c[held.of].foreign_keys
        )
        assert (held.table is table) == (held.of == "id")
