"""The clock of a review, from what is kept of it: the rules are in `rules.review.clock`."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.model.board import Review
from desktop.rules.review.clock import Calendar, Clock, Pause, Period, Unit, end_of
from desktop.services.board.review import settings
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import value
from desktop.text.holidays import FIRST_YEAR, LAST_YEAR, holidays, parse_days_off


def calendar(session: Session) -> Calendar:
    """The days off of Korea, with those the office has added and without those it has taken out."""
    known = set(holidays(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)))
    added = parse_days_off(value(session, settings.ADDED) or "")
    removed = parse_days_off(value(session, settings.REMOVED) or "")
    return Calendar(frozenset((known | added.keys()) - removed.keys()), value(session, settings.MOVES_ON))


def clock(review: Review) -> Clock:
    """What the rules reckon with."""
    unit = Unit(review.unit)
    return Clock(
        review.received_on,
        Period(review.period, unit),
        tuple(Pause(each.asked_on, each.back_on) for each in review.supplements),
        None if review.extended_by is None else Period(review.extended_by, unit),
    )


def set_ends(session: Session, *reviews: Review) -> None:
    """Write the ends of their clocks anew, and the days they are near from."""
    days, near = calendar(session), dt.timedelta(days=value(session, settings.NEAR))
    for review in reviews:
        review.due_on = end_of(clock(review), days)
        review.near_on = review.due_on - near


def set_open_ends(op: Operation) -> None:
    """Let every clock that runs follow the days off and the near days as they are set now."""
    running = select(Review).where(Review.answered_on.is_(None)).options(selectinload(Review.supplements))
    set_ends(op.session, *op.session.scalars(running).all())
    op.session.flush()
