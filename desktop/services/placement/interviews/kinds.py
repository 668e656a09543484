"""The kinds of record of interviews: themselves, and the days, rooms, companies and hours they are arranged in."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.interviews import (
    INTERVIEW_DAY_FIELDS,
    INTERVIEW_FIELDS,
    INTERVIEW_HOURS_FIELDS,
    INTERVIEW_PANEL_FIELDS,
    INTERVIEW_ROOM_FIELDS,
    Interview,
    InterviewDay,
    InterviewHours,
    InterviewPanel,
    InterviewRoom,
)
from desktop.queries.card import Linked
from desktop.queries.placement.interviews import (
    INTERVIEW_DAYS,
    INTERVIEW_HOURS,
    INTERVIEW_PANELS,
    INTERVIEW_ROOMS,
    INTERVIEWS,
)
from desktop.rules.placement.interviews import INTERVIEW
from desktop.services.placement.interviews import results
from desktop.services.record_kind import Offered, RecordKind, plain_add
from desktop.text.dates import show_day


def _day(row: InterviewDay) -> str:
    return f"{show_day(row.held_on)} {row.starts_at}~{row.ends_at}"


def _room(row: InterviewRoom) -> str:
    return f"{row.building} {row.name}"


def _whose(row: InterviewHours) -> str:
    return row.trainee.person.name if row.trainee else row.company.name if row.company else ""


def _hours(row: InterviewHours) -> str:
    return f"{_whose(row)} {show_day(row.day.held_on)} {row.starts_at}~{row.ends_at}"


def _panel(row: InterviewPanel) -> str:
    return " · ".join(filter(None, (row.company.name, f"{row.panels}조", row.building)))


def _hours_of_day(session: Session, day_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(InterviewHours).where(InterviewHours.day_id == day_id))
    return [Linked(_hours(row), "interview_hours", row.id) for row in rows]


KINDS = (
    RecordKind(
        kind="interviews",
        table=Interview,
        fields=INTERVIEW_FIELDS,
        label=results.label,
        add=plain_add(Interview),
        after=results.settle,
        list=INTERVIEWS,
        flow=INTERVIEW,
        shown_on={"trainees": results.of_trainee, "openings": results.of_opening},
        searched=True,
        past=True,
    ),
    RecordKind(
        kind="interview_days",
        table=InterviewDay,
        fields=INTERVIEW_DAY_FIELDS,
        label=_day,
        add=plain_add(InterviewDay),
        list=INTERVIEW_DAYS,
        chosen=Offered(
            select(InterviewDay).order_by(InterviewDay.held_on),
            lambda _session, row: _day(row),
            lambda scope: () if scope.cohort_id is None else (InterviewDay.cohort_id == scope.cohort_id,),
        ),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="interview_rooms",
        table=InterviewRoom,
        fields=INTERVIEW_ROOM_FIELDS,
        label=_room,
        add=plain_add(InterviewRoom),
        list=INTERVIEW_ROOMS,
        chosen=Offered(
            select(InterviewRoom).order_by(InterviewRoom.building, InterviewRoom.name),
            lambda _session, row: _room(row),
            lambda scope: () if scope.cohort_id is None else (InterviewRoom.cohort_id == scope.cohort_id,),
        ),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="interview_panels",
        table=InterviewPanel,
        fields=INTERVIEW_PANEL_FIELDS,
        label=_panel,
        add=plain_add(InterviewPanel),
        list=INTERVIEW_PANELS,
        chosen=Offered(
            select(InterviewPanel).order_by(InterviewPanel.id),
            lambda _session, row: _panel(row),
            lambda scope: () if scope.cohort_id is None else (InterviewPanel.cohort_id == scope.cohort_id,),
        ),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="interview_hours",
        table=InterviewHours,
        fields=INTERVIEW_HOURS_FIELDS,
        label=_hours,
        add=plain_add(InterviewHours),
        list=INTERVIEW_HOURS,
        shown_on={"interview_days": _hours_of_day},
        chosen=Offered(
            select(InterviewHours).join(InterviewDay).order_by(InterviewDay.held_on, InterviewHours.id),
            lambda _session, row: _hours(row),
            lambda scope: () if scope.cohort_id is None else (InterviewDay.cohort_id == scope.cohort_id,),
        ),
        searched=False,
        past=False,
    ),
)
