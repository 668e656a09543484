"""Sessions as bookings of rooms and mentors: what stands in the data, and the sentence that names what is in the way."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model import training as model
from desktop.model.base import table_of
from desktop.rules.clashes import Booking, Clash, Diary, Shared
from desktop.rules.training import CALLED_OFF
from desktop.text.dates import show_day
from desktop.text.hangul import attach

COLUMNS = ("stage_id", "held_on", "starts_at", "ends_at", "room", "mentor_id", "kind")


def booking(row: Any) -> Booking | None:
    """The booking a session makes; None for one that is called off."""
    if row.kind == CALLED_OFF:
        return None
    return Booking(row.id, row.held_on, row.starts_at, row.ends_at, row.room, row.mentor_id)


def standing(session: Session, first: dt.date, last: dt.date) -> list[Any]:
    """The sessions of all cohorts from ``first`` to ``last``, called off or not, with ``id`` and `COLUMNS`."""
    columns = table_of(model.Session).c
    wanted = select(columns.id, *(columns[key] for key in COLUMNS)).where(
        columns.held_on.between(first, last)
    )
    return list(session.execute(wanted))


def diary(rows: Iterable[Any]) -> Diary:
    """The bookings of sessions."""
    return Diary(filter(None, map(booking, rows)))


def refuse_clash(session: Session, row: Any) -> None:
    """Raise UserError, at the room or the mentor, where a session would be where another one is."""
    wanted = booking(row)
    if wanted is None:
        return
    clash = diary(standing(session, row.held_on, row.held_on)).clash(wanted)
    if clash is not None:
        raise UserError(sentence(session, clash), clash.shared.value)


def sentence(session: Session, clash: Clash) -> str:
    """Names the session in the way: its day, hours, stage and room."""
    other = session.get(model.Session, clash.other.id)
    assert other is not None
    return told(
        clash,
        f"'{other.stage.cohort.name}' {other.stage.name}",
        other.mentor.person.name if other.mentor else "",
    )


def told(clash: Clash, stage: str, mentor: str) -> str:
    """The same of a session that is not in the data yet: of which stage and with whom is given."""
    other = clash.other
    when = f"{show_day(other.day)} {other.starts_at}~{other.ends_at}"
    if clash.shared is Shared.ROOM:
        return (
            f"{attach(str(other.room), '은/는')} {when}에 {stage} 수업이 있습니다. 장소나 시각을 바꿔 주세요."
        )
    where = f" {other.room}에서" if other.room else ""
    return f"{mentor} 강사는 {when}에{where} {stage} 수업이 있습니다. 강사나 시각을 바꿔 주세요."
