"""Sessions of a stage from its weekly hours: holidays left out and named, what is there left as it is."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model import training as model
from desktop.rules.training import HELD, WEEKDAYS
from desktop.rules.weekly import Hours, Weeks, weeks
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.training.sessions.planning import Planned, without_clashes
from desktop.services.training.settings import DAYS_OFF
from desktop.text import holidays
from desktop.text.dates import show_date, show_day


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the weekly hours of a stage would make.

    ``standing`` sessions are there already; ``skipped`` are the days left out, each with the holiday's name; ``clashes``
    are sentences, each about a session that cannot be made.
    """

    stage: str
    first: dt.date
    last: dt.date
    planned: tuple[Planned, ...]
    standing: int
    skipped: tuple[tuple[dt.date, str], ...]
    clashes: tuple[str, ...]

    def sentences(self) -> list[str]:
        """What a person should know before they are made."""
        period = f"{show_date(self.first)} ~ {show_date(self.last)}"
        made = f"수업 {len(self.planned):,}회를 만듭니다." if self.planned else "새로 만들 수업이 없습니다."
        told = [f"{self.stage} {period}: {made}"]
        if self.standing:
            told.append(f"이미 있는 {self.standing:,}회는 그대로 둡니다.")
        if self.skipped:
            named = ", ".join(f"{show_day(day)} {name}" for day, name in self.skipped)
            told.append(f"쉬는 날 {len(self.skipped):,}일을 건너뜁니다: {named}.")
        if self.last.year > holidays.LAST_YEAR or self.first.year < holidays.FIRST_YEAR:
            told.append(
                f"공휴일은 {holidays.FIRST_YEAR}년부터 {holidays.LAST_YEAR}년까지만 압니다. 쉬는 날을 직접 확인해 주세요."
            )
        return [*told, *self.clashes]


def propose(store: Store, stage_id: int) -> Proposal:
    """What would be made; nothing is written. Raises UserError where the stage has no period or no weekly hours."""
    with store.read() as session:
        return _proposal(session, stage_id)


def make(store: Store, stage_id: int) -> tuple[Changes, Proposal]:
    """Make the sessions as one undoable operation; those that clash are left out and told. Returns what was proposed too.

    Raises UserError where there is nothing to make.
    """
    with store.operation("수업 만들기") as op:
        found = _proposal(op.session, stage_id)
        if not found.planned:
            raise UserError(" ".join(["만들 수업이 없습니다.", *found.sentences()[1:]]))
        op.name = f"{found.stage} 수업 {len(found.planned):,}회 만들기"
        op.insert_many(model.Session, [_row(one) for one in found.planned])
    return op.changes, found


def _row(one: Planned) -> dict[str, object]:
    stage_id, day, starts_at = one.key
    return {
        "stage_id": stage_id,
        "held_on": day,
        "starts_at": starts_at,
        "mentor_id": one.mentor,
        **one.values,
    }


def _proposal(session: Session, stage_id: int) -> Proposal:
    stage = session.get(model.Stage, stage_id)
    if stage is None:
        raise UserError("이 단계는 그 사이 지워졌습니다. 다른 단계를 골라 주세요.")
    if stage.starts_on is None or stage.ends_on is None:
        raise UserError(f"{stage.name}의 시작일과 종료일이 없습니다. '기수와 단계'에서 먼저 적어 주세요.")
    patterns = session.scalars(
        select(model.SessionPattern).where(model.SessionPattern.stage_id == stage_id)
    ).all()
    if not patterns:
        raise UserError(f"{stage.name}의 주간 시간이 없습니다. 요일과 시각을 먼저 적어 주세요.")
    made = weeks(
        [_hours(row) for row in patterns],
        stage.starts_on,
        stage.ends_on,
        days_off(session, stage.starts_on, stage.ends_on),
    )
    return _against_the_data(session, stage, made)


def days_off(session: Session, first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """The public holidays of a period, and the days the office has added."""
    added = holidays.parse_days_off(value(session, DAYS_OFF) or "")
    return holidays.holidays(first, last) | {day: name for day, name in added.items() if first <= day <= last}


def _hours(row: model.SessionPattern) -> Hours:
    return Hours(WEEKDAYS.index(row.weekday), row.starts_at, row.ends_at, row.room, row.mentor_id)


def _against_the_data(session: Session, stage: model.Stage, made: Weeks) -> Proposal:
    there = {
        (day, starts_at)
        for day, starts_at in session.execute(
            select(model.Session.held_on, model.Session.starts_at).where(model.Session.stage_id == stage.id)
        )
    }
    wanted = [
        Planned(
            position,
            (stage.id, day, hours.starts_at),
            hours.mentor_id,
            {"ends_at": hours.ends_at, "room": hours.room, "kind": HELD, "reason": None},
        )
        for position, (day, hours) in enumerate(made.sessions)
        if (day, hours.starts_at) not in there
    ]
    kept, refused = without_clashes(session, wanted)
    by_position = {one.position: one.key[1] for one in wanted}
    assert stage.starts_on is not None
    assert stage.ends_on is not None
    return Proposal(
        stage.name,
        stage.starts_on,
        stage.ends_on,
        tuple(kept),
        len(made.sessions) - len(wanted),
        made.skipped,
        tuple(f"{show_day(by_position[at])}: {error.message}" for at, error in refused.items()),
    )
