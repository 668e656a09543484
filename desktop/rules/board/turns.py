"""Whose turn it is with a proposal, from its state, and for how long it has been."""

import datetime as dt
from collections.abc import Iterable

from desktop.rules.board.states import ProposalStatus

AUTHORS, OFFICE, DEPARTMENT, NOBODY = "제안자", "간사", "소관부서", ""
_TURN = {
    ProposalStatus.FOUND.value: AUTHORS,
    ProposalStatus.DISCUSSED.value: AUTHORS,
    ProposalStatus.SUBMITTED.value: OFFICE,
    ProposalStatus.REVIEWED.value: OFFICE,
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
    """Who acts next on a proposal in this state; '' where nobody has to.

    A review is the office's while no department is waited for: before any is asked, and to decide once all have answered.
    """
    return _TURN[status]


def silence_in_words(since: dt.date | None, today: dt.date, after: int) -> str:
    """'92일 동안 소식이 없습니다.' once nothing was done for more than ``after`` days; '' before (feature row JB-22)."""
    days = (today - since).days if since else 0
    return f"{days:,}일 동안 소식이 없습니다." if days > after else ""


def turn_in_words(
    turns: Iterable[tuple[str, dt.date | None]], today: dt.date, *, on_paper: bool = False
) -> str:
    """'지금 차례: 청소행정과, 9월 14일부터 12일째' on 25 September: the day it began counts as the first.

    ``turns`` are those who act next, each since a day; whose turns began on the same day are told together. What stands
    ``on_paper`` is read in other years too, so every day has its own.
    """
    since: dict[dt.date | None, list[str]] = {}
    for who, day in turns:
        since.setdefault(day, []).append(who)
    told = " · ".join(
        f"{', '.join(who)}{_since_in_words(day, today, on_paper=on_paper)}" for day, who in since.items()
    )
    return f"지금 차례: {told or '없음'}"


def _since_in_words(day: dt.date | None, today: dt.date, *, on_paper: bool) -> str:
    if day is None or day > today:
        return ""
    year = f"{day.year}년 " if on_paper or day.year != today.year else ""
    return f", {year}{day.month}월 {day.day}일부터 {(today - day).days + 1:,}일째"
