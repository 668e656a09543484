"""All that a cohort's interview timetable is made from, read at once: hours, panels, rooms, and who applied where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.errors import UserError
from desktop.model.interviews import Interview, InterviewDay, InterviewHours, InterviewPanel, InterviewRoom
from desktop.model.placement import Opening
from desktop.model.training import Trainee
from desktop.rules.placement.interviews import HELD, InterviewStatus
from desktop.rules.timetable import Axis, Request, Side, Task, TimetableRule
from desktop.rules.timetable.task import Hours, task_of
from desktop.services.datafile.settings import read
from desktop.services.placement import settings

_CELL = 5
_MINUTES = (
    settings.INTERVIEW_LENGTH,
    settings.INTERVIEW_TURNOVER,
    settings.INTERVIEW_GAP,
    settings.INTERVIEW_TRAVEL,
)


@dataclass(frozen=True, slots=True)
class Book:
    """A cohort's interviews with what binds them. ``interviews`` are in the order of ``requests()``.

    ``people`` and ``companies`` are sides by their ids, ``rooms`` the rooms of each building.
    """

    rule: TimetableRule
    days: tuple[InterviewDay, ...]
    people: tuple[Side, ...]
    companies: tuple[Side, ...]
    rooms: dict[str, tuple[InterviewRoom, ...]]
    interviews: tuple[Interview, ...]

    @property
    def room_counts(self) -> dict[str, int]:
        """How many rooms each building has."""
        return {building: len(rooms) for building, rooms in self.rooms.items()}

    def requests(self) -> list[Request]:
        """The interviews as they are asked for; what is pinned, told or decided stays where it is."""
        return [
            Request(each.trainee_id, each.opening.company_id, begins(each) if is_fixed(each) else None)
            for each in self.interviews
        ]

    def task(self) -> tuple[Task, Axis, list[int | None]]:
        """The task in cells, its axis, and the cell each interview stands in now, None where it has no time.

        Raises UserError for hours or times that cannot be.
        """
        free = [Request(each.person, each.company) for each in self.requests()]
        task, axis = task_of(self.rule, self.people, self.companies, self.room_counts, free)
        at = [begins(each) for each in self.interviews]
        return task, axis, [None if moment is None else axis.at(moment) for moment in at]

    def building_of(self, company_id: int) -> str:
        """Where a company interviews."""
        return next(each.building for each in self.companies if each.id == company_id)


def begins(row: Interview) -> dt.datetime | None:
    """When an interview begins, on the desk's clock; None while it has no time."""
    if row.day is None or row.starts_at is None:
        return None
    return dt.datetime.combine(row.day.held_on, dt.time.fromisoformat(row.starts_at))


def is_fixed(row: Interview) -> bool:
    """Whether an interview that has a time keeps it: pinned, told, or held already."""
    return row.starts_at is not None and (
        row.pinned or row.told_on is not None or row.status != InterviewStatus.APPLIED.value
    )


def gather(session: Session, cohort_id: int) -> Book:
    """Read a cohort's book. Raises UserError where it has no day or no room yet."""
    of_cohort = InterviewDay.cohort_id == cohort_id
    days = session.scalars(select(InterviewDay).where(of_cohort).order_by(InterviewDay.held_on)).all()
    if not days:
        raise UserError("면접일이 없습니다. '면접일과 면접실'에서 날짜를 먼저 적어 주세요.")
    rooms: dict[str, list[InterviewRoom]] = defaultdict(list)
    in_order = select(InterviewRoom).where(InterviewRoom.cohort_id == cohort_id)
    for room in session.scalars(in_order.order_by(InterviewRoom.id)):
        rooms[room.building].append(room)
    if not rooms:
        raise UserError("면접실이 없습니다. '면접일과 면접실'에서 방을 먼저 적어 주세요.")
    interviews = session.scalars(
        select(Interview)
        .join(Opening)
        .where(Opening.cohort_id == cohort_id, Interview.status.in_(sorted(HELD)))
        .options(
            selectinload(Interview.trainee).selectinload(Trainee.person),
            selectinload(Interview.opening),
            selectinload(Interview.day),
            selectinload(Interview.room),
        )
        .order_by(Interview.id)
    ).all()
    own = _own_hours(session, cohort_id)
    people = {each.trainee_id: each.trainee.person.name for each in interviews}
    firms = {each.opening.company_id: each.opening.company.name for each in interviews}
    panels = {
        each.company_id: each
        for each in session.scalars(select(InterviewPanel).where(InterviewPanel.cohort_id == cohort_id))
    }
    first = next(iter(rooms))
    return Book(
        rule_of(session),
        tuple(days),
        tuple(
            Side(person, name, _hours(days, own["trainee", person]))
            for person, name in sorted(people.items())
        ),
        tuple(
            Side(
                firm,
                name,
                _hours(days, own["company", firm]),
                panels[firm].panels if firm in panels else 1,
                (panels[firm].building if firm in panels else None) or first,
            )
            for firm, name in sorted(firms.items())
        ),
        {building: tuple(each) for building, each in rooms.items()},
        tuple(interviews),
    )


def rule_of(session: Session) -> TimetableRule:
    """The minutes the office has set."""
    wanted = (*_MINUTES, settings.LUNCH_FROM, settings.LUNCH_UNTIL)
    found = read(session, wanted)
    for each in _MINUTES:
        if found[each] % _CELL:
            raise UserError(
                f"'{each.field.title}'은 {_CELL}분 단위로 적어 주세요. '기업·면접 설정'에서 고칩니다."
            )
    lunch = (found[settings.LUNCH_FROM], found[settings.LUNCH_UNTIL])
    length, turnover, gap, travel = (found[each] for each in _MINUTES)
    lunch = (found[settings.LUNCH_FROM], found[settings.LUNCH_UNTIL])
    return TimetableRule(
        length,
        turnover,
        gap,
        travel,
        _CELL,
        (dt.time.fromisoformat(lunch[0]), dt.time.fromisoformat(lunch[1])) if all(lunch) else None,
    )


def _own_hours(session: Session, cohort_id: int) -> dict[tuple[str, int], list[Hours]]:
    found: dict[tuple[str, int], list[Hours]] = defaultdict(list)
    rows = select(InterviewHours).join(InterviewDay).where(InterviewDay.cohort_id == cohort_id)
    for row in session.scalars(rows.order_by(InterviewDay.held_on, InterviewHours.starts_at)):
        whose = (
            ("trainee", row.trainee_id) if row.trainee_id is not None else ("company", row.company_id or 0)
        )
        found[whose].append(_span(row.day, row.starts_at, row.ends_at))
    return found


def _hours(days: Sequence[InterviewDay], own: list[Hours]) -> tuple[Hours, ...]:
    """Somebody's own hours; every day's where there are none."""
    return tuple(own or (_span(day, day.starts_at, day.ends_at) for day in days))


def _span(day: InterviewDay, starts_at: str, ends_at: str) -> Hours:
    first, last = (
        dt.datetime.combine(day.held_on, dt.time.fromisoformat(each)) for each in (starts_at, ends_at)
    )
    return first, last
