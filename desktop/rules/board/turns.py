"""Whose turn it is with a proposal, from its state, and for how long it has been."""

import datetime as dt

from desktop.rules.board.states import ProposalStatus

AUTHORS, OFFICE, DEPARTMENT, NOBODY = "제안자", "간사", "소관부서", ""
_TURN = {
    ProposalStatus.FOUND.value: AUTHORS,
    ProposalStatus.DISCUSSED.value: AUTHORS,
    ProposalStatus.SUBMITTED.value: OFFICE,
    ProposalStatus.REVIEWED.value: DEPARTMENT,
    ProposalStatus.SUPPLEMENTED.value: AUTHORS,
    ProposalStatus.PILOTED.value: DEPARTMENT,
    ProposalStatus.ADOPTED.value: DEPARTMENT,
    ProposalStatus.PARTLY_ADOPTED.value: DEPARTMENT,
    ProposalStatus.IN_FORCE.value: DEPARTMENT,
    ProposalStatus.ENDED.value: NOBODY,
    ProposalStatus.ON_HOLD.value: OFFICE,
    ProposalStatus.REJECTED.value: NOBODY,
    ProposalStatus.WITHDRAWN.value: NOBODY,
}


def whose(status: str) -> str:
    """Who acts next on a proposal in this state; '' where nobody has to."""
    return _TURN[status]


def silence_in_words(since: dt.date | None, today: dt.date, after: int) -> str:
    """'92일 동안 소식이 없습니다.' once nothing was done for more than ``after`` days; '' before (feature row JB-22)."""
    days = (today - since).days if since else 0
    return f"{days:,}일 동안 소식이 없습니다." if days > after else ""


def turn_in_words(who: str, since: dt.date | None, today: dt.date) -> str:
    """'지금 차례: 청소행정과, 9월 14일부터 12일째' on 25 September: the day it began counts as the first."""
    if not who:
        return "지금 차례: 없음"
    if since is None or since > today:
        return f"지금 차례: {who}"
    year = f"{since.year}년 " if since.year != today.year else ""
    days = (today - since).days + 1
    return f"지금 차례: {who}, {year}{since.month}월 {since.day}일부터 {days:,}일째"
