"""What is due in the training programme: attendance not recorded, evidence, papers, reserves, talks; people about to fall out.

All of it lapses: a course that is long over wants nothing mended.
"""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from desktop.model.training import (
    AttendanceMark,
    CoachingNote,
    Enrolment,
    HandedPaper,
    Stage,
    Trainee,
    WantedPaper,
)
from desktop.model.training import Session as SessionRow
from desktop.queries.due import LONG_AGO, Asked, Due
from desktop.queries.list_spec import Scope
from desktop.rules.attendance import Mark
from desktop.rules.flows import Tone
from desktop.rules.training import CALLED_OFF, PAPER_STATES, WEEKDAYS, EnrolmentStatus
from desktop.services.datafile.settings import value
from desktop.services.training.attendance.figures import figures
from desktop.services.training.attendance.people import ATTENDING, are_in_the_book, attendees
from desktop.services.training.settings import EVIDENCE_DAYS

_TO_MEND = PAPER_STATES[1]
_THERE = (EnrolmentStatus.SELECTED.value, EnrolmentStatus.ATTENDING.value)


def unrecorded(session: Session, scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Sessions that are over and lack marks of people whose sessions they are, due on their day.

    Those of long ago are not even read: an attendance book nobody kept then is no work any more.
    """
    marks = (
        select(AttendanceMark.session_id, func.count().label("marks"))
        .join(Enrolment)
        .where(Enrolment.status.in_(ATTENDING))
        .group_by(AttendanceMark.session_id)
        .subquery()
    )
    theirs = (
        select(func.count())
        .where(
            Enrolment.stage_id == SessionRow.stage_id,
            Enrolment.status.in_(ATTENDING),
            func.coalesce(Enrolment.joined_on, SessionRow.held_on) <= SessionRow.held_on,
            func.coalesce(Enrolment.left_on, SessionRow.held_on) >= SessionRow.held_on,
        )
        .correlate(SessionRow)
        .scalar_subquery()
    )
    rows = session.execute(
        select(SessionRow, Stage.name, theirs - func.coalesce(marks.c.marks, 0))
        .join(Stage)
        .outerjoin(marks, marks.c.session_id == SessionRow.id)
        .where(
            SessionRow.kind != CALLED_OFF,
            SessionRow.held_on <= now.date(),
            SessionRow.held_on >= now.date() - LONG_AGO,
            *_of(scope),
        )
    )
    for row, stage, missing in rows:
        over = row.held_on < now.date() or row.ends_at <= f"{now:%H:%M}"
        if over and missing > 0:
            what = f"출석 미기록 {missing}명"
            yield Due(
                what, f"{stage} · {_day(row.held_on)} {row.starts_at}", row.held_on, "sessions", row.id,
                page="attendance_book", tone=Tone.WARN,
            )  # fmt: skip


def evidence(session: Session, scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """공결 without evidence, due some days after the session; long after it nobody hands one in."""
    days = dt.timedelta(days=value(session, EVIDENCE_DAYS))
    rows = session.execute(
        select(SessionRow.held_on, SessionRow.starts_at, Enrolment)
        .join_from(AttendanceMark, Enrolment)
        .join(SessionRow, SessionRow.id == AttendanceMark.session_id)
        .join(Stage, Stage.id == SessionRow.stage_id)
        .where(
            AttendanceMark.mark == Mark.EXCUSED.value,
            AttendanceMark.evidence_id.is_(None),
            SessionRow.held_on >= now.date() - LONG_AGO - days,
            *_of(scope),
        )
    )
    for held_on, _starts_at, enrolment in rows:
        whose = f"{enrolment.trainee.person.name} · {_day(held_on)} 공결"
        yield Due("공결 증빙 받기", whose, held_on + days, "trainees", enrolment.trainee_id, page="trainees")


def papers(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """Papers that were asked for again, due on the person's own date, else the paper's."""
    rows = session.execute(
        select(HandedPaper, WantedPaper)
        .join(WantedPaper)
        .join(Stage)
        .where(HandedPaper.state == _TO_MEND, *_of(scope))
    )
    for handed, wanted in rows:
        person = handed.enrolment.trainee
        yield Due(
            f"보완 서류 받기: {wanted.title}", person.person.name, handed.due_on or wanted.due_on,
            "trainees", person.id, page="trainees", lapses=True,
        )  # fmt: skip


def reserves(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """Stages that begin while people still wait in reserve for them."""
    counted = (
        select(Stage.id, Stage.name, Stage.starts_on, func.count())
        .join(Enrolment)
        .where(Enrolment.status == EnrolmentStatus.RESERVE.value, Stage.starts_on.is_not(None), *_of(scope))
        .group_by(Stage.id, Stage.name, Stage.starts_on)
    )
    for stage_id, name, starts_on, count in session.execute(counted):
        yield Due(f"예비 {count}명 정하기", name, starts_on, "stages", stage_id, page="stages", lapses=True)


def falling(session: Session, scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """People who cannot complete any more, on the day that became so, and those whom one more absence would end."""
    for stage in session.scalars(_under_way(scope, now.date())):
        found = figures(session, stage, now, dated=True)
        for person in attendees(session, are_in_the_book(stage.id)):
            figure = found.get(person.enrolment_id)
            if figure is None or person.status not in _THERE or not figure.sums.planned:
                continue
            standing = figure.standing
            open_ = standing.unrecorded + standing.upcoming
            if standing.reachable and (standing.absences_left or not open_):
                continue
            lost = not standing.reachable
            what = "수료할 수 없게 됨" if lost else "한 번 더 결석하면 수료 불가"
            yield Due(
                what, f"{person.label} · {stage.name} · {standing.outlook()}",
                standing.fell_on if lost else now.date(), "trainees", person.trainee_id,
                page="trainees", tone=Tone.BAD if lost else Tone.WARN, lapses=True,
            )  # fmt: skip


def talks(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """What was agreed with trainees and is not done: due on its day, or still without one."""
    notes = select(CoachingNote).where(CoachingNote.next_action.is_not(None), CoachingNote.done.is_(False))
    if scope.cohort_id is not None:
        there = select(Enrolment.trainee_id).join(Stage).where(Stage.cohort_id == scope.cohort_id)
        notes = notes.where(CoachingNote.trainee_id.in_(there))
    for note in session.scalars(notes.join(Trainee)):
        whose = note.trainee.person.name
        yield Due(f"코칭: {note.next_action}", whose, note.next_on, "coaching_notes", note.id, lapses=True)


DUE: tuple[Asked, ...] = (unrecorded, evidence, papers, reserves, falling, talks)


def _of(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Statements that join stages are narrowed to the cohort in work by this."""
    return () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,)


def _under_way(scope: Scope, today: dt.date) -> Select[Stage]:
    """Stages with sessions both behind and around today: of one that ended, completing tells what was missed."""
    first, last = func.min(SessionRow.held_on), func.max(SessionRow.held_on)
    held = select(SessionRow.stage_id).group_by(SessionRow.stage_id).having(first <= today, last >= today)
    return select(Stage).where(Stage.id.in_(held), *_of(scope)).order_by(Stage.id)


def _day(day: dt.date) -> str:
    return f"{day.month}. {day.day}.({WEEKDAYS[day.weekday()]})"
