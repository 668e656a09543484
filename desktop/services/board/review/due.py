"""What is due in the review: answers, opinions, pilots that end, and authors who are to be told of a start.

A proposal outlives its term: what is owed to it is due whatever term is in work. What rests is owed nothing.
"""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import Opinion, Pilot, Proposal, Review
from desktop.queries.board.merged import rests_with_kept
from desktop.queries.due import Asked, Due
from desktop.queries.list_spec import Scope
from desktop.queries.review import TO_BE_TOLD, needs_notice, rests
from desktop.rules.board.states import ProposalStatus
from desktop.rules.flows import Tone
from desktop.rules.review.clock import Calendar, Clock, Period, Unit, end_of
from desktop.services.board.review import clocks, reviewing, settings
from desktop.services.datafile.settings import value

_UNDER_REVIEW = (ProposalStatus.REVIEWED.value, ProposalStatus.PILOTED.value)


def _tone(until: dt.date | None, now: dt.datetime, else_: Tone = Tone.PLAIN) -> Tone:
    """What is late is red, with a sign, as in the lists."""
    return Tone.BAD if until is not None and until < now.date() else else_


def answers(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Proposals under review, due at the end of their clocks."""
    rows = session.execute(
        select(Review, Proposal.title)
        .join(Proposal)
        .where(Review.answered_on.is_(None), Proposal.status.in_(_UNDER_REVIEW), ~rests)
    )
    for review, title in rows:
        yield Due(
            "제안 답변하기",
            title,
            review.due_on,
            "reviews",
            review.id,
            page="reviews",
            tone=_tone(review.due_on, now, Tone.WARN),
        )


def opinions(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Opinions that were asked for, due on the department's own day."""
    rows = session.execute(
        select(Opinion, Proposal.title)
        .join(Proposal)
        .where(Opinion.answered_on.is_(None), Opinion.skipped_reason.is_(None), ~rests_with_kept())
    )
    for opinion, title in rows:
        yield Due(
            f"{opinion.department} 의견 받기",
            title,
            opinion.due_on,
            "opinions",
            opinion.id,
            tone=_tone(opinion.due_on, now),
        )


def starts(session: Session, scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Adopted proposals whose authors know no day, or one that is over, today."""
    rows = session.execute(select(Review, Proposal.title).join(Proposal).where(needs_notice(scope)))
    for review, title in rows:
        yield Due(f"{TO_BE_TOLD}: 시행 예정일", title, now.date(), "reviews", review.id, page="reviews")


def plans(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Adopted proposals without the plan by which they are carried out, due a period after the decision."""
    rows = session.execute(
        select(Review, Proposal.title)
        .join(Proposal)
        .where(Review.planned_on.is_(None), Proposal.status.in_(reviewing.ADOPTIONS))
    ).all()
    calendar = clocks.calendar(session) if rows else Calendar()
    period = Period(value(session, settings.PLAN_MONTHS), Unit.MONTHS)
    for review, title in rows:
        ends_on = end_of(Clock(review.answered_on, period), calendar) if review.answered_on else None
        yield Due(
            "실시계획 세우기", title, ends_on, "reviews", review.id, page="reviews", tone=_tone(ends_on, now)
        )


def pilots(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Pilots without a verdict, due on their last day."""
    rows = session.execute(
        select(Pilot, Proposal.title)
        .join(Proposal)
        .where(Pilot.verdict.is_(None), Pilot.ends_on.is_not(None), ~rests)
    )
    for pilot, title in rows:
        yield Due(
            "시범운영 판정하기",
            f"{title} · {pilot.place}",
            pilot.ends_on,
            "pilots",
            pilot.id,
            tone=_tone(pilot.ends_on, now),
        )


DUE: tuple[Asked, ...] = (answers, opinions, starts, plans, pilots)
