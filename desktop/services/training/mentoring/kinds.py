"""The kinds of record of mentoring and coaching."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.people import Person
from desktop.model.training import (
    COACHING_FIELDS,
    MENTOR_FIELDS,
    MENTOR_LOG_FIELDS,
    CoachingNote,
    Mentor,
    MentorLog,
)
from desktop.queries.card import Linked
from desktop.queries.training.mentoring import COACHING, MENTOR_LOGS, MENTORS
from desktop.services.record_kind import Offered, RecordKind, plain_add
from desktop.services.training.mentoring import logs, mentors
from desktop.text.dates import show_date

_SHOWN = 5


def _latest_of_team(session: Session, team_id: int) -> Sequence[Linked]:
    """The latest logs of a team, and how many there are."""
    of_team = select(MentorLog).where(MentorLog.team_id == team_id)
    latest = session.scalars(
        of_team.order_by(MentorLog.held_on.desc(), MentorLog.starts_at.desc()).limit(_SHOWN)
    ).all()
    count = session.scalar(select(func.count()).where(MentorLog.team_id == team_id)) or 0
    more = [Linked(f"멘토링 일지 모두 {count:,}건")] if count > _SHOWN else []
    return [*(Linked(f"멘토링: {logs.label(row)}", "mentor_logs", row.id) for row in latest), *more]


def _talks_with(session: Session, trainee_id: int) -> Sequence[Linked]:
    notes = session.scalars(
        select(CoachingNote)
        .where(CoachingNote.trainee_id == trainee_id)
        .order_by(CoachingNote.held_on.desc(), CoachingNote.id.desc())
        .limit(_SHOWN)
    )
    return [Linked(_in_words(row), "coaching_notes", row.id) for row in notes]


def _in_words(row: CoachingNote) -> str:
    """A talk and what is to follow it; nothing of what was said."""
    until = f" ({show_date(row.next_on)})" if row.next_on else ""
    follows = f" → {row.next_action}{until}" if row.next_action and not row.done else ""
    return f"코칭 {show_date(row.held_on)}{follows}"


KINDS = (
    RecordKind(
        kind="mentors",
        table=Mentor,
        fields=MENTOR_FIELDS,
        label=lambda row: row.person.name,
        add=mentors.add_mentor,
        list=MENTORS,
        chosen=Offered(
            select(Mentor).join(Person).order_by(Person.name, Mentor.id),
            lambda _session, row: " · ".join(filter(None, (row.person.name, row.affiliation))),
        ),
        searched=True,
        past=True,
    ),
    RecordKind(
        kind="mentor_logs",
        table=MentorLog,
        fields=MENTOR_LOG_FIELDS,
        label=logs.label,
        add=plain_add(MentorLog),
        list=MENTOR_LOGS,
        links=logs.odd_with,
        shown_on={"teams": _latest_of_team},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="coaching_notes",
        table=CoachingNote,
        fields=COACHING_FIELDS,
        label=lambda row: f"{show_date(row.held_on)} {row.trainee.person.name}",
        add=plain_add(CoachingNote),
        list=COACHING,
        shown_on={"trainees": _talks_with},
        searched=False,
        past=True,
    ),
)
