"""Who is a member of the board on which day: authors when they propose, leaders when they begin, voters when they vote."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Authorship, Ballot, Member, Proposal, TeamLeader, Vote
from desktop.rules.board.days import JOINED, LEFT, check_author, outside
from desktop.services.board import boards
from desktop.services.datafile.operations import Operation
from desktop.text.dates import show_date
from desktop.text.hangul import attach


def check_authors(op: Operation, proposal: Proposal, member_ids: Iterable[int], key: str) -> None:
    """Raise UserError, with the key, for an author of another term, or who is no member on the day of the proposal."""
    today, ids = op.at.astimezone().date(), tuple(member_ids)
    boards.check_of_term(op, proposal, Member, ids, key)
    for member_id in ids:
        member = op.get(Member, member_id)
        check_author(member.person.name, proposal.proposed_on, today, member.joined_on, member.left_on, key)


def last_end(member: Member) -> dt.date | None:
    """The day a leader ends by: the one after the last of the stay; None where that has no end."""
    return member.left_on + dt.timedelta(days=1) if member.left_on else None


def check_leader(member: Member, starts_on: dt.date, key: str) -> None:
    """Raise UserError, with the key, for a leader who is no member on the first day."""
    if outside(starts_on, member.joined_on, member.left_on):
        raise UserError(
            f"{member.person.name}님은 {show_date(starts_on)}에 위원이 아닙니다. 시작한 날이나 위원의 임기를 확인해 주세요.",
            key,
        )


def check_led_until(row: TeamLeader, key: str) -> None:
    """Raise UserError, with the key, naming the team, for a leader beyond the stay."""
    end = last_end(row.member)
    if end is not None and (row.ends_on is None or row.ends_on > end):
        raise UserError(
            f"{row.member.person.name}님은 임기가 끝난 뒤에도 팀 '{row.team.name}'의 리더로 남습니다. "
            f"리더의 끝을 {attach(show_date(end), '이나/나')} 그 앞으로 먼저 적어 주세요.",
            key,
        )


def after(op: Operation, member: Member, values: Mapping[str, Any]) -> None:
    """A member is in a team of the own term, and a member on the days of what was proposed and led."""
    boards.check_links(op, member, values)
    check_stay(op, member, values)


def check_stay(op: Operation, member: Member, values: Mapping[str, Any]) -> None:
    """What a member proposed, led and voted on lies within the stay. Raises UserError beside the end of it that was changed."""
    if not {JOINED, LEFT} & values.keys():
        return
    led = op.session.scalars(select(TeamLeader).where(TeamLeader.member_id == member.id)).all()
    proposed = select(Proposal).join(Authorship).where(Authorship.member_id == member.id)
    days = [(row.starts_on, f"팀 '{row.team.name}'의 리더가 된 날") for row in led]
    # One without a day was checked on the day it was saved; no other is known of it.
    days += [
        (row.proposed_on, f"제안 '{row.title}'의 제안일")
        for row in op.session.scalars(proposed)
        if row.proposed_on is not None
    ]
    voted = select(Vote).join(Ballot, Ballot.vote_id == Vote.id).where(Ballot.member_id == member.id)
    days += [(row.held_on, f"제안 '{row.proposal.title}'의 투표일") for row in op.session.scalars(voted)]
    for day, what in days:
        if key := outside(day, member.joined_on, member.left_on):
            raise UserError(
                f"{what}({show_date(day)})이 임기 밖이 됩니다. 임기나 그 날짜를 확인해 주세요.", key
            )
    for row in led if LEFT in values else ():
        check_led_until(row, LEFT)
