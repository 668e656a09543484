"""A day of interviews as a timetable: a lane for each company, room or person; and who has no time yet."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.interviews import Interview, InterviewDay
from desktop.queries.timetable import Block, Lane, Timetable, minutes
from desktop.rules.placement.interviews import INTERVIEW, InterviewStatus
from desktop.services.datafile.store import Store
from desktop.services.placement.interviews.book import Book, gather
from desktop.services.placement.interviews.making import Waiting, waiting_of


class By(StrEnum):
    """What the lanes of a day are."""

    COMPANY = "기업"
    ROOM = "면접실"
    PERSON = "교육생"


@dataclass(frozen=True, slots=True)
class Grid:
    """A day's timetable; ``waiting`` are those without a time, ``trouble`` why nothing can be arranged yet."""

    shown: Timetable
    placed: int = 0
    waiting: tuple[Waiting, ...] = ()
    trouble: str = ""


def days(store: Store, cohort_id: int) -> list[tuple[int, dt.date]]:
    """The ids and dates of a cohort's days."""
    with store.read() as session:
        rows = session.execute(
            select(InterviewDay.id, InterviewDay.held_on)
            .where(InterviewDay.cohort_id == cohort_id)
            .order_by(InterviewDay.held_on)
        )
        return [(row_id, day) for row_id, day in rows]


def grid(store: Store, cohort_id: int, day_id: int, by: By) -> Grid:
    """The interviews of a day, its lanes by ``by``; their keys are ids of companies, rooms or people."""
    with store.read() as session:
        try:
            book = gather(session, cohort_id)
            waiting = waiting_of(book)
        except UserError as error:
            return Grid(Timetable((), ()), trouble=error.message)
        held = [each for each in book.interviews if each.day_id == day_id]
        lanes = _lanes(book, held, by)
        keys = {lane.key for lane in lanes}
        length = book.rule.length
        blocks = tuple(_block(each, by, length) for each in held if _key(each, by) in keys)
        placed = sum(each.day_id is not None for each in book.interviews)
    return Grid(Timetable(lanes, blocks), placed, waiting)


def _lanes(book: Book, held: list[Interview], by: By) -> tuple[Lane, ...]:
    if by is By.ROOM:
        return tuple(
            Lane(room.id, room.name, building) for building, rooms in book.rooms.items() for room in rooms
        )
    here = {_key(each, by) for each in held}
    sides = book.companies if by is By.COMPANY else book.people
    return tuple(
        Lane(side.id, side.label, side.building)
        for side in sorted(sides, key=lambda each: each.label)
        if side.id in here
    )


def _key(row: Interview, by: By) -> Hashable:
    return {By.COMPANY: row.opening.company_id, By.ROOM: row.room_id, By.PERSON: row.trainee_id}[by]


def _block(row: Interview, by: By, length: int) -> Block:
    name, company = row.trainee.person.name, row.opening.company.name
    room = row.room.name if row.room else ""
    lines = {By.COMPANY: (room,), By.ROOM: (company,), By.PERSON: (room,)}[by]
    starts = minutes(row.starts_at or "00:00")
    applied = row.status == InterviewStatus.APPLIED.value
    word = row.status if not applied else "알림" if row.told_on else "고정" if row.pinned else ""
    return Block(
        row.id,
        _key(row, by),
        starts,
        starts + length,
        company if by is By.PERSON else name,
        tuple(filter(None, lines)),
        word=word,
        tone=INTERVIEW.tones[row.status],
        movable=applied and row.told_on is None,
    )
