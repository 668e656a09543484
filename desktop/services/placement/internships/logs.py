"""Logs of internships: what a new one begins with, and whose is due."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.internships import InternshipLog
from desktop.model.placement import Match, Opening
from desktop.queries.due import Due
from desktop.queries.list_spec import Scope
from desktop.rules.flows import Tone
from desktop.rules.placement import LOG_KINDS, MatchStatus
from desktop.services.datafile.settings import value
from desktop.services.placement.settings import CHECK_WITHIN
from desktop.text.dates import show_date


def label(row: InternshipLog) -> str:
    """'2022. 11. 3. 월 점검 홍길동'."""
    return f"{show_date(row.held_on)} {row.kind} {row.match.trainee.person.name}"


def of_today(today: dt.date) -> Mapping[str, Any]:
    """A new log is this month's check, made today."""
    return {"held_on": today, "kind": LOG_KINDS[0]}


def due(session: Session, scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """The check of the month of every internship under way, due on its last day; in red where none was for too long."""
    today, within = now.date(), dt.timedelta(days=value(session, CHECK_WITHIN))
    last = (
        select(InternshipLog.match_id, func.max(InternshipLog.held_on).label("day"))
        .where(InternshipLog.held_on <= today)
        .group_by(InternshipLog.match_id)
        .subquery()
    )
    rows = (
        select(Match, last.c.day)
        .join(Opening)
        .outerjoin(last, last.c.match_id == Match.id)
        .where(Match.status == MatchStatus.WORKING.value, Match.starts_on <= today)
        .order_by(Match.id)
    )
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    first = today.replace(day=1)
    end = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    for match, day in session.execute(rows):
        whose = f"{match.trainee.person.name} · {match.opening.company.name}"
        since = day or match.starts_on
        if today - since >= within:
            told = f"점검 일지 {(today - since).days}일째 없음"
            yield Due(told, whose, since + within, "matches", match.id, page="matches", tone=Tone.BAD)
        elif day is None or day < first:
            until = min(end, match.ends_on)
            yield Due("이번 달 점검", whose, until, "matches", match.id, page="matches")


def next_actions(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """What was agreed at a check and is not done."""
    rows = (
        select(InternshipLog)
        .join(Match)
        .join(Opening)
        .where(InternshipLog.next_action.is_not(None), InternshipLog.done.is_(False))
    )
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    for row in session.scalars(rows.order_by(InternshipLog.id)):
        whose = row.match.trainee.person.name
        yield Due(f"점검: {row.next_action}", whose, row.next_on, "internship_logs", row.id)
