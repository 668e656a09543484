"""Logs of mentoring: what a new one begins with, and which of them prove themselves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.model.attachments import Attachment
from desktop.model.training import MentorLog, ProjectTeam
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.queries.training.mentoring import TAUGHT
from desktop.rules.mentoring import Found, Log, doubts
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date


def label(row: MentorLog) -> str:
    """What a log is called: '2022. 9. 3. 10:00 WATCH MAN 한서율'."""
    return f"{show_date(row.held_on)} {row.starts_at} {row.team.name} {row.mentor.person.name}"


def as_last(store: Store, scope: Scope) -> Mapping[str, Any]:
    """What a new log begins with: today, with the team, mentor and hours of the log written last in the cohort in work."""
    last = (
        select(MentorLog)
        .join(ProjectTeam, ProjectTeam.id == MentorLog.team_id)
        .order_by(MentorLog.id.desc())
        .limit(1)
    )
    if scope.cohort_id is not None:
        last = last.where(ProjectTeam.cohort_id == scope.cohort_id)
    with store.read() as session:
        row = session.scalar(last)
        known = ("team_id", "mentor_id", "starts_at", "ends_at")
        return {"held_on": scope.today, **({key: getattr(row, key) for key in known} if row else {})}


def checked(session: Session, *which: ColumnElement[bool]) -> tuple[list[Log], Found]:
    """The logs ``which`` tells of in the order of their time, and what is odd about any log of their days or photos.

    A log is compared with all there are, whether or not they are among those asked for.
    """
    of_team = ProjectTeam.id == MentorLog.team_id
    asked = set(session.scalars(select(MentorLog.id).join(ProjectTeam, of_team).where(*which)))
    days = select(MentorLog.held_on).where(MentorLog.id.in_(asked))
    with_photo = Attachment.id == MentorLog.photo_id
    files = select(Attachment.file_id).join(MentorLog, with_photo).where(MentorLog.id.in_(asked))
    rows = session.execute(
        select(MentorLog, Attachment.file_id, TAUGHT)
        .select_from(MentorLog)
        .join(ProjectTeam, of_team)
        .outerjoin(Attachment, with_photo)
        .where(MentorLog.held_on.in_(days) | Attachment.file_id.in_(files))
        .order_by(MentorLog.held_on, MentorLog.starts_at, MentorLog.id)
    ).all()
    every = [_facts(row, photo) for row, photo, _taught in rows]
    taught = {(row.team_id, row.held_on) for row, _photo, is_taught in rows if is_taught}
    return [log for log in every if log.id in asked], doubts(every, taught)


def _facts(row: MentorLog, photo: int | None) -> Log:
    return Log(row.id, row.mentor_id, row.team_id, row.held_on, row.starts_at, row.ends_at, photo, row.reason)


def odd_with(session: Session, log_id: int) -> Sequence[Linked]:
    """The photo of a log, and what is odd about it, with a way to each log it is odd with."""
    _logs, found = checked(session, MentorLog.id == log_id)
    photo = session.scalar(
        select(Attachment).join(MentorLog, MentorLog.photo_id == Attachment.id).where(MentorLog.id == log_id)
    )
    told = [Linked(f"사진: {photo.name}", "attachments", photo.id)] if photo is not None else []
    for doubt, others in found.get(log_id, {}).items():
        for other in others:
            row = session.get(MentorLog, other)
            assert row is not None
            told.append(Linked(f"{doubt.value}: {label(row)}~{row.ends_at}", "mentor_logs", other))
        if not others:
            told.append(Linked(doubt.value))
    return told


def of_month(first: dt.date) -> tuple[ColumnElement[bool], ...]:
    """The logs of the month that begins on ``first``."""
    after = (first + dt.timedelta(days=31)).replace(day=1)
    return (MentorLog.held_on >= first, MentorLog.held_on < after)
