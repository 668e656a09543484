"""The sessions of a week as a timetable, a lane for each day, its holiday named."""

import datetime as dt

from sqlalchemy import ColumnElement, func, select

from desktop.model import training as model
from desktop.model.people import Person
from desktop.queries.list_spec import Scope
from desktop.queries.timetable import Block, Lane, Timetable, minutes
from desktop.rules.flows import Tone
from desktop.rules.training import CALLED_OFF, HELD
from desktop.services.datafile.store import Store
from desktop.services.training.sessions.making import days_off
from desktop.text.dates import WEEKDAYS

DAYS = 7


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def nearest_monday(store: Store, scope: Scope) -> dt.date | None:
    """The Monday of the week to begin with: this one, or that of the session nearest to today; None without sessions."""
    held = model.Session.held_on
    with store.read() as session:
        before = session.scalar(select(func.max(held)).where(held < scope.today, *_within(scope)))
        after = session.scalar(select(func.min(held)).where(held >= scope.today, *_within(scope)))
    days: list[dt.date] = [day for day in (after, before) if day is not None]
    return monday_of(min(days, key=lambda day: abs(day - scope.today))) if days else None


def week(store: Store, scope: Scope, monday: dt.date) -> Timetable:
    """The sessions of the cohort in work, or of all, in the week that begins on ``monday``; the lanes' keys are days."""
    last = monday + dt.timedelta(days=DAYS - 1)
    held = model.Session
    statement = (
        select(held, model.Stage.name, Person.name)
        .join(model.Stage, model.Stage.id == held.stage_id)
        .outerjoin(model.Mentor, model.Mentor.id == held.mentor_id)
        .outerjoin(Person, Person.id == model.Mentor.person_id)
        .where(held.held_on.between(monday, last), *_within(scope))
    )
    with store.read() as session:
        blocks = tuple(_block(row, stage, mentor) for row, stage, mentor in session.execute(statement))
        off = days_off(session, monday, last)
    return Timetable(tuple(_lane(monday + dt.timedelta(days=place), off) for place in range(DAYS)), blocks)


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    of_cohort = select(model.Stage.id).where(model.Stage.cohort_id == scope.cohort_id)
    return [] if scope.cohort_id is None else [model.Session.stage_id.in_(of_cohort)]


def _lane(day: dt.date, off: dict[dt.date, str]) -> Lane:
    return Lane(day, f"{WEEKDAYS[day.weekday()]} {day.month}. {day.day}.", off.get(day, ""), off=day in off)


def _block(row: model.Session, stage: str, mentor: str | None) -> Block:
    is_off = row.kind == CALLED_OFF
    lines = (row.reason if is_off else None, " · ".join(filter(None, (row.room, mentor))))
    return Block(
        row.id,
        row.held_on,
        minutes(row.starts_at),
        minutes(row.ends_at),
        stage,
        tuple(filter(None, lines)),
        word="" if row.kind == HELD else row.kind,
        tone=Tone.BAD if is_off else Tone.PLAIN if row.kind == HELD else Tone.GOOD,
        off=is_off,
    )
