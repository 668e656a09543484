"""Where an interview in hand may be dropped that day, and what stands against the rest (feature row CO-06)."""

from collections.abc import Sequence

from desktop.model.interviews import Interview, InterviewDay
from desktop.queries.timetable import Places, minutes
from desktop.rules.timetable import Cause
from desktop.rules.timetable.bits import meeting, span
from desktop.rules.timetable.causes import barred
from desktop.services.datafile.store import Store
from desktop.services.placement.interviews.book import Book, gather
from desktop.services.placement.interviews.grid import By
from desktop.services.placement.interviews.making import cells_of_day

_ELSEWHERE = "다른 건물"
_WORDS = {
    Cause.NO_COMMON_TIME: "가능한 시간 밖",
    Cause.COMPANY_FULL: "면접조 참",
    Cause.PERSON_BUSY: "면접자 겹침",
    Cause.ROOMS_FULL: "면접실 참",
}


def places(store: Store, interview_id: int, day_id: int, by: By) -> tuple[Places, ...]:
    """Of every lane the interview may go to: its own, or of rooms all. Nothing for one that cannot be moved.

    Raises UserError for hours or times that cannot be.
    """
    with store.read() as session:
        row, day = session.get_one(Interview, interview_id), session.get_one(InterviewDay, day_id)
        book = gather(session, day.cohort_id)
        if row not in book.interviews or row.told_on is not None:
            return ()
        task, axis, plan = book.task()
        if day.held_on not in axis.days:
            return ()
        against = [(bits, _WORDS[cause]) for bits, cause in barred(task, plan, book.interviews.index(row))]
        here = cells_of_day(axis, day)

        def of(lane: int, against: Sequence[tuple[int, str]]) -> Places:
            words = tuple(next((word for bits, word in against if bits >> cell & 1), "") for cell in here)
            return Places(lane, axis.opening, axis.cell, words)

        if by is not By.ROOM:
            return (of(row.opening.company_id if by is By.COMPANY else row.trainee_id, against),)
        own = book.building_of(row.opening.company_id)
        taken = _taken(book, row, day, here.start, axis.opening)
        return tuple(
            of(
                room.id,
                [*against, (taken.get(room.id, 0), _WORDS[Cause.ROOMS_FULL])]
                if building == own
                else [(-1, _ELSEWHERE)],
            )
            for building, rooms in book.rooms.items()
            for room in rooms
        )


def _taken(book: Book, row: Interview, day: InterviewDay, first: int, opening: int) -> dict[int, int]:
    """By room, the cells at which an interview would meet another in it; ``first`` is the day's first cell, at ``opening``."""
    length, cell = book.rule.length // book.rule.cell, book.rule.cell
    found: dict[int, int] = {}
    for each in book.interviews:
        if each is not row and each.day is day and each.starts_at and each.room_id is not None:
            start = first + (minutes(each.starts_at) - opening) // cell
            found[each.room_id] = found.get(each.room_id, 0) | meeting(span(start, length), length)
    return found
