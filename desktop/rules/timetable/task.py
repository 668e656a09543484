"""What is to be placed: hours, panels, rooms and requests, as cells of one axis of all days."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.errors import UserError
from desktop.rules.timetable.bits import fitting, span
from desktop.text import dates
from desktop.text.hangul import attach

Hours = tuple[dt.datetime, dt.datetime]
"""From and until, on one day, on the desk's clock."""


@dataclass(frozen=True, slots=True)
class TimetableRule:
    """Minutes: an interview's ``length``, a panel's ``turnover``, a person's ``gap`` between two, ``travel`` more between buildings.

    All times are multiples of ``cell``. Nobody is interviewed during ``lunch``.
    """

    length: int = 25
    turnover: int = 5
    gap: int = 10
    travel: int = 15
    cell: int = 5
    lunch: tuple[dt.time, dt.time] | None = (dt.time(12), dt.time(13))


@dataclass(frozen=True, slots=True)
class Side:
    """A person or a company: its hours, and for a company its panels and its building."""

    id: int
    label: str
    hours: tuple[Hours, ...]
    panels: int = 1
    building: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A person to be interviewed by a company; ``fixed`` is where it begins if it is pinned or already told."""

    person: int
    company: int
    fixed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """The same in cells; people, companies and buildings are numbered from 0 by ascending id.

    ``length``, ``turn``, ``gap`` and ``travel`` are cells. ``requests`` are pairs of person and company; ``allowed`` are the
    cells, by request, at which it could begin with nobody else there; ``pinned`` the cell somebody fixed.
    """

    requests: tuple[tuple[int, int], ...]
    person_hours: tuple[int, ...]
    company_hours: tuple[int, ...]
    panels: tuple[int, ...]
    building: tuple[int, ...]
    rooms: tuple[int, ...]
    length: int
    turn: int
    gap: int
    travel: int
    pinned: tuple[int | None, ...]
    allowed: tuple[int, ...] = field(default=())

    def between(self, one: int, other: int) -> int:
        """Cells that must lie between two requests of one person."""
        buildings = self.building
        same = buildings[self.requests[one][1]] == buildings[self.requests[other][1]]
        return self.gap if same else self.gap + self.travel


NIGHT = 36
"""Cells between two days on the axis: what a wait over night costs."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days put end to end: each from the same minute of the day, so many cells, then a night."""

    days: tuple[dt.date, ...]
    opening: int
    day_cells: int
    cell: int

    def at(self, moment: dt.datetime) -> int:
        """The cell a moment lies in. Raises UserError for one between two cells."""
        minutes = moment.hour * 60 + moment.minute - self.opening
        if minutes % self.cell:
            raise UserError(f"시각은 {self.cell}분 단위로 적어 주세요: {moment:%H:%M}.", "hours")
        return self.days.index(moment.date()) * (self.day_cells + NIGHT) + minutes // self.cell

    def holds(self, moment: dt.datetime) -> bool:
        """Whether a moment is the beginning of a cell of one of the days."""
        minutes = moment.hour * 60 + moment.minute - self.opening
        on_a_cell = 0 <= minutes < self.day_cells * self.cell and not minutes % self.cell
        return on_a_cell and moment.date() in self.days

    def moment(self, cell: int) -> dt.datetime:
        """When a cell begins."""
        day, inside = divmod(cell, self.day_cells + NIGHT)
        return dt.datetime.combine(self.days[day], dt.time()) + dt.timedelta(
            minutes=self.opening + inside * self.cell
        )

    def whole(self) -> int:
        """All cells of all days, the nights left out."""
        bits = 0
        for day in range(len(self.days)):
            bits |= span(day * (self.day_cells + NIGHT), self.day_cells)
        return bits


def axis_of(sides: Iterable[Side], rule: TimetableRule) -> Axis:
    """The axis that holds everybody's hours, with room for an hour more at either end.

    Raises UserError for hours that end before they begin, or on another day.
    """
    hours = [(each, pair) for each in sides for pair in each.hours]
    for side, (start, end) in hours:
        if end <= start or end.date() != start.date():
            said = attach(side.label, "이/가")
            raise UserError(
                f"{said} 가능한 시간이 거꾸로이거나 하루를 넘습니다: {start:%H:%M}~{end:%H:%M}.", "hours"
            )
    starts = [start.hour * 60 + start.minute for _, (start, _) in hours] or [9 * 60]
    ends = [end.hour * 60 + end.minute for _, (_, end) in hours] or [18 * 60]
    opening = max(0, min(starts) // 60 * 60 - 60)
    closing = min(24 * 60, max(ends) + 120)
    days = tuple(sorted({start.date() for _, (start, _) in hours}))
    return Axis(days, opening, (closing - opening) // rule.cell, rule.cell)


def task_of(
    rule: TimetableRule,
    people: Sequence[Side],
    companies: Sequence[Side],
    rooms: Mapping[str, int],
    requests: Sequence[Request],
) -> tuple[Task, Axis]:
    """Everything in cells; ``rooms`` says how many each building has.

    Raises UserError for unknown ids, a pair asked for twice and hours that cannot be.
    """
    axis = axis_of([*people, *companies], rule)
    persons, firms = (
        {side.id: n for n, side in enumerate(sorted(sides, key=lambda each: each.id))}
        for sides in (people, companies)
    )
    buildings = {
        name: number for number, name in enumerate(sorted({*rooms, *(each.building for each in companies)}))
    }
    pairs = []
    for request in requests:
        if request.person not in persons or request.company not in firms:
            raise UserError("면접 신청에 명단에 없는 사람이나 기업이 있습니다. 다시 골라 주세요.", "requests")
        pairs.append((persons[request.person], firms[request.company]))
    if len(set(pairs)) < len(pairs):
        raise UserError("같은 사람과 기업의 면접이 두 번 들어 있습니다. 하나를 지워 주세요.", "requests")
    person_hours, company_hours = (
        tuple(_hours(side, axis, rule) for side in sorted(sides, key=lambda each: each.id))
        for sides in (people, companies)
    )
    ordered = sorted(companies, key=lambda each: each.id)
    length = rule.length // rule.cell
    task = Task(
        tuple(pairs), person_hours, company_hours,
        tuple(each.panels for each in ordered), tuple(buildings[each.building] for each in ordered),
        tuple(rooms.get(name, 0) for name in buildings),
        length, rule.turnover // rule.cell, rule.gap // rule.cell, rule.travel // rule.cell,
        tuple(axis.at(each.fixed) if each.fixed else None for each in requests),
        tuple(fitting(person_hours[person] & company_hours[company], length) for person, company in pairs),
    )  # fmt: skip
    return task, axis


def _hours(side: Side, axis: Axis, rule: TimetableRule) -> int:
    bits = 0
    for start, end in side.hours:
        first = axis.at(start)
        bits |= span(first, int((end - start).total_seconds()) // 60 // rule.cell)
    return bits & ~lunch(axis, rule)


def lunch(axis: Axis, rule: TimetableRule) -> int:
    """The cells of lunch on every day."""
    bits = 0
    if rule.lunch:
        for day in axis.days:
            first, last = (axis.at(dt.datetime.combine(day, each)) for each in rule.lunch)
            bits |= span(first, last - first)
    return bits


def told(moment: dt.datetime, axis: Axis) -> str:
    """'10:55', with its day where there are several."""
    return f"{moment:%H:%M}" if len(axis.days) < 2 else f"{dates.show_date(moment.date())} {moment:%H:%M}"
