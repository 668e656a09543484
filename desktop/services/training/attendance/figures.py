"""What everybody's marks come to: from sums the database makes where the rule allows it, else mark by mark."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, case, cast, func, select
from sqlalchemy.orm import Session

from desktop.model.base import table_of
from desktop.model.training import AttendanceMark, Enrolment, Stage
from desktop.model.training import Session as SessionRow
from desktop.rules import attendance
from desktop.rules.attendance import AttendanceRule, Mark, Standing, Tally
from desktop.services.datafile.parts import parts
from desktop.services.training.attendance.rules_of import CANCELLED, attendance_rule, begins, planned

_MINOR, _ABSENT, _EXCUSED = 15, 30, 45
_LOW = (1 << 15) - 1
"""A person's four counts travel as one number, fifteen bits each: the database adds once for each mark."""


class Figure(NamedTuple):
    """One person's sums and what they mean."""

    sums: Tally
    standing: Standing


def figures(session: Session, stage: Stage, now: dt.datetime, *, dated: bool = False) -> dict[int, Figure]:
    """Of everybody in the stage, by the enrolment's id. ``dated`` finds the day on which a minimum fell out of reach."""
    rule, sessions = attendance_rule(stage), planned(session, stage.id)
    start = begins(stage, sessions)
    if not rule.summable:
        stays = _stays(session, stage.id)
        return _walked(session, stays, sessions, rule, start, now)
    found = _summed(session, stage.id, sessions, rule, now)
    odd = _odd(session, stage.id)
    if dated:
        odd |= {row_id for row_id, figure in found.items() if not figure.standing.reachable}
    if odd:
        stays = {row_id: stay for row_id, stay in _stays(session, stage.id).items() if row_id in odd}
        found.update(_walked(session, stays, sessions, rule, start, now))
    return found


def _summed(
    session: Session,
    stage_id: int,
    sessions: Sequence[attendance.Session],
    rule: AttendanceRule,
    now: dt.datetime,
) -> dict[int, Figure]:
    held = [each for each in sessions if not each.cancelled]
    ahead = [each.id for each in held if each.end > now]
    early = _marked_early(session, ahead)
    over, coming = len(held) - len(ahead), len(ahead)

    @cache
    def judged(packed: int, in_advance: int = 0) -> Figure:
        recorded = packed & _LOW
        sums = attendance.tally_of_counts(
            rule,
            recorded,
            packed >> _MINOR & _LOW,
            packed >> _ABSENT & _LOW,
            packed >> _EXCUSED,
            over - recorded + in_advance,
            coming - in_advance,
        )
        return Figure(sums, attendance.standing(sums, rule))

    rows = session.execute(
        _packed(stage_id)
    )  # not kept: the search for cycles would go through them, again and again
    if early:
        return {row_id: judged(packed, early.get(row_id, 0)) for row_id, packed in rows}
    return {row_id: judged(packed) for row_id, packed in rows}


def _packed(stage_id: int) -> Select[Any, int]:
    """Of the tables, not of the mapped classes: loading a hundred thousand rows as these costs a fifth of the whole."""
    marks, enrolments = table_of(AttendanceMark), table_of(Enrolment)
    one = case(
        {
            Mark.PRESENT.value: 1,
            Mark.ABSENT.value: 1 + (1 << _ABSENT),
            Mark.EXCUSED.value: 1 + (1 << _EXCUSED),
        },
        value=marks.c.mark,
        else_=1 + (1 << _MINOR),
    )
    theirs = marks.c.enrolment_id == enrolments.c.id
    summed = select(func.sum(one)).where(theirs).correlate(enrolments).scalar_subquery()
    packed = cast(func.coalesce(summed, 0), BigInteger)
    return select(enrolments.c.id, packed).where(enrolments.c.stage_id == stage_id)


def _marked_early(session: Session, ahead: Sequence[int]) -> dict[int, int]:
    """How many marks people have in sessions that are not over."""
    found: dict[int, int] = defaultdict(int)
    for within in parts(ahead):
        counted = (
            select(AttendanceMark.enrolment_id, func.count())
            .where(within(AttendanceMark.session_id))
            .group_by(AttendanceMark.enrolment_id)
        )
        for row_id, number in session.execute(counted):
            found[row_id] += number
    return found


def _odd(session: Session, stage_id: int) -> set[int]:
    """Whose marks cannot be counted by their number: who came later or left, or has one in a session called off."""
    came_or_left = select(Enrolment.id).where(
        Enrolment.stage_id == stage_id,
        (Enrolment.joined_on.is_not(None)) | (Enrolment.left_on.is_not(None)),
    )
    called_off = select(SessionRow.id).where(SessionRow.stage_id == stage_id, SessionRow.kind == CANCELLED)
    marked = select(AttendanceMark.enrolment_id).where(AttendanceMark.session_id.in_(called_off))
    return {*session.scalars(came_or_left), *session.scalars(marked)}


_Stay = tuple[dt.date | None, dt.date | None]


def _stays(session: Session, stage_id: int) -> dict[int, _Stay]:
    rows = select(Enrolment.id, Enrolment.joined_on, Enrolment.left_on).where(Enrolment.stage_id == stage_id)
    return {row_id: (joined, left) for row_id, joined, left in session.execute(rows)}


def _walked(
    session: Session,
    stays: Mapping[int, _Stay],
    sessions: Sequence[attendance.Session],
    rule: AttendanceRule,
    start: dt.date,
    now: dt.datetime,
) -> dict[int, Figure]:
    marks = marks_of(session, stays)
    found = {}
    for row_id, (joined, left) in stays.items():
        sums = attendance.tally(
            sessions, marks.get(row_id, {}), rule, stage_start=start, now=now, joined=joined, left=left
        )
        found[row_id] = Figure(sums, attendance.standing(sums, rule))
    return found


def marks_of(session: Session, enrolment_ids: Iterable[int]) -> dict[int, dict[int, Mark]]:
    """The marks of these enrolments, by the session's id."""
    found: dict[int, dict[int, Mark]] = defaultdict(dict)
    for within in parts(enrolment_ids):
        rows = select(AttendanceMark.enrolment_id, AttendanceMark.session_id, AttendanceMark.mark).where(
            within(AttendanceMark.enrolment_id)
        )
        for enrolment_id, session_id, mark in session.execute(rows):
            found[enrolment_id][session_id] = Mark(mark)
    return found
