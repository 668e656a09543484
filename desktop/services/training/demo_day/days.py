"""The demo day of a cohort: its order, drawn by a seed, and the awards."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import DemoDay, Enrolment, Presentation, ProjectTeam
from desktop.queries.list_spec import Scope
from desktop.rules import lottery
from desktop.rules.fields import Field
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.record_kind import Values
from desktop.services.training.teams.people import teams

AWARD_FIELD = Field("award", "상", max_length=60, example="예: 최우수상")


@dataclass(frozen=True, slots=True)
class Turn:
    """One team's turn; its project and award, '' for none."""

    presentation_id: int
    position: int
    team_id: int
    team: str
    title: str
    award: str


@dataclass(frozen=True, slots=True)
class Day:
    """A demo day with its turns in order; ``undrawn`` are teams that are not in the order."""

    id: int
    held_on: dt.date | None
    place: str
    minutes: int
    question_minutes: int
    seed: int | None
    turns: tuple[Turn, ...]
    undrawn: tuple[str, ...]


def add_day(op: Operation, values: Values, scope: Scope) -> DemoDay:
    """A demo day for the cohort in work."""
    if scope.cohort_id is None:
        raise UserError("왼쪽 위에서 기수를 고른 뒤 발표회를 추가해 주세요.", "held_on")
    return op.add(DemoDay(cohort_id=scope.cohort_id, **values))


def day_of(session: Session, cohort_id: int) -> DemoDay | None:
    """The cohort's demo day."""
    return session.scalar(select(DemoDay).where(DemoDay.cohort_id == cohort_id))


def read_day(store: Store, cohort_id: int) -> Day | None:
    """The cohort's demo day as it stands; None where there is none yet."""
    with store.read() as session:
        day = day_of(session, cohort_id)
        if day is None:
            return None
        rows = session.execute(
            select(Presentation, ProjectTeam)
            .join(ProjectTeam)
            .where(Presentation.demo_day_id == day.id)
            .order_by(Presentation.position, Presentation.id)
        ).all()
        turns = tuple(
            Turn(row.id, row.position, team.id, team.name, team.title or "", row.award or "")
            for row, team in rows
        )
        drawn = {turn.team_id for turn in turns}
        undrawn = tuple(team.name for team in teams(session, cohort_id) if team.id not in drawn)
        return Day(
            day.id, day.held_on, day.place or "", day.minutes, day.question_minutes, day.seed, turns, undrawn
        )


def draw(store: Store, cohort_id: int, seed: int) -> Changes:
    """Draw the order of all teams: the same seed and the same teams give the same order. Awards stay with their teams."""
    with store.operation("발표 순서 추첨") as op:
        day = day_of(op.session, cohort_id)
        known = teams(op.session, cohort_id)
        if not known:
            raise UserError("이 기수에 팀이 없습니다. '팀'에서 먼저 나누어 주세요.")
        if day is None:
            day = op.add(DemoDay(cohort_id=cohort_id))
        op.name = f"발표 순서 추첨 (씨앗 {seed})"
        day.seed = seed
        numbers = lottery.numbers(range(len(known)), seed)
        order = {
            known[place].id: turn for turn, place in enumerate(sorted(numbers, key=numbers.__getitem__), 1)
        }
        kept = {
            row.team_id: row
            for row in op.session.scalars(select(Presentation).where(Presentation.demo_day_id == day.id))
        }
        for team_id, position in order.items():
            if team_id in kept:
                kept[team_id].position = position
            else:
                op.add(Presentation(demo_day_id=day.id, team_id=team_id, position=position))
    return op.changes


def give_awards(store: Store, awards: Mapping[int, str | None]) -> Changes:
    """Keep the awards of presentations, by their ids; blank takes one back."""
    with store.operation("시상") as op:
        told = []
        for presentation_id, award in awards.items():
            row = op.get(Presentation, presentation_id)
            row.award = award or None
            told.append(f"{row.team.name} {award or '상 없음'}")
        op.name = f"시상: {', '.join(told)}"
    return op.changes


def awards_of(session: Session, cohort_id: int) -> dict[int, str]:
    """The award of each trainee of the cohort whose team was given one, for the certificates, by the trainee's id."""
    rows = session.execute(
        select(Enrolment.trainee_id, Presentation.award)
        .join(ProjectTeam, ProjectTeam.id == Enrolment.team_id)
        .join(Presentation, Presentation.team_id == ProjectTeam.id)
        .where(ProjectTeam.cohort_id == cohort_id, Presentation.award.is_not(None))
    )
    return {trainee_id: award for trainee_id, award in rows if award}
