"""Who leads a team: the next one begins where the last one ends."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import BoardTeam, Member, TeamLeader
from desktop.queries.card import Linked
from desktop.services.board import boards, membership
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date


def change_leader(store: Store, team_id: int, member_id: int, starts_on: dt.date) -> Changes:
    """Have a member lead a team from a day on until the term ends; whoever leads it until then ends there.

    Raises UserError where the day is not after the one the last leader began on, or the member is of another term
    or no member on that day.
    """
    with store.operation("리더 바꾸기") as op:
        team, member = op.get(BoardTeam, team_id), op.get(Member, member_id)
        op.name = f"{team.name} 리더 {member.person.name}"
        boards.check_links(op, team, {"member_id": member_id})
        membership.check_leader(member, starts_on, "member_id")
        last = op.session.scalar(
            select(TeamLeader)
            .where(TeamLeader.team_id == team_id)
            .order_by(TeamLeader.starts_on.desc())
            .limit(1)
        )
        if last is not None and (last.ends_on is None or last.ends_on > starts_on):
            _end(last, member_id, starts_on)
            op.session.flush()  # before the next one begins: the database allows no two
        until = membership.last_end(member)
        op.add(TeamLeader(team_id=team_id, member_id=member_id, starts_on=starts_on, ends_on=until))
    return op.changes


def _end(last: TeamLeader, member_id: int, on: dt.date) -> None:
    if last.member_id == member_id:
        raise UserError(
            f"{last.member.person.name}님은 이미 이 팀의 리더입니다. 다른 위원을 골라 주세요.", "member_id"
        )
    if on <= last.starts_on:
        began = show_date(last.starts_on)
        raise UserError(f"지금 리더가 시작한 날({began})보다 뒤의 날짜를 적어 주세요.", "starts_on")
    last.ends_on = on


def leaders_of(session: Session, team_id: int) -> Sequence[Linked]:
    """Who leads and led a team, from when to when, the last first; then who is in it."""
    led = session.scalars(
        select(TeamLeader).where(TeamLeader.team_id == team_id).order_by(TeamLeader.starts_on.desc())
    )
    told = [Linked(f"리더 {label(row)}", "team_leaders", row.id) for row in led]
    rows = session.scalars(select(Member).where(Member.team_id == team_id)).all()
    names = sorted((row.person.name, row.id) for row in rows)
    return [*told, *(Linked(f"위원 {name}", "members", row_id) for name, row_id in names)]


def led_by(session: Session, member_id: int) -> Sequence[Linked]:
    """Which teams a member leads and led."""
    led = session.scalars(
        select(TeamLeader).where(TeamLeader.member_id == member_id).order_by(TeamLeader.starts_on)
    )
    return [Linked(f"{row.team.name} 리더 {_days(row)}", "board_teams", row.team_id) for row in led]


def label(row: TeamLeader) -> str:
    """A leader with the days."""
    return f"{row.member.person.name} {_days(row)}"


def _days(row: TeamLeader) -> str:
    return f"{show_date(row.starts_on)} ~ {show_date(row.ends_on) if row.ends_on else ''}".rstrip()


def remove_with_team(op: Operation, team_ids: Sequence[int]) -> None:
    """The leaders of teams go with them; who is in one keeps it from going."""
    for within in parts(team_ids):
        op.delete_many(
            TeamLeader, op.session.scalars(select(TeamLeader.id).where(within(TeamLeader.team_id))).all()
        )


def check_term(op: Operation, row: TeamLeader, values: Mapping[str, Any]) -> None:
    """A leader is of the team's own term, and a member from the first day to the last."""
    member = op.get(Member, row.member_id)
    boards.check_links(op, op.get(BoardTeam, row.team_id), {"member_id": row.member_id})
    if key := next((each for each in ("member_id", "starts_on") if each in values), ""):
        membership.check_leader(member, row.starts_on, key)
    if key := next((each for each in ("ends_on", "member_id") if each in values), ""):
        membership.check_led_until(row, key)
