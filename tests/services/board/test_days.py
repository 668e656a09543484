"""Days of the board's year that cannot be: each door refuses them, beside the field that was changed."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.board import Authorship, Member, Policy, Review
from desktop.queries.list_spec import Scope
from desktop.services.board.meetings import proposing
from desktop.services.board.proposals import reviving
from desktop.services.board.teams import leaders
from desktop.services.kinds import KINDS
from desktop.services.records import cells, records

pytestmark = pytest.mark.both_databases


def refused(match, field, change, *arguments, **more):
    with pytest.raises(UserError, match=match) as caught:
        change(*arguments, **more)
    assert caught.value.field == field


def term(store, member, **days):
    records.save(store, "members", days, record_id=member)


def authors(store, proposal):
    with store.read() as session:
        return [row.member_id for row in session.query(Authorship).filter_by(proposal_id=proposal)]


def test_an_author_is_of_the_proposals_own_term(store, year):
    other = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    scope = Scope(board_id=other, today=store.today())
    person = {"name": "최들녘", "department": "청소과"}
    member = records.save(store, "members", person, scope=scope).inserted["member"][0]
    refused("최들녘님은 다른 기수의 위원", "authors", year.proposal, "보도 정비", authors=(member,))


def test_what_a_record_of_a_term_points_at_is_of_that_term(store, year):
    other = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    scope = Scope(board_id=other, today=store.today())

    def new(kind, where=scope, **values):
        (made,) = records.save(store, kind, values, scope=where).inserted[KINDS[kind].table.__tablename__]
        return made

    with store.read() as session:
        policies = {row.board_id: row.id for row in session.query(Policy)}
    theme = new("themes", name="딴 주제", policy_id=policies[other])
    team, member = new("board_teams", name="딴 팀"), new("members", name="최들녘", department="청소과")
    judge = new("review_judges", name="한심사")
    proposal, meeting = year.proposal("보도 정비"), year.meeting("1차")
    item = {"meeting_id": meeting, "task": "세기"}
    new("review_criteria", year.scope, title="창의", weight=100, highest=100)
    own = new("review_judges", year.scope, name="오세림")
    sheet = new("score_sheets", year.scope, proposal_id=proposal, judges=(own,))
    for kind, record_id, values, told in (
        ("proposals", proposal, {"team_id": team}, "보드 팀 '딴 팀'은 다른 기수의 보드 팀"),
        ("proposals", proposal, {"theme_id": theme}, "주제 '딴 주제'는 다른 기수의 주제"),
        ("members", year.members[0], {"team_id": team}, "이 기수의 보드 팀을 골라"),
        ("board_teams", new("board_teams", year.scope, name="걷는팀"), {"theme_id": theme}, "딴 주제"),
        ("themes", theme, {"policy_id": policies[year.board]}, "운영방침 '.*'은 다른 기수"),
        ("meetings", meeting, {"present": (year.members[0], member)}, "최들녘님은 다른 기수의 위원"),
        ("action_items", new("action_items", **item), {"owner_id": member}, "최들녘님은"),
        ("ideas", new("ideas", meeting_id=meeting, content="화분"), {"member_id": member}, "최들녘님은"),
        ("score_sheets", sheet, {"judges": (own, judge)}, "심사자 '한심사'는 다른 기수"),
    ):
        (key,) = values
        refused(told, key, records.save, store, kind, values, record_id=record_id)
    refused("최들녘님은", "owner_id", records.save, store, "action_items", item | {"owner_id": member})
    team = new("board_teams", year.scope, name="타는팀")
    refused("최들녘님은 다른", "member_id", leaders.change_leader, store, team, member, store.today())


def test_a_proposal_without_a_day_is_its_authors_on_the_day_it_is_saved(store, year):
    one, two, _three = year.members
    term(store, one, left_on="2022-09-15")
    refused("김하늘님은 오늘 위원이 아닙니다", "authors", year.proposal, "보도 정비", authors=(one,))
    undated = year.proposal("보도 정비", authors=(two,))
    term(store, two, left_on="2022-09-15")
    assert authors(store, undated) == [two], "what was saved on a day within stays"


def test_the_day_of_a_proposal_does_not_move_out_of_its_authors_stay(store, year):
    one = year.members[0]
    term(store, one, joined_on="2022-09-14")
    proposal = year.proposal("보도 정비", proposed_on="2022-09-15", authors=(one,))
    early = {"proposed_on": "2022-09-13"}
    refused("김하늘님은 제안일", "proposed_on", records.save, store, "proposals", early, record_id=proposal)
    seen = records.read(store, "proposals", proposal)
    refused(
        "김하늘님은 제안일", "proposed_on", records.save, store, "proposals", {**seen, **early},
        record_id=proposal, seen=seen,
    )  # fmt: skip
    cell = cells.Cell(proposal, "proposed_on", "2022-09-13")
    assert "김하늘님은 제안일" in cells.edit(store, "proposals", [cell]).refused[cell]
    assert records.read(store, "proposals", proposal)["proposed_on"].isoformat() == "2022-09-15"


def test_who_is_an_author_already_does_not_keep_others_from_being_added(store, year):
    """As in data from before this was looked at."""
    one, two, _three = year.members
    proposal = year.proposal("보도 정비", proposed_on="2022-09-15", authors=(one,))
    with store.operation("예전의 임기") as op:
        op.get(Member, one).left_on = dt.date(2022, 9, 14)
    records.save(store, "proposals", {"authors": (one, two)}, record_id=proposal)
    assert authors(store, proposal) == [one, two]


def test_a_stay_is_not_cut_short_of_what_was_proposed_and_led(store, year):
    one, two, _three = year.members
    year.proposal("보도 정비", proposed_on="2022-09-15", authors=(one,))
    refused("'보도 정비'의 제안일", "left_on", term, store, one, left_on="2022-09-14")
    refused("'보도 정비'의 제안일", "joined_on", term, store, one, joined_on="2022-09-16")
    term(store, one, joined_on="2022-09-15", left_on="2022-09-15")
    team = records.save(store, "board_teams", {"name": "걷는팀"}, scope=year.scope).inserted["board_team"][0]
    term(store, two, joined_on="2022-09-14")
    first = store.today().replace(day=13)
    refused("이바다님은 .*위원이 아닙니다", "member_id", leaders.change_leader, store, team, two, first)
    raw = {"team_id": team, "member_id": two, "starts_on": "2022-09-13"}
    refused("이바다님은 .*위원이 아닙니다", "member_id", records.save, store, "team_leaders", raw)
    raw["starts_on"] = "2022-09-14"
    led = records.save(store, "team_leaders", raw).inserted["team_leader"][0]
    early = {"starts_on": "2022-09-13"}
    refused("이바다님은", "starts_on", records.save, store, "team_leaders", early, record_id=led)
    refused("팀 '걷는팀'의 리더가 된 날", "joined_on", term, store, two, joined_on="2022-09-15")


def test_an_idea_becomes_a_proposal_of_who_is_a_member_and_an_old_no_of_those_who_still_are(store, year):
    one, two, _three = year.members
    raw = {"meeting_id": year.meeting("1차"), "content": "화분 두기", "member_id": one}
    idea = records.save(store, "ideas", raw).inserted["idea"][0]
    proposal = year.proposal("보도 정비", proposed_on="2022-09-14", authors=(one, two))
    year.move(proposal, "취하", reason="바쁨")
    term(store, one, left_on="2022-09-15")
    refused("김하늘님은 제안일", "member_id", proposing.propose, store, idea)
    new = reviving.revive(store, proposal, year.scope).inserted["proposal"][0]
    assert authors(store, new) == [two]


def test_what_a_meeting_left_to_do_is_due_and_done_on_its_day_or_later(store, year):
    meeting = year.meeting("1차", "2022-09-14")
    item = {"meeting_id": meeting, "task": "세기"}
    for key, title in (("due_on", "기한"), ("done_on", "마친 날")):
        early = {**item, key: "2022-09-13"}
        refused(f"'세기'의 {title}이 회의 날짜", key, records.save, store, "action_items", early)
    kept = records.save(store, "action_items", {**item, "due_on": "2022-09-14"}).inserted["action_item"][0]
    cell = cells.Cell(kept, "due_on", "2022-09-13")
    assert "기한이 회의 날짜" in cells.edit(store, "action_items", [cell]).refused[cell]
    later = {"held_on": "2022-09-15"}
    refused("기한이 회의 날짜", "held_on", records.save, store, "meetings", later, record_id=meeting)
    after = {"meeting_id": year.meeting("2차", "2022-09-28")}
    refused("기한이 회의 날짜", "meeting_id", records.save, store, "action_items", after, record_id=kept)


def test_a_proposal_is_received_on_the_day_it_was_proposed_or_later(store, year):
    days = {"proposed_on": "2022-09-14", "received_on": "2022-09-13"}
    refused("접수일이 제안일", "received_on", year.proposal, "보도 정비", **days)
    proposal = year.proposal("보도 정비", proposed_on="2022-09-14")
    year.move(proposal, "제출", "검토")
    later = {"proposed_on": "2022-09-17"}
    refused("접수일이 제안일", "proposed_on", records.save, store, "proposals", later, record_id=proposal)
    with store.read() as session:
        review = session.query(Review).one().id
    early = {"received_on": "2022-09-13"}
    refused("접수일이 제안일", "received_on", records.save, store, "reviews", early, record_id=review)
    ahead = year.proposal("화분 두기", proposed_on="2022-09-17")
    year.move(ahead, "제출")
    refused("접수일이 제안일", "status", year.move, ahead, "검토")
