"""Teams of the board: one leader on every date, whoever writes, and the leaders before with their days."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.board import TeamLeader
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.services.board.teams import leaders
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cards, records

pytestmark = pytest.mark.both_databases

FIRST, CHANGED = dt.date(2022, 9, 14), dt.date(2022, 11, 1)


@pytest.fixture
def team(store, year):
    return records.save(store, "board_teams", {"name": "걷는팀"}, scope=year.scope).inserted["board_team"][0]


def led(store, team):
    with store.read() as session:
        return [
            (row.starts_on, row.ends_on) for row in session.query(TeamLeader).order_by(TeamLeader.starts_on)
        ]


@pytest.mark.feature("JB-03")
def test_the_next_leader_begins_where_the_last_ends_and_both_keep_their_days(store, year, team):
    one, two, _three = year.members
    leaders.change_leader(store, team, one, FIRST)
    leaders.change_leader(store, team, two, CHANGED)
    assert led(store, team) == [(FIRST, CHANGED), (CHANGED, None)]
    told = [link.text for link in cards.card(store, "board_teams", team, year.scope).linked]
    assert told[:2] == ["리더 이바다 2022. 11. 1. ~", "리더 김하늘 2022. 9. 14. ~ 2022. 11. 1."]
    history.undo(store)
    assert led(store, team) == [(FIRST, None)]
    history.redo(store)
    assert led(store, team) == [(FIRST, CHANGED), (CHANGED, None)]


@pytest.mark.feature("JB-03")
def test_the_database_itself_allows_no_two_leaders_on_one_date(store, year, team):
    one, two, three = year.members
    leaders.change_leader(store, team, one, FIRST)
    leaders.change_leader(store, team, two, CHANGED)
    for starts, ends in (("2022-10-31", "2022-11-01"), ("2022-12-01", None), ("2022-09-01", None)):
        raw = {"team_id": team, "member_id": three, "starts_on": starts, "ends_on": ends}
        with pytest.raises(UserError, match="같은 날 리더가 둘") as caught:
            records.save(store, "team_leaders", raw, scope=year.scope)
        assert caught.value.field == "starts_on"
    before = {"team_id": team, "member_id": three, "starts_on": "2022-09-01", "ends_on": "2022-09-14"}
    records.save(store, "team_leaders", before, scope=year.scope)
    with store.read() as session:
        last = session.query(TeamLeader).filter_by(member_id=one).one().id
    with pytest.raises(UserError, match="같은 날 리더가 둘"):
        records.save(store, "team_leaders", {"ends_on": None}, record_id=last)


def test_undoing_out_of_order_never_leaves_two(store, year, team):
    """Taking the end of the first back while the second leads would make two."""
    one, two, _three = year.members
    leaders.change_leader(store, team, one, FIRST)
    with store.operation("끝 적기") as op:
        op.session.query(TeamLeader).one().ends_on = CHANGED
    ending = history.next_undo(store).id
    raw = {"team_id": team, "member_id": two, "starts_on": CHANGED.isoformat()}
    records.save(store, "team_leaders", raw, scope=year.scope)
    with pytest.raises(UserError, match="같은 날 리더가 둘"):
        history.undo(store, ending)
    assert led(store, team) == [(FIRST, CHANGED), (CHANGED, None)]


def test_no_leader_stays_who_is_gone(store, year, team):
    one, two, _three = year.members
    leaders.change_leader(store, team, one, FIRST)
    leaving = {"left_on": "2022-10-31"}
    with pytest.raises(
        UserError, match=r"팀 '걷는팀'의 리더로 남습니다.*2022\. 11\. 1\.이나 그 앞으로"
    ) as caught:
        records.save(store, "members", leaving, record_id=one)
    assert caught.value.field == "left_on"
    with store.read() as session:
        row = session.query(TeamLeader).one().id
    records.save(store, "team_leaders", {"ends_on": "2022-11-01"}, record_id=row)
    records.save(store, "members", leaving, record_id=one)
    for late in (None, "2022-11-02"):
        with pytest.raises(UserError, match="리더로 남습니다") as caught:
            records.save(store, "team_leaders", {"ends_on": late}, record_id=row)
        assert caught.value.field == "ends_on"
    records.save(store, "members", {"left_on": "2022-12-31"}, record_id=two)
    leaders.change_leader(store, team, two, CHANGED)
    assert led(store, team) == [(FIRST, CHANGED), (CHANGED, dt.date(2023, 1, 1))], (
        "a term known from the first"
    )
    records.save(store, "members", {"joined_on": "2022-09-01"}, record_id=two)


def test_a_leader_may_be_changed_before_the_term_ends(store, year, team):
    one, two, _three = year.members
    records.save(store, "members", {"left_on": "2022-12-31"}, record_id=one)
    leaders.change_leader(store, team, one, FIRST)
    rows = Listing(store.engine, LISTS["board_teams"], Criteria(scope=year.scope))
    keys = [column.key for column in rows.columns]
    shown = dict(zip(keys, rows.page(0, 9)[0][1:], strict=True))
    assert (shown["leader"], shown["leaders_before"]) == ("김하늘", 0)
    leaders.change_leader(store, team, two, CHANGED)
    assert led(store, team) == [(FIRST, CHANGED), (CHANGED, None)]


def test_a_leader_begins_after_the_last_one_did_and_is_another(store, year, team):
    one, two, _three = year.members
    leaders.change_leader(store, team, one, FIRST)
    with pytest.raises(UserError, match="뒤의 날짜") as caught:
        leaders.change_leader(store, team, two, FIRST)
    assert caught.value.field == "starts_on"
    with pytest.raises(UserError, match="이미 이 팀의 리더"):
        leaders.change_leader(store, team, one, CHANGED)
