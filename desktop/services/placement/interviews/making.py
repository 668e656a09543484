"""Making a cohort's interview timetable, and moving one interview by hand (feature rows CO-06, CO-26)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.interviews import Interview, InterviewDay, InterviewRoom
from desktop.queries.timetable import clock, minutes
from desktop.rules.timetable import Axis, Cause, Effort, arrange, clash
from desktop.rules.timetable.bits import cells
from desktop.rules.timetable.board import Board
from desktop.rules.timetable.causes import unplaced
from desktop.rules.timetable.task import lunch
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.placement.interviews.book import Book, begins, gather, is_fixed

_SHOWN = 6
_REFUSED = {
    Cause.NO_COMMON_TIME: "면접자나 기업이 그 시각에 되지 않습니다.",
    Cause.COMPANY_FULL: "그 시각에는 이 기업의 면접조가 모두 차 있습니다.",
    Cause.PERSON_BUSY: "그 시각에는 면접자의 다른 면접이 너무 가깝습니다.",
    Cause.ROOMS_FULL: "그 시각에는 비어 있는 면접실이 없습니다.",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An interview without a time: its cause, and in a sentence the smallest change that gives it one."""

    interview_id: int
    name: str
    company: str
    cause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Made:
    """What making a timetable came to; ``lost_minutes`` is everybody's waiting between two interviews."""

    placed: int
    waiting: tuple[Waiting, ...]
    lost_minutes: int
    seed: int


def make(store: Store, cohort_id: int, seed: int = 0, effort: Effort | None = None) -> Made:
    """Give as many interviews as possible a time and a room, the others none; the same seed gives the same.

    What is pinned or told stays. Raises UserError where days or rooms are missing, or fixed interviews clash.
    """
    with store.operation("면접 시간표 만들기") as op:
        book = gather(op.session, cohort_id)
        so_far = [begins(each) for each in book.interviews]
        found = arrange(
            book.rule, book.people, book.companies, book.room_counts, book.requests(), seed, effort, so_far
        )
        days = {day.held_on: day for day in book.days}
        for row, start in zip(book.interviews, found.starts, strict=True):
            if is_fixed(row):
                continue
            row.day = days[start.date()] if start else None
            row.starts_at = f"{start:%H:%M}" if start else None
        _give_rooms(book)
        placed = sum(start is not None for start in found.starts)
        op.name = f"면접 시간표 만들기: {placed:,}건, 씨앗 {seed}"
        waiting = tuple(
            _waiting(book.interviews[each.request], each.cause, each.sentence) for each in found.unplaced
        )
    return Made(placed, waiting, found.lost_minutes, seed)


def waiting_of(book: Book) -> tuple[Waiting, ...]:
    """The interviews without a time as they are now, each with its cause and what would place it."""
    task, axis, plan = book.task()
    found = unplaced(task, plan, axis, lunch(axis, book.rule))
    return tuple(_waiting(book.interviews[each.request], each.cause, each.sentence) for each in found)


def refusal(store: Store, interview_id: int, day_id: int, starts_at: str, room_id: int | None = None) -> str:
    """Why `move` would be refused, with the times that are free that day; '' where it would not be."""
    with store.read() as session:
        row = session.get(Interview, interview_id)
        day = session.get(InterviewDay, day_id)
        return _refusal(session, row, day, starts_at, room_id) if row and day else ""


def move(store: Store, interview_id: int, day_id: int, starts_at: str, room_id: int | None = None) -> Changes:
    """Put an interview on another time, and room where one is given; it is pinned there.

    Raises UserError, with the times that are free, where somebody or the rooms are taken.
    """
    with store.operation("면접 옮기기") as op:
        row, day = op.get(Interview, interview_id), op.get(InterviewDay, day_id)
        if told := _refusal(op.session, row, day, starts_at, room_id):
            raise UserError(told, "starts_at")
        row.day, row.starts_at, row.pinned = day, starts_at, True
        book = gather(op.session, day.cohort_id)
        rooms = book.rooms[book.building_of(row.opening.company_id)]
        taken = _taken(book, row, day, starts_at)
        free = [each for each in rooms if each.id not in taken]
        wanted = room_id if room_id is not None else row.room_id
        row.room = next((each for each in free if each.id == wanted), free[0] if free else None)
        op.name = f"{row.trainee.person.name}·{row.opening.company.name} 면접을 {starts_at}에 옮기기"
    return op.changes


def _refusal(session: Session, row: Interview, day: InterviewDay, starts_at: str, room_id: int | None) -> str:
    book = gather(session, day.cohort_id)
    if row not in book.interviews:
        return "거절했거나 마감된 면접은 옮길 수 없습니다. 상태를 먼저 되돌려 주세요."
    if row.told_on is not None:
        return "이미 알린 면접입니다. 옮기려면 먼저 '알린 날'을 지워 주세요."
    task, axis, plan = book.task()
    request = book.interviews.index(row)
    first, inside = axis.opening, minutes(starts_at)
    if inside % book.rule.cell or not first <= inside < first + axis.day_cells * axis.cell:
        return _REFUSED[Cause.NO_COMMON_TIME]
    if day.held_on not in axis.days:
        return _REFUSED[Cause.NO_COMMON_TIME]
    cell = cells_of_day(axis, day)[0] + (inside - first) // axis.cell
    cause = clash(task, plan, request, cell)
    if cause is None:
        return _room_refusal(book, row, day, starts_at, room_id) if room_id is not None else ""
    others = [None if number == request else at for number, at in enumerate(plan)]
    free = Board(task, others).open(request)
    here = [each for each in cells(free) if each in cells_of_day(axis, day)]
    near = sorted(sorted(here, key=lambda each: abs(each - cell))[:_SHOWN])
    told = ", ".join(f"{axis.moment(each):%H:%M}" for each in near)
    return f"{_REFUSED[cause]} " + (
        f"비어 있는 시각: {told}" if told else "그날에는 비어 있는 시각이 없습니다."
    )


def _room_refusal(book: Book, row: Interview, day: InterviewDay, starts_at: str, room_id: int) -> str:
    building = book.building_of(row.opening.company_id)
    if room_id not in {each.id for each in book.rooms[building]}:
        return f"이 기업은 {building}에서 면접합니다. 그 건물의 면접실로 옮겨 주세요."
    return "그 면접실은 그 시각에 차 있습니다." if room_id in _taken(book, row, day, starts_at) else ""


def _taken(book: Book, row: Interview, day: InterviewDay, starts_at: str) -> set[int | None]:
    """The rooms other interviews are in while this one would be held."""
    return {
        each.room_id
        for each in book.interviews
        if each is not row
        and each.day is day
        and each.starts_at
        and abs(minutes(each.starts_at) - minutes(starts_at)) < book.rule.length
    }


def cells_of_day(axis: Axis, day: InterviewDay) -> range:
    """The cells of a day on the axis."""
    first = axis.at(dt.datetime.combine(day.held_on, dt.time.fromisoformat(clock(axis.opening))))
    return range(first, first + axis.day_cells)


def _waiting(row: Interview, cause: Cause, sentence: str) -> Waiting:
    return Waiting(row.id, row.trainee.person.name, row.opening.company.name, cause.value, sentence)


def _meet(book: Book, one: Interview, other: Interview) -> bool:
    """Whether two interviews are held at the same time, wherever."""
    if one.day is None or one.day is not other.day or not one.starts_at or not other.starts_at:
        return False
    return abs(minutes(one.starts_at) - minutes(other.starts_at)) < book.rule.length


def _give_rooms(book: Book) -> None:
    """A room for each, its company's last one where that is free; those told keep theirs if that leaves one for all."""
    by_building: Mapping[str, list[Interview]] = defaultdict(list)
    for row in book.interviews:
        if begins(row) is None:
            row.room = None
        else:
            by_building[book.building_of(row.opening.company_id)].append(row)
    for building, rows in by_building.items():
        rows.sort(key=lambda row: (str(begins(row)), row.opening.company_id, row.id))
        kept = {row.id: row.room_id for row in rows if row.told_on and row.room_id is not None}
        found = _rooms(book, book.rooms[building], rows, kept) or _rooms(book, book.rooms[building], rows, {})
        for row in rows:
            row.room = (found or {}).get(row.id)


def _rooms(
    book: Book, rooms: tuple[InterviewRoom, ...], rows: list[Interview], kept: Mapping[int, int]
) -> dict[int, InterviewRoom] | None:
    """Rooms in the order of time; None where somebody finds none besides those kept."""
    by_id = {each.id: each for each in rooms}
    found = {row_id: by_id[room] for row_id, room in kept.items() if room in by_id}
    last: dict[int, int] = {}
    for row in rows:
        company = row.opening.company_id
        if row.id not in found:
            taken = {found[each.id].id for each in rows if each.id in found and _meet(book, each, row)}
            free = [each for each in rooms if each.id not in taken]
            if not free:
                return None
            found[row.id] = next((each for each in free if each.id == last.get(company)), free[0])
        last[company] = found[row.id].id
    return found
